//! A larger table in which every way for a site to be open is a site of its own, and the question in its terms.

use std::collections::BTreeMap;

use crate::model::cost_table::{CostTable, DemandIndex, SiteIndex, TableId};
use crate::model::site_actions::{OpenState, SiteActions};
use crate::siting::action_plan::ActionPlan;
use crate::siting::answer::{Answer, Share};
use crate::siting::error::SitingError;
use crate::siting::named_rules::{named_rules, site_numbers};
use crate::siting::question::{Constraints, OtherPlan, Question, SiteBudget, SiteDistricts};

/// All ways in which sites can be open, by site, then in the order of the site's actions.
#[derive(Debug, Clone, PartialEq)]
pub struct WaysToOpen {
    table: CostTable,
    ways: Vec<Way>,
    sites: Vec<Site>,
}

/// A way for a site to be open.
#[derive(Debug, Clone, PartialEq)]
struct Way {
    site: SiteIndex,
    state: OpenState,
}

/// A site of the question.
#[derive(Debug, Clone, PartialEq)]
struct Site {
    id: TableId,
    /// What closing costs; `None` when it has to stay open.
    closing: Option<u64>,
    has_actions: bool,
}

impl WaysToOpen {
    /// The ways in which the sites of a table can be open.
    ///
    /// # Errors
    /// A site that the table does not have, and one that can be open in no way.
    pub fn new(
        table: &CostTable,
        question: &Question,
        actions: &BTreeMap<TableId, SiteActions>,
    ) -> Result<Self, SitingError> {
        let constraints = &question.constraints;
        named_rules(table, constraints)?;
        site_numbers(table, "required sites", &constraints.required)?;
        site_numbers(table, "forbidden sites", &constraints.forbidden)?;
        site_numbers(table, "capacities of sites", constraints.capacities.keys())?;
        site_numbers(table, "actions on sites", actions.keys())?;
        let mut ways = Vec::new();
        let mut sites = Vec::new();
        for (number, id) in (0..).map(SiteIndex).zip(table.sites()) {
            let actions = actions.get(id);
            let states = match actions {
                Some(actions) => actions.open.clone(),
                None => vec![as_asked(id, constraints)],
            };
            if states.is_empty() {
                return Err(SitingError::NoWayToOpen { site: id.clone() });
            }
            ways.extend(states.into_iter().map(|state| Way {
                site: number,
                state,
            }));
            sites.push(Site {
                id: id.clone(),
                closing: actions.map_or(Some(0), |actions| actions.closed),
                has_actions: actions.is_some(),
            });
        }
        Ok(Self {
            table: larger_table(table, &ways),
            ways,
            sites,
        })
    }

    /// The larger table.
    pub fn table(&self) -> &CostTable {
        &self.table
    }

    /// The question in terms of ways, with exactly `open` of them; `None` when closing alone costs too much.
    pub fn question(&self, question: &Question, open: usize) -> Option<Question> {
        let all = &question.constraints;
        let stays_open = self.sites.iter().filter(|site| site.closing.is_none());
        let must_open = all.required.iter().chain(stays_open.map(|site| &site.id));
        let mut one_of_each: Vec<Vec<TableId>> =
            must_open.map(|site| self.ways_of([site])).collect();
        one_of_each.extend(all.one_of_each.iter().map(|group| self.ways_of(group)));
        let budget = match &all.budget {
            Some(budget) => Some(self.budget(budget.limit, open)?),
            None => None,
        };
        Some(Question {
            model: question.model.with_sites(open),
            time_limit: question.time_limit,
            stop: question.stop.clone(),
            constraints: Constraints {
                required: Vec::new(),
                standing: Vec::new(),
                forbidden: self.ways_of(&all.forbidden),
                budget,
                districts: all
                    .districts
                    .as_ref()
                    .map(|districts| self.districts(districts)),
                too_close: self.pairs_apart(all),
                one_of_each,
                unlike: all.unlike.iter().map(|plan| self.unlike(plan)).collect(),
                capacities: self.capacities(),
            },
        })
    }

    /// A plan in terms of ways as one of the sites of the question's own table.
    pub fn action_plan(&self, answer: Answer) -> ActionPlan {
        let way = |index: SiteIndex| &self.ways[index.0 as usize];
        let states = answer.sites.iter().map(|&index| way(index));
        let states: Vec<Option<String>> = states
            .map(|way| {
                self.sites[way.site.0 as usize]
                    .has_actions
                    .then(|| way.state.name.clone())
            })
            .collect();
        let sites: Vec<SiteIndex> = answer.sites.iter().map(|&index| way(index).site).collect();
        let numbered = (0..).map(SiteIndex).zip(&self.sites);
        let closed = numbered
            .filter(|(index, site)| site.has_actions && !sites.contains(index))
            .map(|(index, _)| index)
            .collect();
        let share = |share: Share| Share {
            site: way(share.site).site,
            ..share
        };
        let goes_to = |site: Option<SiteIndex>| site.map(|index| way(index).site);
        ActionPlan {
            states,
            closed,
            answer: Answer {
                assignment: answer.assignment.into_iter().map(goes_to).collect(),
                shares: answer.shares.into_iter().map(share).collect(),
                sites,
                ..answer
            },
        }
    }

    /// The names of the ways in which some sites can be open.
    fn ways_of<'a>(&self, sites: impl IntoIterator<Item = &'a TableId>) -> Vec<TableId> {
        let sites: Vec<&TableId> = sites.into_iter().collect();
        let of_them = |way: &Way| sites.contains(&&self.sites[way.site.0 as usize].id);
        self.each_way(|way| of_them(way).then_some(()))
            .map(|(name, ())| name)
            .collect()
    }

    /// The name of each way with what is said of it, where something is.
    fn each_way<'a, T>(
        &'a self,
        said: impl Fn(&'a Way) -> Option<T>,
    ) -> impl Iterator<Item = (TableId, T)> {
        let said = self.ways.iter().map(said);
        let named = (0..).map(TableId::Vertex).zip(said);
        named.filter_map(|(name, said)| Some((name, said?)))
    }

    /// Prices so that what stays closed costs nothing: every site is closed for its price beforehand, and a way to be
    /// open costs the difference. Where that is less than nothing, all ways cost as much more, and more may be spent.
    fn budget(&self, limit: u64, open: usize) -> Option<SiteBudget> {
        let closing = |way: &Way| self.sites[way.site.0 as usize].closing.unwrap_or(0);
        let refund = self
            .ways
            .iter()
            .map(|way| closing(way).saturating_sub(way.state.cost));
        let more = refund.max().unwrap_or(0);
        let all_closed = self.sites.iter().filter_map(|site| site.closing);
        let all_closed = all_closed.fold(0, u64::saturating_add);
        let costs = self.each_way(|way| {
            Some(
                way.state
                    .cost
                    .saturating_add(more)
                    .saturating_sub(closing(way)),
            )
        });
        Some(SiteBudget {
            costs: costs.collect(),
            costs_per_weight: self
                .each_way(|way| Some(way.state.cost_per_weight))
                .collect(),
            limit: limit
                .saturating_add(more.saturating_mul(open as u64))
                .checked_sub(all_closed)?,
        })
    }

    fn districts(&self, districts: &SiteDistricts) -> SiteDistricts {
        let district = |way: &Way| {
            let site = &self.sites[way.site.0 as usize].id;
            districts.district_of.get(site).cloned()
        };
        SiteDistricts {
            district_of: self.each_way(district).collect(),
            at_most: districts.at_most,
        }
    }

    /// Ways of sites that are too close, and ways of one site.
    fn pairs_apart(&self, constraints: &Constraints) -> Vec<(TableId, TableId)> {
        let mut apart = Vec::new();
        for (one, other) in &constraints.too_close {
            let others = self.ways_of([other]);
            for one in self.ways_of([one]) {
                apart.extend(others.iter().map(|other| (one.clone(), other.clone())));
            }
        }
        for site in &self.sites {
            let ways = self.ways_of([&site.id]);
            for (place, one) in ways.iter().enumerate() {
                apart.extend(
                    ways[..place]
                        .iter()
                        .map(|other| (one.clone(), other.clone())),
                );
            }
        }
        apart
    }

    /// A way differs only when its site stays closed: of all the ways, so many more do.
    fn unlike(&self, plan: &OtherPlan) -> OtherPlan {
        let sites = self.ways_of(&plan.sites);
        let shared = plan.sites.len().saturating_sub(plan.differing);
        OtherPlan {
            differing: sites.len() - shared.min(sites.len()),
            sites,
        }
    }

    fn capacities(&self) -> BTreeMap<TableId, f64> {
        self.each_way(|way| way.state.capacity).collect()
    }
}

/// A site without actions, as the question has it.
fn as_asked(site: &TableId, constraints: &Constraints) -> OpenState {
    let budget = constraints.budget.as_ref();
    let price = |prices: &BTreeMap<TableId, u64>| prices.get(site).copied().unwrap_or(0);
    OpenState {
        name: String::new(),
        cost: budget.map_or(0, |budget| price(&budget.costs)),
        cost_per_weight: budget.map_or(0, |budget| price(&budget.costs_per_weight)),
        capacity: constraints.capacities.get(site).copied(),
    }
}

/// A table with a site for each way, numbered in their order, so that they keep it.
fn larger_table(table: &CostTable, ways: &[Way]) -> CostTable {
    let demand: Vec<(TableId, f64)> = (table.rows_as_read().iter())
        .map(|row| row.0 as usize)
        .map(|row| (table.demand()[row].clone(), table.weights()[row]))
        .collect();
    let names: Vec<TableId> = (0..ways.len() as u32).map(TableId::Vertex).collect();
    let mut pairs = Vec::new();
    for (row, &DemandIndex(demand)) in (0..).zip(table.rows_as_read()) {
        for &(site, cost) in table.reached_from(DemandIndex(demand)) {
            let of_site = (0..).zip(ways).filter(|(_, way)| way.site == site);
            pairs.extend(of_site.map(|(way, _)| (row, way, cost)));
        }
    }
    CostTable::new(&demand, &names, &pairs).expect("names, places and costs of a sound table")
}
