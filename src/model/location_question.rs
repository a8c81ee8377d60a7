//! Where new facilities of one kind would bring most people nearby: a location model over a study's own travel times.

use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::units::{Euros, Metres, Seconds};
use crate::model::work::Work;

/// So many draws test a plan.
///
/// # Source
/// DOMAIN §C.10.
const DRAWS: usize = 2_000;

/// What the facilities of the kind that are there already do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// They stay; only new ones are looked for.
    Stay,
    /// They are left out, as if the city were to begin anew.
    LeftOut,
}

impl Existing {
    /// Both.
    pub const EVERY: [Self; 2] = [Self::Stay, Self::LeftOut];

    /// The name in files and addresses: `blijft`, `telt niet mee`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stay => "blijft",
            Self::LeftOut => "telt niet mee",
        }
    }
}

/// Whether a facility serves no more people than it has places for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// Everybody finds a place at the nearest.
    Unlimited,
    /// Known places are a limit; where they are not known there is room for all, and the answer says so.
    Limited,
}

impl Places {
    /// Both.
    pub const EVERY: [Self; 2] = [Self::Unlimited, Self::Limited];

    /// The name in files and addresses: `telt niet mee`, `telt mee`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unlimited => "telt niet mee",
            Self::Limited => "telt mee",
        }
    }
}

/// What may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A facility closes.
    Close,
    /// A facility gets another number of places.
    Extend,
    /// A facility closes and another one, or a candidate, takes its people in.
    Merge,
    /// A candidate opens at a known price, or with a known number of places.
    Open,
    /// A facility stays as it is, and that costs money.
    Stay,
}

impl Change {
    /// All of them.
    pub const EVERY: [Self; 5] = [
        Self::Close,
        Self::Extend,
        Self::Merge,
        Self::Open,
        Self::Stay,
    ];

    /// The name in files and addresses: `sluiten`, `uitbreiden`, `samenvoegen`, `openen`, `openhouden`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Close => "sluiten",
            Self::Extend => "uitbreiden",
            Self::Merge => "samenvoegen",
            Self::Open => "openen",
            Self::Stay => "openhouden",
        }
    }
}

/// One thing that may be done; a plan does it or leaves it.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationAction {
    /// The id of a facility of the kind, or of a candidate.
    pub place: String,
    /// What may be done.
    pub change: Change,
    /// In a merger, the facility or candidate that takes the people in.
    pub into: Option<String>,
    /// What it costs, whatever its size.
    pub fixed_cost: Option<Euros>,
    /// What each place costs on top of that.
    pub cost_per_place: Option<Euros>,
    /// How many places there are in all when it is done; not known without it.
    pub places: Option<u32>,
}

impl LocationAction {
    /// What it costs: fixed and for all its places; nothing where neither is known.
    pub fn cost(&self) -> Option<Euros> {
        let places = self.places.map_or(0.0, f64::from);
        let of_places = self.cost_per_place.map(|each| each.value() * places);
        match (self.fixed_cost, of_places) {
            (None, None) => None,
            (fixed, of_places) => {
                let fixed = fixed.map_or(0.0, |cost| cost.value());
                Euros::new(fixed + of_places.unwrap_or(0.0)).ok()
            }
        }
    }
}

/// How people are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighing {
    /// Everybody once.
    People,
    /// Times the need of their neighbourhood, 0 to 1.
    PeopleByNeed,
}

impl Weighing {
    /// Both.
    pub const EVERY: [Self; 2] = [Self::People, Self::PeopleByNeed];

    /// The name in files and addresses: `personen`, `inzet`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::People => "personen",
            Self::PeopleByNeed => "inzet",
        }
    }
}

/// Whether the plan is also asked for under other assumptions, which takes longer than the answer itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variants {
    /// In one answer with the plans.
    Beside,
    /// Not now.
    LeftOut,
    /// Nothing else: who has the plans already asks for these afterwards.
    Alone,
}

impl Variants {
    /// All of them.
    pub const EVERY: [Self; 3] = [Self::Beside, Self::LeftOut, Self::Alone];

    /// The name in files and addresses: `erbij`, `niet`, `alleen`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Beside => "erbij",
            Self::LeftOut => "niet",
            Self::Alone => "alleen",
        }
    }
}

/// A question for places of new facilities.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationQuestion {
    /// The model by its name: `p-median`, `mclp`, `lscp`, `p-center`, `shortfall`, `worst-off`, `p-dispersion`.
    pub model: String,
    /// The kind that would come.
    pub kind: FacilityKind,
    /// Whose travel counts; the main age group of the kind's norm when left out.
    pub age: Option<AgeGroup>,
    /// How many would come; not asked by `lscp`.
    pub sites: Option<usize>,
    /// Nearby is up to this; the kind's norm when left out.
    pub norm: Option<Seconds>,
    /// The power of a shortfall.
    pub power: Option<f64>,
    /// What the facilities that are there do.
    pub existing: Existing,
    /// Ids of facilities of the kind that would close, as in a merger with a new place.
    pub closing: Vec<String>,
    /// What may be done with facilities and candidates, beside opening any candidate.
    pub actions: Vec<LocationAction>,
    /// Whether places are a limit.
    pub places: Places,
    /// How people are counted.
    pub weighing: Weighing,
    /// Ids of candidates that are in every plan.
    pub required: Vec<String>,
    /// Ids of candidates that are in none.
    pub forbidden: Vec<String>,
    /// At most so many in one district.
    pub most_per_district: Option<usize>,
    /// New facilities lie at least so far apart, in a straight line.
    pub smallest_distance: Option<Metres>,
    /// The estimates come to at most this; a candidate without estimate counts as one reservation.
    pub budget: Option<Euros>,
    /// How many plans are shown.
    pub plans: usize,
    /// How much worse another plan may be, in percent of the best one's value.
    pub within_percent: f64,
    /// How many places of another plan have to differ.
    pub differing: usize,
    /// How many draws of weights, norm and missing need test the plan.
    pub draws: usize,
    /// Where the draws begin.
    pub seed: u64,
    /// Whether other assumptions are tried.
    pub variants: Variants,
    /// How long is searched; then the answer says what is not proven.
    pub time_limit: Seconds,
    /// How far the work is, and whether it has to end.
    pub work: Work,
}

impl LocationQuestion {
    /// Three new facilities of a kind that bring most people within the norm, and two other plans nearly as good.
    pub fn proposed(kind: FacilityKind) -> Self {
        Self {
            model: "mclp".to_owned(),
            kind,
            age: None,
            sites: Some(3),
            norm: None,
            power: None,
            existing: Existing::Stay,
            closing: Vec::new(),
            actions: Vec::new(),
            places: Places::Unlimited,
            weighing: Weighing::People,
            required: Vec::new(),
            forbidden: Vec::new(),
            most_per_district: None,
            smallest_distance: None,
            budget: None,
            plans: 3,
            within_percent: 5.0,
            differing: 1,
            draws: DRAWS,
            seed: 1,
            variants: Variants::Beside,
            time_limit: Seconds::new(30.0).expect("half a minute is a time"),
            work: Work::default(),
        }
    }
}
