//! Ages of larger areas (PC4), which say how the ages of a neighbourhood are shared where it has no figures.

use std::collections::BTreeMap;

use crate::ingest::area_index::AreaIndex;
use crate::ingest::columns::named_column;
use crate::ingest::outline::outline;
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::special_value::{Figure, figure, plain_text};
use crate::ingest::study_file::AgeShareTable;
use crate::ingest::table::{Table, Value};
use crate::model::position::Planar;

/// The part of all people in each stretch of ages that matters; parts of 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AgeShares {
    /// Ages 0 up to and including 3.
    pub from_0_to_4: f64,
    /// Ages 4 up to and including 11.
    pub from_4_to_12: f64,
    /// Ages 12 up to and including 14.
    pub from_12_to_15: f64,
    /// Ages 15 up to and including 17.
    pub from_15_to_18: f64,
    /// Ages 15 up to and including 24.
    pub from_15_to_25: f64,
}

impl AgeShares {
    /// The mean over places with weights, none of them negative; nothing when there are no places.
    pub fn mean(places: impl IntoIterator<Item = (Self, f64)>) -> Option<Self> {
        let mut sum = Self::default();
        let mut weights = 0.0;
        for (shares, weight) in places {
            weights += weight;
            sum = sum.combined(shares, |total, part| total + part * weight);
        }
        (weights > 0.0).then(|| sum.combined(sum, |total, _| total / weights))
    }

    fn combined(self, other: Self, combine: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            from_0_to_4: combine(self.from_0_to_4, other.from_0_to_4),
            from_4_to_12: combine(self.from_4_to_12, other.from_4_to_12),
            from_12_to_15: combine(self.from_12_to_15, other.from_12_to_15),
            from_15_to_18: combine(self.from_15_to_18, other.from_15_to_18),
            from_15_to_25: combine(self.from_15_to_25, other.from_15_to_25),
        }
    }
}

/// Age shares by place.
#[derive(Default)]
pub struct AgeShareMap {
    index: AreaIndex,
    shares: Vec<AgeShares>,
}

impl AgeShareMap {
    /// The shares of the larger area a place lies in.
    pub fn at(&self, place: Planar) -> Option<AgeShares> {
        self.shares.get(self.index.area_at(place)?).copied()
    }

    /// How many larger areas have shares.
    pub fn len(&self) -> usize {
        self.shares.len()
    }

    /// Whether no larger area has shares.
    pub fn is_empty(&self) -> bool {
        self.shares.is_empty()
    }
}

/// People by age band of one larger area; nothing where the figure is missing.
type Bands = Vec<(AgeBand, Option<f64>)>;

#[derive(Debug, Clone, Copy, PartialEq)]
struct AgeBand {
    from: f64,
    /// Not included; nothing for "and older".
    to: Option<f64>,
}

/// Reads the ages of larger areas and joins them to their outlines. Gives the map and the number of rows kept.
pub fn read_age_shares(
    spec: &AgeShareTable,
    ages: &Table,
    outlines: &Table,
    problems: &mut Vec<Problem>,
) -> (AgeShareMap, u64) {
    let (by_code, kept) = bands_by_code(spec, ages, problems);
    let Some(code_column) = named_column(outlines, &spec.areas.code, problems) else {
        return (AgeShareMap::default(), kept);
    };
    let mut shapes = Vec::new();
    let mut shares = Vec::new();
    for row in &outlines.rows {
        let code = row
            .values
            .get(code_column)
            .and_then(plain_text)
            .unwrap_or_default();
        let shape = match outline(outlines, row) {
            Ok(shape) => shape,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        match by_code.get(&code).map(shares_of) {
            Some(Some(found)) => {
                shapes.push(shape);
                shares.push(found);
            }
            Some(None) => problems.push(no_shares(
                outlines,
                row.number,
                spec,
                &code,
                "ages with a gap or nobody",
            )),
            None => problems.push(no_shares(outlines, row.number, spec, &code, "no ages")),
        }
    }
    (
        AgeShareMap {
            index: AreaIndex::new(&shapes),
            shares,
        },
        kept,
    )
}

fn no_shares(table: &Table, row: u64, spec: &AgeShareTable, code: &str, found: &str) -> Problem {
    let expected = format!("people for every band of ages in {}", spec.file);
    Problem::of_file(
        Severity::Warning,
        &table.file,
        format!("{found} for \"{code}\""),
        expected,
    )
    .at_row(row)
    .in_field(&spec.areas.code)
}

fn bands_by_code(
    spec: &AgeShareTable,
    table: &Table,
    problems: &mut Vec<Problem>,
) -> (BTreeMap<String, Bands>, u64) {
    let mut by_code: BTreeMap<String, Bands> = BTreeMap::new();
    let columns = [&spec.columns.code, &spec.columns.band, &spec.columns.people]
        .map(|column| named_column(table, column, problems));
    let [Some(code), Some(band), Some(people)] = columns else {
        return (by_code, 0);
    };
    let mut kept = 0;
    for row in &table.rows {
        let cell = |index: usize| row.values.get(index).unwrap_or(&Value::Missing);
        let refuse = |field: &str, value: &Value, expected: &str| {
            let found =
                plain_text(value).map_or("nothing".to_owned(), |text| format!("\"{text}\""));
            Problem::of_file(Severity::LeftOut, &table.file, found, expected)
                .at_row(row.number)
                .in_field(field)
        };
        let Some(code) = plain_text(cell(code)) else {
            problems.push(refuse(
                &spec.columns.code,
                cell(code),
                "the code of an area",
            ));
            continue;
        };
        let Some(ages) = plain_text(cell(band)).and_then(|text| age_band(&text)) else {
            problems.push(refuse(
                &spec.columns.band,
                cell(band),
                "ages such as 0-4 (both included) or 95+",
            ));
            continue;
        };
        let number = match figure(cell(people)) {
            Figure::Known(number) if number >= 0.0 => Some(number),
            Figure::Missing | Figure::Hidden => None,
            Figure::Known(_) | Figure::NotANumber(_) => {
                problems.push(refuse(
                    &spec.columns.people,
                    cell(people),
                    "a number of people (0 or more)",
                ));
                continue;
            }
        };
        kept += 1;
        by_code.entry(code).or_default().push((ages, number));
    }
    (by_code, kept)
}

/// `0-4` is 0 up to and including 4; `0 tot 5 jaar` is the same; `95+` and `95 jaar of ouder` have no end.
fn age_band(text: &str) -> Option<AgeBand> {
    let text = text.trim().trim_end_matches("jaar").trim();
    let number = |part: &str| part.trim().parse::<u16>().ok().map(f64::from);
    if let Some(from) = text
        .strip_suffix('+')
        .or_else(|| text.strip_suffix("jaar of ouder"))
    {
        return Some(AgeBand {
            from: number(from)?,
            to: None,
        });
    }
    let (from, to) = match text.split_once(" tot ") {
        Some((from, to)) => (number(from)?, number(to)?),
        None => {
            let (from, last) = text.split_once('-')?;
            (number(from)?, number(last)? + 1.0)
        }
    };
    (from < to).then_some(AgeBand { from, to: Some(to) })
}

/// Nothing when a band of the young is missing, leaves a gap or overlaps another, or when nobody lives there.
fn shares_of(bands: &Bands) -> Option<AgeShares> {
    let all: f64 = bands.iter().filter_map(|(_, people)| *people).sum();
    let part = |from: f64, to: f64| Some(people_between(bands, from, to)? / all);
    if all <= 0.0 {
        return None;
    }
    Some(AgeShares {
        from_0_to_4: part(0.0, 4.0)?,
        from_4_to_12: part(4.0, 12.0)?,
        from_12_to_15: part(12.0, 15.0)?,
        from_15_to_18: part(15.0, 18.0)?,
        from_15_to_25: part(15.0, 25.0)?,
    })
}

/// Inside a band every year of age counts the same: ages 0-3 are four fifths of the band 0-4.
fn people_between(bands: &Bands, from: f64, to: f64) -> Option<f64> {
    let mut years = 0.0;
    let mut sum = 0.0;
    for (band, people) in bands {
        let end = band.to.unwrap_or(f64::INFINITY);
        let overlap = end.min(to) - band.from.max(from);
        if overlap > 0.0 {
            years += overlap;
            sum += (*people)? * overlap / (end - band.from);
        }
    }
    (years == to - from).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(people: &[(&str, Option<f64>)]) -> Bands {
        people
            .iter()
            .map(|(text, people)| (age_band(text).expect("a band"), *people))
            .collect()
    }

    #[test]
    fn five_year_bands_are_split_evenly_at_the_ages_of_the_groups() {
        let town = bands(&[
            ("0-4", Some(50.0)),
            ("5-9", Some(60.0)),
            ("10-14", Some(75.0)),
            ("15-19", Some(100.0)),
            ("20-24", Some(115.0)),
            ("25+", Some(600.0)),
        ]);
        let shares = shares_of(&town).expect("complete bands");
        // 4/5 of 50; 1/5 of 50 + 60 + 2/5 of 75; 3/5 of 75; 3/5 of 100; 100 + 115; each of 1000.
        for (found, expected) in [
            (shares.from_0_to_4, 0.040),
            (shares.from_4_to_12, 0.100),
            (shares.from_12_to_15, 0.045),
            (shares.from_15_to_18, 0.060),
            (shares.from_15_to_25, 0.215),
        ] {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    #[test]
    fn a_missing_young_band_means_no_shares_and_not_no_children() {
        assert_eq!(
            shares_of(&bands(&[
                ("0-4", None),
                ("5-9", Some(1.0)),
                ("10-14", Some(1.0)),
                ("15-24", Some(1.0))
            ])),
            None
        );
        assert_eq!(
            shares_of(&bands(&[("0-4", Some(1.0)), ("15-24", Some(1.0))])),
            None
        );
    }

    #[test]
    fn both_ways_of_writing_a_band_are_understood() {
        assert_eq!(age_band("0-4"), age_band("0 tot 5 jaar"));
        assert_eq!(age_band("95+"), age_band("95 jaar of ouder"));
        assert_eq!(age_band("Totaal"), None);
        assert_eq!(age_band("9-4"), None);
    }

    #[test]
    fn the_mean_over_places_follows_their_weights() {
        let share = |from_0_to_4| AgeShares {
            from_0_to_4,
            ..AgeShares::default()
        };
        let mean = AgeShares::mean([(share(0.1), 1.0), (share(0.4), 2.0)]).expect("places");
        assert!((mean.from_0_to_4 - 0.3).abs() < 1e-12);
        assert_eq!(AgeShares::mean([]), None);
    }
}
