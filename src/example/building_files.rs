//! School buildings with what their owners know of them, some rooms in them, and who has these rooms when.

use std::path::Path;

use crate::example::chance::Chance;
use crate::example::error::ExampleError;
use crate::example::facility_record::FacilityRecord;
use crate::example::geopackage::metres;
use crate::example::schools::Schools;
use crate::example::text_table::{decimal, known, write_text_table, yes_or_no};
use crate::example::town_plan::TownPlan;

/// The year the files describe.
const NOW: u32 = 2026;
/// So many primary schools open their rooms to others.
const OPEN_SCHOOLS: usize = 6;

const COLUMNS: [&str; 25] = [
    "pand",
    "naam",
    "x_rd",
    "y_rd",
    "bouwjaar",
    "renovatiejaar",
    "conditie_nen2767",
    "m2_bvo",
    "eigenaar",
    "ihp_fase",
    "ihp_van",
    "ihp_tot",
    "leerlingen_2026",
    "leerlingen_2031",
    "leerlingen_2036",
    "leerlingen_2041",
    "raming_euro",
    "krediet",
    "noodzaak",
    "noodzaak_reden",
    "weg_vanaf",
    "rustige_ruimte",
    "drempelvrij",
    "lift",
    "aangepast_toilet",
];

/// The id of the building of the school with this number among all schools: shaped as in the national register,
/// with a municipality that does not exist.
fn building_id(number: usize) -> String {
    format!("99991000{number:08}")
}

/// The ids of the buildings of primary schools, which come first.
pub fn primary_school_buildings(schools: &Schools) -> impl Iterator<Item = String> {
    (0..schools.primary.len()).map(building_id)
}

/// Writes buildings, rooms and claims.
///
/// # Errors
/// A file cannot be written.
pub fn write_buildings(plan: &TownPlan, schools: &Schools, out: &Path) -> Result<(), ExampleError> {
    let standing = schools.all().enumerate();
    // The community school is a user of the building of the school it began in.
    let standing = standing.filter(|(_, school)| school.kind != "BUURTSCHOOL");
    write_text_table(
        &out.join("gebouwen.csv"),
        COLUMNS,
        standing.map(|(number, school)| building(plan.seed, number, school)),
    )?;
    let open: Vec<(usize, &FacilityRecord)> = schools
        .primary
        .iter()
        .enumerate()
        .take(OPEN_SCHOOLS)
        .collect();
    write_text_table(
        &out.join("ruimten.csv"),
        ["ruimte", "pand", "soort", "m2", "kenmerken"],
        open.iter()
            .flat_map(|(number, _)| rooms(plan.seed, *number)),
    )?;
    write_text_table(
        &out.join("ruimtegebruik.csv"),
        [
            "ruimte",
            "gebruiker",
            "dag",
            "van",
            "tot",
            "status",
            "kalender",
        ],
        open.iter()
            .flat_map(|(number, school)| claims(*number, school)),
    )
}

fn building(seed: u64, number: usize, school: &FacilityRecord) -> [String; 25] {
    let mut chance = Chance::new(seed, "building", number as u64);
    let [x, y] = school.place;
    let age = NOW.saturating_sub(school.renovated.unwrap_or(school.built));
    let wear = f64::from(age.min(80)) / 18.0 + chance.between(-0.4, 0.8);
    let condition = (1.0 + wear).clamp(1.0, 6.0);
    let entitled = entitled_floor_area(school) * chance.between(0.82, 1.2);
    let phase = match age {
        50.. => Some("nu"),
        38.. => Some("straks"),
        25.. => Some("later"),
        _ => None,
    };
    let years = phase.map(|phase| match phase {
        "nu" => (2026, 2029),
        "straks" => (2030, 2035),
        _ => (2036, 2041),
    });
    let growth = chance.between(-0.012, 0.018);
    let expected = |ahead: f64| (f64::from(school.pupils) * (1.0 + growth * ahead)).round();
    let estimate = phase
        .filter(|phase| *phase != "later")
        .map(|_| (chance.between(3.2, 7.8) * 10.0).round() * 10_000.0);
    let by_hand = phase == Some("nu") && number.is_multiple_of(4);
    [
        building_id(number),
        format!("Schoolgebouw {} {}", school.street, school.house_number),
        metres(x),
        metres(y),
        school.built.to_string(),
        known(school.renovated),
        // Some buildings have not been looked at yet.
        known((number % 6 != 5).then(|| decimal(condition))),
        known((number % 11 != 7).then(|| format!("{:.0}", entitled.round()))),
        known((number % 8 != 6).then_some(["gemeente", "schoolbestuur"][number % 2])),
        known(phase),
        known(years.map(|(from, _)| from)),
        known(years.map(|(_, to)| to)),
        expected(0.0).to_string(),
        expected(5.0).to_string(),
        expected(10.0).to_string(),
        known((number % 7 != 3).then(|| expected(15.0))),
        known(estimate),
        known(estimate.map(|_| ["niet aangevraagd", "aangevraagd"][number % 2])),
        known(by_hand.then_some(85)),
        known(by_hand.then_some("het dak lekt en de lokalen zijn te warm")),
        String::new(),
        yes_or_no(chance.happens(0.5)),
        yes_or_no(chance.happens(0.6)),
        yes_or_no(chance.happens(0.3)),
        yes_or_no(chance.happens(0.7)),
    ]
}

/// Square metres such a school is entitled to by common by-laws.
fn entitled_floor_area(school: &FacilityRecord) -> f64 {
    let (fixed, per_pupil) = match school.kind {
        "PO" => (200.0, 5.03),
        "VO" | "MBO" => (980.0, 6.5),
        _ => (250.0, 7.35),
    };
    fixed + per_pupil * f64::from(school.pupils)
}

fn room_id(number: usize, name: &str) -> String {
    format!("{}-{name}", building_id(number))
}

fn rooms(seed: u64, number: usize) -> Vec<[String; 5]> {
    let mut chance = Chance::new(seed, "rooms", number as u64);
    let aula = chance.between(70.0, 130.0).round();
    let mut rooms = vec![
        ("aula", "aula", aula, "toegankelijk, eigen ingang, keuken"),
        ("speellokaal", "speellokaal", 84.0, "toegankelijk"),
        (
            "ouderkamer",
            "ouderkamer",
            28.0,
            "rustig, toegankelijk, water",
        ),
        ("lokaal-1", "klaslokaal", 52.0, "toegankelijk, water"),
    ];
    if number.is_multiple_of(2) {
        rooms.push(("gymzaal", "gymzaal", 252.0, "toegankelijk, eigen ingang"));
    }
    rooms
        .into_iter()
        .map(|(name, sort, area, attributes)| {
            let id = room_id(number, name);
            [
                id,
                building_id(number),
                sort.to_owned(),
                area.to_string(),
                attributes.to_owned(),
            ]
        })
        .collect()
}

/// A week: the school by day when there is school, others after it; childcare has its room all day in holidays.
fn claims(number: usize, school: &FacilityRecord) -> Vec<[String; 7]> {
    const SCHOOL_DAYS: [&str; 5] = ["ma", "di", "wo", "do", "vr"];
    const CHILDCARE: &str = "buitenschoolse opvang";
    const NOON: &str = "12:00";
    let claim = |room: &str, user: &str, day: &str, [from, until]: [&str; 2], status: &str| {
        let calendar = match user {
            "sportvereniging" | "jongerenwerk" => "altijd",
            _ if from < NOON && until > NOON && user == CHILDCARE => "vakantieweek",
            _ => "schoolweek",
        };
        let texts = [user, day, from, until, status, calendar].map(str::to_owned);
        let [user, day, from, until, status, calendar] = texts;
        [
            room_id(number, room),
            user,
            day,
            from,
            until,
            status,
            calendar,
        ]
    };
    let mut claims = Vec::new();
    for day in SCHOOL_DAYS {
        for room in ["aula", "speellokaal", "lokaal-1"] {
            claims.push(claim(room, &school.name, day, ["08:30", "15:00"], "vast"));
        }
        claims.push(claim(
            "speellokaal",
            CHILDCARE,
            day,
            ["15:30", "18:00"],
            "vast",
        ));
        claims.push(claim(
            "speellokaal",
            CHILDCARE,
            day,
            ["08:00", "18:00"],
            "vast",
        ));
    }
    claims.push(claim(
        "ouderkamer",
        &school.name,
        "wo",
        ["08:30", "11:30"],
        "vast",
    ));
    if number.is_multiple_of(2) {
        for day in SCHOOL_DAYS {
            claims.push(claim(
                "gymzaal",
                &school.name,
                day,
                ["08:30", "15:00"],
                "vast",
            ));
        }
        for day in ["di", "do"] {
            claims.push(claim(
                "gymzaal",
                "sportvereniging",
                day,
                ["18:30", "22:30"],
                "vast",
            ));
        }
        claims.push(claim(
            "gymzaal",
            "jongerenwerk",
            "vr",
            ["15:30", "18:00"],
            "optie",
        ));
    } else {
        claims.push(claim("aula", "koor", "wo", ["19:30", "21:30"], "vast"));
        claims.push(claim(
            "aula",
            "toneelgroep",
            "wo",
            ["20:00", "22:00"],
            "optie",
        ));
    }
    claims
}
