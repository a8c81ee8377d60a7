//! How many square metres the pupils of a building ask for, now and in the years to come.

use std::collections::BTreeMap;

use crate::model::estimate::Estimate;
use crate::model::units::SquareMetres;
use crate::model::weight_set::SpaceNorm;

/// A shortage of this part of the floor area counts in full.
const FULL_SHORTAGE: f64 = 0.25;

/// Square metres (bvo) for a number of pupils: a fixed part and a part for each pupil.
///
/// # Source
/// VNG modelverordening, bijlage III, as DOMAIN §B.9 cites it: 400 pupils of a primary school ask for 2,212 m².
pub fn space_need(norm: &SpaceNorm, pupils: u32) -> f64 {
    norm.fixed.value() + norm.per_pupil.value() * f64::from(pupils)
}

/// How many pupils fit into a floor area, rounded down; none where even the fixed part does not fit.
///
/// # Source
/// The inverse of [`space_need`]: DOMAIN §B.9, 1,500 m² hold 258 pupils.
pub fn pupils_that_fit(norm: &SpaceNorm, area: SquareMetres) -> u32 {
    let room = (area.value() - norm.fixed.value()).max(0.0);
    // Never negative, and a cast to an integer holds at its largest value.
    (room / norm.per_pupil.value()).floor() as u32
}

/// The need for room in one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct YearNeed {
    /// Years from now.
    pub years: u16,
    /// Pupils expected.
    pub pupils: u32,
    /// The least square metres that the norms of the building's kinds of school give.
    pub least: f64,
    /// And the most.
    pub most: f64,
}

/// What the pupils of a building ask for beside what it has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoomBalance {
    /// The largest need over the years that are known.
    pub most: Option<YearNeed>,
    /// Square metres that are left over now; `None` when not known, or when nothing is left over.
    /// An opportunity for others, and no part of the need to rebuild.
    pub left_over: Option<f64>,
}

/// Compares a floor area with the need of the pupils expected.
///
/// `norms` are those of the kinds of school in the building. Where there are several, a pupil's kind is not known and
/// the need lies between theirs.
pub fn room_balance(
    norms: &[&SpaceNorm],
    pupils: &BTreeMap<u16, u32>,
    area: Option<SquareMetres>,
) -> RoomBalance {
    let need = |pupils: u32| {
        let needs = norms.iter().map(|norm| space_need(norm, pupils));
        needs.fold(None, |range: Option<(f64, f64)>, need| {
            Some(range.map_or((need, need), |(low, high)| (low.min(need), high.max(need))))
        })
    };
    // Of equal needs the nearest year.
    let most = pupils
        .iter()
        .max_by_key(|&(year, pupils)| (*pupils, std::cmp::Reverse(*year)));
    let now = pupils.get(&0).and_then(|&pupils| need(pupils));
    let left_over = now
        .zip(area)
        .map(|((_, need), area)| area.value() - need)
        .filter(|left| *left > 0.0);
    RoomBalance {
        most: most.and_then(|(&year, &pupils)| {
            let (least, most) = need(pupils)?;
            Some(YearNeed {
                years: year,
                pupils,
                least,
                most,
            })
        }),
        left_over,
    }
}

/// The score of a lack of room: `b_cap = 100 · clamp(max(0, m²need − m²bvo) / (0.25 · m²bvo), 0, 1)`.
///
/// # Units
/// 0 to 100; never falls as the need grows.
///
/// # Source
/// DOMAIN §C.4, B, with the largest need over 0, 5, 10 and 15 years.
pub fn room_score(balance: &RoomBalance, area: Option<SquareMetres>) -> Estimate {
    let (Some(need), Some(area)) = (balance.most, area) else {
        return Estimate::UNKNOWN;
    };
    let score = |need: f64| {
        let full = FULL_SHORTAGE * area.value();
        let short = (need - area.value()).max(0.0);
        if short >= full {
            if short > 0.0 { 100.0 } else { 0.0 }
        } else {
            100.0 * short / full
        }
    };
    if need.least < need.most {
        Estimate::between(score(need.least), score(need.most))
    } else {
        Estimate::known(score(need.least))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facility_kind::FacilityKind;
    use crate::model::worked_weights::worked_weights;

    fn primary() -> SpaceNorm {
        worked_weights().community_school.space_norms[0].clone()
    }

    fn metres(value: f64) -> SquareMetres {
        SquareMetres::new(value).expect("a floor area")
    }

    #[test]
    fn four_hundred_pupils_ask_for_2212_square_metres_and_1500_hold_258() {
        assert!((space_need(&primary(), 400) - 2_212.0).abs() < 1e-9);
        assert_eq!(pupils_that_fit(&primary(), metres(1_500.0)), 258);
        assert_eq!(pupils_that_fit(&primary(), metres(150.0)), 0);
    }

    #[test]
    fn the_fullest_year_of_the_prognosis_counts() {
        // 2,212 m² in ten years against 2,000 m²: 212 / 500 = 42.4.
        let pupils = BTreeMap::from([(0, 300), (5, 380), (10, 400), (15, 390)]);
        let balance = room_balance(&[&primary()], &pupils, Some(metres(2_000.0)));
        let most = balance.most.expect("known");
        assert_eq!((most.years, most.pupils), (10, 400));
        let score = room_score(&balance, Some(metres(2_000.0)))
            .value
            .expect("known");
        assert!((score - 42.4).abs() < 1e-9);
        // 300 pupils ask for 1,709 m², so that 291 are left over now, which is no part of the score.
        assert!((balance.left_over.expect("room") - 291.0).abs() < 1e-9);
    }

    #[test]
    fn pupils_of_two_kinds_of_school_give_an_interval() {
        let special = SpaceNorm {
            kind: FacilityKind::new("SBO").expect("a code"),
            fixed: metres(250.0),
            per_pupil: metres(7.35),
            ..primary()
        };
        let pupils = BTreeMap::from([(0, 100)]);
        let balance = room_balance(&[&primary(), &special], &pupils, Some(metres(800.0)));
        // 703 m² fit; 985 m² lack 185 of 200: 92.5.
        let score = room_score(&balance, Some(metres(800.0)));
        assert!((score.low - 0.0).abs() < 1e-9 && (score.high - 92.5).abs() < 1e-9);
        assert_eq!(balance.left_over, None);
    }

    #[test]
    fn without_pupils_norm_or_floor_area_nothing_is_known() {
        let pupils = BTreeMap::from([(0, 100)]);
        let area = Some(metres(800.0));
        let unknown = |balance: RoomBalance, area| room_score(&balance, area) == Estimate::UNKNOWN;
        assert!(unknown(
            room_balance(&[&primary()], &BTreeMap::new(), area),
            area
        ));
        assert!(unknown(room_balance(&[], &pupils, area), area));
        assert!(unknown(room_balance(&[&primary()], &pupils, None), None));
    }
}
