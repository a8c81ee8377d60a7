//! Whole studies, written out here, from their files to a town and a report.

use std::path::Path;

use nabij::access::analysis::travel_by_kind;
use nabij::access::travel::TravelIndex;
use nabij::ingest::load::{Loaded, load_study};
use nabij::ingest::problem::Severity;
use nabij::model::age_group::AgeGroup;
use nabij::model::area::{AreaLevel, Certainty};
use nabij::model::people::People;
use nabij::model::position::Planar;
use nabij::model::town_data::TownData;
use nabij::model::travel_mode::DistanceLevel;
use tempfile::TempDir;

/// A study in a folder of its own.
struct Study {
    folder: TempDir,
    toml: String,
}

impl Study {
    /// Two neighbourhoods of 1 by 1 km beside each other; the western one has its south-west corner at (130000, 450000).
    fn new() -> Self {
        let study = Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
            toml: "name = \"Proefstad\"\nreference_date = \"2024-01-01\"\n".to_owned(),
        };
        let buurt = |code: &str, x: u32, inwoners: &str, jong: &str| {
            let (east, south, north) = (x + 1000, 450_000, 451_000);
            format!(
                "{code},Buurt {code},{inwoners},{jong},\"POLYGON(({x} {south},{east} {south},{east} {north},{x} {north},{x} {south}))\"\n"
            )
        };
        let rows =
            buurt("BU99990101", 130_000, "1000", "200") + &buurt("BU99990102", 131_000, "500", ".");
        study.with_areas(&format!("code,naam,inwoners,jong,wkt\n{rows}"))
    }

    fn with_areas(self, csv: &str) -> Self {
        self.file("buurten.csv", csv).and(
            "[[areas]]\nlevel = \"buurt\"\nfile = \"buurten.csv\"\ncrs = \"EPSG:28992\"\ncolumns = { code = \"code\", name = \"naam\" }\n\
             position = { wkt = \"wkt\" }\n[areas.residents]\n\"alle\" = { column = \"inwoners\" }\n\"0-15\" = { column = \"jong\" }\n",
        )
    }

    fn file(self, name: &str, text: &str) -> Self {
        std::fs::write(self.folder.path().join(name), text).expect("the folder can be written");
        self
    }

    fn and(mut self, toml: &str) -> Self {
        self.toml.push_str(toml);
        self
    }

    fn load(self) -> Loaded {
        let study = self.folder.path().join("study.toml");
        std::fs::write(&study, &self.toml).expect("the folder can be written");
        load_study(self.folder.path(), None, &|_| ()).expect("the study file can be read")
    }

    /// The town and the problems, where nothing may block.
    fn town(self) -> (TownData, Vec<String>) {
        let loaded = self.load();
        let problems = said(&loaded);
        (
            loaded
                .town
                .unwrap_or_else(|| unreachable!("blocked: {problems:?}")),
            problems,
        )
    }

    /// What blocks, where something must.
    fn refusal(self) -> Vec<String> {
        let loaded = self.load();
        assert!(loaded.town.is_none());
        let blocks =
            |problem: &&nabij::ingest::problem::Problem| problem.severity == Severity::Blocks;
        loaded
            .report
            .problems
            .iter()
            .filter(blocks)
            .map(ToString::to_string)
            .collect()
    }
}

fn said(loaded: &Loaded) -> Vec<String> {
    loaded
        .report
        .problems
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn people(town: &TownData, code: &str, age: AgeGroup) -> Option<People> {
    let area = town
        .areas
        .iter()
        .position(|area| area.code.0 == code)
        .expect("the area exists");
    let here = town
        .demand
        .iter()
        .filter(|point| point.area.is_some_and(|id| id.0 as usize == area));
    here.map(|point| point.residents[age].map(|count| count.people))
        .sum()
}

const SCHOOLS: &str = "[[facilities]]\nname = \"scholen\"\nfile = \"scholen.csv\"\ncrs = \"EPSG:28992\"\n\
    position = { x = \"x\", y = \"y\" }\ncolumns = { id = \"code\", name = \"naam\", kind = \"soort\", capacity = \"plaatsen\" }\n\
    kinds = { basisschool = [\"PO\"], \"(V)SO\" = [\"SO\", \"VSO\"], dicht = [] }\n";

#[test]
fn a_study_with_only_neighbourhoods_gets_its_upper_levels_a_grid_and_straight_lines() {
    let (town, problems) = Study::new().town();
    assert_eq!(problems, [""; 0]);
    let codes: Vec<&str> = town.areas.iter().map(|area| area.code.0.as_str()).collect();
    assert_eq!(codes, ["BU99990101", "BU99990102", "WK999901", "GM9999"]);
    assert_eq!(town.areas[3].name, "Proefstad");
    assert_eq!(town.distance_level, DistanceLevel::D1);
    assert_eq!(town.demand.len(), 800);
    assert_eq!(
        people(&town, "BU99990101", AgeGroup::All),
        Some(People::whole(1000))
    );
    assert_eq!(people(&town, "BU99990101", AgeGroup::From4To12), None);
    let certainty = town.demand[0].residents[AgeGroup::All].map(|count| count.certainty);
    assert_eq!(certainty, Some(Certainty::Allocated));
    assert_eq!(town.demand[0].id, "BU99990101-1");
}

#[test]
fn an_unknown_key_blocks_and_the_nearest_known_one_is_named() {
    let refusal = Study::new()
        .and("[[facilities]]\nfile = \"scholen.csv\"\nkidns = { a = [\"PO\"] }\n")
        .refusal();
    assert_eq!(refusal.len(), 1);
    assert!(
        refusal[0].contains("field \"kidns\": found an unknown key, expected \"kinds\" perhaps"),
        "{refusal:?}"
    );
}

#[test]
fn every_missing_file_is_named_and_the_others_are_read() {
    let loaded = Study::new()
        .and(SCHOOLS)
        .and("[[basemap]]\nfile = \"water.gpkg\"\nclass = \"water\"\n")
        .load();
    assert!(loaded.town.is_none());
    assert_eq!(
        said(&loaded),
        [
            "scholen.csv: found no such file, expected a file",
            "water.gpkg: found no such file, expected a file"
        ]
    );
    assert_eq!(loaded.report.tallies.len(), 1);
}

#[test]
fn a_file_without_rows_is_named() {
    let refusal = Study::new()
        .and(SCHOOLS)
        .file("scholen.csv", "code,naam,soort,plaatsen,x,y\n")
        .refusal();
    assert_eq!(
        refusal,
        ["scholen.csv: found no rows, expected at least one row"]
    );
}

#[test]
fn a_study_without_neighbourhoods_cannot_be_used() {
    let study = Study {
        folder: tempfile::tempdir().expect("a folder"),
        toml: String::new(),
    };
    let refusal = study
        .and("name = \"Leeg\"\nreference_date = \"2024\"\n")
        .refusal();
    assert_eq!(
        refusal,
        [
            "study.toml, field \"areas\": found no neighbourhoods, expected a table [[areas]] of level \"buurt\" with rows"
        ]
    );
}

#[test]
fn rows_of_facilities_are_kept_left_out_or_not_asked_for_and_the_numbers_add_up() {
    let rows = "code,naam,soort,plaatsen,x,y\n\
        a,De Vliet,basisschool,200,130500,450500\n\
        b,Het Spoor,(V)SO,12O,131500,450500\n\
        c,De Toren,kapper,10,130500,450600\n\
        d,Oud,dicht,10,130500,450700\n\
        e,Nergens,basisschool,-4,,\n\
        f,Min,basisschool,-4,130100,450100\n";
    let loaded = Study::new().and(SCHOOLS).file("scholen.csv", rows).load();
    let tally = loaded
        .report
        .tallies
        .iter()
        .find(|tally| tally.source == "scholen")
        .expect("a tally");
    assert_eq!(
        (tally.read, tally.kept, tally.left_out, tally.not_asked),
        (6, 3, 3, 1)
    );
    let problems = said(&loaded);
    for expected in [
        "scholen.csv, row 3, field \"plaatsen\": found \"12O\", expected a whole number of places (0 or more)",
        "scholen.csv, row 4, field \"soort\": found \"kapper\", expected a value that \"kinds\" in study.toml names",
        "scholen.csv, row 7, field \"plaatsen\": found -4, expected a whole number of places (0 or more)",
    ] {
        assert!(
            problems.iter().any(|problem| problem == expected),
            "{expected} in {problems:#?}"
        );
    }
    assert!(
        problems
            .iter()
            .any(|problem| problem.starts_with("scholen.csv, row 6")),
        "{problems:#?}"
    );
    let town = loaded.town.expect("nothing blocks");
    let ids: Vec<&str> = town
        .facilities
        .iter()
        .map(|facility| facility.id.0.as_str())
        .collect();
    assert_eq!(ids, ["a", "b", "f"]);
    let kinds: Vec<&str> = town.kinds.iter().map(|kind| kind.code()).collect();
    assert_eq!(kinds, ["PO", "SO", "VSO"]);
    assert_eq!(town.facilities[1].capacity, None);
}

#[test]
fn opening_hours_that_are_not_understood_are_named_and_unknown_and_the_facility_is_kept() {
    let study = Study::new().file(
        "bieb.csv",
        "code,naam,open,x,y\n\
        a,Centrum,Mo-Fr 10:00-18:00; Th off,130500,450500\n\
        b,Noord,\"Ma-Vr 10:00-18:00\",131500,450500\n\
        c,Zuid,,131600,450600\n",
    );
    let loaded = study
        .and(
            "[[facilities]]\nfile = \"bieb.csv\"\nkind = \"BIBLIOTHEEK\"\ncrs = \"EPSG:28992\"\n\
             position = { x = \"x\", y = \"y\" }\ncolumns = { id = \"code\", name = \"naam\", opening_hours = \"open\" }\n",
        )
        .load();
    let town = loaded.town.as_ref().expect("nothing blocks");
    let hours = town.facilities.iter().map(|facility| {
        let hours = facility.opening_hours.as_ref();
        hours.map(|hours| hours.minutes_a_week() / 60)
    });
    assert_eq!(hours.collect::<Vec<_>>(), [Some(4 * 8), None, None]);
    let mut notes = loaded.report.notes.iter();
    assert!(notes.any(|note| (note.code, note.count) == ("openingstijden_onbekend", 2)));
    let expected = "bieb.csv, row 3, field \"open\": found \"Ma-Vr\" in \"Ma-Vr 10:00-18:00\", expected days such as Mo, Mo-Fr or We,Sa";
    assert!(
        said(&loaded).contains(&expected.to_owned()),
        "{:?}",
        said(&loaded)
    );
}

#[test]
fn a_kind_that_does_not_exist_blocks_unless_the_study_adds_it() {
    let rows = "code,naam,soort,plaatsen,x,y\na,Het Lampje,uitleen,,130500,450500\n";
    let kinds = SCHOOLS.replace("dicht = []", "uitleen = \"UITLEENPUNT\"");
    let refusal = Study::new().and(&kinds).file("scholen.csv", rows).refusal();
    assert!(
        refusal[0].starts_with(
            "study.toml, field \"kind\": found unknown kind \"UITLEENPUNT\" for \"scholen\""
        ),
        "{refusal:?}"
    );
    let own = "[[kinds]]\ncode = \"UITLEENPUNT\"\nsingular_nl = \"uitleenpunt\"\nplural_nl = \"uitleenpunten\"\n\
        singular_en = \"lending point\"\nplural_en = \"lending points\"\narticle_nl = \"het\"\nletter = \"U\"\nshape = \"circle\"\n";
    let (town, _) = Study::new()
        .and(&kinds)
        .and(own)
        .file("scholen.csv", rows)
        .town();
    assert_eq!(town.facilities[0].kinds[0].code(), "UITLEENPUNT");
    assert!(
        town.kind_descriptions
            .iter()
            .any(|kind| kind.singular_nl == "uitleenpunt")
    );
}

#[test]
fn a_band_of_ages_that_does_not_exist_blocks() {
    let study = Study::new();
    let toml = study.toml.replace("\"0-15\"", "\"0-16\"");
    let refusal = Study { toml, ..study }.refusal();
    assert_eq!(
        refusal,
        [
            "study.toml, field \"0-16\": found a band of ages that does not exist, \
          expected one of 0-4, 4-12, 12-18, 0-15, 15-18, 15-25, alle, or a single year such as 4-5"
        ]
    );
}

#[test]
fn numbers_of_residents_that_make_no_sense_are_named_and_unknown_not_zero() {
    let square = |x: u32| {
        format!(
            "\"POLYGON(({x} 0,{} 0,{} 1000,{x} 1000,{x} 0))\"",
            x + 1000,
            x + 1000
        )
        .replace(" 0", " 450000")
        .replace(" 1000", " 451000")
    };
    let rows = [
        ("BU99990101", "-5", "10"),
        ("BU99990102", "veel", "120"),
        ("BU99990103", "-99997", ""),
    ];
    let csv: String = rows
        .iter()
        .zip([130_000, 131_000, 132_000])
        .map(|((code, all, young), x)| format!("{code},n,{all},{young},{}\n", square(x)))
        .collect();
    let study = Study {
        folder: tempfile::tempdir().expect("a folder"),
        toml: "name = \"P\"\nreference_date = \"2024\"\n".to_owned(),
    };
    let study = study.with_areas(&format!("code,naam,inwoners,jong,wkt\n{csv}"));
    let toml = study.toml.replace(
        "{ column = \"jong\" }",
        "{ column = \"jong\", unit = \"percent\" }",
    );
    let (town, problems) = Study { toml, ..study }.town();
    for expected in [
        "buurten.csv, row 2, field \"inwoners\": found -5, expected a number of people (0 or more)",
        "buurten.csv, row 3, field \"inwoners\": found \"veel\", expected a number of people (0 or more)",
        "buurten.csv, row 3, field \"jong\": found 120, expected a percentage of the residents (0 to 100)",
    ] {
        assert!(
            problems.iter().any(|problem| problem == expected),
            "{expected} in {problems:#?}"
        );
    }
    let without = problems
        .iter()
        .filter(|problem| problem.contains("found no number of residents for"))
        .count();
    assert_eq!(without, 3);
    assert!(
        town.areas
            .iter()
            .all(|area| area.residents[AgeGroup::All].is_none())
    );
    assert!(town.demand.is_empty());
}

#[test]
fn a_code_on_two_rows_is_one_area_of_two_parts_and_a_second_name_is_reported() {
    let study = Study::new();
    let path = study.folder.path().join("buurten.csv");
    let mut csv = std::fs::read_to_string(&path).expect("the file is there");
    csv.push_str("BU99990102,Eiland,500,.,\"POLYGON((140000 450000,140100 450000,140100 450100,140000 450100,140000 450000))\"\n");
    let (town, problems) = study.file("buurten.csv", &csv).town();
    assert_eq!(town.areas[1].shape.0.len(), 2);
    assert_eq!(
        problems,
        [
            "buurten.csv, row 4: found code \"BU99990102\" again, with another name or other figures, \
          expected one area for a code (the outlines are joined, the figures of row 3 are used)"
        ]
    );
    assert_eq!(
        people(&town, "BU99990102", AgeGroup::All),
        Some(People::whole(500))
    );
}

#[test]
fn homes_get_the_neighbourhoods_total_by_weight_and_those_outside_are_counted() {
    let homes = "[[residents]]\nname = \"huizen\"\nshape = \"homes\"\nfile = \"huizen.csv\"\ncrs = \"EPSG:28992\"\n\
        position = { x = \"x\", y = \"y\" }\nweight = \"woningen\"\nresolution_m = 20\n";
    let rows = "x,y,woningen\n130100,450100,3\n130200,450200,1\n150000,450000,9\n";
    let loaded = Study::new().and(homes).file("huizen.csv", rows).load();
    let town = loaded.town.expect("nothing blocks");
    let first: Vec<_> = town
        .demand
        .iter()
        .take(2)
        .map(|point| point.residents[AgeGroup::All].map(|count| count.people))
        .collect();
    assert_eq!(first, [Some(People::whole(750)), Some(People::whole(250))]);
    assert!((town.demand[0].half_diagonal.value() - 14.142).abs() < 0.001);
    // The eastern neighbourhood has no homes and is spread over a grid.
    assert_eq!(
        people(&town, "BU99990102", AgeGroup::All),
        Some(People::whole(500))
    );
    let notes: Vec<(&str, u64)> = loaded
        .report
        .notes
        .iter()
        .map(|note| (note.code, note.count))
        .collect();
    assert!(
        notes.contains(&("woonplekken_buiten_gebied", 1))
            && notes.contains(&("buurten_op_raster", 1)),
        "{notes:?}"
    );
}

#[test]
fn hidden_squares_get_what_the_neighbourhood_has_more_by_dwellings() {
    let squares = "[[residents]]\nname = \"vierkanten\"\nshape = \"squares\"\nfile = \"vierkanten.csv\"\nresolution_m = 100\n\
        cell_id = \"cel\"\ndwellings = \"woningen\"\n[residents.counts]\n\"alle\" = { column = \"inwoners\" }\n";
    let rows = "cel,inwoners,woningen\nE130000N450000,700,300\nE130100N450000,-99997,20\nE130200N450000,-99997,10\n\
        E131000N450000,600,200\nE131100N450000,-99997,10\n";
    let (town, problems) = Study::new()
        .and(squares)
        .file("vierkanten.csv", rows)
        .town();
    let all: Vec<f64> = town
        .demand
        .iter()
        .map(|point| point.residents[AgeGroup::All].map_or(-1.0, |count| count.people.value()))
        .collect();
    // 1000 - 700 = 300 by 20 : 10; the eastern squares hold more than their 500 already, so nobody is left.
    assert_eq!(all, [700.0, 200.0, 100.0, 600.0, 0.0]);
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("found 500 residents of \"BU99990102\" and 600 in")),
        "{problems:?}"
    );
    assert!((town.demand[0].position.x - 130_050.0).abs() < 1e-9);
}

#[test]
fn points_with_ages_are_counted_as_they_are_and_used_instead_of_homes() {
    let points = "[[residents]]\nname = \"adressen\"\nshape = \"points\"\nfile = \"adressen.csv\"\ncrs = \"EPSG:28992\"\n\
        position = { x = \"x\", y = \"y\" }\ncolumns = { id = \"adres\" }\n[residents.counts]\n\"alle\" = { column = \"alle\" }\n\
        \"0-4\" = { column = \"peuters\" }\n";
    let homes = "[[residents]]\nname = \"huizen\"\nshape = \"homes\"\nfile = \"huizen.csv\"\ncrs = \"EPSG:28992\"\n\
        position = { x = \"x\", y = \"y\" }\n";
    let (town, _) = Study::new()
        .and(points)
        .and(homes)
        .file(
            "adressen.csv",
            "adres,x,y,alle,peuters\na1,130500,450500,990,3\na1,130600,450500,10,\n",
        )
        .file("huizen.csv", "x,y\n130500,450500\n131500,450500\n")
        .town();
    let ids: Vec<&str> = town.demand.iter().map(|point| point.id.as_str()).collect();
    assert_eq!(ids, ["a1", "a1-2", "huizen-3"]);
    let peuters: Vec<_> = town
        .demand
        .iter()
        .map(|point| point.residents[AgeGroup::From0To4].map(|count| count.people))
        .collect();
    assert_eq!(peuters, [Some(People::whole(3)), None, None]);
    assert_eq!(
        town.demand[0].residents[AgeGroup::All].map(|count| count.certainty),
        Some(Certainty::Counted)
    );
}

#[test]
fn pupils_are_joined_whatever_the_length_of_the_location_code_and_small_numbers_stay_unknown() {
    let rows = "code,naam,soort,plaatsen,x,y\n17RK00,De Panda,basisschool,200,130500,450500\n\
        17RK01,De Panda 2,basisschool,200,130700,450500\n18AN06,De Vos,basisschool,200,130500,450900\n";
    let pupils = "[[pupils]]\nname = \"leerlingen\"\nfile = \"duo.csv\"\nencoding = \"windows-1252\"\n\
        columns = { institution = \"INSTELLINGSCODE\", location = \"VESTIGINGSCODE\", pupils = \"LEERLINGEN\" }\n";
    let duo = "INSTELLINGSCODE;VESTIGINGSCODE;LEERLINGEN\r\n17RK;17RK00;100\r\n17RK;00;22\r\n17RK;01;<5\r\n99ZZ;00;7\r\n18AN;6;x\r\n";
    let study = Study::new()
        .and(SCHOOLS)
        .and(pupils)
        .file("scholen.csv", rows)
        .file("duo.csv", duo);
    let loaded = study.load();
    let tally = loaded
        .report
        .tallies
        .iter()
        .find(|tally| tally.source == "leerlingen")
        .expect("a tally");
    assert_eq!((tally.read, tally.kept, tally.not_asked), (5, 3, 1));
    let expected = "duo.csv, row 6, field \"LEERLINGEN\": found \"x\", expected a whole number of pupils (0 or more)";
    assert!(
        said(&loaded).iter().any(|problem| problem == expected),
        "{:#?}",
        said(&loaded)
    );
    assert!(
        loaded
            .report
            .notes
            .iter()
            .any(|note| note.code == "verborgen_aantallen" && note.count == 1)
    );
    let pupils: Vec<_> = loaded
        .town
        .expect("nothing blocks")
        .facilities
        .iter()
        .map(|facility| facility.pupils)
        .collect();
    assert_eq!(pupils, [Some(122), None, None]);
}

#[test]
fn figures_are_joined_by_padded_codes_and_other_places_are_not_asked_for() {
    let figures = "[[figures]]\nname = \"statline\"\nfile = \"statline.csv\"\nlevel = \"buurt\"\nrounded_to = 5\n\
        [figures.figures]\nwoz = { column = \"WOZ\" }\n";
    let statline = "WijkenEnBuurten;AantalInwoners_5;k_0Tot15Jaar_8;WOZ\n\
        BU99990101  ;900;150;310,5\nBU03440111  ;1;1;1\nGM9999    ;1400;1;1\nBU99990199  ;1;1;1\n";
    let (town, problems) = Study::new()
        .and(figures)
        .file("statline.csv", statline)
        .town();
    assert_eq!(
        people(&town, "BU99990101", AgeGroup::All),
        Some(People::whole(900))
    );
    assert_eq!(town.areas[0].figures.get("woz"), Some(&310.5));
    assert_eq!(
        problems,
        [
            "statline.csv, row 5, field \"WijkenEnBuurten\": found code \"BU99990199\" without an area, expected one row for each area of the study",
            "statline.csv: found no row for \"BU99990102\", expected a row for every area of the study",
        ]
    );
}

#[test]
fn a_file_of_the_whole_country_is_read_by_the_spellings_of_cbs_without_its_water() {
    let square = |x: u32| {
        format!(
            "\"POLYGON(({x} 450000,{} 450000,{} 451000,{x} 451000,{x} 450000))\"",
            x + 1000,
            x + 1000
        )
    };
    let row = |code: &str, gm: &str, water: &str, x| {
        format!(
            "{code},Buurt,{},{gm},{water},100,10,{}\n",
            code.replace("BU", "WK").get(..8).expect("a code"),
            square(x)
        )
    };
    let rows = row("BU0344AA01", "GM0344", "NEE", 130_000)
        + &row("BU03449997", "GM0344", "JA", 131_000)
        + &row("BU03630001", "GM0363", "NEE", 132_000);
    let study = Study {
        folder: tempfile::tempdir().expect("a folder"),
        toml: "name = \"U\"\nreference_date = \"2024\"\n".to_owned(),
    };
    let header = "buurtcode,buurtnaam,wijkcode,gemeentecode,water,aantal_inwoners,percentage_personen_0_tot_15_jaar,wkt\n";
    let loaded = study
        .file("cbs.csv", &format!("{header}{rows}"))
        .and("[[areas]]\nlevel = \"buurt\"\nfile = \"cbs.csv\"\ncrs = \"EPSG:28992\"\nposition = { wkt = \"wkt\" }\nkeep = { gemeentecode = [\"GM0344\"] }\n")
        .load();
    assert_eq!(said(&loaded), [""; 0]);
    let tally = &loaded.report.tallies[0];
    assert_eq!(
        (tally.read, tally.kept, tally.left_out, tally.not_asked),
        (3, 1, 2, 2)
    );
    let town = loaded.town.expect("nothing blocks");
    let codes: Vec<&str> = town.areas.iter().map(|area| area.code.0.as_str()).collect();
    assert_eq!(codes, ["BU0344AA01", "WK0344AA", "GM0344"]);
    assert_eq!(
        people(&town, "BU0344AA01", AgeGroup::All),
        Some(People::whole(100))
    );
}

#[test]
fn progress_names_each_step_and_never_goes_back() {
    let study = Study::new();
    std::fs::write(study.folder.path().join("study.toml"), &study.toml)
        .expect("the folder can be written");
    let steps = std::cell::RefCell::new(Vec::new());
    load_study(study.folder.path(), None, &|progress| {
        steps.borrow_mut().push(progress)
    })
    .expect("a study");
    let steps = steps.into_inner();
    assert!(
        steps
            .iter()
            .any(|progress| progress.step == "straten lezen")
    );
    let shares: Vec<f64> = steps.iter().map(|progress| progress.share).collect();
    assert!(
        shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)),
        "{shares:?}"
    );
}

#[test]
fn totals_that_disagree_beyond_rounding_are_reported() {
    let district = |inwoners: u32| {
        let toml = "[[areas]]\nlevel = \"wijk\"\nfile = \"wijken.csv\"\ncrs = \"EPSG:28992\"\nrounded_to = 5\nposition = { wkt = \"wkt\" }\n\
            columns = { code = \"code\" }\n[areas.residents]\n\"alle\" = { column = \"inwoners\" }\n";
        let row = format!(
            "code,inwoners,wkt\nWK999901,{inwoners},\"POLYGON((130000 450000,132000 450000,132000 451000,130000 451000,130000 450000))\"\n"
        );
        Study::new().and(toml).file("wijken.csv", &row).load()
    };
    let agreed = district(1505);
    assert_eq!(said(&agreed), [""; 0]);
    assert!(
        agreed
            .report
            .notes
            .iter()
            .any(|note| note.code == "totalen_verschillen_door_afronding")
    );
    assert_eq!(
        said(&district(1600)),
        [
            "wijken.csv, row 2: found 1600 residents of \"WK999901\" and 1500 in the 2 of its 2 areas with a figure, \
          expected equal totals, but for rounding (at most 5)"
        ]
    );
}

#[test]
fn the_users_own_norms_are_read_by_the_same_rules() {
    let norms = "name = \"eigen\"\nlabel_nl = \"l\"\nlabel_en = \"l\"\n[[norms]]\nkind = \"PO\"\nages = [\"4-12\"]\n\
        profile = \"lopen_kind\"\nnorm_m = 500\nlimit_m = 1000\nbasis = \"b\"\n";
    let with = |toml: &str| {
        let study = Study::new();
        let toml = format!("{toml}\n{}", study.toml);
        Study { toml, ..study }
    };
    let (town, _) = with("norms = \"eigen.toml\"")
        .file("eigen.toml", norms)
        .town();
    assert_eq!(
        (town.norms.name.as_str(), town.norms.norms.len()),
        ("eigen", 1)
    );
    let refusal = with("norms = \"eigen.toml\"").refusal();
    assert_eq!(
        refusal,
        [
            "study.toml, field \"norms\": found \"eigen.toml\", expected \"nabij-voorstel-1\" or a file in the data folder"
        ]
    );
    let refusal = with("distance_level = \"D3\"").refusal();
    assert_eq!(
        refusal,
        [
            "study.toml, field \"distance_level\": found \"D3\" without streets, expected a table [[streets]], or D0 or D1"
        ]
    );
}

#[test]
fn the_users_own_weights_are_read_by_the_same_rules() {
    let with = |file: &str| {
        let study = Study::new();
        let toml = format!("weights = \"eigen.toml\"\n{}", study.toml);
        Study { toml, ..study }.file("eigen.toml", file)
    };
    let (name, text) = nabij::ingest::weights_file::BUILT_IN_WEIGHTS;
    let (town, _) = with(
        &text
            .replace(name, "eigen")
            .replace("diameter_m = 800", "diameter_m = 600"),
    )
    .town();
    assert_eq!(
        (
            town.weights.name.as_str(),
            town.weights.cluster.diameter.value()
        ),
        ("eigen", 600.0)
    );
    assert_eq!(Study::new().town().0.weights.name, name);
    let refusal = with(&text.replace("partners = 0.25", "partners = 0.5")).refusal();
    assert_eq!(
        refusal,
        [
            "eigen.toml, field \"community_school.added_value\": found weights that sum to 1.25, expected weights that \
             sum to 1 (a third may be written as \"1/3\")"
        ]
    );
}

#[test]
fn a_layer_of_lines_is_read_as_streets_and_makes_d3_the_level() {
    let streets = "[[streets]]\nname = \"wegen\"\nfile = \"wegen.geojson\"\ncrs = \"EPSG:28992\"\ntags = { highway = \"soort\" }\n\
        values = { soort = { voetpad = \"footway\" } }\n";
    let line = |soort: &str, to: u32| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"soort\":\"{soort}\"}},\"geometry\":{{\"type\":\"LineString\",\
             \"coordinates\":[[130000,450000],[{to},450000]]}}}}"
        )
    };
    let layer = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{},{}]}}",
        line("voetpad", 130_100),
        line("voetpad", 130_000)
    );
    let loaded = Study::new()
        .and(streets)
        .file("wegen.geojson", &layer)
        .load();
    let tally = loaded
        .report
        .tallies
        .iter()
        .find(|tally| tally.source == "wegen")
        .expect("a tally");
    assert_eq!((tally.read, tally.kept, tally.left_out), (2, 1, 1));
    let town = loaded.town.expect("nothing blocks");
    assert_eq!(town.distance_level, DistanceLevel::D3);
    let streets = town.streets.as_ref().expect("streets were read");
    assert_eq!(
        streets.tag_sets[0].get("highway").map(String::as_str),
        Some("footway")
    );
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let rows = "code,naam,soort,plaatsen,x,y\nb,B,kapper,1,130500,450500\na,A,basisschool,x,130500,450500\na,A,basisschool,2,130500,450500\n";
    let load = || Study::new().and(SCHOOLS).file("scholen.csv", rows).load();
    let (one, other) = (load(), load());
    assert_eq!(
        one.report.to_json().to_string(),
        other.report.to_json().to_string()
    );
    assert_eq!(one.report.to_string(), other.report.to_string());
    assert_eq!(one.town, other.town);
}

#[test]
fn a_study_file_that_is_not_there_is_an_error_with_its_path() {
    let error = load_study(Path::new("/no/such/study"), None, &|_| ()).expect_err("no file");
    assert!(error.to_string().contains("/no/such/study"), "{error}");
}

#[test]
fn areas_are_sorted_by_level_and_code_and_parents_point_upwards() {
    let (town, _) = Study::new().town();
    let keys: Vec<_> = town
        .areas
        .iter()
        .map(|area| (area.level, area.code.clone()))
        .collect();
    assert!(keys.is_sorted());
    for area in &town.areas {
        let parent = area.parent.map(|id| town.areas[id.0 as usize].level);
        assert_eq!(parent.is_none(), area.level == AreaLevel::Municipality);
        assert!(parent.is_none_or(|level| level > area.level));
    }
}

const ENTRANCES: &str = "[[entrances]]\nname = \"ingangen\"\nfile = \"ingangen.csv\"\ncrs = \"EPSG:28992\"\n\
    position = { x = \"x\", y = \"y\" }\ncolumns = { facility = \"school\" }\n";

#[test]
fn entrances_are_joined_to_their_facility_by_id_and_the_others_are_named() {
    let (town, problems) = Study::new()
        .and(SCHOOLS)
        .file(
            "scholen.csv",
            "code,naam,soort,plaatsen,x,y\n01AA,De Boom,basisschool,200,130500,450500\n02BB,De Tak,basisschool,100,131500,450500\n",
        )
        .and(ENTRANCES)
        .file(
            "ingangen.csv",
            "school,x,y\n02BB,131450,450500\n01AA,130600,450500\n9999,130500,450500\n02BB,131500,450900\n02BB,,450500\n",
        )
        .town();
    let entrances: Vec<Vec<(f64, f64)>> = town
        .facilities
        .iter()
        .map(|facility| {
            facility
                .entrances
                .iter()
                .map(|place| (place.x, place.y))
                .collect()
        })
        .collect();
    assert_eq!(
        entrances,
        [
            vec![(130_600.0, 450_500.0)],
            vec![(131_450.0, 450_500.0), (131_500.0, 450_900.0)]
        ]
    );
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(
        problems[1].contains(
            "row 4, field \"school\": found \"9999\", expected the id of a facility of the study"
        ),
        "{problems:?}"
    );
    assert!(
        problems[2].contains("row 5")
            && problems[2].contains("found an entrance 400 m from \"02BB\""),
        "{problems:?}"
    );
    assert!(problems[0].contains("row 6"), "{problems:?}");
}

#[test]
fn the_nearest_of_several_entrances_shortens_the_way() {
    let schools = "code,naam,soort,plaatsen,x,y\n01AA,De Boom,basisschool,200,130500,450500\n";
    let nearest = |entrances: &str| {
        let (town, problems) = Study::new()
            .and(SCHOOLS)
            .file("scholen.csv", schools)
            .and(ENTRANCES)
            .file("ingangen.csv", entrances)
            .town();
        assert_eq!(problems, [""; 0]);
        let index = TravelIndex::build(&town).expect("straight lines");
        let travel = travel_by_kind(&town, &index).expect("straight lines");
        let home = town.demand.iter().position(|home| {
            home.position.x < 130_100.0 && (home.position.y - 450_500.0).abs() < 30.0
        });
        let home = home.expect("the grid covers the neighbourhood");
        let distance = travel[0].reaches[home]
            .nearest()
            .expect("reached")
            .distance
            .value();
        (
            town.demand[home].position,
            distance / travel[0].profile.detour,
        )
    };
    let straight = |(place, found): (Planar, f64), x: f64, y: f64| {
        assert!(
            (place.distance(Planar { x, y }) - found).abs() < 1e-6,
            "{place:?} {found}"
        );
    };
    straight(
        nearest("school,x,y\n01AA,130600,450500\n"),
        130_500.0,
        450_500.0,
    );
    straight(
        nearest("school,x,y\n01AA,130600,450500\n01AA,130400,450500\n"),
        130_400.0,
        450_500.0,
    );
}

const TILES: &str =
    "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png";

#[test]
fn the_map_of_somebody_else_is_read_with_its_address_and_its_maker() {
    let toml = format!("[background_map]\naddress = \"{TILES}\"\nattribution = \"© Kadaster\"\n");
    let loaded = Study::new().and(&toml).load();
    let map = loaded.town.expect("nothing blocks").background_map;
    let map = map.expect("the study names a map");
    assert_eq!(map.address(), TILES);
    assert_eq!(map.origin(), "https://service.pdok.nl");
    assert_eq!(map.attribution(), "© Kadaster");
    let without = Study::new().load().town.expect("nothing blocks");
    assert_eq!(without.background_map, None);
}

#[test]
fn a_map_of_somebody_else_without_a_right_address_or_its_maker_blocks_and_the_field_is_named() {
    for (address, attribution, field) in [
        ("http://example.nl/{z}/{x}/{y}.png", "©", "address"),
        ("https://example.nl/{z}/{x}.png", "©", "address"),
        ("https://example.nl; img-src */{z}/{x}/{y}", "©", "address"),
        (TILES, " ", "attribution"),
    ] {
        let toml =
            format!("[background_map]\naddress = \"{address}\"\nattribution = \"{attribution}\"\n");
        let loaded = Study::new().and(&toml).load();
        assert!(loaded.town.is_none(), "{address}");
        let problems = said(&loaded).join("\n");
        assert!(
            problems.contains(&format!("background_map.{field}")),
            "{problems}"
        );
    }
    let half = format!("[background_map]\naddress = \"{TILES}\"\n");
    let problems = said(&Study::new().and(&half).load()).join("\n");
    assert!(problems.contains("attribution"), "{problems}");
}
