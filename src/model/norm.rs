//! Norms: how long the way to a kind of facility may be. A norm set is named, versioned and the user's own.

use crate::model::age_group::AgeGroup;
use crate::model::facility_kind::FacilityKind;
use crate::model::units::Seconds;

/// The norm for one kind of facility.
#[derive(Debug, Clone, PartialEq)]
pub struct Norm {
    /// The kind it is for.
    pub kind: FacilityKind,
    /// The age groups the kind is meant for, the main one first; at least one.
    pub ages: Vec<AgeGroup>,
    /// The code of the profile that travels.
    pub profile: String,
    /// Good up to this time.
    pub norm: Seconds,
    /// Score 0 from this time; above `norm`.
    pub limit: Seconds,
    /// What the norm rests on, in Dutch.
    pub basis: String,
}

/// A norm is chosen in whole minutes, up to this.
///
/// Norms that lie closer together would tell of the few people who live between them.
pub const MOST_MINUTES: u64 = 120;

/// Who travels to one kind of facility, and how long that may take, as somebody chose it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChosenNorm {
    /// The kind.
    pub kind: FacilityKind,
    /// The code of the profile; that of the norm set when nothing is said.
    pub profile: Option<String>,
    /// The norm in minutes; that of the norm set when nothing is said.
    pub minutes: Option<u64>,
}

impl ChosenNorm {
    /// Whether anything is chosen.
    pub fn is_choice(&self) -> bool {
        self.profile.is_some() || self.minutes.is_some()
    }

    /// This choice, and where it says nothing, the other one.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        Self {
            profile: self.profile.or_else(|| other.profile.clone()),
            minutes: self.minutes.or(other.minutes),
            ..self
        }
    }
}

/// A named set of norms.
#[derive(Debug, Clone, PartialEq)]
pub struct NormSet {
    /// Name with version, such as `nabij-voorstel-1`.
    pub name: String,
    /// The label that is always shown with it, in Dutch ("voorstel, geen vastgestelde norm").
    pub label_nl: String,
    /// The same in English.
    pub label_en: String,
    /// One norm a kind at most, by the order of kind codes.
    pub norms: Vec<Norm>,
}

impl NormSet {
    /// The norm for a kind, if the set has one.
    pub fn norm(&self, kind: &FacilityKind) -> Option<&Norm> {
        self.norms.iter().find(|norm| norm.kind == *kind)
    }
}
