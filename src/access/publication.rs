//! Figures of access as every door may give them: small numbers hidden, persons rounded as their source does.

use crate::access::area_sums::Unreached;
use crate::access::area_tree::AreaTree;
use crate::access::coverage::{Coverage, Figures};
use crate::access::residents::Evidence;
use crate::access::suppression::{
    Shown, SmallNumbers, carries_percentages, hidden_parts, hidden_persons, hide_until_safe,
    is_small, rounded_percentage, rounded_persons,
};
use crate::model::bilingual::Bilingual;
use crate::model::people::People;
use crate::model::units::Seconds;

/// The figures of one area, age group and kind, as published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishedFigures {
    /// Residents of the age group.
    pub persons: Shown<People>,
    /// Of them, those within the norm.
    pub covered: Shown<People>,
    /// Those within it wherever in their square they live.
    pub certain: Shown<People>,
    /// Those within it somewhere in their square.
    pub possible: Shown<People>,
    /// The covered in percent of the residents.
    pub share: Shown<f64>,
    /// The time within which 10 % reach a facility; unknown when fewer do.
    pub p10: Shown<Seconds>,
    /// The same for 50 %.
    pub p50: Shown<Seconds>,
    /// The same for 90 %.
    pub p90: Shown<Seconds>,
    /// The mean proximity score, 0 to 100.
    pub score: Shown<f64>,
    /// The residents whose number is an estimate, in percent.
    pub estimated_share: Shown<f64>,
}

/// Why figures are empty or should be read with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No number of residents is known.
    NoData,
    /// Nobody of this age lives there.
    NoResidents,
    /// A number is hidden because it, or one that follows from it, is small.
    SmallNumber,
    /// Residents are not known everywhere in the area.
    Incomplete(Evidence),
    /// Homes with residents that reach nothing; their people count as not covered.
    Unreached(Unreached),
}

impl Reason {
    /// The reason in a few words.
    pub fn told(self) -> Bilingual {
        match self {
            Self::NoData => Bilingual::new("geen gegevens", "no data"),
            Self::NoResidents => Bilingual::new("geen inwoners", "no residents"),
            Self::SmallNumber => Bilingual::new("klein aantal", "small number"),
            Self::Incomplete(evidence) => incomplete(evidence),
            Self::Unreached(Unreached { homes, reach }) => {
                let why = reach.told();
                let points = demand_points(homes);
                Bilingual::new(
                    format!("{}: {}", points.dutch, why.dutch),
                    format!("{}: {}", points.english, why.english),
                )
            }
        }
    }
}

fn incomplete(evidence: Evidence) -> Bilingual {
    let (without, of) = (
        evidence.neighbourhoods_without_figure,
        evidence.neighbourhoods,
    );
    if without > 0 {
        return Bilingual::new(
            format!("onvolledig: {without} van {of} buurten zonder gegevens"),
            format!("incomplete: {without} of {of} neighbourhoods without data"),
        );
    }
    let points = demand_points(evidence.homes_without_figure);
    Bilingual::new(
        format!("onvolledig: {} zonder gegevens", points.dutch),
        format!("incomplete: {} without data", points.english),
    )
}

/// "1 woonpunt", "7 woonpunten": not dwellings, of which a plan tells as well.
fn demand_points(number: usize) -> Bilingual {
    match number {
        1 => Bilingual::new("1 woonpunt", "1 demand point"),
        _ => Bilingual::new(
            format!("{number} woonpunten"),
            format!("{number} demand points"),
        ),
    }
}

/// Several reasons as one text, with "; " between them; nothing when all is well.
pub fn reasons_told(reasons: &[Reason]) -> Option<Bilingual> {
    let told: Vec<Bilingual> = reasons.iter().map(|reason| reason.told()).collect();
    let joined = |of: fn(&Bilingual) -> &str| told.iter().map(of).collect::<Vec<_>>().join("; ");
    (!told.is_empty()).then(|| Bilingual {
        dutch: joined(|told| &told.dutch),
        english: joined(|told| &told.english),
    })
}

/// What is published of one area: the figures and why some are empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The figures.
    pub figures: PublishedFigures,
    /// Why figures are empty or should be read with care; nothing when all is well.
    pub reasons: Vec<Reason>,
}

/// Publishes the coverage of all areas for one kind and age group together, as they hide each other.
///
/// # Shape
/// `coverages` and `rounded_to` (what the sources of an area's residents round persons to) have one
/// entry for each area of the tree, and so has the answer.
pub fn publish(
    tree: &AreaTree,
    coverages: &[Coverage],
    rounded_to: &[u32],
    small_numbers: SmallNumbers,
) -> Vec<Published> {
    let nothing = HiddenCells::none(coverages.len());
    let hidden = match small_numbers {
        SmallNumbers::Hide => HiddenCells::of(tree, coverages, &nothing),
        SmallNumbers::Keep => nothing,
    };
    publish_hiding(coverages, rounded_to, small_numbers, &hidden)
}

/// Publishes the coverage of all areas after a change, for readers who see what is published of it before: hidden is
/// also what they could find by subtracting one from the other, and what is hidden before for another reason.
///
/// # Shape
/// As for [`publish`]; `shown` is what is published before, `tells` says of each area whether the covered before and after
/// tell of a small number of people whose side of the norm has turned.
pub fn publish_after(
    tree: &AreaTree,
    [before, after]: [&[Coverage]; 2],
    (shown, tells): (&[Published], &[bool]),
    rounded_to: &[u32],
) -> Vec<Published> {
    let mut already = HiddenCells::of(tree, before, &HiddenCells::in_published(shown));
    already.covered = either(&already.covered, tells);
    let moved = |people: fn(&Figures) -> People| -> Vec<bool> {
        let figures = before.iter().zip(after);
        let figures = figures.map(|(one, other)| one.figures.as_ref().zip(other.figures.as_ref()));
        let moved = figures.map(|figures| {
            let (one, other) = figures.map(|(one, other)| (people(one), people(other)))?;
            Some(one.less(other) + other.less(one))
        });
        moved.map(|moved| moved.is_some_and(is_small)).collect()
    };
    already.certain = either(&already.certain, &moved(|figures| figures.certain));
    already.possible = either(&already.possible, &moved(|figures| figures.possible));
    let hidden = HiddenCells::of(tree, after, &already);
    publish_hiding(after, rounded_to, SmallNumbers::Hide, &hidden)
}

fn publish_hiding(
    coverages: &[Coverage],
    rounded_to: &[u32],
    small_numbers: SmallNumbers,
    hidden: &HiddenCells,
) -> Vec<Published> {
    let publish_one = |(area, coverage): (usize, &Coverage)| {
        let figures = coverage
            .figures
            .as_ref()
            .map(|figures| match small_numbers {
                SmallNumbers::Keep => as_they_are(figures),
                SmallNumbers::Hide => {
                    let step = rounded_to.get(area).copied().unwrap_or(1);
                    hidden.apply(area, rounded(figures, step))
                }
            });
        let reasons = reasons(coverage, hidden.in_area(area));
        Published {
            figures: figures.unwrap_or(ALL_UNKNOWN),
            reasons,
        }
    };
    coverages.iter().enumerate().map(publish_one).collect()
}

const ALL_UNKNOWN: PublishedFigures = PublishedFigures {
    persons: Shown::Unknown,
    covered: Shown::Unknown,
    certain: Shown::Unknown,
    possible: Shown::Unknown,
    share: Shown::Unknown,
    p10: Shown::Unknown,
    p50: Shown::Unknown,
    p90: Shown::Unknown,
    score: Shown::Unknown,
    estimated_share: Shown::Unknown,
};

/// Per area which cells are hidden. Where persons are hidden all parts are, and where the covered are
/// hidden so are certain and possible, because these enclose them.
struct HiddenCells {
    persons: Vec<bool>,
    /// Percentages and times of the persons: also where they are too few for these.
    derived: Vec<bool>,
    covered: Vec<bool>,
    certain: Vec<bool>,
    possible: Vec<bool>,
}

impl HiddenCells {
    /// `already` are cells that are hidden whatever these coverages are.
    fn of(tree: &AreaTree, coverages: &[Coverage], already: &Self) -> Self {
        let column = |people: fn(&Figures) -> People| -> Vec<Option<People>> {
            coverages
                .iter()
                .map(|coverage| coverage.figures.as_ref().map(people))
                .collect()
        };
        let all = column(|figures| figures.persons);
        let persons = either(&hidden_persons(tree, &all), &already.persons);
        let persons = hide_until_safe(tree, &all, persons);
        let hidden = either(&persons, &already.covered);
        let covered = hidden_parts(tree, &all, &column(|figures| figures.covered), &hidden);
        // What lies between two columns is a number of people too.
        let nearer = column(|figures| figures.covered.less(figures.certain));
        let farther = column(|figures| figures.possible.less(figures.covered));
        let [certain, possible] =
            [&already.certain, &already.possible].map(|already| either(&covered, already));
        let nearer = hidden_parts(tree, &all, &nearer, &certain);
        let farther = hidden_parts(tree, &all, &farther, &possible);
        let certain = hidden_parts(tree, &all, &column(|figures| figures.certain), &nearer);
        let possible = hidden_parts(tree, &all, &column(|figures| figures.possible), &farther);
        let few = |whole: People| !whole.is_none() && !carries_percentages(whole);
        let derived = all
            .iter()
            .zip(&persons)
            .map(|(whole, &hidden)| hidden || whole.is_some_and(few));
        Self {
            derived: either(&derived.collect::<Vec<_>>(), &already.derived),
            persons,
            covered,
            certain,
            possible,
        }
    }

    /// What is hidden in what was published.
    fn in_published(published: &[Published]) -> Self {
        fn hidden<T>(
            published: &[Published],
            cell: impl Fn(&PublishedFigures) -> Shown<T>,
        ) -> Vec<bool> {
            let cells = published.iter().map(|area| cell(&area.figures));
            cells.map(|cell| matches!(cell, Shown::Hidden)).collect()
        }
        Self {
            persons: hidden(published, |figures| figures.persons),
            derived: hidden(published, |figures| figures.p50),
            covered: hidden(published, |figures| figures.covered),
            certain: hidden(published, |figures| figures.certain),
            possible: hidden(published, |figures| figures.possible),
        }
    }

    fn none(areas: usize) -> Self {
        let nothing = vec![false; areas];
        Self {
            persons: nothing.clone(),
            derived: nothing.clone(),
            covered: nothing.clone(),
            certain: nothing.clone(),
            possible: nothing,
        }
    }

    fn in_area(&self, area: usize) -> bool {
        [&self.derived, &self.covered, &self.certain, &self.possible]
            .iter()
            .any(|column| column.get(area).copied().unwrap_or(false))
    }

    fn apply(&self, area: usize, shown: PublishedFigures) -> PublishedFigures {
        let at = |column: &[bool]| column.get(area).copied().unwrap_or(false);
        let derived = at(&self.derived);
        let of_covered = derived || at(&self.covered);
        PublishedFigures {
            persons: unless(at(&self.persons), shown.persons),
            covered: unless(at(&self.covered), shown.covered),
            certain: unless(at(&self.certain), shown.certain),
            possible: unless(at(&self.possible), shown.possible),
            share: unless(of_covered, shown.share),
            p10: unless(derived, shown.p10),
            p50: unless(derived, shown.p50),
            p90: unless(derived, shown.p90),
            score: unless(of_covered, shown.score),
            estimated_share: unless(derived, shown.estimated_share),
        }
    }
}

fn either(one: &[bool], other: &[bool]) -> Vec<bool> {
    let pairs = one.iter().zip(other);
    pairs.map(|(one, other)| *one || *other).collect()
}

fn unless<T>(hidden: bool, shown: Shown<T>) -> Shown<T> {
    if hidden { Shown::Hidden } else { shown }
}

fn as_they_are(figures: &Figures) -> PublishedFigures {
    PublishedFigures {
        persons: Shown::Value(figures.persons),
        covered: Shown::Value(figures.covered),
        certain: Shown::Value(figures.certain),
        possible: Shown::Value(figures.possible),
        share: Shown::of(figures.share()),
        p10: Shown::of(figures.p10),
        p50: Shown::of(figures.p50),
        p90: Shown::of(figures.p90),
        score: Shown::of(figures.score()),
        estimated_share: Shown::of(figures.estimated_share()),
    }
}

fn rounded(figures: &Figures, step: u32) -> PublishedFigures {
    let people = |people: People| Shown::Value(rounded_persons(people, step));
    let percentage = |share: Option<f64>| {
        Shown::of(share.map(|share| rounded_percentage(share, figures.persons)))
    };
    PublishedFigures {
        persons: people(figures.persons),
        covered: people(figures.covered),
        certain: people(figures.certain),
        possible: people(figures.possible),
        share: percentage(figures.share()),
        estimated_share: percentage(figures.estimated_share()),
        ..as_they_are(figures)
    }
}

fn reasons(coverage: &Coverage, hidden: bool) -> Vec<Reason> {
    let Some(figures) = &coverage.figures else {
        return vec![Reason::NoData];
    };
    let nobody = figures.persons.is_none().then_some(Reason::NoResidents);
    let small = hidden.then_some(Reason::SmallNumber);
    let incomplete =
        (!coverage.evidence.is_complete()).then_some(Reason::Incomplete(coverage.evidence));
    let unreached = coverage.unreached.iter().copied().map(Reason::Unreached);
    [nobody, small, incomplete]
        .into_iter()
        .flatten()
        .chain(unreached)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::proximity_sum::ProximitySum;
    use crate::access::reach::Reach;

    fn one_area(persons: u32, covered: u32, certain: u32, possible: u32) -> PublishedFigures {
        let figures = Figures {
            persons: People::whole(persons),
            covered: People::whole(covered),
            certain: People::whole(certain),
            possible: People::whole(possible),
            p10: None,
            p50: None,
            p90: None,
            proximity: ProximitySum::default(),
            estimated: People::NONE,
        };
        let coverage = Coverage {
            figures: Some(figures),
            evidence: Evidence::default(),
            unreached: Vec::new(),
        };
        let tree = AreaTree::with_parents(vec![None]);
        publish(&tree, &[coverage], &[1], SmallNumbers::Hide)[0].figures
    }

    #[test]
    fn reasons_are_told_in_both_languages_with_their_numbers() {
        let evidence = |neighbourhoods_without_figure| Evidence {
            neighbourhoods: 3,
            neighbourhoods_without_figure,
            homes_without_figure: 7,
        };
        let unreached = Unreached {
            reach: Reach::NoRoute,
            homes: 4,
        };
        let told = reasons_told(&[
            Reason::Incomplete(evidence(1)),
            Reason::Incomplete(evidence(0)),
            Reason::Unreached(unreached),
        ]);
        assert_eq!(
            told,
            Some(Bilingual::new(
                "onvolledig: 1 van 3 buurten zonder gegevens; onvolledig: 7 woonpunten zonder gegevens; \
                 4 woonpunten: geen route",
                "incomplete: 1 of 3 neighbourhoods without data; incomplete: 7 demand points without data; \
                 4 demand points: no route",
            ))
        );
        assert_eq!(reasons_told(&[]), None);
        let alone = Reason::Unreached(Unreached {
            homes: 1,
            ..unreached
        });
        assert_eq!(
            alone.told(),
            Bilingual::new("1 woonpunt: geen route", "1 demand point: no route")
        );
    }

    #[test]
    fn what_lies_between_two_columns_is_hidden_when_it_is_small() {
        let shown = |people: Shown<People>| people.value().map(People::whole_persons);
        let near = one_area(60, 30, 27, 40);
        assert_eq!(
            (
                shown(near.covered),
                shown(near.certain),
                shown(near.possible)
            ),
            (Some(30), None, Some(40))
        );
        let far = one_area(60, 30, 20, 33);
        assert_eq!(
            (shown(far.covered), shown(far.certain), shown(far.possible)),
            (Some(30), Some(20), None)
        );
        let wide = one_area(60, 30, 20, 40);
        assert_eq!(
            (shown(wide.certain), shown(wide.possible)),
            (Some(20), Some(40))
        );
    }
}
