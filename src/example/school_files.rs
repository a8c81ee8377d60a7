//! Schools in the shape of DUO's open data: addresses in windows-1252, pupils in UTF-8 with a byte order mark.
//! DUO gives no coordinates; two columns with them were added, as a municipality does after geocoding.

use std::path::Path;

use crate::example::chance::Chance;
use crate::example::error::ExampleError;
use crate::example::facility_record::FacilityRecord;
use crate::example::geopackage::metres;

/// Columns of the address files. The first ones are DUO's, those from X_RD on the municipality's.
const COLUMNS: [&str; 18] = [
    "PROVINCIE",
    "BEVOEGD GEZAG NUMMER",
    "INSTELLINGSCODE",
    "VESTIGINGSCODE",
    "VESTIGINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
    "GEMEENTENUMMER",
    "GEMEENTENAAM",
    "DENOMINATIE",
    "SOORT",
    "X_RD",
    "Y_RD",
    "BOUWJAAR",
    "RENOVATIEJAAR",
    "CAPACITEIT",
];

const PUPIL_YEARS: [u32; 5] = [2021, 2022, 2023, 2024, 2025];

/// The code of a school: four characters for the institution and two for the location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCode {
    /// The institution.
    pub institution: String,
    /// The location, `00` for the first.
    pub location: String,
}

/// Numbers that keep the codes of the three files apart.
fn series(kind: &str) -> u32 {
    match kind {
        "PO" => 0,
        "VO" => 1,
        _ => 2,
    }
}

/// Institutions in each series; larger towns have schools with many locations.
const INSTITUTIONS: u32 = 2_000;

/// The code of a school. The fourth primary school is a second location of the third.
pub fn school_code(kind: &str, number: u32) -> SchoolCode {
    let (institution, location) = match (kind, number) {
        ("PO", 3) => (2, 1),
        (_, first) if first < INSTITUTIONS => (first, 0),
        (_, other) => (other % INSTITUTIONS, other / INSTITUTIONS + 1),
    };
    let letter = |value: u32| char::from(b'A' + (value % 26) as u8);
    let index = series(kind) * INSTITUTIONS + institution;
    let institution = format!(
        "{}{}{}",
        99 - index / 676,
        letter(index / 26),
        letter(index)
    );
    SchoolCode {
        institution,
        location: format!("{location:02}"),
    }
}

/// Writes an address file.
///
/// # Errors
/// The file cannot be written.
pub fn write_schools(path: &Path, schools: &[FacilityRecord]) -> Result<(), ExampleError> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_path(path)
        .map_err(ExampleError::csv(path))?;
    table
        .write_record(COLUMNS)
        .map_err(ExampleError::csv(path))?;
    for school in schools {
        table
            .write_record(row(school).map(|cell| windows_1252(&cell)))
            .map_err(ExampleError::csv(path))?;
    }
    table.flush().map_err(ExampleError::write(path))
}

fn row(school: &FacilityRecord) -> [String; 18] {
    const DENOMINATIONS: [&str; 4] = [
        "Openbaar",
        "Rooms-Katholiek",
        "Protestants-Christelijk",
        "Algemeen bijzonder",
    ];
    let code = school_code(school.kind, school.number);
    let [x, y] = school.place;
    [
        "Flevoland".to_owned(),
        (99_000 + school.number % 5).to_string(),
        code.institution.clone(),
        format!("{}{}", code.institution, code.location),
        school.name.clone(),
        school.street.clone(),
        school.house_number.to_string(),
        school.postcode.clone(),
        "VOORBEELDSTAD".to_owned(),
        "9999".to_owned(),
        "VOORBEELDSTAD".to_owned(),
        DENOMINATIONS[school.number as usize % DENOMINATIONS.len()].to_owned(),
        sort(school.kind).to_owned(),
        metres(x),
        metres(y),
        school.built.to_string(),
        school
            .renovated
            .map(|year| year.to_string())
            .unwrap_or_default(),
        school.capacity.to_string(),
    ]
}

/// The word of the file for a kind.
fn sort(kind: &'static str) -> &'static str {
    match kind {
        "PO" => "BO",
        "TAALSCHOOL" => "Taalschool",
        "SCHOOL_10_14" => "10-14",
        "BUURTSCHOOL" => "Buurtschool",
        other => other,
    }
}

fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

/// Writes the pupils of all schools, one row for each location; fewer than five pupils are `<5`.
///
/// # Errors
/// The file cannot be written.
pub fn write_pupils(
    path: &Path,
    schools: &[FacilityRecord],
    seed: u64,
) -> Result<(), ExampleError> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from("\u{feff}"));
    let years = PUPIL_YEARS.map(|year| format!("LEERLINGEN_{year}"));
    let columns = [
        "INSTELLINGSCODE",
        "VESTIGINGSCODE",
        "NAAM_VESTIGING",
        "SOORT_VESTIGING",
    ];
    table
        .write_record(columns.into_iter().chain(years.iter().map(String::as_str)))
        .map_err(ExampleError::csv(path))?;
    for school in schools {
        let code = school_code(school.kind, school.number);
        let texts = [
            code.institution,
            code.location,
            school.name.clone(),
            sort(school.kind).to_owned(),
        ];
        table
            .write_record(texts.into_iter().chain(pupils(school, seed)))
            .map_err(ExampleError::csv(path))?;
    }
    let bytes = table
        .into_inner()
        .map_err(|failure| ExampleError::write(path)(failure.into_error()))?;
    std::fs::write(path, bytes).map_err(ExampleError::write(path))
}

/// Pupils in each year; the community school has just begun and has too few to tell.
fn pupils(school: &FacilityRecord, seed: u64) -> [String; 5] {
    let mut chance = Chance::new(seed, "pupils", u64::from(school.number));
    PUPIL_YEARS.map(|year| {
        if school.kind == "BUURTSCHOOL" {
            return if year < 2025 {
                "0".to_owned()
            } else {
                "<5".to_owned()
            };
        }
        let drift = 1.0 - f64::from(2025 - year) * chance.between(-0.02, 0.03);
        ((f64::from(school.pupils) * drift).round() as u32).to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_schools_share_a_code() {
        let numbers =
            (0..9_000).flat_map(|number| ["PO", "VO"].map(|kind| school_code(kind, number)));
        let codes: BTreeSet<String> = numbers
            .map(|code| format!("{}{}", code.institution, code.location))
            .collect();
        assert_eq!(codes.len(), 18_000);
    }
}
