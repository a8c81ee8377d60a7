//! The fewest sites that have every demand point within a radius.
//!
//! # Source
//! Toregas, Swain, ReVelle and Bergman 1971, "The location of emergency service facilities".

use crate::model::cost_table::CostTable;
use crate::siting::answer::Share;
use crate::siting::cover::Cover;
use crate::siting::cover_search::{CoverFound, Wanted, smallest_cover};
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::full_sites::Service;
use crate::siting::opening_question::{OpeningQuestion, SetCost};
use crate::siting::opening_search::{OpeningAnswer, cheapest_opening};
use crate::siting::plan::Plan;
use crate::siting::resolved::{Resolved, every_point_reached};
use crate::siting::scaled::Scale;
use crate::siting::shortlists::{Choice, Shortlists};
use crate::siting::whole_set::WholeSet;

/// The fewest sites with every demand point within the radius of one of them.
///
/// # Errors
/// A demand point without a site within the radius, and constraints that no set meets.
pub fn set_covering(
    table: &CostTable,
    resolved: &Resolved,
    radius: f64,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    every_point_reached(table, resolved, Some(radius))?;
    let wanted = Wanted {
        at_most: resolved.may_open(),
        enough: 0,
    };
    let found = covering_sites(table, resolved, radius, wanted, deadline);
    if !resolved.any_set_will_do() {
        return fewest_allowed(table, resolved, radius, found.bound, deadline);
    }
    // Without rules all sites together are a cover, so only time can be short.
    let fewest = found.cover.ok_or(SitingError::NoSetInTime)?;
    Ok(Plan {
        objective: fewest.len() as f64,
        bound: found.bound as f64,
        sites: fewest,
        shares: Vec::new(),
        proven: found.complete,
    })
}

/// The smallest allowed cover: one site more at a time, from as many as are needed without the rules.
fn fewest_allowed(
    table: &CostTable,
    resolved: &Resolved,
    radius: f64,
    bound: usize,
    deadline: &Deadline,
) -> Result<Plan, SitingError> {
    for sites in bound.max(1)..=resolved.may_open() {
        let answer = allowed_cover(table, resolved, radius, sites, deadline);
        match answer.cheapest {
            Some((chosen, 0)) => {
                return Ok(Plan {
                    objective: sites as f64,
                    bound: sites as f64,
                    shares: shares_within(table, resolved, radius, &chosen),
                    sites: chosen,
                    proven: true,
                });
            }
            _ if !answer.complete && answer.bound <= 0 => return Err(SitingError::NoSetInTime),
            _ => {}
        }
    }
    Err(SitingError::NoAllowedSet)
}

/// Covers with as many sites as wanted, whatever the rules say.
pub fn covering_sites(
    table: &CostTable,
    resolved: &Resolved,
    radius: f64,
    wanted: Wanted,
    deadline: &Deadline,
) -> SitesFound {
    let cover = cover_within(table, resolved, radius);
    let mut left = cover.all();
    resolved
        .required
        .iter()
        .for_each(|&site| cover.take(&mut left, site as usize));
    let CoverFound {
        cover,
        bound,
        complete,
    } = smallest_cover(&cover, left, wanted, deadline);
    SitesFound {
        cover: cover.map(|sites| sites.into_iter().map(|site| site as u32).collect()),
        bound,
        complete,
    }
}

/// Who is within the radius of whom, for sites that may open.
fn cover_within(table: &CostTable, resolved: &Resolved, radius: f64) -> Cover {
    let rows = resolved.rows(table).map(|row| {
        let covering = row.filter(|&(_, cost)| cost <= radius);
        covering.map(|(site, _)| site).collect()
    });
    Cover::new(rows.collect(), table.sites().len())
}

/// What a search for covering sites found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitesFound {
    /// The sites, ascending; `None` when there is no wanted cover or none was met in time.
    pub cover: Option<Vec<u32>>,
    /// No cover has fewer sites.
    pub bound: usize,
    /// Whether the search came to its end.
    pub complete: bool,
}

/// The allowed set of exactly `sites` sites that leaves fewest points uncovered; its cost is 0 when that is none.
///
/// Points that are covered whenever another one is are not counted.
pub fn allowed_cover(
    table: &CostTable,
    resolved: &Resolved,
    radius: f64,
    sites: usize,
    deadline: &Deadline,
) -> OpeningAnswer {
    let cover = cover_within(table, resolved, radius);
    let mut left = cover.all();
    cover.drop_implied_rows(&mut left);
    let mut lists = Shortlists::default();
    for row in left.rows.ones() {
        let covering = cover.of_row[row].ones();
        let choice = |site| Choice {
            cost: 0,
            site: site as u32,
        };
        lists.push(covering.map(choice), UNCOVERED);
    }
    let whole_set = whole_set(table, resolved, radius);
    let question = OpeningQuestion {
        lists,
        candidates: resolved.candidates.clone(),
        required: resolved.required.clone(),
        to_open: sites,
        keep: 1,
        dearest: i64::MAX,
        unit: UNCOVERED,
        first_set: Vec::new(),
        rules: &resolved.rules,
        whole_set: whole_set.as_ref().map(|set| set as &dyn SetCost),
    };
    cheapest_opening(&question, deadline)
}

/// How the weight is shared out within a radius where sites have limited room; empty elsewhere.
pub fn shares_within(
    table: &CostTable,
    resolved: &Resolved,
    radius: f64,
    sites: &[u32],
) -> Vec<Share> {
    whole_set(table, resolved, radius).map_or_else(Vec::new, |set| set.shares(sites))
}

fn whole_set<'a>(
    table: &'a CostTable,
    resolved: &'a Resolved,
    radius: f64,
) -> Option<WholeSet<'a>> {
    let scale = Scale::new(&[], [], 1.0);
    WholeSet::new(table, resolved, Service::Within(radius), scale)
}

/// What an uncovered point costs: fine enough for prices between 0 and it.
const UNCOVERED: i64 = 1 << 16;

/// Some set of at most `sites` sites that reaches every demand point, whatever the rules say; empty when none was
/// found in time.
///
/// # Errors
/// Says how many sites are needed when so few cannot.
pub fn any_set_that_serves_all(
    table: &CostTable,
    resolved: &Resolved,
    sites: usize,
    deadline: &Deadline,
) -> Result<Vec<u32>, SitingError> {
    let wanted = Wanted {
        at_most: resolved.may_open(),
        enough: sites,
    };
    let found = covering_sites(table, resolved, f64::MAX, wanted, deadline);
    if found.bound > sites {
        return Err(SitingError::Islands {
            asked: sites,
            needed: found.bound,
        });
    }
    Ok(found
        .cover
        .filter(|cover| cover.len() <= sites)
        .unwrap_or_default())
}
