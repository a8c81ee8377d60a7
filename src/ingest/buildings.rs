//! Buildings that could house a community school. A building must have an id and a place; all else may be unknown.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::building_users::users_of_buildings;
use crate::ingest::cell_words::{A_YEAR, above_zero, amount, ids, number, whole, year};
use crate::ingest::facility_merge::Located;
use crate::ingest::planning_columns::BuildingColumns;
use crate::ingest::planning_tables::{BuildingTable, ConditionScore};
use crate::ingest::problem::{Problem, Severity};
use crate::ingest::references::{A_FACILITY, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::{RowCells, SourceRows};
use crate::ingest::row_place::position;
use crate::model::bilingual::Bilingual;
use crate::model::building::{
    Building, BuildingId, Credit, HousingPhase, QualityClass, RebuildNeed,
};
use crate::model::facility::FacilityId;
use crate::model::position::Planar;
use crate::model::source::SourceId;
use crate::model::units::{Euros, SquareMetres};

/// The buildings of one table. `seen` holds those of the tables before it.
pub fn read_buildings(
    spec: &BuildingTable,
    rows: &SourceRows<'_>,
    (known, located): (&References, &[Located]),
    seen: &mut BTreeSet<BuildingId>,
    report: &mut Report,
) -> Vec<Building> {
    let mut columns = spec.columns.named();
    columns.extend(spec.inclusivity.values());
    let mut buildings = rows.read(&columns, report, |cells, problems| {
        let position = position(cells.table, cells.row)?;
        let id = BuildingId(cells.required_text(&spec.columns.id, "the id of a building")?);
        cells.first_time(&spec.columns.id, id.clone(), seen)?;
        let mut facts = Facts {
            columns: &spec.columns,
            cells,
            problems,
        };
        Ok(Building {
            facilities: facts.facilities(known),
            quality: facts.quality(&spec.quality_classes),
            inclusivity: inclusivity(spec, cells),
            ..facts.building(id, position, rows.source)
        })
    });
    if spec.columns.facilities.is_none() {
        users_of_buildings(&mut buildings, located);
        let count = buildings.iter().filter(|one| !one.facilities.is_empty());
        let count = count.count();
        let name = rows.name;
        let text = Bilingual::new(
            format!(
                "{name}: gebouwen waarvan de gebruikers zijn afgeleid (zelfde pand, of binnen 25 meter): {count}."
            ),
            format!(
                "{name}: buildings whose users are inferred (the same building, or within 25 metres): {count}."
            ),
        );
        report.note("gebruikers_afgeleid", Some(rows.name), count, text);
    }
    buildings
}

fn inclusivity(spec: &BuildingTable, cells: &RowCells<'_>) -> BTreeMap<String, String> {
    let facts = spec.inclusivity.iter();
    facts
        .filter_map(|(name, column)| Some((name.clone(), cells.text(Some(column))?)))
        .collect()
}

/// What one row says of its building.
pub struct Facts<'a> {
    /// Which column holds what.
    pub columns: &'a BuildingColumns,
    /// The row.
    pub cells: &'a RowCells<'a>,
    /// What is wrong with it.
    pub problems: &'a mut Vec<Problem>,
}

impl Facts<'_> {
    /// The building as far as the row says of it, without its users, class of quality and facts about inclusive use.
    pub fn building(&mut self, id: BuildingId, position: Planar, source: SourceId) -> Building {
        let columns = self.columns;
        let housing_phase = self.housing_phase();
        Building {
            name: self
                .cells
                .text(columns.name.as_ref())
                .unwrap_or_else(|| id.0.clone()),
            id,
            position,
            facilities: Vec::new(),
            built: self.year(&columns.built),
            renovated: self.renovated(),
            condition: self.condition(),
            quality: None,
            floor_area: self.floor_area(),
            owner: self.cells.text(columns.owner.as_ref()),
            gone_from: self.year(&columns.gone_from),
            housing_phase,
            housing_years: self.housing_years(),
            expected_pupils: self.expected_pupils(),
            estimate: self.estimate(),
            credit: self.credit(),
            rebuild_need: self.rebuild_need(housing_phase),
            inclusivity: BTreeMap::new(),
            source,
        }
    }

    fn facilities(&mut self, known: &References) -> Vec<FacilityId> {
        let Some(column) = &self.columns.facilities else {
            return Vec::new();
        };
        let written = ids(&self.cells.text(Some(column)).unwrap_or_default());
        let mut found = Vec::new();
        for id in written {
            match known.facility(&id) {
                Some(facility) => found.push(facility),
                None => self.warn(column, format!("\"{id}\""), A_FACILITY),
            }
        }
        found
    }

    fn year(&mut self, column: &Option<String>) -> Option<u16> {
        self.read(column, A_YEAR, year)
    }

    /// A renovation is not older than its building.
    fn renovated(&mut self) -> Option<u16> {
        let built = self.cells.text(self.columns.built.as_ref());
        let built = built.as_deref().and_then(year);
        let expected = "a year, not before that in which it was built";
        self.read(&self.columns.renovated, expected, |text| {
            year(text).filter(|&year| built.is_none_or(|built| year >= built))
        })
    }

    fn condition(&mut self) -> Option<f64> {
        self.read(&self.columns.condition, ConditionScore::EXPECTED, |text| {
            Some(ConditionScore::try_from(number(text)?).ok()?.value())
        })
    }

    /// Capitals do not count.
    fn quality(&mut self, classes: &BTreeMap<String, ConditionScore>) -> Option<QualityClass> {
        let names: Vec<&str> = classes.keys().map(String::as_str).collect();
        let expected = format!("one of quality_classes ({})", names.join(", "));
        self.read(&self.columns.ihp_quality, &expected, |text| {
            let mut classes = classes.iter();
            let found = classes.find(|(class, _)| class.to_lowercase() == text.to_lowercase());
            found.map(|(class, condition)| QualityClass {
                class: class.clone(),
                condition: condition.value(),
            })
        })
    }

    fn floor_area(&mut self) -> Option<SquareMetres> {
        let expected = "square metres above 0";
        self.read(&self.columns.floor_area, expected, |text| {
            SquareMetres::new(above_zero(text)?).ok()
        })
    }

    fn estimate(&mut self) -> Option<Euros> {
        self.read(&self.columns.estimate, "euros, 0 or more", |text| {
            Euros::new(amount(text)?).ok()
        })
    }

    fn housing_phase(&mut self) -> Option<HousingPhase> {
        self.read(&self.columns.ihp_phase, "nu, straks or later", |text| {
            let text = text.to_lowercase();
            let mut phases = HousingPhase::EVERY.into_iter();
            phases.find(|phase| phase.code() == text)
        })
    }

    fn credit(&mut self) -> Option<Credit> {
        let expected = "niet aangevraagd, aangevraagd or geautoriseerd";
        self.read(&self.columns.credit, expected, |text| {
            let text = text.to_lowercase();
            let mut states = Credit::EVERY.into_iter();
            states.find(|state| state.code() == text)
        })
    }

    /// Both years, or neither.
    fn housing_years(&mut self) -> Option<(u16, u16)> {
        let columns = self.columns;
        let from = self.year(&columns.ihp_from);
        let to = self.year(&columns.ihp_to);
        match (from, to) {
            (Some(from), Some(to)) if from <= to => Some((from, to)),
            (None, None) => None,
            (from, to) => {
                let column = columns.ihp_to.as_ref().or(columns.ihp_from.as_ref())?;
                let shown =
                    |year: Option<u16>| year.map_or("nothing".to_owned(), |y| y.to_string());
                let found = format!("{} to {}", shown(from), shown(to));
                self.warn(
                    column,
                    found,
                    "a first year and a last one that is not before it",
                );
                None
            }
        }
    }

    fn expected_pupils(&mut self) -> BTreeMap<u16, u32> {
        let columns = self.columns;
        let by_years = [
            (0, &columns.pupils_0),
            (5, &columns.pupils_5),
            (10, &columns.pupils_10),
            (15, &columns.pupils_15),
        ];
        let expected = "a whole number of pupils (0 or more)";
        by_years
            .into_iter()
            .filter_map(|(years, column)| Some((years, self.read(column, expected, whole)?)))
            .collect()
    }

    /// Only the owner of a building whose turn it is may set it, and says why.
    ///
    /// # Source
    /// nabij domain note C.4.
    fn rebuild_need(&mut self, phase: Option<HousingPhase>) -> Option<RebuildNeed> {
        let column = self.columns.rebuild_need.as_ref()?;
        let expected = "a number from 0 to 100";
        let score = self.read(&self.columns.rebuild_need, expected, |text| {
            number(text).filter(|score| (0.0..=100.0).contains(score))
        })?;
        let reason = self.cells.text(self.columns.rebuild_reason.as_ref());
        if phase != Some(HousingPhase::Now) {
            let found = format!("{score} for a building that is not in phase \"nu\"");
            self.warn(
                column,
                found,
                "a need set by hand in that phase only (it is not used)",
            );
            return None;
        }
        let Some(reason) = reason else {
            let found = format!("{score} without a reason");
            self.warn(column, found, "a reason in rebuild_reason (it is not used)");
            return None;
        };
        Some(RebuildNeed { score, reason })
    }

    fn read<T>(
        &mut self,
        column: &Option<String>,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.cells
            .optional(column.as_ref(), expected, parse, self.problems)
    }

    fn warn(&mut self, column: &str, found: String, expected: &str) {
        let problem = self
            .cells
            .problem(Severity::Warning, column, found, expected);
        self.problems.push(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::trial::planned;

    const TABLE: &str = "[[buildings]]\nname = \"gebouwen\"\nfile = \"gebouwen.csv\"\ncrs = \"EPSG:28992\"\nposition = { x = \"x\", y = \"y\" }\n";

    fn read(columns: &str, csv: &str) -> (Vec<Building>, Vec<String>) {
        let (planning, problems) = planned(&format!("{TABLE}{columns}"), &[("gebouwen.csv", csv)]);
        (planning.expect("nothing blocks").buildings, problems)
    }

    fn facilities(building: &Building) -> Vec<&str> {
        building.facilities.iter().map(|id| id.0.as_str()).collect()
    }

    const FACTS: &str = "columns = { id = \"id\", facilities = \"wie\", built = \"bouw\", renovated = \"reno\", condition = \"nen\", \
        floor_area = \"m2\", ihp_phase = \"fase\", ihp_from = \"van\", ihp_to = \"tot\", pupils_0 = \"nu\", pupils_15 = \"later\", \
        estimate = \"euro\", credit = \"krediet\", rebuild_need = \"nood\", rebuild_reason = \"reden\" }\n\
        inclusivity = { \"rustige ruimte\" = \"stil\" }\n";
    const HEADER: &str =
        "id;wie;bouw;reno;nen;m2;fase;van;tot;nu;later;euro;krediet;nood;reden;stil;x;y\n";

    #[test]
    fn all_that_a_row_says_is_read_and_the_rest_is_unknown() {
        let rows = "B2;;;;;;;;;;;;;;;;130500;450500\n\
            B1;S2 S1;1974;1999;3,5;1500;Nu;2026;2029;400;450;750000;Aangevraagd;80;dak lekt;ja;130100;450100\n";
        let (buildings, problems) = read(FACTS, &format!("{HEADER}{rows}"));
        assert_eq!(problems, [""; 0]);
        let known = &buildings[0];
        assert_eq!(
            (known.id.0.as_str(), facilities(known)),
            ("B1", vec!["S1", "S2"])
        );
        assert_eq!(
            (known.built, known.renovated, known.condition),
            (Some(1974), Some(1999), Some(3.5))
        );
        assert_eq!(known.floor_area.map(SquareMetres::value), Some(1500.0));
        assert_eq!(
            (known.housing_phase, known.housing_years),
            (Some(HousingPhase::Now), Some((2026, 2029)))
        );
        assert_eq!(known.expected_pupils, BTreeMap::from([(0, 400), (15, 450)]));
        assert_eq!(
            (known.estimate.map(Euros::value), known.credit),
            (Some(750_000.0), Some(Credit::Requested))
        );
        let need = RebuildNeed {
            score: 80.0,
            reason: "dak lekt".to_owned(),
        };
        assert_eq!(known.rebuild_need, Some(need));
        assert_eq!(known.inclusivity["rustige ruimte"], "ja");
        let unknown = &buildings[1];
        assert_eq!(
            (unknown.name.as_str(), facilities(unknown).len()),
            ("B2", 0)
        );
        assert_eq!(
            (
                unknown.built,
                unknown.condition,
                unknown.expected_pupils.len()
            ),
            (None, None, 0)
        );
        assert_eq!(
            (
                unknown.housing_years,
                &unknown.rebuild_need,
                unknown.inclusivity.len()
            ),
            (None, &None, 0)
        );
    }

    #[test]
    fn a_fact_that_cannot_be_is_unknown_and_named_and_the_building_is_kept() {
        let row =
            "B1;S1,S9;1974;1960;7;0;straks;2029;2026;-1;1,5;-5;ja;80;dak lekt;;130100;450100\n";
        let (buildings, problems) = read(FACTS, &format!("{HEADER}{row}"));
        assert_eq!(facilities(&buildings[0]), ["S1"]);
        let fields: Vec<&str> = problems
            .iter()
            .filter_map(|said| said.split('"').nth(1))
            .collect();
        assert_eq!(
            fields,
            [
                "wie", "reno", "nen", "m2", "tot", "nu", "later", "euro", "krediet", "nood"
            ]
        );
        assert!(problems[0].ends_with("found \"S9\", expected the id of a facility of the study"));
        assert!(problems[4].contains("found 2029 to 2026, expected a first year and a last one"));
        assert!(problems[9].contains("found 80 for a building that is not in phase \"nu\""));
        assert_eq!(
            (
                buildings[0].built,
                buildings[0].renovated,
                &buildings[0].rebuild_need
            ),
            (Some(1974), None, &None)
        );
    }

    const CLASSES: &str = "columns = { id = \"id\", condition = \"nen\", ihp_quality = \"klasse\" }\n\
        quality_classes = { \"goed\" = 2, \"matig\" = 4.5 }\n";

    #[test]
    fn a_class_of_quality_counts_where_the_condition_was_not_measured() {
        let rows = "B1;;Matig;130100;450100\nB2;3;goed;130500;450500\nB3;;;130700;450700\n";
        let (buildings, problems) = read(CLASSES, &format!("id;nen;klasse;x;y\n{rows}"));
        assert_eq!(problems, [""; 0]);
        let conditions = |of: fn(&Building) -> Option<f64>| buildings.iter().map(of).collect();
        let counted: Vec<_> = conditions(Building::counted_condition);
        assert_eq!(counted, [Some(4.5), Some(3.0), None]);
        let of_class: Vec<_> =
            conditions(|one| one.quality.as_ref().map(|quality| quality.condition));
        assert_eq!(of_class, [Some(4.5), Some(2.0), None]);
    }

    #[test]
    fn a_class_that_the_study_does_not_map_is_unknown_and_named() {
        let row = "B1;;slecht;130100;450100\n";
        let (buildings, problems) = read(CLASSES, &format!("id;nen;klasse;x;y\n{row}"));
        assert_eq!((&buildings[0].quality, problems.len()), (&None, 1));
        let said =
            "field \"klasse\": found \"slecht\", expected one of quality_classes (goed, matig)";
        assert!(problems[0].ends_with(said), "{}", problems[0]);
    }

    #[test]
    fn a_class_cannot_stand_for_a_condition_that_does_not_exist() {
        let classes = CLASSES.replace("4.5", "7");
        let (planning, problems) = planned(
            &format!("{TABLE}{classes}"),
            &[("gebouwen.csv", "id;nen;klasse;x;y\n")],
        );
        assert!(planning.is_none());
        let said = "found 7, expected a condition by NEN 2767, from 1 to 6";
        assert!(
            problems.iter().any(|one| one.contains(said)),
            "{problems:?}"
        );
    }

    #[test]
    fn a_building_without_a_place_or_a_second_time_is_left_out() {
        let (buildings, problems) = read(
            "columns = { id = \"id\" }\n",
            "id;x;y\nB1;130100;450100\nB1;130200;450100\n;130100;450100\nB3;;\n",
        );
        assert_eq!(buildings.len(), 1);
        assert_eq!(problems.len(), 3);
        assert!(problems.iter().any(|said| said == "gebouwen.csv, row 3, field \"id\": found \"B1\" a second time, expected each once"));
    }

    #[test]
    fn without_a_column_users_are_those_that_name_the_building_or_stand_nearest_within_25_metres() {
        // S1 stands 4 m from B1 and 16 m from B3; S2, 10 m farther east, 6 m from B1 and from B3; K1 names B2, far away.
        let csv = "id;x;y\nB3;130116;450100\nB2;131900;450900\nB1;130104;450100\n";
        let (buildings, problems) = read("columns = { id = \"id\" }\n", csv);
        assert_eq!(problems, [""; 0]);
        let users: Vec<_> = buildings.iter().map(facilities).collect();
        assert_eq!(users, [vec!["S1", "S2"], vec!["K1"], vec![]]);
    }
}
