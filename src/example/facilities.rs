//! Which facilities the town has, and where: spread over the town, with gaps on purpose.

use std::collections::BTreeSet;

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::example::chance::Chance;
use crate::example::facility_site::{Site, facility_sites};
use crate::example::neighbourhood::Era;
use crate::example::plan_point::PlanPoint;
use crate::example::town_plan::TownPlan;

/// A kind of facility with its numbers in a town of 60,000.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KindPlan {
    /// The code of the kind, or the word of its source for two kinds in one.
    pub kind: &'static str,
    /// How many a town of 60,000 has.
    pub count: f64,
    /// Where they stand.
    pub where_to: WhereTo,
}

/// Where facilities of a kind stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhereTo {
    /// In the middle of neighbourhoods, but not in all.
    Central,
    /// Anywhere.
    Anywhere,
    /// On the edge of the town.
    Edge,
    /// In parks and anywhere.
    ParksFirst,
    /// Next to a primary school.
    WithSchool,
}

/// All kinds, in the order in which they choose their places.
pub const KINDS: [KindPlan; 19] = [
    KindPlan {
        kind: "PO",
        count: 14.0,
        where_to: WhereTo::Central,
    },
    KindPlan {
        kind: "VO",
        count: 3.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "SBO",
        count: 1.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "(V)SO",
        count: 1.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "MBO",
        count: 1.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "TAALSCHOOL",
        count: 1.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "SCHOOL_10_14",
        count: 1.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "BUURTSCHOOL",
        count: 1.0,
        where_to: WhereTo::WithSchool,
    },
    KindPlan {
        kind: "GYMZAAL",
        count: 8.0,
        where_to: WhereTo::WithSchool,
    },
    KindPlan {
        kind: "BSO",
        count: 18.0,
        where_to: WhereTo::WithSchool,
    },
    KindPlan {
        kind: "KDV",
        count: 25.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "BIBLIOTHEEK",
        count: 3.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "CONSULTATIEBUREAU",
        count: 5.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "HUISARTS",
        count: 14.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "BUURTTEAM",
        count: 6.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "JONGERENWERK",
        count: 6.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "BUURTHUIS",
        count: 10.0,
        where_to: WhereTo::Anywhere,
    },
    KindPlan {
        kind: "SPORT",
        count: 10.0,
        where_to: WhereTo::Edge,
    },
    KindPlan {
        kind: "SPEELPLEK",
        count: 40.0,
        where_to: WhereTo::ParksFirst,
    },
];

/// One facility.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedFacility {
    /// Its kind, as in [`KINDS`].
    pub kind: &'static str,
    /// Its number among those of its kind, from 0.
    pub number: u32,
    /// The site it stands on; two facilities may share one.
    pub site: usize,
    /// The year in which its building was built.
    pub built: u32,
}

/// All facilities with the sites they chose from.
#[derive(Debug, Clone)]
pub struct Facilities {
    /// The sites.
    pub sites: Vec<Site>,
    /// The facilities, by kind in the order of [`KINDS`].
    pub placed: Vec<PlacedFacility>,
}

impl Facilities {
    /// The facilities of one kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a PlacedFacility> {
        self.placed
            .iter()
            .filter(move |facility| facility.kind == kind)
    }

    /// The plots that facilities have taken, for each of this many neighbourhoods.
    pub fn taken_plots(&self, neighbourhoods: usize) -> Vec<BTreeSet<usize>> {
        let mut taken = vec![BTreeSet::new(); neighbourhoods];
        for site in self
            .placed
            .iter()
            .map(|facility| &self.sites[facility.site])
        {
            taken[site.neighbourhood as usize].extend(site.plot);
        }
        taken
    }
}

/// Places all facilities.
pub fn facilities(plan: &TownPlan) -> Facilities {
    let sites = facility_sites(plan);
    let mut free: BTreeSet<usize> = (0..sites.len()).collect();
    let mut placed: Vec<PlacedFacility> = Vec::new();
    let times = plan.size.scale * plan.size.scale;
    for (index, kind) in KINDS.iter().enumerate() {
        let count = (kind.count * times).round().max(1.0) as usize;
        let mut chance = Chance::new(plan.seed, "facilities", index as u64);
        let chosen = match kind.where_to {
            WhereTo::WithSchool => with_school(&placed, &sites, &free, count, &mut chance, plan),
            WhereTo::Central | WhereTo::Anywhere | WhereTo::Edge | WhereTo::ParksFirst => {
                let fits: Vec<usize> = free
                    .iter()
                    .copied()
                    .filter(|&site| fits(kind, &sites[site], plan))
                    .collect();
                spread(&sites, fits, count, plan, &mut chance)
            }
        };
        for (number, site) in (0u32..).zip(chosen) {
            free.remove(&site);
            let built = year_built(plan, &sites[site], &mut chance);
            placed.push(PlacedFacility {
                kind: kind.kind,
                number,
                site,
                built,
            });
        }
    }
    Facilities { sites, placed }
}

/// Whether a kind may come to a site. Some neighbourhoods get no school, as in towns that grew faster than their plans.
fn fits(kind: &KindPlan, site: &Site, plan: &TownPlan) -> bool {
    let place = &plan.neighbourhoods[site.neighbourhood as usize];
    if place.era == Era::Growth {
        return kind.where_to == WhereTo::ParksFirst;
    }
    match kind.where_to {
        WhereTo::Central => site.is_central && !is_without_school(plan, site.neighbourhood),
        WhereTo::Anywhere => site.plot.is_some() && !site.is_central,
        WhereTo::Edge => site.is_on_edge && site.plot.is_some(),
        WhereTo::ParksFirst => !site.is_central,
        WhereTo::WithSchool => false,
    }
}

/// Neighbourhoods in the east beyond the railway, and one in ten elsewhere.
fn is_without_school(plan: &TownPlan, neighbourhood: u32) -> bool {
    let home = plan.neighbourhoods[neighbourhood as usize].home;
    let cell = &plan.mesh.cells[home as usize];
    let oval = plan.size.in_oval(cell.middle);
    let is_beyond = !cell.quarter.north && cell.quarter.east && oval.x > 0.4 && oval.y > -0.45;
    is_beyond || Chance::new(plan.seed, "without school", u64::from(home)).happens(0.1)
}

/// Sites far from each other: as far as still gives the number asked for.
fn spread(
    sites: &[Site],
    mut candidates: Vec<usize>,
    count: usize,
    plan: &TownPlan,
    chance: &mut Chance,
) -> Vec<usize> {
    candidates.sort_by_cached_key(|&site| {
        let luck = 1.0 + (1.0 + chance.share()) * draw(plan, &sites[site]);
        (std::cmp::Reverse((luck * 1e6) as u64), site)
    });
    let area = 3.0 * plan.size.reach.x * plan.size.reach.y;
    let mut distance = (area / count.max(1) as f64).sqrt() * 1.1;
    let mut chosen: Vec<usize> = Vec::new();
    let mut tree: RTree<GeomWithData<[f64; 2], usize>> = RTree::new();
    while chosen.len() < count && distance > 20.0 {
        for &site in &candidates {
            let at = position(sites[site].place);
            let is_far = tree.nearest_neighbor(&at).is_none_or(|nearest| {
                sites[nearest.data].place.distance(sites[site].place) > distance
            });
            if is_far && chosen.len() < count {
                chosen.push(site);
                tree.insert(GeomWithData::new(at, site));
            }
        }
        distance *= 0.9;
    }
    chosen
}

/// How much a site draws schools: the children around it, for the most central site of its neighbourhood.
fn draw(plan: &TownPlan, site: &Site) -> f64 {
    let children = plan.neighbourhoods[site.neighbourhood as usize]
        .people
        .from_4_to_12;
    if site.is_central {
        f64::from(children) / 100.0
    } else {
        0.1
    }
}

/// The free site nearest to each primary school in turn, and others far from those when schools run out.
fn with_school(
    placed: &[PlacedFacility],
    sites: &[Site],
    free: &BTreeSet<usize>,
    count: usize,
    chance: &mut Chance,
    plan: &TownPlan,
) -> Vec<usize> {
    let mut schools: Vec<usize> = placed
        .iter()
        .filter(|facility| facility.kind == "PO")
        .map(|facility| facility.site)
        .collect();
    chance.shuffle(&mut schools);
    let in_use = |site: &usize| free.contains(site) && sites[*site].plot.is_some();
    let mut tree: RTree<GeomWithData<[f64; 2], usize>> = RTree::bulk_load(
        (0..sites.len())
            .filter(in_use)
            .map(|site| GeomWithData::new(position(sites[site].place), site))
            .collect(),
    );
    let mut chosen = Vec::new();
    for school in schools.into_iter().take(count) {
        if let Some(site) = tree
            .nearest_neighbor(&position(sites[school].place))
            .map(|nearest| nearest.data)
        {
            tree.remove(&GeomWithData::new(position(sites[site].place), site));
            chosen.push(site);
        }
    }
    let taken: BTreeSet<usize> = chosen.iter().copied().collect();
    let rest: Vec<usize> = free
        .iter()
        .copied()
        .filter(|site| {
            sites[*site].plot.is_some() && !sites[*site].is_central && !taken.contains(site)
        })
        .filter(|&site| plan.neighbourhoods[sites[site].neighbourhood as usize].era != Era::Growth)
        .collect();
    if chosen.len() < count {
        chosen.extend(spread(sites, rest, count - chosen.len(), plan, chance));
    }
    chosen
}

fn year_built(plan: &TownPlan, site: &Site, chance: &mut Chance) -> u32 {
    let (first, last) = plan.neighbourhoods[site.neighbourhood as usize].era.years();
    // A third was built anew later.
    let (first, last) = if chance.happens(0.33) {
        (first.max(1985), last.max(2021))
    } else {
        (first, last)
    };
    first + chance.below((last - first + 1) as usize) as u32
}

fn position(place: PlanPoint) -> [f64; 2] {
    [place.x, place.y]
}
