//! New places beside the facilities that are there, as a table of costs for a location model.
//!
//! Homes for which no candidate would change anything stay out of the table; what they count for in the model's value
//! is known beforehand. So a city's tens of thousands of homes become the few thousand that the question is about.
//! What is there and stays is one more site, so that a row has only the candidates that are nearer than that.

use crate::model::cost_table::{CostTable, CostTableError, TableId};
use crate::siting::question::{Model, Question};

/// A home as a location model sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HomeNow {
    /// Its people, or people times need; 0 leaves it out.
    pub weight: f64,
    /// Seconds to the nearest facility that stays; `None` when there is none within reach.
    pub now: Option<f64>,
}

/// The question about the homes that candidates can change.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationTable {
    /// The costs in seconds: to candidates, and to [`LocationTable::STANDING`] where that is a site of its own.
    pub table: CostTable,
    /// Whether what stays is a site; else a candidate costs no more than what stays.
    pub has_standing: bool,
    /// Homes with people that no candidate changes, and that reach a facility.
    pub settled: Vec<usize>,
    /// Homes with people that the model cannot serve, whatever opens.
    pub out_of_reach: Vec<usize>,
}

/// What becomes of the facilities that stay whatever is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staying {
    /// Together they are one site, which opens in any case.
    OneSite,
    /// Nobody goes farther to a candidate than to the nearest of them.
    InEveryCost,
}

impl LocationTable {
    /// All facilities that stay, as one site; no candidate has a number for a name.
    pub const STANDING: TableId = TableId::Vertex(0);

    /// A question about candidates as it is asked of this table.
    #[must_use]
    pub fn question(&self, question: &Question) -> Question {
        let mut asked = question.clone();
        if self.has_standing {
            asked.constraints.standing.push(Self::STANDING);
            let sites = question.model.sites().map(|sites| sites + 1);
            asked.model = sites.map_or(question.model, |sites| question.model.with_sites(sites));
        }
        asked
    }

    /// The home of each demand point of the table; nothing for the point of the settled homes.
    pub fn homes(&self) -> Vec<Option<usize>> {
        let home = |id: &TableId| match id {
            TableId::Vertex(home) => Some(*home as usize),
            TableId::Name(_) => None,
        };
        self.table.demand().iter().map(home).collect()
    }
}

/// The table for a model: `times` has for each candidate the homes that reach it, with the seconds.
///
/// # Shape
/// `ids` and `times` are one for each candidate; the demand points of the table are named by the index of their home.
/// A covering model needs no site for what stays: whom that covers is settled.
/// For the largest cost the settled homes are one point without weight, as far as the farthest of them.
///
/// # Errors
/// When two candidates have one id.
pub fn location_table(
    model: &Model,
    homes: &[HomeNow],
    ids: &[String],
    (times, staying): (&[impl AsRef<[(usize, f64)]>], Staying),
) -> Result<LocationTable, CostTableError> {
    let reached = Reached::of(model, homes, times);
    let (candidates, standing) = (ids.len() as u32, ids.len() as u32);
    let mut sorted = Sorted::default();
    for (index, home) in homes
        .iter()
        .enumerate()
        .filter(|(_, home)| home.weight > 0.0)
    {
        let row = match model.radius() {
            Some(radius) => covering_row(home, reached.of_home(index), radius),
            None => match staying {
                Staying::OneSite => row_beside(home, reached.of_home(index), standing),
                Staying::InEveryCost => travelling_row(home, reached.of_home(index), candidates),
            },
        };
        sorted.add(index, home, row);
    }
    if let (None, Some(farthest)) = (model.radius(), sorted.farthest_settled) {
        let sites = match staying {
            Staying::OneSite => standing..standing + 1,
            Staying::InEveryCost => 0..candidates,
        };
        let everywhere = sites.map(|site| (site, farthest)).collect();
        sorted.add_point(TableId::Name("-".to_owned()), 0.0, everywhere);
    }
    let mut names: Vec<TableId> = ids.iter().cloned().map(TableId::Name).collect();
    let has_standing = sorted.pairs.iter().any(|&(_, site, _)| site == standing);
    names.extend(has_standing.then_some(LocationTable::STANDING));
    Ok(LocationTable {
        has_standing,
        table: CostTable::new(&sorted.demand, &names, &sorted.pairs)?,
        settled: sorted.settled,
        out_of_reach: sorted.out_of_reach,
    })
}

/// The candidates that reach each home, with the seconds: only those that can matter to the model.
struct Reached {
    starts: Vec<usize>,
    sites: Vec<(u32, f64)>,
}

impl Reached {
    fn of(model: &Model, homes: &[HomeNow], times: &[impl AsRef<[(usize, f64)]>]) -> Self {
        let farthest = model.radius().unwrap_or(f64::INFINITY);
        let counts = |&&(home, time): &&(usize, f64)| {
            let found = homes.get(home);
            time <= farthest
                && found.is_some_and(|found| {
                    let is_near = model.radius().zip(found.now);
                    found.weight > 0.0
                        && is_near.is_none_or(|(radius, now)| now > radius)
                        && found.now.is_none_or(|now| time < now)
                })
        };
        let mut starts = vec![0; homes.len() + 1];
        for (home, _) in times.iter().flat_map(AsRef::as_ref).filter(counts) {
            starts[home + 1] += 1;
        }
        for home in 0..homes.len() {
            starts[home + 1] += starts[home];
        }
        let mut sites = vec![(0, 0.0); starts[homes.len()]];
        let mut next = starts.clone();
        for (site, of_site) in (0_u32..).zip(times) {
            for &(home, time) in of_site.as_ref().iter().filter(counts) {
                sites[next[home]] = (site, time);
                next[home] += 1;
            }
        }
        Self { starts, sites }
    }

    fn of_home(&self, home: usize) -> &[(u32, f64)] {
        &self.sites[self.starts[home]..self.starts[home + 1]]
    }
}

impl LocationTable {
    /// What the settled homes add to the model's value: nothing in models of one largest cost or of a number of sites.
    pub fn settled_value(&self, model: &Model, homes: &[HomeNow]) -> f64 {
        let sum = |worth: &dyn Fn(f64) -> f64| {
            let of_home = |&home: &usize| Some(homes[home].weight * worth(homes[home].now?));
            self.settled.iter().filter_map(of_home).sum()
        };
        match *model {
            Model::PMedian { .. } => sum(&|now| now),
            Model::MaximalCovering { .. } => sum(&|_| 1.0),
            Model::Shortfall { norm, power, .. } => sum(&|now| match now > norm {
                true => ((now - norm) / norm).powf(power),
                false => 0.0,
            }),
            Model::SetCovering { .. }
            | Model::PCentre { .. }
            | Model::WorstOff { .. }
            | Model::PDispersion { .. } => 0.0,
        }
    }
}

/// What candidates mean to one home.
enum Row {
    /// No candidate changes anything.
    Settled,
    /// Nothing reaches it.
    OutOfReach,
    /// The cost of each candidate that matters.
    Costs(Vec<(u32, f64)>),
}

fn covering_row(home: &HomeNow, reached: &[(u32, f64)], radius: f64) -> Row {
    if home.now.is_some_and(|now| now <= radius) {
        return Row::Settled;
    }
    let within = reached.iter().copied().filter(|&(_, time)| time <= radius);
    let within: Vec<(u32, f64)> = within.collect();
    match within.is_empty() {
        true => Row::OutOfReach,
        false => Row::Costs(within),
    }
}

/// The candidates that are nearer than what stays, and what stays as the site `standing`.
fn row_beside(home: &HomeNow, nearer: &[(u32, f64)], standing: u32) -> Row {
    match (home.now, nearer) {
        (None, []) => Row::OutOfReach,
        (None, _) => Row::Costs(nearer.to_vec()),
        (Some(_), []) => Row::Settled,
        (Some(now), _) => Row::Costs([nearer, &[(standing, now)]].concat()),
    }
}

/// The cost of every candidate: that of what stays where this is nearer.
fn travelling_row(home: &HomeNow, nearer: &[(u32, f64)], sites: u32) -> Row {
    match home.now {
        None if nearer.is_empty() => Row::OutOfReach,
        None => Row::Costs(nearer.to_vec()),
        Some(_) if nearer.is_empty() => Row::Settled,
        Some(now) => {
            let mut costs = vec![now; sites as usize];
            for &(site, time) in nearer {
                costs[site as usize] = time;
            }
            Row::Costs((0..).zip(costs).collect())
        }
    }
}

#[derive(Default)]
struct Sorted {
    demand: Vec<(TableId, f64)>,
    pairs: Vec<(u32, u32, f64)>,
    settled: Vec<usize>,
    out_of_reach: Vec<usize>,
    farthest_settled: Option<f64>,
}

impl Sorted {
    fn add(&mut self, index: usize, home: &HomeNow, row: Row) {
        match row {
            Row::Settled => {
                self.settled.push(index);
                let farthest = home
                    .now
                    .unwrap_or(0.0)
                    .max(self.farthest_settled.unwrap_or(0.0));
                self.farthest_settled = Some(farthest);
            }
            Row::OutOfReach => self.out_of_reach.push(index),
            Row::Costs(costs) => {
                self.add_point(TableId::Vertex(index as u32), home.weight, costs);
            }
        }
    }

    fn add_point(&mut self, name: TableId, weight: f64, costs: Vec<(u32, f64)>) {
        let point = self.demand.len() as u32;
        self.demand.push((name, weight));
        let pairs = costs.into_iter().map(|(site, cost)| (point, site, cost));
        self.pairs.extend(pairs);
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::siting::solve::solve;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|site| format!("s{site}")).collect()
    }

    #[test]
    fn homes_that_nothing_changes_stay_out_and_count_beforehand() {
        // Home 0 walks 100 s now and no candidate is nearer; home 1 walks 900 s now and 200 s to s1;
        // home 2 reaches nothing; nobody lives at home 3. The median is 2 x 100 + 3 x 200.
        let home = |weight, now| HomeNow { weight, now };
        let homes = [
            home(2.0, Some(100.0)),
            home(3.0, Some(900.0)),
            home(1.0, None),
            home(0.0, None),
        ];
        let times = [vec![(0, 150.0)], vec![(1, 200.0), (3, 5.0)]];
        let model = Model::PMedian { sites: 1 };
        for staying in [Staying::OneSite, Staying::InEveryCost] {
            let location =
                location_table(&model, &homes, &names(2), (&times, staying)).expect("a table");
            assert_eq!(
                (&location.settled[..], &location.out_of_reach[..]),
                (&[0][..], &[2][..])
            );
            let asked = location.question(&Question::plain(model));
            let plan = solve(&location.table, &asked).expect("a plan");
            assert_eq!(
                plan.objective + location.settled_value(&model, &homes),
                800.0
            );
        }
    }

    /// The value of a set of candidates, straight from the times of all homes.
    fn value(
        model: &Model,
        homes: &[HomeNow],
        times: &[Vec<(usize, f64)>],
        open: &[usize],
    ) -> Option<f64> {
        let mut best: Vec<Option<f64>> = homes.iter().map(|home| home.now).collect();
        for &(home, time) in open.iter().flat_map(|&site| &times[site]) {
            best[home] = Some(best[home].map_or(time, |before| before.min(time)));
        }
        let mut sum = 0.0;
        let mut largest = 0.0_f64;
        for (index, home) in homes
            .iter()
            .enumerate()
            .filter(|(_, home)| home.weight > 0.0)
        {
            let reachable =
                home.now.is_some() || times.iter().flatten().any(|&(reached, _)| reached == index);
            match (model, best[index]) {
                (Model::MaximalCovering { radius, .. }, time) => {
                    sum += if time.is_some_and(|time| time <= *radius) {
                        home.weight
                    } else {
                        0.0
                    };
                }
                (_, None) if reachable => return None,
                (_, None) => {}
                (Model::Shortfall { norm, power, .. }, Some(time)) if time > *norm => {
                    sum += home.weight * ((time - norm) / norm).powf(*power);
                }
                (Model::Shortfall { .. }, Some(_)) => {}
                (_, Some(time)) => {
                    sum += home.weight * time;
                    largest = largest.max(time);
                }
            }
        }
        Some(match model {
            Model::PCentre { .. } => largest,
            _ => sum,
        })
    }

    #[test]
    fn the_small_table_has_the_answer_of_the_whole_city() {
        for seed in 0..40 {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let homes: Vec<HomeNow> = (0..25)
                .map(|_| HomeNow {
                    weight: f64::from(random.random_range(0..4)),
                    now: random
                        .random_bool(0.7)
                        .then(|| f64::from(random.random_range(1..1000))),
                })
                .collect();
            let times: Vec<Vec<(usize, f64)>> = (0..6)
                .map(|_| {
                    let reached = (0..homes.len())
                        .filter(|_| random.random_bool(0.6))
                        .collect::<Vec<_>>();
                    let time = |home| (home, f64::from(random.random_range(1..1000)));
                    reached.into_iter().map(time).collect()
                })
                .collect();
            let models = [
                Model::PMedian { sites: 2 },
                Model::MaximalCovering {
                    sites: 2,
                    radius: 400.0,
                },
                Model::PCentre { sites: 2 },
                Model::Shortfall {
                    sites: 2,
                    norm: 300.0,
                    power: 2.0,
                },
            ];
            for model in models {
                let pairs = (0..6).flat_map(|one| (one + 1..6).map(move |other| [one, other]));
                let values = pairs.filter_map(|open| value(&model, &homes, &times, &open));
                let expected = match model.more_is_better() {
                    true => values.max_by(f64::total_cmp),
                    false => values.min_by(f64::total_cmp),
                };
                for staying in [Staying::OneSite, Staying::InEveryCost] {
                    let location = location_table(&model, &homes, &names(6), (&times, staying));
                    let location = location.expect("a table");
                    let asked = location.question(&Question::plain(model));
                    let found = solve(&location.table, &asked).ok();
                    let found =
                        found.map(|plan| plan.objective + location.settled_value(&model, &homes));
                    match (found, expected) {
                        (Some(found), Some(expected)) => {
                            assert!(
                                (found - expected).abs() < 1e-6 * expected.max(1.0),
                                "{model} seed {seed}, {staying:?}: {found} {expected}"
                            );
                        }
                        (found, expected) => {
                            assert_eq!(found, expected, "{model} seed {seed}, {staying:?}");
                        }
                    }
                }
            }
        }
    }
}
