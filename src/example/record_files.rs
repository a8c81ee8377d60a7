//! What people of the town recorded: ambitions, two shared visions, wish lists, programmes and considerations.
//! Some districts were not asked yet, on purpose, and one answer is old.

use std::path::Path;

use crate::example::building_files::primary_school_buildings;
use crate::example::chance::Chance;
use crate::example::childcare_file::{childcare_id, is_open};
use crate::example::dissolve::GroundPoint;
use crate::example::error::ExampleError;
use crate::example::facilities::Facilities;
use crate::example::facility_record::{FacilityRecord, facility_record};
use crate::example::schools::{Schools, school_id};
use crate::example::text_table::{known, write_text_table, yes_or_no};
use crate::example::town_plan::TownPlan;

/// What districts may wish for.
const WISHES: [&str; 8] = [
    "JONGERENWERK",
    "BIBLIOTHEEK",
    "CONSULTATIEBUREAU",
    "SPORT",
    "BUURTHUIS",
    "BUURTTEAM",
    "BSO",
    "TAALSCHOOL",
];

/// Programmes for children, young people and parents, with what they offer.
const PROGRAMMES: [(&str, &str); 4] = [
    ("Huiswerkklas", "huiswerkhulp"),
    ("Samen lezen thuis", "taal met ouders"),
    ("Verlengde schooldag", "sport en cultuur na school"),
    ("Maatje in de buurt", "praten en meedoen voor jongeren"),
];

/// Writes ambitions, visions, wishes, programmes and considerations.
///
/// # Errors
/// A file cannot be written.
pub fn write_records(
    plan: &TownPlan,
    facilities: &Facilities,
    schools: &Schools,
    out: &Path,
) -> Result<(), ExampleError> {
    let districts =
        (0..plan.districts.len()).filter_map(|number| ambition_of_district(plan, number));
    let buildings = primary_school_buildings(schools).enumerate().step_by(3);
    write_text_table(
        &out.join("ambities.csv"),
        ["gebied", "pand", "niveau", "bron", "datum", "rol"],
        districts.chain(buildings.map(|(number, id)| ambition_of_building(plan, number, id))),
    )?;
    write_text_table(
        &out.join("visies.csv"),
        [
            "locaties",
            "document",
            "besturen",
            "gezamenlijk_aanbod",
            "datum",
            "rol",
        ],
        visions(plan, facilities, schools),
    )?;
    write_text_table(
        &out.join("wensen.csv"),
        [
            "gebied",
            "soort",
            "gewicht",
            "m2_uren_per_week",
            "bron",
            "datum",
            "rol",
        ],
        (0..plan.districts.len()).flat_map(|number| wishes(plan, number)),
    )?;
    write_text_table(
        &out.join("programmas.csv"),
        [
            "gebied", "naam", "soort", "van", "tot", "bron", "datum", "rol",
        ],
        programmes(plan),
    )?;
    write_text_table(
        &out.join("overwegingen.csv"),
        [
            "gebied",
            "motivering",
            "plan",
            "volgindicatoren",
            "bron",
            "datum",
            "rol",
        ],
        considerations(plan),
    )
}

/// Three neighbourhoods far from each other in the list are considered; the second has no plan yet.
fn considerations(plan: &TownPlan) -> Vec<[String; 7]> {
    let considered = plan.naming.iter().step_by(8).take(3).enumerate();
    considered
        .map(|(number, naming)| {
            let plan = if number == 1 {
                ""
            } else {
                "Samen sterker rond de school, versie 1"
            };
            [
                naming.code.clone(),
                "scholen, opvang en buurtteam willen samen verder en ouders vroegen erom"
                    .to_owned(),
                plan.to_owned(),
                "schoolaanwezigheid (monitor)|sociale cohesie (wijkportret)".to_owned(),
                "overleg in de wijk".to_owned(),
                format!("2025-12-{:02}", 1 + number),
                "wijkregisseur".to_owned(),
            ]
        })
        .collect()
}

/// Every fourth neighbourhood has a programme, and the first district one that has ended.
fn programmes(plan: &TownPlan) -> Vec<[String; 8]> {
    let of_neighbourhoods = plan.naming.iter().enumerate().step_by(4);
    let of_neighbourhoods = of_neighbourhoods.map(|(number, naming)| {
        let mut chance = Chance::new(plan.seed, "programme", number as u64);
        let (name, kind) = PROGRAMMES[chance.below(PROGRAMMES.len())];
        let year = 2023 + chance.below(3);
        let until = chance.happens(0.3).then(|| format!("{}-07-01", year + 4));
        programme(
            &naming.code,
            [name, kind],
            [format!("{year}-09-01"), until.unwrap_or_default()],
        )
    });
    let summer = plan.districts.first().map(|district| {
        programme(
            &district.code,
            ["Zomerschool", "leren in de vakantie"],
            ["2024-07-15".to_owned(), "2024-08-23".to_owned()],
        )
    });
    of_neighbourhoods.chain(summer).collect()
}

fn programme(area: &str, [name, kind]: [&str; 2], [from, until]: [String; 2]) -> [String; 8] {
    [
        area.to_owned(),
        name.to_owned(),
        kind.to_owned(),
        from,
        until,
        "overzicht van de wijkregie".to_owned(),
        "2025-11-15".to_owned(),
        "sociaal architect".to_owned(),
    ]
}

/// Every third district has not been asked yet; the first one long ago.
fn ambition_of_district(plan: &TownPlan, number: usize) -> Option<[String; 6]> {
    let mut chance = Chance::new(plan.seed, "ambition", number as u64);
    let date = match number {
        0 => "2024-03-15".to_owned(),
        _ => format!(
            "2025-{:02}-{:02}",
            1 + chance.below(12),
            1 + chance.below(28)
        ),
    };
    (number % 3 != 2).then(|| {
        [
            plan.districts[number].code.clone(),
            String::new(),
            (1 + chance.below(4)).to_string(),
            "gesprek met scholen en opvang".to_owned(),
            date,
            "sociaal architect".to_owned(),
        ]
    })
}

fn ambition_of_building(plan: &TownPlan, number: usize, id: String) -> [String; 6] {
    let mut chance = Chance::new(plan.seed, "ambition of school", number as u64);
    [
        String::new(),
        id,
        chance.below(5).to_string(),
        "plan van het schoolteam".to_owned(),
        format!(
            "2025-{:02}-{:02}",
            1 + chance.below(12),
            1 + chance.below(28)
        ),
        "beleidsadviseur onderwijs".to_owned(),
    ]
}

/// Two secondary schools, each with the primary school and the childcare that lie nearest together with it on its side
/// of canal and railway. Those that lie nearest together of all have developed an offer as well.
fn visions(plan: &TownPlan, facilities: &Facilities, schools: &Schools) -> Vec<[String; 6]> {
    let childcare: Vec<(String, FacilityRecord)> = facilities
        .of_kind("KDV")
        .map(|facility| facility_record(plan, facilities, facility))
        .enumerate()
        .filter(|(number, _)| is_open(*number))
        .map(|(number, record)| (childcare_id(number), record))
        .collect();
    let mut trios: Vec<Trio<'_>> = (schools.secondary.iter())
        .filter_map(|secondary| tightest_trio(plan, secondary, &schools.primary, &childcare))
        .collect();
    trios.sort_by_key(|trio| trio.apart);
    let vision = |(number, trio): (usize, &Trio<'_>)| {
        let (primary, secondary) = (school_id(trio.primary), school_id(trio.secondary));
        [
            format!("{}, {primary}, {secondary}", trio.childcare),
            format!(
                "Samen leren van 0 tot 18 in {}",
                trio.secondary.neighbourhood
            ),
            "drie besturen".to_owned(),
            yes_or_no(number == 0),
            format!("2025-{:02}-01", 4 + number),
            "bestuurder onderwijs".to_owned(),
        ]
    };
    trios.iter().take(2).enumerate().map(vision).collect()
}

/// A secondary school with a primary school and childcare.
struct Trio<'a> {
    secondary: &'a FacilityRecord,
    primary: &'a FacilityRecord,
    childcare: &'a str,
    /// Whether canal or railway lie between two of them, and the square of the largest distance between two.
    apart: (bool, i64),
}

/// The trio of which the largest distance is smallest; of equals the first.
fn tightest_trio<'a>(
    plan: &TownPlan,
    secondary: &'a FacilityRecord,
    primary: &'a [FacilityRecord],
    childcare: &'a [(String, FacilityRecord)],
) -> Option<Trio<'a>> {
    let pairs = primary.iter().flat_map(|school| {
        let with = move |(id, care): &'a (String, FacilityRecord)| (school, id, care);
        childcare.iter().map(with)
    });
    let quarter = |record: &FacilityRecord| {
        let home = plan.neighbourhoods[record.area].home;
        plan.mesh.cells[home as usize].quarter
    };
    let trio = |(school, id, care): (&'a FacilityRecord, &'a String, &FacilityRecord)| Trio {
        apart: {
            let pairs = [(secondary, school), (secondary, care), (school, care)];
            let is_across = pairs
                .iter()
                .any(|(one, other)| quarter(one) != quarter(other));
            let squares = pairs.map(|(one, other)| square(one.place, other.place));
            (is_across, squares.into_iter().max().unwrap_or(0))
        },
        secondary,
        primary: school,
        childcare: id,
    };
    pairs.map(trio).min_by_key(|trio| trio.apart)
}

/// The square of a distance.
pub fn square([x, y]: GroundPoint, [other_x, other_y]: GroundPoint) -> i64 {
    let [east, north] = [other_x - x, other_y - y];
    east * east + north * north
}

fn wishes(plan: &TownPlan, number: usize) -> Vec<[String; 7]> {
    let mut chance = Chance::new(plan.seed, "wishes", number as u64);
    let mut kinds = WISHES;
    chance.shuffle(&mut kinds);
    let count = 3 + chance.below(3);
    let date = format!(
        "2025-{:02}-{:02}",
        1 + chance.below(12),
        1 + chance.below(28)
    );
    let mut wishes: Vec<[String; 7]> = kinds
        .into_iter()
        .take(count)
        .enumerate()
        .map(|(rank, kind)| {
            let hours = (chance.between(2.0, 12.0)).round() * 100.0;
            [
                plan.districts[number].code.clone(),
                kind.to_owned(),
                (3 - rank.min(2)).to_string(),
                known(chance.happens(0.7).then_some(hours)),
                "wijkgesprekken met ouders en jongeren".to_owned(),
                date.clone(),
                "sociaal architect".to_owned(),
            ]
        })
        .collect();
    wishes.sort();
    wishes
}
