//! Everything that was read for one study, checked and joined: what all answers are computed from.

use crate::model::area::Area;
use crate::model::background_map::BackgroundMap;
use crate::model::barrier::{Barrier, Crossing};
use crate::model::basemap::BasemapFeature;
use crate::model::contact::Contact;
use crate::model::demand::DemandPoint;
use crate::model::facility::Facility;
use crate::model::facility_kind::{FacilityKind, KindDescription};
use crate::model::norm::NormSet;
use crate::model::planning::Planning;
use crate::model::shared::Shared;
use crate::model::source::Source;
use crate::model::street_edit::StreetEdit;
use crate::model::street_rules::StreetRules;
use crate::model::streets::Streets;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::weight_set::WeightSet;

/// One study area, ready to be asked. What is large is shared between copies.
#[derive(Debug, Clone, PartialEq)]
pub struct TownData {
    /// The study's name.
    pub name: String,
    /// The projected, metric system of all coordinates, such as `EPSG:28992`.
    pub crs: String,
    /// The day the study describes, as written in the study file.
    pub reference_date: String,
    /// The level at which this study measures distances.
    pub distance_level: DistanceLevel,
    /// All areas, sorted by level and code.
    pub areas: Shared<Vec<Area>>,
    /// All facilities, sorted by id.
    pub facilities: Vec<Facility>,
    /// The kinds for which the study has a source, sorted; a kind may be here without a facility.
    pub kinds: Vec<FacilityKind>,
    /// How every kind is named and drawn: at least those of `kinds`.
    pub kind_descriptions: Vec<KindDescription>,
    /// All places where people live, in the order of their sources.
    pub demand: Shared<Vec<DemandPoint>>,
    /// The streets, if the study has them.
    pub streets: Shared<Option<Streets>>,
    /// What somebody would change about the streets: every graph is made of the streets after these.
    pub street_edits: Vec<StreetEdit>,
    /// Who may use which streets, and how.
    pub street_rules: StreetRules,
    /// Lines that stop travellers, where distances are measured without streets.
    pub barriers: Vec<Barrier>,
    /// Where these can be crossed.
    pub crossings: Vec<Crossing>,
    /// The background.
    pub basemap: Shared<Vec<BasemapFeature>>,
    /// A map of somebody else instead of that.
    pub background_map: Option<BackgroundMap>,
    /// Whom to ask about the study, when it says so.
    pub contact: Option<Contact>,
    /// The norms in force.
    pub norms: NormSet,
    /// The profiles that norms refer to, and others that may be chosen.
    pub profiles: Vec<Profile>,
    /// Indicators, buildings and what people recorded.
    pub planning: Shared<Planning>,
    /// The weights in force.
    pub weights: WeightSet,
    /// The sources, in the order of the study file.
    pub sources: Vec<Source>,
}
