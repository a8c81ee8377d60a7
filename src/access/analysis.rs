//! The front door for questions about a whole study: every kind that has a norm, every home, every area.

use rayon::prelude::*;

use crate::access::area_tree::AreaTree;
use crate::access::coverage::{Coverage, coverage};
use crate::access::error::AccessError;
use crate::access::judged_kinds::judged_kinds;
use crate::access::judged_travel::JudgedTravel;
use crate::access::publication::{Published, PublishedFigures, Reason, publish};
use crate::access::reach::Reach;
use crate::access::residents::{AreaResidents, residents_of_areas};
use crate::access::suppression::SmallNumbers;
use crate::access::travel::TravelIndex;
use crate::model::age_group::{AgeGroup, PerAge};
use crate::model::area::AreaId;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile};
use crate::model::units::Seconds;

/// The trips from all homes to the nearest facility of one kind, by the profile of its norm.
#[derive(Debug, Clone)]
pub struct KindTravel {
    /// The norm for the kind, which names the kind too.
    pub norm: Norm,
    /// The profile that travels.
    pub profile: Profile,
    /// The level at which the distances were measured.
    pub level: DistanceLevel,
    /// The trip from each demand point.
    pub reaches: Vec<Reach>,
    /// The same if ways of which nothing is known could be used as well, for a mode that asks what is known
    /// (by wheelchair): the upper answer beside the lower one.
    pub with_unknown: Option<Vec<Reach>>,
}

impl KindTravel {
    /// The trips and by what they are judged.
    pub fn judged(&self) -> JudgedTravel<'_> {
        JudgedTravel {
            reaches: &self.reaches,
            with_unknown: self.with_unknown.as_deref(),
            norm: &self.norm,
            profile: &self.profile,
            level: self.level,
        }
    }
}

/// One row of `bereikbaarheid.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAccess {
    /// The area, which has the level.
    pub area: AreaId,
    /// The kind of facility.
    pub kind: FacilityKind,
    /// The age group of the residents.
    pub age: AgeGroup,
    /// The code of the profile that travels.
    pub profile: String,
    /// The level at which the distances were measured.
    pub distance_level: DistanceLevel,
    /// The norm.
    pub norm: Seconds,
    /// The figures.
    pub figures: PublishedFigures,
    /// Why figures are empty or should be read with care; nothing when all is well.
    pub reasons: Vec<Reason>,
}

/// One row of `punten.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointAccess<'a> {
    /// The index of the demand point.
    pub home: usize,
    /// The kind of facility.
    pub kind: &'a FacilityKind,
    /// The code of the profile that travels.
    pub profile: &'a str,
    /// The level at which the distance was measured.
    pub distance_level: DistanceLevel,
    /// The trip.
    pub reach: Reach,
    /// Whether a facility just outside the loaded data might be nearer.
    pub nearer_may_be_missing: bool,
}

/// The access of all areas to all kinds that have a norm, for all age groups, as it may be published.
///
/// # Shape
/// In the order of the areas (level, code), then kind, then age group.
///
/// # Errors
/// When a norm's profile is not there or was not prepared.
pub fn analyse_area_access(
    town: &TownData,
    index: &TravelIndex,
    small_numbers: SmallNumbers,
) -> Result<Vec<AreaAccess>, AccessError> {
    let travel = travel_by_kind(town, index)?;
    Ok(area_access(town, &travel, small_numbers))
}

/// The trips from all homes for every kind of the study that has a norm, in the order of the kinds.
///
/// # Errors
/// When a norm's profile is not there or was not prepared.
pub fn travel_by_kind(
    town: &TownData,
    index: &TravelIndex,
) -> Result<Vec<KindTravel>, AccessError> {
    judged_kinds(town)?
        .into_par_iter()
        .map(|(norm, profile)| kind_travel(index, norm, profile))
        .collect()
}

/// The trips from all homes for the kind of a norm, by a profile.
///
/// # Errors
/// When the profile's mode was not prepared.
pub fn kind_travel(
    index: &TravelIndex,
    norm: &Norm,
    profile: &Profile,
) -> Result<KindTravel, AccessError> {
    let reaches = index.nearest(&norm.kind, profile)?;
    Ok(KindTravel {
        with_unknown: index.nearest_with_unknown(&norm.kind, profile)?,
        norm: norm.clone(),
        profile: profile.clone(),
        level: index.level(),
        reaches,
    })
}

/// As [`analyse_area_access`], from trips that are there already.
pub fn area_access(
    town: &TownData,
    travel: &[KindTravel],
    small_numbers: SmallNumbers,
) -> Vec<AreaAccess> {
    let published = published_by_kind(town, travel, small_numbers);
    area_rows(town, travel, &published)
}

/// As [`analyse_area_access`], from what is published of each kind, in the order of `travel`.
pub fn area_rows(
    town: &TownData,
    travel: &[KindTravel],
    published: &[PerAge<Vec<Published>>],
) -> Vec<AreaAccess> {
    let rows_of = |area: usize| {
        travel
            .iter()
            .zip(published)
            .flat_map(move |(kind, by_age)| {
                by_age
                    .iter()
                    .filter_map(move |(age, areas)| Some(row(area, kind, age, areas.get(area)?)))
            })
    };
    (0..town.areas.len()).flat_map(rows_of).collect()
}

/// The coverage of all areas as it may be published.
///
/// # Shape
/// By kind as `travel`, then age group, then area.
pub fn published_by_kind(
    town: &TownData,
    travel: &[KindTravel],
    small_numbers: SmallNumbers,
) -> Vec<PerAge<Vec<Published>>> {
    let tree = AreaTree::of(town);
    let rounding = rounding_of_areas(town, &tree);
    let residents = PerAge::from_fn(|age| residents_of_areas(town, &tree, age));
    let of_kind = |kind: &KindTravel| {
        PerAge::from_fn(|age| {
            let exact = exact_coverage(&residents[age], kind);
            publish(&tree, &exact, &rounding, small_numbers)
        })
    };
    travel.par_iter().map(of_kind).collect()
}

/// The exact coverage by one kind, one for each area of which residents of an age group are given;
/// not for publication.
pub fn exact_coverage(residents: &[AreaResidents], travel: &KindTravel) -> Vec<Coverage> {
    let judged = travel.judged();
    residents
        .iter()
        .map(|area| coverage(area, &judged))
        .collect()
}

/// The trip of every home to every kind, home by home; they hold no numbers of people.
pub fn point_access<'a>(
    index: &'a TravelIndex,
    travel: &'a [KindTravel],
) -> impl Iterator<Item = PointAccess<'a>> + 'a {
    let row = move |home: usize, kind: &'a KindTravel| {
        let reach = *kind.reaches.get(home)?;
        Some(PointAccess {
            home,
            kind: &kind.norm.kind,
            profile: &kind.profile.code,
            distance_level: kind.level,
            reach,
            nearer_may_be_missing: index.nearer_may_be_missing(home, reach, &kind.profile),
        })
    };
    (0..index.homes()).flat_map(move |home| travel.iter().filter_map(move |kind| row(home, kind)))
}

fn row(area: usize, travel: &KindTravel, age: AgeGroup, published: &Published) -> AreaAccess {
    AreaAccess {
        // Areas are counted in 32 bits, as `AreaId` says.
        area: AreaId(area as u32),
        kind: travel.norm.kind.clone(),
        age,
        profile: travel.profile.code.clone(),
        distance_level: travel.level,
        norm: travel.norm.norm,
        figures: published.figures,
        reasons: published.reasons.clone(),
    }
}

/// What the source of each area's people rounds to: the coarsest of its homes; one for each area.
pub fn rounding_of_areas(town: &TownData, tree: &AreaTree) -> Vec<u32> {
    let of_home = |&home: &usize| {
        let source = town.demand.get(home)?.source;
        town.sources
            .get(usize::from(source.0))
            .map(|source| source.rounded_to)
    };
    (0..tree.len())
        .map(|area| {
            tree.homes(area)
                .iter()
                .filter_map(of_home)
                .max()
                .unwrap_or(1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::suppression::Shown;
    use crate::access::worked_town::{
        BU1, BU2, BU3, BU4, GM, WK1, children, home, school, worked_town,
    };
    use crate::model::area::Certainty;
    use crate::model::people::People;

    /// The rows for children of 4 to 12, one for each area.
    fn rows(town: &TownData, small_numbers: SmallNumbers) -> Vec<AreaAccess> {
        let index = TravelIndex::build(town).expect("sound");
        let all = analyse_area_access(town, &index, small_numbers).expect("sound");
        all.into_iter()
            .filter(|row| row.age == AgeGroup::From4To12)
            .collect()
    }

    fn persons(figures: &PublishedFigures) -> [Option<u64>; 4] {
        [
            figures.persons,
            figures.covered,
            figures.certain,
            figures.possible,
        ]
        .map(|shown| shown.value().map(|people| people.whole_persons()))
    }

    fn tenths(values: &[Option<f64>]) -> Vec<Option<f64>> {
        values
            .iter()
            .map(|value| value.map(|value| (value * 10.0).round() / 10.0))
            .collect()
    }

    fn times(figures: &PublishedFigures) -> Vec<Option<f64>> {
        tenths(
            &[figures.p10, figures.p50, figures.p90].map(|time| time.value().map(Seconds::value)),
        )
    }

    fn reasons(row: &AreaAccess) -> Vec<String> {
        row.reasons
            .iter()
            .map(|reason| reason.told().dutch)
            .collect()
    }

    #[test]
    fn the_worked_neighbourhood_has_the_figures_worked_out_by_hand() {
        // Covered: h0 and h1. Certain: h1 is not, 590.9 + 20 · 1.3 / 1.1 = 614.5 s.
        // Possible: h2 is, 709.1 − 100 · 1.3 / 1.1 = 590.9 s. Share 120 / 170.
        // Score: h2 has (1200 − 709.09) / 600 = 81.818; (120 · 100 + 50 · 81.818) / 170 = 94.652.
        // Cumulative 100, 120, 170: the 17th and 85th child walk 472.7 s, the 153rd 709.1 s. Estimated 50 / 170.
        let figures = rows(&worked_town(), SmallNumbers::Keep)[BU1].figures;
        assert_eq!(
            persons(&figures),
            [Some(170), Some(120), Some(100), Some(170)]
        );
        assert_eq!(times(&figures), [Some(472.7), Some(472.7), Some(709.1)]);
        let percentages = [figures.share, figures.score, figures.estimated_share].map(Shown::value);
        assert_eq!(tenths(&percentages), [Some(70.6), Some(94.7), Some(29.4)]);
    }

    #[test]
    fn the_municipality_is_computed_from_its_homes() {
        // 210 children: cumulative 100, 120, 170, 210; the 105th at 590.9 s, the 189th at 2363.6 s.
        let figures = rows(&worked_town(), SmallNumbers::Keep)[GM].figures;
        assert_eq!(
            persons(&figures),
            [Some(210), Some(120), Some(100), Some(170)]
        );
        assert_eq!(times(&figures), [Some(472.7), Some(590.9), Some(2363.6)]);
    }

    #[test]
    fn not_known_is_not_nobody() {
        let rows = rows(&worked_town(), SmallNumbers::Hide);
        assert_eq!(persons(&rows[BU2].figures), [None; 4]);
        assert_eq!(reasons(&rows[BU2]), ["geen gegevens"]);
        assert_eq!(persons(&rows[BU3].figures), [Some(0); 4]);
        assert_eq!(rows[BU3].figures.share, Shown::Unknown);
        assert_eq!(reasons(&rows[BU3]), ["geen inwoners"]);
        assert_eq!(persons(&rows[WK1].figures)[0], Some(170));
        assert_eq!(
            reasons(&rows[WK1]),
            ["onvolledig: 1 van 2 buurten zonder gegevens"]
        );
        assert_eq!(reasons(&rows[BU4]), [""; 0]);
    }

    #[test]
    fn a_neighbourhood_of_known_and_unknown_homes_says_so() {
        let mut town = worked_town();
        town.demand.push(home(
            "h5",
            BU1,
            450.0,
            children(None, Certainty::Counted),
            0.0,
        ));
        let rows = rows(&town, SmallNumbers::Hide);
        assert_eq!(
            reasons(&rows[BU1]),
            ["onvolledig: 1 woonpunt zonder gegevens"]
        );
    }

    #[test]
    fn an_unknown_age_group_has_no_figures_anywhere() {
        let town = worked_town();
        let index = TravelIndex::build(&town).expect("sound");
        let all = analyse_area_access(&town, &index, SmallNumbers::Hide).expect("sound");
        let babies: Vec<&AreaAccess> = all
            .iter()
            .filter(|row| row.age == AgeGroup::From0To4)
            .collect();
        assert_eq!(babies.len(), 7);
        assert!(babies.iter().all(|row| row.reasons == [Reason::NoData]));
    }

    #[test]
    fn rows_come_by_area_then_kind_then_age_and_a_kind_without_norm_has_none() {
        let mut town = worked_town();
        town.kinds.push(FacilityKind::new("VO").expect("a code"));
        let index = TravelIndex::build(&town).expect("sound");
        let all = analyse_area_access(&town, &index, SmallNumbers::Hide).expect("sound");
        let order: Vec<(u32, AgeGroup)> = all.iter().map(|row| (row.area.0, row.age)).collect();
        let expected: Vec<(u32, AgeGroup)> = (0..7)
            .flat_map(|area| AgeGroup::EVERY.map(|age| (area, age)))
            .collect();
        assert_eq!(order, expected);
    }

    #[test]
    fn a_small_rest_hides_the_covered_and_what_follows_from_it_but_not_the_persons() {
        // 3 of 173 children in BU1 are not covered: h2 has 3 instead of 50.
        let mut town = worked_town();
        town.demand[2].residents = children(Some(3), Certainty::Counted);
        let shown = rows(&town, SmallNumbers::Hide);
        let figures = shown[BU1].figures;
        assert_eq!(figures.persons, Shown::Value(People::whole(123)));
        assert_eq!(
            [figures.covered, figures.certain, figures.possible],
            [Shown::Hidden; 3]
        );
        assert_eq!([figures.share, figures.score], [Shown::Hidden; 2]);
        assert_eq!(reasons(&shown[BU1]), ["klein aantal"]);
        let kept = &rows(&town, SmallNumbers::Keep)[BU1];
        assert_eq!(
            (persons(&kept.figures)[1], reasons(kept)),
            (Some(120), Vec::new())
        );
    }

    #[test]
    fn of_fewer_than_ten_children_the_number_is_shown_but_no_percentage_or_time() {
        let mut town = worked_town();
        town.demand[4].residents = children(Some(8), Certainty::Counted);
        let figures = rows(&town, SmallNumbers::Hide)[BU4].figures;
        assert_eq!(figures.persons, Shown::Value(People::whole(8)));
        assert_eq!(
            [figures.share, figures.score, figures.estimated_share],
            [Shown::Hidden; 3]
        );
        assert_eq!([figures.p10, figures.p50, figures.p90], [Shown::Hidden; 3]);
    }

    #[test]
    fn persons_are_rounded_as_the_source_of_the_homes_rounds() {
        let mut town = worked_town();
        town.sources[0].rounded_to = 5;
        town.demand[4].residents = children(Some(43), Certainty::Counted);
        let figures = rows(&town, SmallNumbers::Hide)[BU4].figures;
        assert_eq!(persons(&figures), [Some(45), Some(0), Some(0), Some(0)]);
    }

    #[test]
    fn without_a_school_nobody_is_covered_and_no_time_exists() {
        let mut town = worked_town();
        town.facilities.clear();
        let figures = rows(&town, SmallNumbers::Hide)[BU1].figures;
        assert_eq!(persons(&figures), [Some(170), Some(0), Some(0), Some(0)]);
        assert_eq!(
            (figures.share, figures.p50),
            (Shown::Value(0.0), Shown::Unknown)
        );
    }

    #[test]
    fn the_order_of_homes_changes_no_bit() {
        let town = worked_town();
        let mut turned = town.clone();
        turned.demand.reverse();
        assert_eq!(
            rows(&turned, SmallNumbers::Keep),
            rows(&town, SmallNumbers::Keep)
        );
    }

    #[test]
    fn every_home_has_a_row_that_says_whether_a_nearer_school_may_be_missing() {
        // The loaded data ends at x = 3000 and y = ±1000; h4 at x = 2000 is 1,000 m from the edge, so 1,300 m
        // at D1, and walks 2,600 m. School B just beyond it is 100 m away.
        let mut town = worked_town();
        let flags = |town: &TownData| -> Vec<bool> {
            let index = TravelIndex::build(town).expect("sound");
            let travel = travel_by_kind(town, &index).expect("sound");
            point_access(&index, &travel)
                .map(|row| row.nearer_may_be_missing)
                .collect()
        };
        assert_eq!(flags(&town), [false, false, false, false, true]);
        town.facilities.push(school("B", 2100.0));
        assert_eq!(flags(&town), [false; 5]);
        town.facilities.clear();
        assert_eq!(flags(&town), [true; 5]);
    }

    #[test]
    fn a_norm_for_an_unknown_profile_is_refused_by_name() {
        let mut town = worked_town();
        town.norms.norms[0].profile = "vliegen".to_owned();
        let index = TravelIndex::build(&worked_town()).expect("sound");
        let refusal =
            analyse_area_access(&town, &index, SmallNumbers::Hide).expect_err("nobody flies");
        assert_eq!(
            refusal.to_string(),
            "norm for PO, field \"profile\": found \"vliegen\", expected one of the study's profiles: lopen_kind"
        );
    }
}
