//! Why a question about sites has no answer: what was asked wrongly, or which constraint to relax.

use std::borrow::Cow;

use thiserror::Error;

use crate::model::bilingual::Bilingual;
use crate::model::cost_table::TableId;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SitingError {
    /// No model has this name.
    #[error(
        "model: found \"{found}\", expected p-median, mclp, lscp, p-center, shortfall, worst-off or p-dispersion"
    )]
    UnknownModel {
        /// The name given.
        found: String,
    },
    /// The model needs a number of sites.
    #[error("{model}: found no number of sites, expected 1 or more")]
    NumberOfSitesMissing {
        /// The model's name.
        model: String,
    },
    /// The model needs a radius.
    #[error("{model}: found no radius, expected a number in the unit of the costs, 0 or more")]
    RadiusMissing {
        /// The model's name.
        model: String,
    },
    /// The radius is no quantity.
    #[error("radius: found {found}, expected a finite number, 0 or more")]
    Radius {
        /// The value given.
        found: f64,
    },
    /// A model for which actions on sites say nothing.
    #[error(
        "{model}: found actions on sites, expected a model that says how many sites may be open at most"
    )]
    NoModelForActions {
        /// The model's name.
        model: String,
    },
    /// A site with actions that can be open in no way.
    #[error("actions on site {site}: found no way to be open, expected one or more")]
    NoWayToOpen {
        /// The site.
        site: TableId,
    },
    /// A limit needs to know what is not known of a site.
    #[error(
        "sites table, site {site}: found no {needed}, expected it, because a limit asks for it"
    )]
    NotKnownOfSite {
        /// The site.
        site: TableId,
        /// The columns that are empty or missing.
        needed: &'static str,
    },
    /// Limited room where a front is asked for.
    #[error(
        "front of plans: found capacities, expected none, because the front counts who is near, not who fits"
    )]
    RoomOnFront,
    /// The share within which other plans are good enough is none.
    #[error("share of the best value: found {found}, expected a finite number, 0 or more")]
    Share {
        /// The value given.
        found: f64,
    },
    /// The norm of a shortfall leaves nothing to divide by.
    #[error("norm: found {found}, expected a finite number above 0, in the unit of the costs")]
    Norm {
        /// The value given.
        found: f64,
    },
    /// The power of a shortfall is none that counts more for more.
    #[error(
        "power: found {found}, expected a finite number, 0 or more, that keeps all shortfalls finite"
    )]
    Power {
        /// The value given.
        found: f64,
    },
    /// Room or prices for people in a model in which nobody goes anywhere.
    #[error(
        "p-dispersion: found capacities or costs for each unit of weight, expected neither, because it counts no demand"
    )]
    NobodyTravels,
    /// Two sites whose distance is needed and not there.
    #[error(
        "p-dispersion: found no cost between site {one} and site {other}, expected one in at least one direction"
    )]
    NoDistance {
        /// The one site.
        one: TableId,
        /// The other site.
        other: TableId,
    },
    /// Zero sites, or more than there are.
    #[error(
        "number of sites: found {found}, expected 1 to {candidates}, the number of candidate sites that may open"
    )]
    NumberOfSites {
        /// The number asked for.
        found: usize,
        /// How many may open.
        candidates: usize,
    },
    /// Fewer than two sites to keep apart, or more than there are.
    #[error(
        "number of sites: found {found}, expected 2 to {candidates}, because one site alone has no distance"
    )]
    SitesToDisperse {
        /// The number asked for.
        found: usize,
        /// How many there are.
        candidates: usize,
    },
    /// A constraint names a site that the table does not have.
    #[error("{constraint}: found site {site}, expected a site of the table of costs")]
    UnknownSite {
        /// The constraint.
        constraint: &'static str,
        /// The site named.
        site: TableId,
    },
    /// A capacity that is no quantity.
    #[error("capacity of site {site}: found {found}, expected a finite number, 0 or more")]
    Capacity {
        /// The site.
        site: TableId,
        /// The value given.
        found: f64,
    },
    /// A site is required and forbidden.
    #[error("site {0} is both required and forbidden; take it from one of the two lists")]
    RequiredAndForbidden(TableId),
    /// More sites are required than may open.
    #[error(
        "number of sites: found {found}, expected at least {required}, the number of required sites"
    )]
    MoreRequiredThanSites {
        /// The number asked for.
        found: usize,
        /// The number required.
        required: usize,
    },
    /// Some demand points reach no site that may open.
    #[error(
        "demand point {first} reaches no site that may open{radius}; {count} demand points reach none: relax the radius or the forbidden sites, or add candidates or costs there"
    )]
    Unreached {
        /// The first of them, by id.
        first: TableId,
        /// How many there are.
        count: usize,
        /// Words for the radius, where the model has one.
        radius: String,
    },
    /// The sites asked for cannot reach all demand points.
    #[error(
        "{asked} sites cannot reach every demand point: the table falls into islands, and at least {needed} sites are needed; ask for more sites or add the costs that join the islands"
    )]
    Islands {
        /// How many were asked for.
        asked: usize,
        /// How many are needed at least.
        needed: usize,
    },
    /// No set of sites meets the constraints.
    #[error("no set of sites meets the constraints; relax {relax}")]
    Constraints {
        /// The constraints without which there would be a set, in words.
        relax: Bilingual,
    },
    /// No set of sites meets the constraints, and it is not yet known which to relax.
    #[error("no set of sites meets the constraints")]
    NoAllowedSet,
    /// A field of a question that cannot be answered.
    #[error("{field}: found {found}, expected {expected}")]
    Field {
        /// The field, with its place in the list where it is one of several.
        field: Cow<'static, str>,
        /// What was found in it.
        found: Bilingual,
        /// What was expected.
        expected: Bilingual,
    },
    /// Time was over before any set was found.
    #[error(
        "time limit: no set of sites was found in time that serves every demand point; allow more time"
    )]
    NoSetInTime,
}
