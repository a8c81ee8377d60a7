//! What people recorded about neighbourhoods they consider for a Kansenwerkplaats: why, how, and what they will watch.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::ingest::cell_words::phrases;
use crate::ingest::planning_tables::ConsiderationTable;
use crate::ingest::recorded::recorded_by;
use crate::ingest::references::{A_NEIGHBOURHOOD, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::SourceRows;
use crate::model::area::AreaCode;
use crate::model::record::Consideration;

/// The considerations of one table. `seen` holds those of the tables before it: of one day, a neighbourhood has one.
pub fn read_considerations(
    spec: &ConsiderationTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<(AreaCode, Date)>),
    report: &mut Report,
) -> Vec<Consideration> {
    let columns = &spec.columns;
    rows.read(&columns.named(), report, |cells, _| {
        let indicators = cells.text(columns.indicators.as_ref());
        let consideration = Consideration {
            area: cells.required(&columns.area, A_NEIGHBOURHOOD, |text| {
                known.neighbourhood(text)
            })?,
            motivation: cells.required_text(&columns.motivation, "why it is considered")?,
            plan: cells.text(columns.plan.as_ref()),
            indicators: indicators.map_or_else(Vec::new, |text| phrases(&text)),
            recorded: recorded_by(cells, [&columns.basis, &columns.date, &columns.role])?,
            source: rows.source,
        };
        let key = (consideration.area.clone(), consideration.recorded.date);
        cells.first_time(&columns.date, key, seen)?;
        Ok(consideration)
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;
    use crate::model::record::Consideration;

    fn considerations(rows: &str) -> (Vec<Consideration>, Vec<String>) {
        let table = "[[considerations]]\nfile = \"o.csv\"\ncolumns = { area = \"gebied\", motivation = \"motivering\", \
            plan = \"plan\", indicators = \"volgindicatoren\", basis = \"bron\", date = \"datum\", role = \"rol\" }\n";
        let csv = format!("gebied;motivering;plan;volgindicatoren;bron;datum;rol\n{rows}");
        let (planning, problems) = planned(table, &[("o.csv", &csv)]);
        (planning.expect("nothing blocks").considerations, problems)
    }

    #[test]
    fn a_consideration_has_a_reason_and_may_have_a_plan_and_what_will_be_watched() {
        let (found, problems) = considerations(
            "BU99990102;scholen willen samen verder;;;overleg;2025-11-20;wijkregisseur\n\
             BU99990102;ouders vroegen erom;Plan voor lezen;schoolaanwezigheid|lezen;overleg;2025-06-01;wijkregisseur\n",
        );
        assert_eq!(problems, [""; 0]);
        let shown: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.recorded.date.month(),
                    one.plan.as_deref(),
                    one.indicators.len(),
                )
            })
            .collect();
        assert_eq!(shown, [(6, Some("Plan voor lezen"), 2), (11, None, 0)]);
        assert_eq!(found[0].indicators, ["lezen", "schoolaanwezigheid"]);
    }

    #[test]
    fn a_consideration_without_a_reason_or_a_neighbourhood_is_left_out_and_its_cell_is_named() {
        let tail = "Plan;lezen;overleg;2025-11-20;wijkregisseur\n";
        for (row, said) in [
            (
                "BU99990102;;",
                "field \"motivering\": found nothing, expected why it is considered",
            ),
            (
                "WK999901;ouders vroegen erom;",
                "field \"gebied\": found \"WK999901\", expected the code of a neighbourhood of the study",
            ),
        ] {
            let (kept, problems) = considerations(&format!("{row}{tail}"));
            assert_eq!((kept.len(), problems.len()), (0, 1), "{problems:?}");
            let said = format!("o.csv, row 2, {said}");
            assert!(problems[0].starts_with(&said), "{problems:?}");
        }
        let row = format!("BU99990102;ouders vroegen erom;{tail}");
        let (kept, problems) = considerations(&format!("{row}{row}"));
        assert_eq!(kept.len(), 1);
        assert!(problems[0].contains("a second time"), "{problems:?}");
    }
}
