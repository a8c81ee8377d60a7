//! From which school to which school pupils go on. Where they go is kept also when the study does not have that school,
//! so that a part of those who leave stays a part of all of them.

use std::collections::BTreeSet;

use crate::ingest::planning_tables::FlowTable;
use crate::ingest::references::{A_FACILITY, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::SourceRows;
use crate::ingest::school_reading::{A_COUNT, count};
use crate::model::facility::FacilityId;
use crate::model::record::PupilFlow;

/// The flows of one table. `seen` holds those of the tables before it.
pub fn read_flows(
    spec: &FlowTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<(FacilityId, FacilityId)>),
    report: &mut Report,
) -> Vec<PupilFlow> {
    let columns = &spec.columns;
    rows.read_asked(&spec.keep, &columns.named(), report, |cells, _| {
        let from = cells.required(&columns.from, A_FACILITY, |text| known.facility(text))?;
        let to = FacilityId(cells.required_text(&columns.to, "the id of a school")?);
        let pupils = cells.required(&columns.pupils, A_COUNT, count)?;
        cells.first_time(&columns.to, (from.clone(), to.clone()), seen)?;
        Ok(PupilFlow {
            from,
            to,
            pupils,
            source: rows.source,
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;
    use crate::model::record::{Bounds, PupilFlow};

    fn flows(rows: &str) -> (Vec<PupilFlow>, Vec<String>) {
        let table = "[[flows]]\nfile = \"f.csv\"\nkeep = { jaar = [\"2024\"] }\ncolumns = { from = \"van\", to = \"naar\", \
            pupils = \"leerlingen\" }\n";
        let csv = format!("jaar;van;naar;leerlingen\n{rows}");
        let (planning, problems) = planned(table, &[("f.csv", &csv)]);
        (planning.expect("nothing blocks").flows, problems)
    }

    #[test]
    fn flows_come_by_school_and_may_lead_out_of_the_study() {
        let (found, problems) = flows("2024;S1;elders;<5\n2024;S1;S2;22\n2023;S1;S2;30\n");
        assert_eq!(problems, [""; 0]);
        let shown: Vec<_> = found
            .iter()
            .map(|flow| (flow.to.0.as_str(), flow.pupils))
            .collect();
        let bounds = |low, high| Bounds { low, high };
        assert_eq!(
            shown,
            [("S2", bounds(22.0, 22.0)), ("elders", bounds(1.0, 4.0))]
        );
    }

    #[test]
    fn a_flow_that_cannot_be_read_is_left_out_and_its_cell_is_named() {
        for (row, said) in [
            (
                "2024;S9;S2;22",
                "field \"van\": found \"S9\", expected the id of a facility",
            ),
            (
                "2024;S1;;22",
                "field \"naar\": found nothing, expected the id of a school",
            ),
            (
                "2024;S1;S2;veel",
                "field \"leerlingen\": found \"veel\", expected a number of pupils",
            ),
            ("2024;S1;S2;1\n2024;S1;S2;2", "field \"naar\": found"),
        ] {
            let (_, problems) = flows(&format!("{row}\n"));
            assert_eq!(problems.len(), 1, "{row}");
            assert!(problems[0].contains(said), "{problems:?}");
        }
    }
}
