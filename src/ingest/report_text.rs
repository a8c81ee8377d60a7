//! The report of a reading in plain Dutch. All its headings and sentences stand here;
//! the line of a single problem is the same in every language, for searching.

use std::fmt;

use crate::ingest::problem::{Problem, Severity};
use crate::ingest::report::{Report, Tally};

/// So many problems of one sort in one file are written out; the others are counted.
const WRITTEN_OUT: usize = 10;

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Studie: {}", self.study)?;
        writeln!(formatter, "\nWat is gelezen")?;
        if self.tallies.is_empty() {
            writeln!(formatter, "  Er is geen bron gelezen.")?;
        }
        for tally in &self.tallies {
            writeln!(formatter, "  {}", tally_line(tally))?;
        }
        for (severity, heading) in [
            (Severity::Blocks, "Dit houdt de studie tegen"),
            (Severity::LeftOut, "Deze rijen zijn weggelaten"),
            (Severity::Warning, "Kijk hier nog eens naar"),
        ] {
            write_problems(formatter, self, severity, heading)?;
        }
        if !self.notes.is_empty() {
            writeln!(formatter, "\nGoed om te weten")?;
        }
        for note in &self.notes {
            writeln!(formatter, "  {}", note.text.dutch)?;
        }
        writeln!(formatter, "\n{}", conclusion(self))
    }
}

fn tally_line(tally: &Tally) -> String {
    let rows = format!(
        "{} ({}): {} gelezen, {} behouden, {} weggelaten",
        tally.source,
        tally.file,
        rows(tally.read),
        tally.kept,
        tally.left_out
    );
    match tally.not_asked {
        0 => rows,
        not_asked => format!("{rows}, waarvan {not_asked} niet gevraagd"),
    }
}

fn rows(count: u64) -> String {
    if count == 1 {
        "1 rij".to_owned()
    } else {
        format!("{count} rijen")
    }
}

fn write_problems(
    formatter: &mut fmt::Formatter<'_>,
    report: &Report,
    severity: Severity,
    heading: &str,
) -> fmt::Result {
    let groups = sorts(
        report
            .problems
            .iter()
            .filter(|problem| problem.severity == severity),
    );
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(formatter, "\n{heading} ({})", report.count(severity))?;
    for group in groups {
        for problem in group.iter().take(WRITTEN_OUT) {
            writeln!(formatter, "  {problem}")?;
        }
        match group.len().saturating_sub(WRITTEN_OUT) {
            0 => {}
            more => writeln!(formatter, "  ... en nog {more} van deze soort")?,
        }
    }
    Ok(())
}

/// Problems of one file and field together, in the order of their first.
fn sorts<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<Vec<&'a Problem>> {
    let mut groups: Vec<Vec<&Problem>> = Vec::new();
    for problem in problems {
        let same = |group: &&mut Vec<&Problem>| {
            group
                .first()
                .is_some_and(|first| first.file == problem.file && first.field == problem.field)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    groups
}

fn conclusion(report: &Report) -> String {
    let warnings = report.count(Severity::Warning);
    match (report.count(Severity::Blocks), report.count(Severity::LeftOut)) {
        (0, 0) if warnings == 0 => "De studie is klaar voor gebruik.".to_owned(),
        (0, left_out) => format!(
            "De studie is klaar voor gebruik, met {left_out} weggelaten en {warnings} om nog eens naar te kijken."
        ),
        (1, _) => "De studie kan nog niet worden gebruikt: los eerst het ene probleem op dat haar tegenhoudt.".to_owned(),
        (blocking, _) => {
            format!("De studie kan nog niet worden gebruikt: los eerst de {blocking} problemen op die haar tegenhouden.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::table::{ReadAs, Table};

    fn report(left_out: u64) -> Report {
        let table = Table {
            file: "scholen.csv".to_owned(),
            columns: vec![],
            rows: vec![],
            rows_read: 200,
            read_as: ReadAs::default(),
        };
        let mut report = Report {
            study: "Proefstad".to_owned(),
            ..Report::default()
        };
        report.tally("scholen", &table, 200 - left_out, 0);
        report.problems.extend((0..left_out).map(|row| {
            Problem::of_file(Severity::LeftOut, "scholen.csv", "nothing", "a number")
                .at_row(row + 2)
                .in_field("lon")
        }));
        report
    }

    #[test]
    fn repeated_problems_are_counted_after_the_first_ten_but_programs_get_them_all() {
        let report = report(142);
        let text = report.to_string();
        assert_eq!(text.matches("found nothing, expected a number").count(), 10);
        assert!(text.contains("... en nog 132 van deze soort"), "{text}");
        assert!(
            text.contains(
                "scholen (scholen.csv): 200 rijen gelezen, 58 behouden, 142 weggelaten\n"
            ),
            "{text}"
        );
        assert_eq!(
            report.to_json()["problemen"].as_array().map(Vec::len),
            Some(142)
        );
    }

    #[test]
    fn a_study_without_problems_says_it_is_ready() {
        assert!(
            report(0)
                .to_string()
                .ends_with("De studie is klaar voor gebruik.\n")
        );
        assert_eq!(report(0).to_json()["bruikbaar"], true);
    }

    #[test]
    fn a_blocking_problem_is_the_conclusion() {
        let mut report = report(0);
        report.problems.push(Problem::of_file(
            Severity::Blocks,
            "wijken.shp",
            "no such file",
            "a file",
        ));
        assert!(report.to_string().contains("kan nog niet worden gebruikt"));
        assert_eq!(report.to_json()["bruikbaar"], false);
    }
}
