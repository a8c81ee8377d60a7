//! M3: which of the wished functions are in the building already, or within walking distance of it.

use crate::model::estimate::Estimate;
use crate::model::facility_kind::FacilityKind;
use crate::model::units::Metres;

/// Where a wished kind of partner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerPlace {
    /// In the building.
    Inside,
    /// So far away, walking.
    Near(Metres),
    /// Not within walking distance.
    NotNear,
    /// The study has no source of this kind.
    Unknown,
}

/// A wished kind with where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    /// The kind.
    pub kind: FacilityKind,
    /// Where the nearest one is.
    pub place: PartnerPlace,
}

/// `100 × wished kinds that are there / wished kinds`; nothing known when nothing is wished for.
///
/// # Units
/// 0 to 100. Kinds without source are missing: the value is over the others, the bounds have them absent or present.
///
/// # Source
/// DOMAIN §C.4, M3; C23: "faciliteiten in (de buurt van) de buurtschool".
pub fn partners_score(partners: &[Partner]) -> Estimate {
    let count = |is: fn(&PartnerPlace) -> bool| {
        partners.iter().filter(|partner| is(&partner.place)).count() as f64
    };
    let present = count(|place| matches!(place, PartnerPlace::Inside | PartnerPlace::Near(_)));
    let unknown = count(|place| *place == PartnerPlace::Unknown);
    let all = partners.len() as f64;
    if all == unknown {
        return Estimate::UNKNOWN;
    }
    Estimate {
        value: Some(100.0 * present / (all - unknown)),
        low: 100.0 * present / all,
        high: 100.0 * (present + unknown) / all,
        evidence: (all - unknown) / all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partners(places: &[PartnerPlace]) -> Vec<Partner> {
        let kind = FacilityKind::new("BIBLIOTHEEK").expect("a code");
        places
            .iter()
            .map(|&place| Partner {
                kind: kind.clone(),
                place,
            })
            .collect()
    }

    #[test]
    fn partners_inside_and_near_count_alike() {
        let near = PartnerPlace::Near(Metres::new(399.0).expect("a length"));
        let places = [
            PartnerPlace::Inside,
            near,
            PartnerPlace::NotNear,
            PartnerPlace::NotNear,
        ];
        assert_eq!(partners_score(&partners(&places)), Estimate::known(50.0));
    }

    #[test]
    fn a_kind_without_source_is_neither_absent_nor_present() {
        let places = [
            PartnerPlace::Inside,
            PartnerPlace::NotNear,
            PartnerPlace::Unknown,
            PartnerPlace::Unknown,
        ];
        let expected = Estimate {
            value: Some(50.0),
            low: 25.0,
            high: 75.0,
            evidence: 0.5,
        };
        assert_eq!(partners_score(&partners(&places)), expected);
        assert_eq!(partners_score(&partners(&places[2..])), Estimate::UNKNOWN);
        assert_eq!(partners_score(&[]), Estimate::UNKNOWN);
    }
}
