//! How good a travel time is, from 100 (within the norm) to 0 (at the limit or beyond).

use crate::model::norm::Norm;
use crate::model::units::Seconds;

/// The proximity score of a travel time.
///
/// Input: a time, or nothing when no facility is reached. Output: in [0, 100], without a unit.
/// 100 up to the norm T, `100 · (L − t) / (L − T)` from there to the limit L, 0 from the limit on.
/// Never rises as the travel time grows.
///
/// # Source
/// DOMAIN §C.1, proximity q(t); worked example T 10, L 20, t 15 minutes: 50.
pub fn proximity(time: Option<Seconds>, norm: &Norm) -> f64 {
    let Some(time) = time else { return 0.0 };
    if time <= norm.norm {
        100.0
    } else if time >= norm.limit {
        0.0
    } else {
        let (time, norm, limit) = (time.value(), norm.norm.value(), norm.limit.value());
        100.0 * (limit - time) / (limit - norm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::facility_kind::FacilityKind;

    fn ten_to_twenty_minutes() -> Norm {
        Norm {
            kind: FacilityKind::new("PO").expect("a code"),
            ages: vec![AgeGroup::From4To12],
            profile: "lopen_kind".to_owned(),
            norm: minutes(10.0),
            limit: minutes(20.0),
            basis: String::new(),
        }
    }

    fn minutes(minutes: f64) -> Seconds {
        Seconds::new(minutes * 60.0).expect("positive")
    }

    #[test]
    fn fifteen_minutes_between_a_norm_of_ten_and_a_limit_of_twenty_score_fifty() {
        let norm = ten_to_twenty_minutes();
        let scores =
            [0.0, 10.0, 15.0, 20.0, 99.0].map(|time| proximity(Some(minutes(time)), &norm));
        assert_eq!(scores, [100.0, 100.0, 50.0, 0.0, 0.0]);
        assert_eq!(proximity(None, &norm), 0.0);
    }
}
