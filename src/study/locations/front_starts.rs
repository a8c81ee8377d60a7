//! From where the plans that are weighed against each other begin: with the facilities that are there, and where these
//! may close or merge, with every way to do that.

use crate::model::cost_table::{CostTable, TableId};
use crate::model::site_actions::OpenState;
use crate::siting::front_question::FrontStart;
use crate::siting::mergers::{Merger, Possibilities};
use crate::siting::question::{Constraints, Model, Question};
use crate::siting::resolved::Resolved;
use crate::siting::rules::Budget;
use crate::study::error::StudyError;
use crate::study::locations::asked_locations::AskedLocations;
use crate::study::locations::deeds::price_of_candidate;

/// So many ways to close and merge are looked at.
const MOST_STARTS: usize = 1_024;

/// From where plans begin, and what candidates cost.
#[derive(Debug)]
pub struct FrontStarts {
    /// The starts: the one in which nothing closes or merges first.
    pub starts: Vec<FrontStart>,
    /// For each start the sites that its actions concern and that are open, with the name of the action.
    pub states: Vec<Vec<(usize, String)>>,
    /// What each candidate costs, with the name of its action.
    pub prices: Vec<(u64, String)>,
    /// Whether that is in cents; else each site counts as one.
    pub in_cents: bool,
    /// Whether these are all ways there are.
    pub complete: bool,
}

/// The starts of all plans of up to `most` candidates.
///
/// # Errors
/// When the constraints name what is no candidate.
pub fn front_starts(asked: &AskedLocations<'_>, most: usize) -> Result<FrontStarts, StudyError> {
    let resolved = candidates_only(asked, most)?;
    let (prices, in_cents) = prices(asked);
    let price = |&site: &u32| (site, prices[site as usize].0);
    let plain = FrontStart {
        opened: (asked.candidates..asked.sites.len())
            .map(|site| site as u32)
            .collect(),
        money: 0,
        required: resolved.required.iter().map(price).collect(),
        rules: resolved.rules,
        candidates: resolved.candidates,
        fewest: 1,
        most,
    };
    let mut found = FrontStarts {
        starts: Vec::new(),
        states: Vec::new(),
        prices,
        in_cents,
        complete: true,
    };
    let Some(possible) = &asked.possible else {
        (found.starts, found.states) = (vec![plain], vec![Vec::new()]);
        return Ok(found);
    };
    for done in 0..1_u32 << possible.mergers.len() {
        let numbered = possible.mergers.iter().enumerate();
        let merged = numbered.filter(|(number, _)| done >> number & 1 == 1);
        let merged: Vec<&Merger> = merged.map(|(_, merger)| merger).collect();
        if can_go_together(&merged) {
            found.add_closures(asked, possible, &merged, &plain);
        }
    }
    Ok(found)
}

/// Whether no two mergers concern the same place.
fn can_go_together(mergers: &[&Merger]) -> bool {
    let mut touched: Vec<&TableId> = mergers
        .iter()
        .flat_map(|merger| [&merger.closes, &merger.into])
        .collect();
    touched.sort();
    touched.windows(2).all(|two| two[0] != two[1])
}

/// What each candidate costs, and whether that is in cents: where a budget is asked, or all estimates are known.
fn prices(asked: &AskedLocations<'_>) -> (Vec<(u64, String)>, bool) {
    if let Some(possible) = &asked.possible {
        let cheapest = |site: usize| cheapest_way(asked, possible, site);
        return ((0..asked.candidates).map(cheapest).collect(), true);
    }
    let new = asked.sites[..asked.candidates].iter();
    let estimates: Vec<(u64, bool)> = new
        .map(|site| price_of_candidate(asked.town, site))
        .collect();
    let in_cents =
        asked.asked.budget.is_some() || estimates.iter().all(|(_, is_assumed)| !is_assumed);
    let price = |&(cents, _): &(u64, bool)| (if in_cents { cents } else { 1 }, String::new());
    (estimates.iter().map(price).collect(), in_cents)
}

/// The way to be open that costs least, the first of equals.
fn cheapest_way(
    asked: &AskedLocations<'_>,
    possible: &Possibilities,
    site: usize,
) -> (u64, String) {
    let actions = possible.actions.get(&asked.sites[site].table_id());
    let ways = actions.map_or(&[][..], |actions| &actions.open);
    let cheapest = ways.iter().min_by_key(|way| way.cost);
    cheapest.map_or((0, String::new()), |way: &OpenState| {
        (way.cost, way.name.clone())
    })
}

impl FrontStarts {
    /// The starts with these mergers, and any of the other facilities that may close closed.
    fn add_closures(
        &mut self,
        asked: &AskedLocations<'_>,
        possible: &Possibilities,
        merged: &[&Merger],
        plain: &FrontStart,
    ) {
        let closing = |site: &usize| {
            let id = asked.sites[*site].table_id();
            let is_merged = (merged.iter()).any(|merger| merger.closes == id || merger.into == id);
            let cost = possible.actions.get(&id)?.closed;
            cost.filter(|_| !is_merged).map(|cost| (*site, cost))
        };
        let standing = asked.candidates..asked.sites.len();
        let closable: Vec<(usize, u64)> = standing.filter_map(|site| closing(&site)).collect();
        let ways = 1_usize.checked_shl(closable.len() as u32);
        for closed in 0..ways.unwrap_or(usize::MAX) {
            if self.starts.len() == MOST_STARTS {
                self.complete = false;
                return;
            }
            let numbered = closable.iter().enumerate();
            let closed = numbered.filter(|(number, _)| closed >> number & 1 == 1);
            let closed: Vec<(usize, u64)> = closed.map(|(_, closed)| *closed).collect();
            self.add_start(asked, possible, (merged, &closed), plain);
        }
    }

    /// One start, unless it costs more than may be spent, or a merger opens what may not open.
    fn add_start(
        &mut self,
        asked: &AskedLocations<'_>,
        possible: &Possibilities,
        (merged, closed): (&[&Merger], &[(usize, u64)]),
        plain: &FrontStart,
    ) {
        let mut start = FrontStart {
            opened: Vec::new(),
            money: closed.iter().map(|(_, cost)| cost).sum(),
            fewest: 0,
            ..plain.clone()
        };
        let mut states = Vec::new();
        for site in 0..asked.sites.len() {
            let id = asked.sites[site].table_id();
            let into = merged.iter().find(|merger| merger.into == id);
            let closes = merged.iter().any(|merger| merger.closes == id)
                || closed.iter().any(|&(other, _)| other == site);
            let (cost, name) = match into {
                Some(merger) => (merger.state.cost, merger.state.name.clone()),
                None if closes || site < asked.candidates => continue,
                None => cheapest_way(asked, possible, site),
            };
            states.push((site, name));
            if site >= asked.candidates {
                start.opened.push(site as u32);
                start.money = start.money.saturating_add(cost);
            } else if !open_by_merger(&mut start, site as u32, cost) {
                return;
            }
        }
        if let Some(budget) = &asked.question.constraints.budget {
            let Some(limit) = budget.limit.checked_sub(start.money) else {
                return;
            };
            let mut costs: Vec<u64> = self.prices.iter().map(|(price, _)| *price).collect();
            for &(site, price) in &start.required {
                costs[site as usize] = price;
            }
            start.rules = start.rules.with_budget(Budget { costs, limit });
        }
        self.starts.push(start);
        self.states.push(states);
    }
}

/// Makes a candidate part of every plan of a start, at the price of its merger; `false` when nobody may open it.
fn open_by_merger(start: &mut FrontStart, site: u32, price: u64) -> bool {
    let required = start.required.iter_mut().find(|(other, _)| *other == site);
    if let Some((_, known)) = required {
        *known = price;
        return true;
    }
    let all = start.candidates.len();
    start.candidates.retain(|&other| other != site);
    start.required.push((site, price));
    start.candidates.len() < all
}

/// The limits on candidates, in the order of the question's sites.
fn candidates_only(asked: &AskedLocations<'_>, most: usize) -> Result<Resolved, StudyError> {
    let new = &asked.sites[..asked.candidates];
    let names: Vec<TableId> = new.iter().map(|site| site.table_id()).collect();
    let table = CostTable::new(&[], &names, &[]).expect("candidates have an id each");
    let all = &asked.question.constraints;
    let mut question = Question::plain(Model::MaximalCovering {
        sites: most,
        radius: 0.0,
    });
    question.constraints = Constraints {
        required: all
            .required
            .iter()
            .filter(|name| names.contains(name))
            .cloned()
            .collect(),
        standing: Vec::new(),
        capacities: Default::default(),
        ..all.clone()
    };
    Ok(Resolved::new(&table, &question)?)
}
