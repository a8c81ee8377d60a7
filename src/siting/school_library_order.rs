//! In which order schools come into view for a library at school (dBos): need first, then distance. The order is
//! lexicographic; no sum is made of need and distance.

use std::cmp::Reverse;

use crate::model::bilingual::Bilingual;
use crate::model::estimate::Weighted;
use crate::model::facility::FacilityId;
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::units::{Euros, Seconds};
use crate::model::weight_set::Standardisation;
use crate::siting::budget_line::{Budget, BudgetLine};
use crate::siting::error::SitingError;
use crate::siting::language_need::{
    LanguageFigure, LanguageFigures, known_figures, language_needs,
};
use crate::siting::mid_rank::Standing;
use crate::siting::stability::Stability;

/// The walk from a school to the nearest library or school with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibraryWalk {
    /// It takes so long.
    Takes(Seconds),
    /// No way leads there: farther than every other.
    NoWay,
    /// Not known, such as when the study has no source for libraries.
    Unknown,
}

/// A school without a library at school.
#[derive(Debug, Clone, PartialEq)]
pub struct LibrarySchool {
    /// Its id.
    pub id: FacilityId,
    /// Its language figures.
    pub language: LanguageFigures,
    /// The walk to the nearest library.
    pub walk: LibraryWalk,
    /// Its pupils; `None` is not known.
    pub pupils: Option<u32>,
}

/// A school with its place in the order.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderedSchool {
    /// The school, by its place in the question's list.
    pub school: usize,
    /// The language need of its pupils, with the points of each of [`SchoolLibraryOrder::figures`].
    pub language: Weighted,
    /// The quintile of that need, 5 for the highest.
    pub quintile: u8,
    /// The quintiles it may have by the bounds of its need, lowest and highest.
    pub quintiles: (u8, u8),
    /// What the libraries cost together, up to and including this one.
    pub cumulative: Euros,
    /// On which side of the budget line it is.
    pub line: BudgetLine,
    /// The other scales of the figures on which it has another quintile.
    pub other_quintile: Vec<Standardisation>,
    /// The other scales of the figures on which it is not within the budget when it is here, or the other way round.
    pub other_side: Vec<Standardisation>,
    /// Whether it stays on that side within the bounds of what is known, and on other scales.
    pub stability: Stability,
}

impl OrderedSchool {
    /// Whether it stays in its quintile within the bounds of what is known, and on other scales.
    pub fn quintile_stability(&self) -> Stability {
        let (lowest, highest) = self.quintiles;
        let can_leave = lowest != highest || !self.other_quintile.is_empty();
        Stability::Robust.while_open(can_leave)
    }
}

/// The order.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolLibraryOrder {
    /// The schools in order.
    pub rows: Vec<OrderedSchool>,
    /// Schools of which too little is known to give them a place, by id, with their language need.
    pub apart: Vec<(usize, Weighted)>,
    /// The figures that at least one school has.
    pub figures: Vec<LanguageFigure>,
    /// For how many schools the budget suffices.
    pub budget: Budget,
}

/// Puts schools in order.
///
/// # Errors
/// A question without the cost of one library, or with one that is nothing.
///
/// # Source
/// DOMAIN §C.7; S4 A6a.
pub fn school_library_order(
    schools: &[LibrarySchool],
    question: &SchoolLibraryQuestion,
) -> Result<SchoolLibraryOrder, SitingError> {
    let budget = library_budget(question)?;
    let language: Vec<LanguageFigures> = schools.iter().map(|school| school.language).collect();
    let figures = known_figures(&language);
    let on_scale = |scale: Standardisation| -> (Needs, Needs) {
        let needs = language_needs(&language, &figures, scale);
        needs.into_iter().enumerate().partition(|(_, need)| {
            need.score.value.is_some() && need.score.evidence >= question.smallest_evidence
        })
    };
    let (ranked, mut apart) = on_scale(Standardisation::Percentile);
    apart.sort_by_key(|&(school, _)| &schools[school].id);
    let mut rows = rows(schools, ranked, &budget);
    let others = Standardisation::EVERY.into_iter();
    for scale in others.filter(|&scale| scale != Standardisation::Percentile) {
        compare(
            &mut rows,
            &ordered(schools, on_scale(scale).0),
            &budget,
            scale,
        );
    }
    Ok(SchoolLibraryOrder {
        rows,
        apart,
        figures,
        budget,
    })
}

/// The budget of a question.
///
/// # Errors
/// When the question does not say what a library at one school costs, or that this is nothing.
pub fn library_budget(question: &SchoolLibraryQuestion) -> Result<Budget, SitingError> {
    let cost = question.cost_per_school;
    let budget = cost.and_then(|cost| Budget::new(question.budget, cost));
    budget.ok_or_else(|| SitingError::Field {
        field: "kosten_per_school_eur".into(),
        found: cost.map_or(Bilingual::new("niets", "nothing"), |cost| {
            Bilingual::same(cost.value())
        }),
        expected: Bilingual::new(
            "wat een bibliotheek op één school kost, in euro's boven 0",
            "what a library at one school costs, in euros above 0",
        ),
    })
}

/// Schools, by their places in the list, with their language need.
type Needs = Vec<(usize, Weighted)>;

/// What the order goes by; the smaller key comes first.
type Key<'a> = (
    Reverse<u8>,
    (u8, Reverse<Seconds>),
    Reverse<Option<u32>>,
    &'a FacilityId,
);

fn key<'a>(
    school: &'a LibrarySchool,
    quintile: u8,
    walk: LibraryWalk,
    pupils: Option<u32>,
) -> Key<'a> {
    let walk = match walk {
        LibraryWalk::NoWay => (0, Reverse(Seconds::ZERO)),
        LibraryWalk::Takes(time) => (1, Reverse(time)),
        LibraryWalk::Unknown => (2, Reverse(Seconds::ZERO)),
    };
    (Reverse(quintile), walk, Reverse(pupils), &school.id)
}

fn rows(schools: &[LibrarySchool], ranked: Needs, budget: &Budget) -> Vec<OrderedSchool> {
    let mut rows = ordered(schools, ranked);
    let keys: Vec<Key<'_>> = rows.iter().map(|row| key_of(schools, row)).collect();
    for (place, row) in rows.iter_mut().enumerate() {
        row.cumulative = budget.cumulative(place);
        row.line = budget.line(place);
        row.stability = stability(&schools[row.school], row, &keys, place, budget);
    }
    rows
}

/// The schools in order, without their sides of the budget line.
fn ordered(schools: &[LibrarySchool], ranked: Needs) -> Vec<OrderedSchool> {
    let mut rows = with_quintiles(ranked);
    rows.sort_by_key(|row| key_of(schools, row));
    rows
}

fn key_of<'a>(schools: &'a [LibrarySchool], row: &OrderedSchool) -> Key<'a> {
    let school = &schools[row.school];
    key(school, row.quintile, school.walk, school.pupils)
}

/// Notes what another scale would change; a school that it takes over the budget line is not robust.
///
/// # Source
/// DOMAIN §C.10, 4: method.
fn compare(
    rows: &mut [OrderedSchool],
    others: &[OrderedSchool],
    budget: &Budget,
    scale: Standardisation,
) {
    for (place, row) in rows.iter_mut().enumerate() {
        let mut found = others.iter().enumerate();
        let Some((there, other)) = found.find(|(_, other)| other.school == row.school) else {
            continue;
        };
        if other.quintile != row.quintile {
            row.other_quintile.push(scale);
        }
        let crosses = (place < budget.fits()) != (there < budget.fits());
        if crosses {
            row.other_side.push(scale);
        }
        row.stability = row.stability.while_open(crosses);
    }
}

/// The schools with their quintiles: of their need, and of its bounds while all others stay as they are.
fn with_quintiles(ranked: Needs) -> Vec<OrderedSchool> {
    let values = ranked.iter().filter_map(|(_, need)| need.score.value);
    let needs: Vec<f64> = values.collect();
    let quintile = |place: usize, need: f64| {
        let others = needs.iter().enumerate();
        let others = others.filter(|(other, _)| *other != place);
        Standing::among(need, others.map(|(_, need)| *need)).quintile(needs.len())
    };
    let row = |(place, (school, language)): (usize, (usize, Weighted))| {
        let score = language.score;
        let own = quintile(place, needs[place]);
        OrderedSchool {
            school,
            language,
            quintile: own,
            quintiles: (quintile(place, score.low), quintile(place, score.high)),
            // Filled in when the place is known.
            cumulative: Euros::ZERO,
            line: BudgetLine::Beyond,
            other_quintile: Vec::new(),
            other_side: Vec::new(),
            stability: Stability::Robust,
        }
    };
    ranked.into_iter().enumerate().map(row).collect()
}

/// Whether a school changes sides of the budget line when what is not known of it is at its lowest or highest, and all
/// others stay as they are.
fn stability(
    school: &LibrarySchool,
    row: &OrderedSchool,
    keys: &[Key<'_>],
    place: usize,
    budget: &Budget,
) -> Stability {
    let (lowest, highest) = row.quintiles;
    let unknown_walk = school.walk == LibraryWalk::Unknown;
    let walk = |unknown: LibraryWalk| if unknown_walk { unknown } else { school.walk };
    let at_lowest = key(
        school,
        lowest,
        walk(LibraryWalk::Takes(Seconds::ZERO)),
        school.pupils.or(Some(0)),
    );
    let at_highest = key(
        school,
        highest,
        walk(LibraryWalk::NoWay),
        school.pupils.or(Some(u32::MAX)),
    );
    let is_within = |moved: Key<'_>| {
        let others = keys.iter().enumerate().filter(|(other, _)| *other != place);
        others.filter(|(_, other)| **other < moved).count() < budget.fits()
    };
    let (low, high) = (is_within(at_lowest), is_within(at_highest));
    if low == high && high == (place < budget.fits()) {
        Stability::Robust
    } else if highest - lowest >= 2 || unknown_walk {
        Stability::Uncertain
    } else {
        Stability::Sensitive
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::Estimate;
    use crate::model::record::Bounds;
    use crate::model::worked_weights::worked_weights;
    use proptest::prelude::*;

    fn exact(figure: f64) -> Option<Bounds> {
        between(figure, figure)
    }

    fn between(low: f64, high: f64) -> Option<Bounds> {
        Some(Bounds { low, high })
    }

    fn takes(seconds: f64) -> LibraryWalk {
        LibraryWalk::Takes(Seconds::new(seconds).expect("a time"))
    }

    fn school(
        id: &str,
        weighting: Option<Bounds>,
        walk: LibraryWalk,
        pupils: u32,
    ) -> LibrarySchool {
        LibrarySchool {
            id: FacilityId(id.to_owned()),
            language: [weighting, None, None, None],
            walk,
            pupils: Some(pupils),
        }
    }

    fn costing(cost: f64) -> SchoolLibraryQuestion {
        SchoolLibraryQuestion {
            cost_per_school: Some(Euros::new(cost).expect("an amount")),
            ..SchoolLibraryQuestion::proposed(&worked_weights())
        }
    }

    fn ids(schools: &[LibrarySchool], order: &SchoolLibraryOrder) -> Vec<String> {
        let rows = order.rows.iter();
        rows.map(|row| schools[row.school].id.0.clone()).collect()
    }

    /// Ten schools with weightings 1 to 10: two in each quintile.
    fn ten() -> Vec<LibrarySchool> {
        (1..=10)
            .map(|weighting| {
                let id = format!("s{weighting:02}");
                school(&id, exact(f64::from(weighting)), takes(600.0), 100)
            })
            .collect()
    }

    #[test]
    fn a_school_that_another_scale_takes_over_the_budget_line_is_not_robust() {
        // Two figures; by rank s1 has 10 + 70 and s2 30 + 30, by distance from the mean the one far figure of s2 counts.
        let figures = [(1.0, 4.0), (9.0, 1.0), (2.0, 2.0), (3.0, 3.0), (1.5, 5.0)];
        let schools: Vec<LibrarySchool> = (1..)
            .zip(figures)
            .map(|(number, (weighting, share))| LibrarySchool {
                language: [exact(weighting), exact(share), None, None],
                ..school(&format!("s{number}"), None, takes(600.0), 100)
            })
            .collect();
        let order = school_library_order(&schools, &costing(200_000.0)).expect("it has a cost");
        let (moved, kept): (Vec<&OrderedSchool>, Vec<&OrderedSchool>) = order
            .rows
            .iter()
            .partition(|row| !row.other_side.is_empty());
        assert!(!moved.is_empty() && !kept.is_empty());
        assert!(moved.iter().all(|row| row.stability != Stability::Robust));
        assert!(kept.iter().all(|row| row.stability == Stability::Robust));
        let within = |rows: &[OrderedSchool]| -> Vec<usize> {
            let mut first: Vec<usize> = rows[..2].iter().map(|row| row.school).collect();
            first.sort_unstable();
            first
        };
        // What the order itself says on those scales.
        let language: Vec<LanguageFigures> = schools.iter().map(|one| one.language).collect();
        for scale in [Standardisation::StandardScore, Standardisation::FixedRange] {
            let needs = language_needs(&language, &order.figures, scale);
            let there = ordered(&schools, needs.into_iter().enumerate().collect());
            let mut crossing: Vec<usize> = within(&order.rows)
                .into_iter()
                .filter(|one| !within(&there).contains(one))
                .collect();
            crossing.extend(
                within(&there)
                    .iter()
                    .filter(|one| !within(&order.rows).contains(one)),
            );
            crossing.sort_unstable();
            let mut told: Vec<usize> = order
                .rows
                .iter()
                .filter(|row| row.other_side.contains(&scale))
                .map(|row| row.school)
                .collect();
            told.sort_unstable();
            assert_eq!(told, crossing, "{scale:?}");
        }
    }

    #[test]
    fn one_figure_alone_is_ordered_alike_on_every_scale_and_stays_in_its_quintile() {
        let order = school_library_order(&ten(), &costing(50_000.0)).expect("it has a cost");
        for row in &order.rows {
            assert!(row.other_side.is_empty() && row.other_quintile.is_empty());
            assert_eq!(row.quintile_stability(), Stability::Robust);
        }
    }

    #[test]
    fn need_comes_first_then_distance_then_pupils_then_the_id() {
        let mut schools = ten();
        schools[8].walk = takes(900.0);
        schools[7].walk = LibraryWalk::NoWay;
        schools[6].walk = takes(3_000.0);
        schools[4].pupils = Some(300);
        let order = school_library_order(&schools, &costing(50_000.0)).expect("it has a cost");
        assert_eq!(
            ids(&schools, &order),
            [
                "s09", "s10", "s08", "s07", "s05", "s06", "s03", "s04", "s01", "s02"
            ]
        );
        let quintiles: Vec<u8> = order.rows.iter().map(|row| row.quintile).collect();
        assert_eq!(quintiles, [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    }

    #[test]
    fn a_question_without_the_cost_of_a_school_is_refused_by_name() {
        let question = SchoolLibraryQuestion::proposed(&worked_weights());
        let refusal = school_library_order(&ten(), &question).expect_err("no cost");
        assert_eq!(
            refusal.to_string(),
            "kosten_per_school_eur: found nothing, expected what a library at one school costs, in euros above 0"
        );
        let nothing = school_library_order(&ten(), &costing(0.001)).expect_err("no cent");
        assert!(
            nothing
                .to_string()
                .starts_with("kosten_per_school_eur: found 0.001")
        );
    }

    #[test]
    fn a_school_without_figures_is_listed_apart_and_not_last() {
        let mut schools = ten();
        schools.push(school("s00", None, takes(5_000.0), 900));
        let order = school_library_order(&schools, &costing(50_000.0)).expect("it has a cost");
        assert_eq!(order.rows.len(), 10);
        assert_eq!(order.apart.len(), 1);
        assert_eq!(
            (order.apart[0].0, order.apart[0].1.score),
            (10, Estimate::UNKNOWN)
        );
        assert_eq!(order.figures, [LanguageFigure::SchoolWeighting]);
    }

    #[test]
    fn beside_every_row_stands_whether_it_would_cross_the_budget_line() {
        // Four fit: s10, s09, s08, s07. s07 may be as low as 4.5 and s06 as high as 6.6.
        let mut schools = ten();
        schools[6].language[0] = between(4.5, 7.5);
        schools[5].language[0] = between(5.0, 6.6);
        let order = school_library_order(&schools, &costing(100_000.0)).expect("it has a cost");
        let row = |id: &str| {
            let found = order.rows.iter().find(|row| schools[row.school].id.0 == id);
            found.expect("it has a place")
        };
        assert_eq!(row("s10").stability, Stability::Robust);
        assert_eq!(
            (row("s07").line, row("s07").stability),
            (BudgetLine::Within, Stability::Sensitive)
        );
        assert_eq!(
            (row("s06").line, row("s06").stability),
            (BudgetLine::Beyond, Stability::Sensitive)
        );
        assert_eq!(row("s01").stability, Stability::Robust);
        schools[0].language[0] = between(-11.0, 11.0);
        let order = school_library_order(&schools, &costing(100_000.0)).expect("it has a cost");
        let widest = order
            .rows
            .iter()
            .find(|row| row.school == 0)
            .expect("it has a place");
        assert_eq!(widest.stability, Stability::Uncertain);
    }

    #[test]
    fn an_unknown_walk_is_uncertain_only_where_it_matters() {
        let mut schools = ten();
        schools[9].walk = LibraryWalk::Unknown;
        let stability = |cost: f64| {
            let order = school_library_order(&schools, &costing(cost)).expect("it has a cost");
            let found = order.rows.iter().find(|row| row.school == 9);
            found.expect("it has a place").stability
        };
        // With one school on the right side of the line it matters whether s10 or s09 is farther from a library.
        assert_eq!(stability(400_000.0), Stability::Uncertain);
        assert_eq!(stability(200_000.0), Stability::Robust);
    }

    fn schools() -> impl Strategy<Value = Vec<LibrarySchool>> {
        let one = (0u32..6, 0u32..3, 0u32..5, 0u32..3);
        prop::collection::vec(one, 1..12).prop_map(|rows| {
            let made = rows
                .iter()
                .enumerate()
                .map(|(index, &(low, width, walk, pupils))| {
                    let language = (low < 5).then(|| Bounds {
                        low: f64::from(low),
                        high: f64::from(low + width),
                    });
                    let walk = match walk {
                        0 => LibraryWalk::Unknown,
                        1 => LibraryWalk::NoWay,
                        minutes => takes(f64::from(minutes) * 60.0),
                    };
                    let mut made = school(&format!("s{index:02}"), language, walk, pupils);
                    made.pupils = (pupils > 0).then_some(pupils);
                    made
                });
            made.collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_of_the_rows_changes_nothing(schools in schools(), seed in 0usize..12) {
            let question = costing(120_000.0);
            let order = school_library_order(&schools, &question).expect("it has a cost");
            let mut turned = schools.clone();
            turned.rotate_left(seed % schools.len());
            let again = school_library_order(&turned, &question).expect("it has a cost");
            prop_assert_eq!(ids(&schools, &order), ids(&turned, &again));
            prop_assert_eq!(order.rows.len() + order.apart.len(), schools.len());
        }

        #[test]
        fn no_row_stands_above_one_of_a_higher_quintile_or_a_longer_walk(schools in schools()) {
            let order = school_library_order(&schools, &costing(120_000.0)).expect("it has a cost");
            for pair in order.rows.windows(2) {
                let (above, below) = (&pair[0], &pair[1]);
                prop_assert!(above.quintile >= below.quintile);
                let walks = [above, below].map(|row| schools[row.school].walk);
                if let (true, [LibraryWalk::Takes(one), LibraryWalk::Takes(other)]) =
                    (above.quintile == below.quintile, walks)
                {
                    prop_assert!(one >= other);
                }
            }
        }

        #[test]
        fn a_robust_school_stays_on_its_side_whatever_its_need_is_within_bounds(
            schools in schools(),
            part in 0.0f64..=1.0,
        ) {
            let question = costing(120_000.0);
            let order = school_library_order(&schools, &question).expect("it has a cost");
            for row in &order.rows {
                let (low, high) = row.quintiles;
                prop_assert!(low <= row.quintile && row.quintile <= high);
                let score = row.language.score;
                let need = score.low + part * (score.high - score.low);
                let others = order.rows.iter().filter(|other| other.school != row.school);
                let others = others.filter_map(|other| other.language.score.value);
                let quintile = Standing::among(need, others).quintile(order.rows.len());
                prop_assert!(low <= quintile && quintile <= high);
            }
        }
    }
}
