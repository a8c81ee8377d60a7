//! What is asked of a table of costs.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::model::cost_table::TableId;
use crate::model::stop::Stop;
use crate::siting::error::SitingError;

/// A location model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model {
    /// The sum of weight × cost to the cheapest open site is least (Hakimi 1964).
    PMedian {
        /// How many sites open.
        sites: usize,
    },
    /// The weight within the radius of an open site is most (Church and ReVelle 1974).
    MaximalCovering {
        /// How many sites open.
        sites: usize,
        /// A site covers a demand point that it costs this or less to reach.
        radius: f64,
    },
    /// The number of sites that cover every demand point is least (Toregas, Swain, ReVelle and Bergman 1971).
    SetCovering {
        /// A site covers a demand point that it costs this or less to reach.
        radius: f64,
    },
    /// The largest cost from a demand point to its cheapest open site is least, whatever its weight (Hakimi 1964).
    PCentre {
        /// How many sites open.
        sites: usize,
    },
    /// What people fall short of a norm is least: the sum of weight × ((cost − norm) / norm) ^ power over the demand
    /// points whose cheapest open site costs more than the norm (Foster, Greer and Thorbecke 1984).
    Shortfall {
        /// How many sites open.
        sites: usize,
        /// Up to this cost nobody falls short; above 0.
        norm: f64,
        /// 0 counts who falls short, 1 adds by how much, 2 makes one large shortfall worse than some small ones.
        power: f64,
    },
    /// First the largest cost is least, as in the p-centre; of all plans with that largest cost, the sum of
    /// weight × cost is least.
    WorstOff {
        /// How many sites open.
        sites: usize,
    },
    /// The least cost between two open sites is largest (Kuby 1987). The table has each site as a demand point too.
    PDispersion {
        /// How many sites open, 2 or more.
        sites: usize,
    },
}

/// The numbers that models ask for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ModelNumbers {
    /// How many sites open.
    pub sites: Option<usize>,
    /// Up to this cost a site is near enough: the radius of a covering model, the norm of a shortfall.
    pub radius: Option<f64>,
    /// The power of a shortfall; 1 when not given.
    pub power: Option<f64>,
}

impl Model {
    /// The model with a name as the command line spells it: `p-median`, `mclp`, `lscp`, `p-center`, `shortfall`,
    /// `worst-off` or `p-dispersion`.
    ///
    /// # Errors
    /// A name that is none of these, and numbers that the model needs and that are not there or cannot be.
    pub fn named(name: &str, numbers: ModelNumbers) -> Result<Self, SitingError> {
        let need_sites = || {
            numbers.sites.ok_or(SitingError::NumberOfSitesMissing {
                model: name.to_owned(),
            })
        };
        let need_radius = || match numbers.radius {
            None => Err(SitingError::RadiusMissing {
                model: name.to_owned(),
            }),
            Some(radius) if radius.is_finite() && radius >= 0.0 => Ok(radius),
            Some(radius) => Err(SitingError::Radius { found: radius }),
        };
        match name {
            "p-median" => Ok(Self::PMedian {
                sites: need_sites()?,
            }),
            "mclp" => Ok(Self::MaximalCovering {
                sites: need_sites()?,
                radius: need_radius()?,
            }),
            "lscp" => Ok(Self::SetCovering {
                radius: need_radius()?,
            }),
            "p-center" | "p-centre" => Ok(Self::PCentre {
                sites: need_sites()?,
            }),
            "shortfall" => Ok(Self::Shortfall {
                sites: need_sites()?,
                norm: need_radius()?,
                power: numbers.power.unwrap_or(1.0),
            }),
            "worst-off" => Ok(Self::WorstOff {
                sites: need_sites()?,
            }),
            "p-dispersion" => Ok(Self::PDispersion {
                sites: need_sites()?,
            }),
            _ => Err(SitingError::UnknownModel {
                found: name.to_owned(),
            }),
        }
    }

    /// The same model with another number of sites, where it says how many.
    #[must_use]
    pub fn with_sites(self, sites: usize) -> Self {
        match self {
            Self::PMedian { .. } => Self::PMedian { sites },
            Self::MaximalCovering { radius, .. } => Self::MaximalCovering { sites, radius },
            Self::SetCovering { radius } => Self::SetCovering { radius },
            Self::PCentre { .. } => Self::PCentre { sites },
            Self::Shortfall { norm, power, .. } => Self::Shortfall { sites, norm, power },
            Self::WorstOff { .. } => Self::WorstOff { sites },
            Self::PDispersion { .. } => Self::PDispersion { sites },
        }
    }

    /// The same model with another norm: the radius of a covering model, the norm of a shortfall.
    #[must_use]
    pub fn at_norm(self, norm: f64) -> Self {
        match self {
            Self::MaximalCovering { sites, .. } => Self::MaximalCovering {
                sites,
                radius: norm,
            },
            Self::SetCovering { .. } => Self::SetCovering { radius: norm },
            Self::Shortfall { sites, power, .. } => Self::Shortfall { sites, norm, power },
            Self::PMedian { .. }
            | Self::PCentre { .. }
            | Self::WorstOff { .. }
            | Self::PDispersion { .. } => self,
        }
    }

    /// Its norm: the radius of a covering model, the norm of a shortfall; `None` where the model has none.
    pub fn norm(&self) -> Option<f64> {
        match *self {
            Self::Shortfall { norm, .. } => Some(norm),
            Self::MaximalCovering { .. }
            | Self::SetCovering { .. }
            | Self::PMedian { .. }
            | Self::PCentre { .. }
            | Self::WorstOff { .. }
            | Self::PDispersion { .. } => self.radius(),
        }
    }

    /// How many sites it opens; `None` when that is the answer.
    pub fn sites(&self) -> Option<usize> {
        match *self {
            Self::PMedian { sites }
            | Self::MaximalCovering { sites, .. }
            | Self::PCentre { sites }
            | Self::Shortfall { sites, .. }
            | Self::WorstOff { sites }
            | Self::PDispersion { sites } => Some(sites),
            Self::SetCovering { .. } => None,
        }
    }

    /// Whether a plan has to serve every demand point.
    pub fn serves_everyone(&self) -> bool {
        match self {
            Self::PMedian { .. }
            | Self::SetCovering { .. }
            | Self::PCentre { .. }
            | Self::Shortfall { .. }
            | Self::WorstOff { .. } => true,
            Self::MaximalCovering { .. } | Self::PDispersion { .. } => false,
        }
    }

    /// Whether a larger value is a better one.
    pub fn more_is_better(&self) -> bool {
        match self {
            Self::MaximalCovering { .. } | Self::PDispersion { .. } => true,
            Self::PMedian { .. }
            | Self::SetCovering { .. }
            | Self::PCentre { .. }
            | Self::Shortfall { .. }
            | Self::WorstOff { .. } => false,
        }
    }

    /// How far a site covers, where the model has such a distance.
    pub fn radius(&self) -> Option<f64> {
        match *self {
            Self::MaximalCovering { radius, .. } | Self::SetCovering { radius } => Some(radius),
            Self::PMedian { .. }
            | Self::PCentre { .. }
            | Self::Shortfall { .. }
            | Self::WorstOff { .. }
            | Self::PDispersion { .. } => None,
        }
    }
}

impl fmt::Display for Model {
    /// The name as the command line spells it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::PMedian { .. } => "p-median",
            Self::MaximalCovering { .. } => "mclp",
            Self::SetCovering { .. } => "lscp",
            Self::PCentre { .. } => "p-center",
            Self::Shortfall { .. } => "shortfall",
            Self::WorstOff { .. } => "worst-off",
            Self::PDispersion { .. } => "p-dispersion",
        })
    }
}

/// A location model with what people have decided beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The model.
    pub model: Model,
    /// What limits the sets of sites.
    pub constraints: Constraints,
    /// How long the search may take; no limit when not given.
    pub time_limit: Option<Duration>,
    /// Ends the search before that.
    pub stop: Stop,
}

impl Question {
    /// A model without constraints or time limit.
    pub fn plain(model: Model) -> Self {
        Self {
            model,
            constraints: Constraints::default(),
            time_limit: None,
            stop: Stop::default(),
        }
    }
}

/// What limits the sets of sites that may open.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    /// Sites that open in any case; they count in the number of sites.
    pub required: Vec<TableId>,
    /// Sites that are there and stay, whatever is asked: as the required ones, but nobody can leave them out.
    pub standing: Vec<TableId>,
    /// Sites that stay closed.
    pub forbidden: Vec<TableId>,
    /// What sites cost to open, and what may be spent.
    pub budget: Option<SiteBudget>,
    /// The district of each site, and how many sites a district may have.
    pub districts: Option<SiteDistricts>,
    /// Pairs of sites too close to each other to open both.
    pub too_close: Vec<(TableId, TableId)>,
    /// Groups of sites; of each group at least one opens.
    pub one_of_each: Vec<Vec<TableId>>,
    /// Other plans, from which this one has to differ.
    pub unlike: Vec<OtherPlan>,
    /// How much weight each site can serve; a site that is not here has room for all. A demand point may be split
    /// between sites. Empty when rooms do not matter.
    pub capacities: BTreeMap<TableId, f64>,
}

/// Money for opening sites, and for the places in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteBudget {
    /// What each site costs to open, in the smallest unit of money; a site that is not here costs nothing.
    pub costs: BTreeMap<TableId, u64>,
    /// What each site costs for each unit of weight that it serves, in the same unit: a price per place, or a price
    /// per square metre times the square metres of a place. A site that is not here costs nothing more.
    ///
    /// Who goes where follows from the costs in the table, never from the money; who is not covered pays nothing.
    pub costs_per_weight: BTreeMap<TableId, u64>,
    /// What may be spent on both together.
    pub limit: u64,
}

/// A plan from which another has to differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPlan {
    /// Its sites.
    pub sites: Vec<TableId>,
    /// At least so many of them stay closed, or all when there are fewer.
    pub differing: usize,
}

/// A limit to the sites of each district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteDistricts {
    /// The district of each site; a site that is not here lies in none.
    pub district_of: BTreeMap<TableId, String>,
    /// How many sites each district may have.
    pub at_most: usize,
}
