//! Places where a facility can stand: a few plots in each neighbourhood, and clearings in the parks.

use crate::example::borders::Side;
use crate::example::cell_use::CellUse;
use crate::example::chance::Chance;
use crate::example::homes::plots;
use crate::example::neighbourhood::Era;
use crate::example::plan_point::PlanPoint;
use crate::example::town_plan::TownPlan;

/// Sites in each neighbourhood, the first of them in its middle.
const SITES: usize = 9;

/// One place where a facility can stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The neighbourhood it lies in.
    pub neighbourhood: u32,
    /// The number of its plot among those of the neighbourhood; none in a park.
    pub plot: Option<usize>,
    /// Where it stands.
    pub place: PlanPoint,
    /// The street of its address.
    pub street: String,
    /// The number of its address.
    pub number: u32,
    /// Whether it is the most central site of its neighbourhood.
    pub is_central: bool,
    /// Whether its neighbourhood lies on the edge of the town.
    pub is_on_edge: bool,
}

/// All sites, by neighbourhood.
pub fn facility_sites(plan: &TownPlan) -> Vec<Site> {
    let mut sites = Vec::new();
    for (number, place) in (0u32..).zip(&plan.neighbourhoods) {
        let middle = plan.mesh.cells[place.home as usize].middle;
        let ring = &plan.mesh.cells[place.home as usize].ring;
        let is_on_edge = ring
            .iter()
            .any(|&part| matches!(plan.mesh.beyond(part), Side::Outline(_)));
        let plots = plots(plan, place.home);
        let mut order: Vec<usize> = (0..plots.len())
            .filter(|&index| plots[index].length > 18.0)
            .collect();
        Chance::new(plan.seed, "sites", u64::from(place.home)).shuffle(&mut order);
        if let Some(central) = (0..order.len()).min_by(|&one, &other| {
            let away = |index: usize| plots[order[index]].door.distance(middle);
            away(one).total_cmp(&away(other))
        }) {
            order.swap(0, central);
        }
        order.truncate(if place.era == Era::Growth { 2 } else { SITES });
        for (rank, index) in order.into_iter().enumerate() {
            let plot = &plots[index];
            sites.push(Site {
                neighbourhood: number,
                plot: Some(index),
                place: plot.middle(),
                street: plot.street.clone(),
                number: plot.number,
                is_central: rank == 0,
                is_on_edge,
            });
        }
        sites.extend(park_sites(plan, number));
    }
    sites
}

/// Two clearings beside the paths of each cell of a park.
fn park_sites(plan: &TownPlan, neighbourhood: u32) -> impl Iterator<Item = Site> {
    let parks = plan.neighbourhoods[neighbourhood as usize].park.iter();
    parks
        .filter(|&&cell| matches!(plan.uses[cell as usize], CellUse::Park(_)))
        .flat_map(move |&cell| {
            let path = plan.cell_streets(cell).nodes;
            let middle = plan.mesh.cells[cell as usize].middle;
            [path.len() / 8, path.len() / 2]
                .into_iter()
                .filter_map(move |index| {
                    path.get(index).map(|&place| Site {
                        neighbourhood,
                        plot: None,
                        place: place.towards(middle, -0.12),
                        street: "Parkpad".to_owned(),
                        number: 1,
                        is_central: false,
                        is_on_edge: false,
                    })
                })
        })
}
