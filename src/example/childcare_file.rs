//! Childcare in the shape of the national register (LRK), with the coordinates a municipality adds.
//! As in the real file there are childminders, whose homes belong on no map, and places that were closed.

use std::path::Path;

use crate::example::degree_geometry::ground_degrees;
use crate::example::error::ExampleError;
use crate::example::facility_record::FacilityRecord;

const COLUMNS: [&str; 17] = [
    "lrk_id",
    "type_oko",
    "actuele_naam_oko",
    "aantal_kindplaatsen",
    "ve",
    "status",
    "inschrijfdatum",
    "opvanglocatie_adres",
    "opvanglocatie_postcode",
    "opvanglocatie_woonplaats",
    "bag_id",
    "naam_houder",
    "cbs_code",
    "verantwoordelijke_gemeente",
    "bouwjaar",
    "lon",
    "lat",
];

/// Writes the register.
///
/// # Errors
/// The file cannot be written.
pub fn write_childcare(path: &Path, places: &[FacilityRecord]) -> Result<(), ExampleError> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_path(path)
        .map_err(ExampleError::csv(path))?;
    table
        .write_record(COLUMNS)
        .map_err(ExampleError::csv(path))?;
    for (number, place) in places.iter().enumerate() {
        let status = if is_open(number) {
            "Ingeschreven"
        } else {
            "Uitgeschreven"
        };
        table
            .write_record(row(place, number, place.kind, status))
            .map_err(ExampleError::csv(path))?;
    }
    let homes = places.iter().step_by(12).enumerate();
    for (number, place) in homes {
        let childminder = FacilityRecord {
            name: format!("Gastouder {}", number + 1),
            capacity: 6,
            ..place.clone()
        };
        table
            .write_record(row(
                &childminder,
                places.len() + number,
                "VGO",
                "Ingeschreven",
            ))
            .map_err(ExampleError::csv(path))?;
    }
    table.flush().map_err(ExampleError::write(path))
}

/// Whether the place with this number is open; every seventeenth has closed.
pub const fn is_open(number: usize) -> bool {
    number % 17 != 16
}

/// The id of the place with this number in the register.
pub fn childcare_id(number: usize) -> String {
    (999_000_000 + number).to_string()
}

fn row(place: &FacilityRecord, number: usize, kind: &str, status: &str) -> [String; 17] {
    let degrees = ground_degrees(place.place);
    let early_education = kind == "KDV" && number.is_multiple_of(3);
    [
        childcare_id(number),
        kind.to_owned(),
        place.name.clone(),
        place.capacity.to_string(),
        if early_education { "Ja" } else { "Nee" }.to_owned(),
        status.to_owned(),
        format!("{:02}-09-{}", 1 + number % 28, 2010 + number % 14),
        format!("{} {}", place.street, place.house_number),
        place.postcode.replace(' ', ""),
        "Voorbeeldstad".to_owned(),
        String::new(),
        format!("Stichting Kinderopvang {}", place.neighbourhood),
        "9999".to_owned(),
        "Voorbeeldstad".to_owned(),
        place.built.to_string(),
        format!("{:.7}", degrees.longitude),
        format!("{:.7}", degrees.latitude),
    ]
}
