//! What is known of sites as constraints on the sets that may open.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::cost_table::{CostTable, CostTableError, TableId};
use crate::model::position::Planar;
use crate::model::site_facts::SiteFacts;
use crate::siting::error::SitingError;
use crate::siting::question::{Constraints, SiteBudget, SiteDistricts};

/// The limits that are asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// What may be spent, in cents.
    pub budget: Option<u64>,
    /// How many sites a district may have.
    pub most_per_district: Option<usize>,
    /// The least straight distance between two open sites.
    pub least_distance: Option<f64>,
    /// Whether sites serve no more than they have room for.
    pub with_capacities: bool,
    /// Sites of which every way to be open has a price of its own, by name.
    pub priced: BTreeSet<String>,
}

/// The constraints that limits put on the sites of a table.
///
/// A site without a district lies in none, and one without a capacity has room for all. A site without costs or place
/// is refused where these are needed, because it would seem free, or far from all others.
///
/// # Errors
/// Names the site, and what is not known of it.
pub fn known_constraints(
    table: &CostTable,
    facts: &BTreeMap<String, SiteFacts>,
    limits: &Limits,
) -> Result<Constraints, SitingError> {
    let sites = Sites { table, facts };
    let budget = limits
        .budget
        .map(|limit| sites.budget(limit, &limits.priced));
    let places = limits.least_distance.map(|least| sites.too_close(least));
    Ok(Constraints {
        budget: budget.transpose()?,
        districts: limits.most_per_district.map(|at_most| SiteDistricts {
            district_of: sites.each(|facts| facts.district.clone()),
            at_most,
        }),
        too_close: places.transpose()?.unwrap_or_default(),
        capacities: if limits.with_capacities {
            sites.each(|facts| facts.capacity)
        } else {
            BTreeMap::new()
        },
        ..Constraints::default()
    })
}

/// A table of the straight distances between places, with each site as a demand point of weight 1.
///
/// # Errors
/// Names a site without a place.
pub fn straight_distances(facts: &BTreeMap<String, SiteFacts>) -> Result<CostTable, SitingError> {
    let mut places = Vec::new();
    for (name, facts) in facts {
        let id = TableId::Name(name.clone());
        let place = facts.place.ok_or_else(|| not_known(&id, "x and y"))?;
        places.push((name.clone(), place));
    }
    Ok(straight_distances_between(&places).expect("names are keys, and distances are finite"))
}

/// The same of places by name.
///
/// # Errors
/// When two have one name.
pub fn straight_distances_between(
    places: &[(String, Planar)],
) -> Result<CostTable, CostTableError> {
    let numbered = || (0..).zip(places);
    let pairs: Vec<(u32, u32, f64)> = numbered()
        .flat_map(|(from, (_, one))| {
            numbered().map(move |(to, (_, other))| (from, to, one.distance(*other)))
        })
        .collect();
    let names = places.iter().map(|(name, _)| TableId::Name(name.clone()));
    let names: Vec<TableId> = names.collect();
    let demand: Vec<(TableId, f64)> = names.iter().map(|id| (id.clone(), 1.0)).collect();
    CostTable::new(&demand, &names, &pairs)
}

/// The names of what is known of sites that a table does not have.
pub fn strangers<'a, T>(table: &CostTable, facts: &'a BTreeMap<String, T>) -> Vec<&'a str> {
    let names: BTreeSet<String> = table.sites().iter().map(ToString::to_string).collect();
    let unknown = facts.keys().filter(|name| !names.contains(*name));
    unknown.map(String::as_str).collect()
}

struct Sites<'a> {
    table: &'a CostTable,
    facts: &'a BTreeMap<String, SiteFacts>,
}

impl Sites<'_> {
    fn facts(&self, site: &TableId) -> Option<&SiteFacts> {
        self.facts.get(&site.to_string())
    }

    /// A fact of each site of which it is known.
    fn each<T>(&self, fact: impl Fn(&SiteFacts) -> Option<T>) -> BTreeMap<TableId, T> {
        let known = |site: &TableId| Some((site.clone(), fact(self.facts(site)?)?));
        self.table.sites().iter().filter_map(known).collect()
    }

    fn budget(&self, limit: u64, priced: &BTreeSet<String>) -> Result<SiteBudget, SitingError> {
        let costs = self.each(|facts| facts.fixed_cost);
        let costs_per_weight = self.each(|facts| facts.variable_cost);
        let free = |site: &&TableId| {
            !costs.contains_key(site)
                && !costs_per_weight.contains_key(site)
                && !priced.contains(&site.to_string())
        };
        if let Some(site) = self.table.sites().iter().find(free) {
            return Err(not_known(site, "fixed_cost or variable_cost"));
        }
        Ok(SiteBudget {
            costs,
            costs_per_weight,
            limit,
        })
    }

    fn too_close(&self, least: f64) -> Result<Vec<(TableId, TableId)>, SitingError> {
        let mut places: Vec<(&TableId, Planar)> = Vec::new();
        let mut close = Vec::new();
        for site in self.table.sites() {
            let place = self.facts(site).and_then(|facts| facts.place);
            let place = place.ok_or_else(|| not_known(site, "x and y"))?;
            let near = places
                .iter()
                .filter(|(_, other)| place.distance(*other) < least);
            close.extend(near.map(|(other, _)| ((*other).clone(), site.clone())));
            places.push((site, place));
        }
        Ok(close)
    }
}

fn not_known(site: &TableId, needed: &'static str) -> SitingError {
    SitingError::NotKnownOfSite {
        site: site.clone(),
        needed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> TableId {
        TableId::Name(text.to_owned())
    }

    fn facts() -> BTreeMap<String, SiteFacts> {
        let at = |x| SiteFacts {
            place: Some(Planar { x, y: 0.0 }),
            fixed_cost: Some(5),
            ..SiteFacts::default()
        };
        BTreeMap::from([
            ("A".to_owned(), at(0.0)),
            ("B".to_owned(), at(400.0)),
            ("C".to_owned(), at(900.0)),
        ])
    }

    #[test]
    fn sites_nearer_than_the_least_distance_are_too_close_and_those_at_it_are_not() {
        let table = straight_distances(&facts()).expect("places");
        let limits = Limits {
            least_distance: Some(500.0),
            ..Limits::default()
        };
        let constraints = known_constraints(&table, &facts(), &limits).expect("places");
        assert_eq!(constraints.too_close, [(name("A"), name("B"))]);
    }

    #[test]
    fn a_site_without_costs_is_refused_where_money_matters_and_only_there() {
        let table = straight_distances(&facts()).expect("places");
        let mut facts = facts();
        facts.insert("C".to_owned(), SiteFacts::default());
        let asked = |limits| known_constraints(&table, &facts, &limits);
        let money = Limits {
            budget: Some(100),
            ..Limits::default()
        };
        let message = asked(money).expect_err("C would be free").to_string();
        assert_eq!(
            message,
            "sites table, site C: found no fixed_cost or variable_cost, expected it, because a limit asks for it"
        );
        assert!(asked(Limits::default()).is_ok());
        facts.insert("Z".to_owned(), SiteFacts::default());
        assert_eq!(strangers(&table, &facts), ["Z"]);
    }
}
