//! Indicators of need: figures of the areas that the study file reads as need, each with the source that declares it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::area_levels::PlacedArea;
use crate::ingest::planning_tables::{DirectionName, IndicatorEntry};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::quotation::listed;
use crate::ingest::study_columns::{FigureColumn, LevelName};
use crate::model::area::AreaLevel;
use crate::model::indicator::{AboutOrigin, Direction, Domain, FixedRange, Indicator};
use crate::model::source::{Source, SourceId};

/// A figure that a table of areas or figures declares.
#[derive(Debug, Clone)]
pub struct DeclaredFigure {
    /// Its name.
    pub name: String,
    /// The level of the areas it is of.
    pub level: AreaLevel,
    /// The table's source.
    pub source: SourceId,
}

/// The figures that one table declares.
pub fn declared_figures(
    figures: &BTreeMap<String, FigureColumn>,
    level: LevelName,
    source: SourceId,
) -> impl Iterator<Item = DeclaredFigure> {
    figures.keys().map(move |name| DeclaredFigure {
        name: name.clone(),
        level: AreaLevel::from(level),
        source,
    })
}

/// What indicators refer to.
pub struct IndicatorContext<'a> {
    /// The study file, for messages.
    pub study_file: &'a str,
    /// All figures, in the order in which they are read.
    pub figures: &'a [DeclaredFigure],
    /// All sources.
    pub sources: &'a [Source],
    /// All areas.
    pub areas: &'a [PlacedArea],
}

/// The indicators of a study. One that cannot stand is a problem that blocks.
pub fn read_indicators(
    context: &IndicatorContext<'_>,
    entries: &[IndicatorEntry],
    problems: &mut Vec<Problem>,
) -> Vec<Indicator> {
    let mut codes = BTreeSet::new();
    let mut indicators = Vec::new();
    for entry in entries {
        if !codes.insert(&entry.code) {
            let refused = context.wrong(entry, "code", "it a second time", "each code once");
            problems.push(refused);
        }
        match context.indicator(entry) {
            Ok(indicator) => {
                problems.extend(context.doubts(entry));
                indicators.push(indicator);
            }
            Err(problem) => problems.push(*problem),
        }
    }
    indicators
}

impl IndicatorContext<'_> {
    fn indicator(&self, entry: &IndicatorEntry) -> Result<Indicator, Box<Problem>> {
        let figure = self.figure(entry)?;
        Ok(Indicator {
            code: entry.code.clone(),
            name_nl: entry.name_nl.clone(),
            name_en: entry.name_en.clone(),
            name_at_source: entry.name_at_source.clone(),
            domain: self.domain(entry)?,
            direction: match entry.direction {
                DirectionName::Hoog => Direction::HighIsMoreNeed,
                DirectionName::Laag => Direction::LowIsMoreNeed,
            },
            unit: entry.unit.clone(),
            year: self.year(entry, figure.source),
            figure: figure.name.clone(),
            range: self.range(entry)?,
            smallest_residents: entry.smallest_residents,
            about_origin: self.about_origin(entry)?,
            source: figure.source,
        })
    }

    /// The declaration for the smallest areas; of two for one level the later one, whose figures replace the others.
    fn figure(&self, entry: &IndicatorEntry) -> Result<&DeclaredFigure, Box<Problem>> {
        let declared = self.figures.iter().rev();
        declared
            .filter(|figure| figure.name == entry.figure)
            .min_by_key(|figure| figure.level)
            .ok_or_else(|| {
                let names: BTreeSet<&str> = self
                    .figures
                    .iter()
                    .map(|figure| figure.name.as_str())
                    .collect();
                let names: Vec<&str> = names.into_iter().collect();
                let expected = match names.is_empty() {
                    true => "a figure that [areas.figures] or [figures.figures] names".to_owned(),
                    false => format!("one of {}", listed(&names)),
                };
                let found = format!("the unknown figure \"{}\"", entry.figure);
                Box::new(self.wrong(entry, "figure", &found, &expected))
            })
    }

    fn domain(&self, entry: &IndicatorEntry) -> Result<Domain, Box<Problem>> {
        let mut domains = Domain::EVERY.into_iter();
        let found = domains.find(|domain| domain.code() == entry.domain);
        found.ok_or_else(|| {
            let expected = format!("one of {}", Domain::EVERY.map(Domain::code).join(", "));
            let found = format!("\"{}\"", entry.domain);
            Box::new(self.wrong(entry, "domain", &found, &expected))
        })
    }

    /// As written, or that of the source: `2024` of `2024-01-01`.
    fn year(&self, entry: &IndicatorEntry, source: SourceId) -> String {
        let date = self.sources.get(usize::from(source.0));
        let date = date.and_then(|source| source.date.as_deref());
        let date = date.unwrap_or_default();
        let year = date.split('-').next().filter(|year| year.len() == 4);
        let written = entry.year.as_deref();
        written.or(year).unwrap_or(date).to_owned()
    }

    fn range(&self, entry: &IndicatorEntry) -> Result<Option<FixedRange>, Box<Problem>> {
        let Some([lowest, highest]) = entry.range else {
            return Ok(None);
        };
        if lowest.is_finite() && highest.is_finite() && lowest < highest {
            return Ok(Some(FixedRange { lowest, highest }));
        }
        let found = format!("[{lowest}, {highest}]");
        let expected = "two numbers, the smaller one first";
        Err(Box::new(self.wrong(entry, "range", &found, expected)))
    }

    fn about_origin(&self, entry: &IndicatorEntry) -> Result<AboutOrigin, Box<Problem>> {
        let reason = entry.reason.as_deref().map(str::trim);
        let reason = reason
            .filter(|reason| !reason.is_empty())
            .map(str::to_owned);
        match (entry.about_origin, reason) {
            (true, reason) => Ok(AboutOrigin::Yes { reason }),
            (false, None) => Ok(AboutOrigin::No),
            (false, Some(_)) => {
                let expected = "a reason only with about_origin = true";
                Err(Box::new(self.wrong(entry, "reason", "a reason", expected)))
            }
        }
    }

    /// What a person should look at, though the indicator stands.
    fn doubts(&self, entry: &IndicatorEntry) -> Vec<Problem> {
        let warn = |field, found, expected| Problem {
            severity: Severity::Warning,
            ..self.wrong(entry, field, found, expected)
        };
        let mut doubts = Vec::new();
        if self.about_origin(entry) == Ok(AboutOrigin::Yes { reason: None }) {
            let expected = "a written reason (without one the indicator is not used)";
            doubts.push(warn("reason", "no reason to look at origin", expected));
        }
        let mut areas = self.areas.iter();
        if !areas.any(|placed| placed.area.figures.contains_key(&entry.figure)) {
            let found = format!("no area with a figure \"{}\"", entry.figure);
            doubts.push(warn("figure", &found, "a figure for some area at least"));
        }
        doubts
    }

    fn wrong(&self, entry: &IndicatorEntry, field: &str, found: &str, expected: &str) -> Problem {
        let found = format!("{found} at indicator \"{}\"", entry.code);
        Problem::of_file(Severity::Blocks, self.study_file, found, expected)
            .in_field(&format!("indicators.{field}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::planned;

    const WOZ: &str = "[[indicators]]\ncode = \"woz\"\nfigure = \"woz\"\nname_nl = \"Waarde van woningen\"\n\
        name_en = \"Value of homes\"\ndomain = \"bestaanszekerheid\"\ndirection = \"laag\"\nunit = \"duizend euro\"\n";

    fn read(tables: &str) -> (Vec<Indicator>, Vec<String>) {
        let (planning, problems) = planned(tables, &[]);
        let indicators = planning.map(|planning| planning.indicators);
        (indicators.unwrap_or_default(), problems)
    }

    #[test]
    fn an_indicator_has_the_source_and_the_year_of_the_table_with_the_smallest_areas() {
        let reading = WOZ
            .replace("\"woz\"", "\"lezen\"")
            .replace("\"laag\"", "\"hoog\"");
        let more = "range = [0, 50]\nyear = \"2021\"\nsmallest_residents = 200\nname_at_source = \"p_lees\"\n";
        let (indicators, problems) = read(&format!("{WOZ}{reading}{more}"));
        assert_eq!(problems, [""; 0]);
        let [woz, reading] = indicators.as_slice() else {
            unreachable!("two indicators")
        };
        assert_eq!(
            (woz.source, woz.year.as_str(), woz.direction),
            (SourceId(0), "2023", Direction::LowIsMoreNeed)
        );
        assert_eq!(
            (woz.range, &woz.about_origin, woz.domain),
            (None, &AboutOrigin::No, Domain::Livelihood)
        );
        assert_eq!(
            (reading.source, reading.year.as_str(), reading.direction),
            (SourceId(1), "2021", Direction::HighIsMoreNeed)
        );
        assert_eq!(
            reading.range,
            Some(FixedRange {
                lowest: 0.0,
                highest: 50.0
            })
        );
        assert_eq!(
            (
                reading.smallest_residents,
                reading.name_at_source.as_deref()
            ),
            (200, Some("p_lees"))
        );
    }

    #[test]
    fn what_cannot_stand_is_named_with_its_indicator() {
        let at = |field: &str, found: &str, expected: &str| {
            format!(
                "study.toml, field \"indicators.{field}\": found {found} at indicator \"woz\", expected {expected}"
            )
        };
        let cases = [
            (
                "figure = \"woz\"",
                "figure = \"wozz\"",
                at(
                    "figure",
                    "the unknown figure \"wozz\"",
                    "one of \"leeg\", \"lezen\", \"woz\"",
                ),
            ),
            (
                "bestaanszekerheid",
                "geld",
                at(
                    "domain",
                    "\"geld\"",
                    "one of taal, bestaanszekerheid, mentale_gezondheid, sociale_cohesie, zorggebruik_jeugd, schoolaanwezigheid, voorzieningen",
                ),
            ),
            (
                "unit =",
                "range = [5, 5]\nunit =",
                at("range", "[5, 5]", "two numbers, the smaller one first"),
            ),
            (
                "unit =",
                "reason = \"x\"\nunit =",
                at(
                    "reason",
                    "a reason",
                    "a reason only with about_origin = true",
                ),
            ),
        ];
        for (from, to, message) in cases {
            assert_eq!(read(&WOZ.replace(from, to)), (vec![], vec![message]));
        }
        assert_eq!(
            read(&format!("{WOZ}{WOZ}")).1,
            [at("code", "it a second time", "each code once")]
        );
    }

    #[test]
    fn an_indicator_of_origin_without_a_reason_is_kept_but_not_used() {
        let (indicators, problems) = read(&format!("{WOZ}about_origin = true\n"));
        assert_eq!(
            indicators[0].about_origin,
            AboutOrigin::Yes { reason: None }
        );
        assert_eq!(
            problems,
            [
                "study.toml, field \"indicators.reason\": found no reason to look at origin at indicator \"woz\", \
              expected a written reason (without one the indicator is not used)"
            ]
        );
        let (indicators, problems) = read(&format!(
            "{WOZ}about_origin = true\nreason = \"raadsbesluit\"\n"
        ));
        let reason = Some("raadsbesluit".to_owned());
        assert_eq!(
            (&indicators[0].about_origin, problems.len()),
            (&AboutOrigin::Yes { reason }, 0)
        );
    }

    #[test]
    fn a_figure_that_no_area_has_is_looked_at_again() {
        let (indicators, problems) = read(&WOZ.replace("figure = \"woz\"", "figure = \"leeg\""));
        assert_eq!(indicators.len(), 1);
        assert!(
            problems[0].contains("found no area with a figure \"leeg\" at indicator \"woz\""),
            "{problems:?}"
        );
    }
}
