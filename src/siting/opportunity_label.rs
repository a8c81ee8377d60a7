//! What may be said of a place for a Kansenwerkplaats. It never says that a place is chosen: people do that.

use crate::model::record::AmbitionLevel;
use crate::siting::stability::Stability;

/// From this level of ambition on ("interested") a place is promising.
const INTERESTED: u8 = 2;

/// The label of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpportunityLabel {
    /// It qualifies; talk to the professionals there.
    Explore,
    /// It qualifies, and its professionals are interested, have a plan or have agreed.
    Promising,
    /// It may qualify, but figures are missing.
    NotYetKnown,
}

impl OpportunityLabel {
    /// The label in files and addresses: `verkennen`, `kansrijk`, `nog onvoldoende bekend`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Explore => "verkennen",
            Self::Promising => "kansrijk",
            Self::NotYetKnown => "nog onvoldoende bekend",
        }
    }
}

/// The label of a place from how it qualifies and what ambition is known of it, neither unknown nor out of date.
pub fn opportunity_label(
    stability: Stability,
    current_ambition: Option<AmbitionLevel>,
) -> OpportunityLabel {
    let interested = current_ambition.is_some_and(|ambition| ambition.level() >= INTERESTED);
    match stability {
        Stability::Uncertain => OpportunityLabel::NotYetKnown,
        Stability::Robust | Stability::Sensitive if interested => OpportunityLabel::Promising,
        Stability::Robust | Stability::Sensitive => OpportunityLabel::Explore,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambition_makes_a_place_promising_and_its_absence_never_drops_it() {
        let level = AmbitionLevel::new;
        let label = |ambition| opportunity_label(Stability::Robust, ambition);
        assert_eq!(label(level(2)), OpportunityLabel::Promising);
        assert_eq!(label(level(1)), OpportunityLabel::Explore);
        assert_eq!(label(None), OpportunityLabel::Explore);
        let open = opportunity_label(Stability::Uncertain, level(4));
        assert_eq!(open, OpportunityLabel::NotYetKnown);
    }
}
