//! What sets of sites do to homes, for a front: who is covered and who is left far away, followed site by site.
//!
//! People are counted in whole numbers, so that a sum is the same in whatever order sites open; whole numbers of up to
//! 53 bits are exact in `f64`. Homes that no site can change are counted beforehand.

use crate::siting::amounts::Amounts;
use crate::siting::front_question::{Burden, PlanFrontQuestion};
use crate::siting::set_search::SetWorth;
use crate::siting::set_worth::{HomesWithin, Reached};

/// What each site does to the homes that it can change.
#[derive(Debug)]
pub struct FrontMeasures {
    within: HomesWithin,
    burden: Burden,
    /// The burden when nothing opens, for each home that some site changes.
    start: Vec<f64>,
    /// The burden of each of these homes with a site alone: row = site, column = home.
    felt: Vec<f64>,
    /// The burden of all other homes together.
    settled: f64,
}

impl FrontMeasures {
    /// The homes and sites of a question.
    pub fn new(question: &PlanFrontQuestion<'_>) -> Self {
        let costs = Costs::of(question);
        let (changing, settled): (Vec<usize>, Vec<usize>) =
            (0..question.homes.len()).partition(|&home| costs.changes(question, home));
        let at = |home: usize, cost: f64| felt(question, home, cost);
        let now = |home: usize| at(home, question.homes[home].now);
        let settled = match question.burden {
            Burden::Longest => {
                let burdened = settled
                    .iter()
                    .filter(|&&home| question.homes[home].burden > 0.0);
                burdened.map(|&home| now(home)).fold(0.0, f64::max)
            }
            // The same for every set.
            Burden::Shortfall => 0.0,
        };
        let start: Vec<f64> = changing.iter().map(|&home| now(home)).collect();
        let mut place = vec![None; question.homes.len()];
        for (column, &home) in changing.iter().enumerate() {
            place[home] = Some(column);
        }
        let counted = counted(question.burden, &start);
        let mut of_sites = Vec::with_capacity(start.len() * question.costs.len());
        for of_site in question.costs {
            let row = of_sites.len();
            of_sites.extend(start.iter().map(|&felt| counted(felt)));
            for &(home, cost) in *of_site {
                if let Some(column) = place.get(home).copied().flatten() {
                    let felt: &mut f64 = &mut of_sites[row + column];
                    *felt = felt.min(counted(at(home, cost)));
                }
            }
        }
        Self {
            within: within(question),
            burden: question.burden,
            start: start.iter().map(|&felt| counted(felt)).collect(),
            felt: of_sites,
            settled,
        }
    }

    /// The homes that sites can cover, when nothing is open.
    pub fn reached(&self) -> Reached<'_> {
        (&self.within).gains()
    }

    /// The burden of each home with these sites.
    pub fn felt(&self, sites: &[u32]) -> Vec<f64> {
        let mut felt = self.start.clone();
        for &site in sites {
            let with = felt.iter_mut().zip(self.row(site));
            with.for_each(|(felt, with)| *felt = felt.min(*with));
        }
        felt
    }

    /// The burden of all homes together, and the home that is farthest, where a longest way is asked.
    pub fn burden(&self, felt: &[f64]) -> (f64, Option<usize>) {
        match self.burden {
            Burden::Shortfall => (felt.iter().sum(), None),
            Burden::Longest => {
                let longest = felt.iter().copied().fold(self.settled, f64::max);
                (longest, felt.iter().position(|felt| *felt == longest))
            }
        }
    }

    /// By how much a site makes a sum of burdens smaller; never more when others have opened.
    pub fn relief(&self, felt: &[f64], site: u32) -> f64 {
        let with = felt.iter().zip(self.row(site));
        with.map(|(before, with)| (before - with).max(0.0)).sum()
    }

    /// The burden of one home when nothing opens.
    pub fn at_first(&self, home: usize) -> f64 {
        self.start[home]
    }

    /// The burden of one home with each site alone.
    pub fn of_home(&self, home: usize) -> Vec<f64> {
        let homes = self.start.len().max(1);
        self.felt
            .iter()
            .skip(home)
            .step_by(homes)
            .copied()
            .collect()
    }

    /// How many homes a look at all of them takes in.
    pub fn homes(&self) -> usize {
        self.start.len()
    }

    fn row(&self, site: u32) -> &[f64] {
        let homes = self.start.len();
        &self.felt[site as usize * homes..][..homes]
    }
}

/// What a home feels at a cost: the cost itself, or what it falls short of the norm.
pub fn felt(question: &PlanFrontQuestion<'_>, home: usize, cost: f64) -> f64 {
    match question.burden {
        Burden::Longest => cost,
        Burden::Shortfall => {
            let beyond = (cost - question.norm).max(0.0) / question.norm;
            question.homes[home].burden * beyond
        }
    }
}

/// Shortfalls become whole numbers, of which all together are exact; a longest way needs none.
fn counted(burden: Burden, start: &[f64]) -> impl Fn(f64) -> f64 {
    let amounts = match burden {
        Burden::Longest => None,
        Burden::Shortfall => Some(Amounts::finest(start.iter().sum())),
    };
    move |felt| amounts.map_or(felt, |amounts| amounts.whole(felt) as f64)
}

/// Who is covered by which site, of those who are not covered yet.
fn within(question: &PlanFrontQuestion<'_>) -> HomesWithin {
    let uncovered = |home: usize| question.homes[home].now > question.norm;
    let homes = question.homes.iter().enumerate();
    let weights: Vec<f64> = homes
        .map(|(home, found)| if uncovered(home) { found.weight } else { 0.0 })
        .collect();
    let near = |&&(home, cost): &&(usize, f64)| {
        cost <= question.norm && weights.get(home).is_some_and(|weight| *weight > 0.0)
    };
    let of_site = question.costs.iter().map(|costs| {
        let near = costs.iter().filter(near);
        near.map(|&(home, _)| home).collect()
    });
    HomesWithin::new(&weights, &of_site.collect::<Vec<_>>())
}

/// How near sites could come to each home, and how far all homes are at best.
struct Costs {
    nearest: Vec<f64>,
    least_longest: f64,
}

impl Costs {
    fn of(question: &PlanFrontQuestion<'_>) -> Self {
        let mut nearest: Vec<f64> = question.homes.iter().map(|home| home.now).collect();
        for &(home, cost) in question.costs.iter().flat_map(|costs| costs.iter()) {
            if let Some(nearest) = nearest.get_mut(home) {
                *nearest = nearest.min(cost);
            }
        }
        let burdened = question.homes.iter().zip(&nearest);
        let burdened = burdened.filter(|(home, _)| home.burden > 0.0);
        Self {
            least_longest: burdened.map(|(_, &nearest)| nearest).fold(0.0, f64::max),
            nearest,
        }
    }

    /// Whether what opens can change what a home adds to the burden.
    fn changes(&self, question: &PlanFrontQuestion<'_>, home: usize) -> bool {
        let (now, nearest) = (question.homes[home].now, self.nearest[home]);
        let floor = match question.burden {
            // Some home is as far as this, whatever opens.
            Burden::Longest => self.least_longest,
            Burden::Shortfall => question.norm,
        };
        question.homes[home].burden > 0.0 && nearest < now && now > floor
    }
}
