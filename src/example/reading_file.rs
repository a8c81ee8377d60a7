//! Reading at primary schools: numbers of pupils as DUO publishes them, with fewer than five hidden,
//! and what a city knows itself.

use std::path::Path;

use crate::example::chance::Chance;
use crate::example::error::ExampleError;
use crate::example::facility_record::FacilityRecord;
use crate::example::need_figures::asked_support;
use crate::example::schools::{Schools, school_id};
use crate::example::text_table::{decimal, known, write_text_table, yes_or_no};
use crate::example::town_plan::TownPlan;

const COLUMNS: [&str; 11] = [
    "VESTIGINGSCODE",
    "SCHOOLWEGING",
    "LV_LAGER1F",
    "LV_1F",
    "LV_2F",
    "NIEUWKOMERS_PCT",
    "ACHTERSTANDSSCORE_PER_LEERLING",
    "BIBLIOTHEEK_OP_SCHOOL",
    "BOEKSTARTHOEK",
    "BEREIDHEID",
    "M2_VOOR_BIBLIOTHEEK",
];

/// Writes the table.
///
/// # Errors
/// The file cannot be written.
pub fn write_reading(plan: &TownPlan, schools: &Schools, out: &Path) -> Result<(), ExampleError> {
    let rows = schools.primary.iter().enumerate();
    write_text_table(
        &out.join("lezen.csv"),
        COLUMNS,
        rows.map(|(number, school)| row(plan, number, school)),
    )
}

fn row(plan: &TownPlan, number: usize, school: &FacilityRecord) -> [String; 11] {
    let mut chance = Chance::new(plan.seed, "reading", number as u64);
    let [reading, ..] = asked_support(plan, school.area);
    let need = 0.7 * reading + 0.3 * chance.share();
    // Pupils of the last year take the test.
    let tested = f64::from(school.pupils) / 8.0;
    let below_1f = (tested * 0.12 * need).round();
    let at_1f = (tested * (0.15 + 0.4 * need)).round();
    let at_2f = tested.round() - below_1f - at_1f;
    let library = chance.happens(0.4);
    [
        school_id(school),
        known((number % 10 != 8).then(|| decimal(24.0 + 12.0 * need))),
        told(below_1f),
        told(at_1f),
        told(at_2f),
        known((number % 5 != 1).then(|| decimal(12.0 * need * chance.share()))),
        known((number % 4 != 2).then(|| decimal(1.6 * need))),
        yes_or_no(library),
        yes_or_no(library && chance.happens(0.5)),
        known((number % 3 != 1).then(|| chance.below(5))),
        known((number % 4 != 3).then(|| format!("{:.0}", chance.between(15.0, 60.0)))),
    ]
}

/// Numbers from 1 to 4 are not told.
fn told(pupils: f64) -> String {
    if (1.0..5.0).contains(&pupils) {
        "<5".to_owned()
    } else {
        pupils.max(0.0).to_string()
    }
}
