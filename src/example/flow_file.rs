//! Where the pupils of each primary school go on to: most to the secondary school that lies nearest, some to the next one,
//! and a few out of town.

use std::path::Path;

use crate::example::error::ExampleError;
use crate::example::facility_record::FacilityRecord;
use crate::example::record_files::square;
use crate::example::schools::{Schools, school_id};
use crate::example::text_table::write_text_table;

/// Years of a primary school, one of which leaves it.
const YEARS: u32 = 8;
/// Of ten who leave, so many go to the nearest secondary school and to the next one.
const OF_TEN: [u32; 2] = [6, 3];
/// Who goes out of town.
const ELSEWHERE: &str = "elders";
/// Smaller numbers are hidden, as a city would.
const SMALLEST: u32 = 5;

/// Writes how many pupils went from each primary school to each secondary school.
///
/// # Errors
/// The file cannot be written.
pub fn write_flows(schools: &Schools, out: &Path) -> Result<(), ExampleError> {
    write_text_table(
        &out.join("doorstroom.csv"),
        ["van", "naar", "leerlingen"],
        (schools.primary.iter()).flat_map(|primary| flows(primary, &schools.secondary)),
    )
}

fn flows(primary: &FacilityRecord, secondary: &[FacilityRecord]) -> Vec<[String; 3]> {
    let mut nearest: Vec<&FacilityRecord> = secondary.iter().collect();
    nearest.sort_by_key(|school| (square(primary.place, school.place), school_id(school)));
    let leaving = primary.pupils / YEARS;
    let mut left = leaving;
    let mut rows: Vec<(String, u32)> = nearest
        .into_iter()
        .zip(OF_TEN)
        .map(|(school, of_ten)| {
            let pupils = leaving * of_ten / 10;
            left -= pupils;
            (school_id(school), pupils)
        })
        .collect();
    rows.push((ELSEWHERE.to_owned(), left));
    let rows = rows.into_iter().filter(|(_, pupils)| *pupils > 0);
    rows.map(|(to, pupils)| [school_id(primary), to, told(pupils)])
        .collect()
}

fn told(pupils: u32) -> String {
    if pupils < SMALLEST {
        format!("<{SMALLEST}")
    } else {
        pupils.to_string()
    }
}
