//! The schools of the town, with their records: several files speak of the same ones.

use crate::example::facilities::Facilities;
use crate::example::facility_record::{FacilityRecord, facility_record};
use crate::example::school_files::school_code;
use crate::example::town_plan::TownPlan;

const OTHER_SCHOOLS: [&str; 6] = [
    "SBO",
    "(V)SO",
    "MBO",
    "TAALSCHOOL",
    "SCHOOL_10_14",
    "BUURTSCHOOL",
];

/// All schools, file by file.
#[derive(Debug, Clone, PartialEq)]
pub struct Schools {
    /// Primary schools.
    pub primary: Vec<FacilityRecord>,
    /// Secondary schools.
    pub secondary: Vec<FacilityRecord>,
    /// The others, numbered through whatever their kind.
    pub other: Vec<FacilityRecord>,
}

impl Schools {
    /// The schools of a town.
    pub fn of(plan: &TownPlan, facilities: &Facilities) -> Self {
        let records = |kinds: &[&str]| -> Vec<FacilityRecord> {
            let of_kinds = kinds.iter().flat_map(|kind| facilities.of_kind(kind));
            of_kinds
                .map(|facility| facility_record(plan, facilities, facility))
                .collect()
        };
        let numbered = (0u32..).zip(records(&OTHER_SCHOOLS));
        Self {
            primary: records(&["PO"]),
            secondary: records(&["VO"]),
            other: numbered
                .map(|(number, school)| FacilityRecord { number, ..school })
                .collect(),
        }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &FacilityRecord> {
        self.primary
            .iter()
            .chain(&self.secondary)
            .chain(&self.other)
    }
}

/// The id of a school in every file: its institution with its location.
pub fn school_id(school: &FacilityRecord) -> String {
    let code = school_code(school.kind, school.number);
    format!("{}{}", code.institution, code.location)
}
