//! The other door: the binary as a process, on a town whose answers are worked out by hand.

#[path = "support/copied_town.rs"]
mod copied_town;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nabij::ingest::load::study_name;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::store::revision::{Author, Draft, EntryKey, Revision};
use tempfile::TempDir;

use crate::copied_town::copied;

fn nabij(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nabij"))
        .args(arguments)
        .output()
        .expect("the binary starts")
}

fn town(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/towns")
        .join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The folder that `nabij analyse` wrote, and what it said.
fn analysed(study: &Path, more: &[&str]) -> (TempDir, Output) {
    let out = tempfile::tempdir().expect("a folder");
    let mut arguments = vec!["analyse", text(study), "--out", text(out.path())];
    arguments.extend(more);
    let output = nabij(&arguments);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (out, output)
}

/// The rows of a table by the given key columns.
fn rows(
    folder: &Path,
    table: &str,
    keys: &[&str],
) -> BTreeMap<Vec<String>, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(table)).expect("the table is there");
    let rows = reader
        .deserialize::<BTreeMap<String, String>>()
        .map(|row| row.expect("a row"));
    rows.map(|row| (keys.iter().map(|&key| row[key].clone()).collect(), row))
        .collect()
}

fn area(
    rows: &BTreeMap<Vec<String>, BTreeMap<String, String>>,
    code: &str,
    age: &str,
) -> BTreeMap<String, String> {
    rows[&vec![code.to_owned(), age.to_owned()]].clone()
}

fn values<const N: usize>(row: &BTreeMap<String, String>, columns: [&str; N]) -> [String; N] {
    columns.map(|column| row[column].clone())
}

/// De Oever stands at x 150. Over the bridge (y 300) it is 100 + 200 + 100 + 200 = 600 m to x 350 on the east bank,
/// and 800 m to x 550; on the west bank 100 m to x 50, and 10 m off the street to the home at (150, 110).
/// A child walks 1.1 m/s, so the norm of 10 minutes is 660 m.
#[test]
fn distances_over_the_bridge_are_those_worked_out_by_hand() {
    let (out, _) = analysed(&town("two_banks"), &[]);
    let points = rows(out.path(), "punten.csv", &["punt_id"]);
    let travelled = |home: &str| {
        values(
            &points[&vec![home.to_owned()]],
            ["afstand_m", "t_s", "voorziening_id"],
        )
    };
    assert_eq!(travelled("west_ver"), ["100.0", "90.9", "01AB00"]);
    assert_eq!(travelled("west_dichtbij"), ["10.0", "9.1", "01AB00"]);
    assert_eq!(travelled("oost_dichtbij"), ["600.0", "545.5", "01AB00"]);
    assert_eq!(travelled("oost_ver"), ["800.0", "727.3", "01AB00"]);
}

#[test]
fn coverage_counts_the_children_within_the_norm() {
    let (out, output) = analysed(&town("two_banks"), &[]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("afstandsniveau D3"),
        "the level is printed: {said}"
    );
    let table = rows(
        out.path(),
        "bereikbaarheid.csv",
        &["gebiedscode", "leeftijd"],
    );
    let columns = [
        "niveau",
        "personen",
        "gedekt",
        "aandeel_pct",
        "t_p50_s",
        "norm_s",
        "reden",
    ];
    let of = |code: &str, age: &str| values(&area(&table, code, age), columns);
    assert_eq!(
        of("BU99980101", "4-12"),
        ["buurt", "30", "30", "100.0", "9.1", "600", ""]
    );
    assert_eq!(
        of("BU99980102", "4-12"),
        ["buurt", "120", "40", "33.3", "727.3", "600", ""]
    );
    assert_eq!(
        of("WK999801", "4-12"),
        ["wijk", "150", "70", "46.7", "727.3", "600", ""]
    );
    assert_eq!(
        of("BU99980102", "alle"),
        ["buurt", "360", "120", "33.3", "727.3", "600", ""]
    );
}

#[test]
fn an_area_without_residents_figure_is_empty_and_never_zero() {
    let (out, _) = analysed(&town("two_banks"), &[]);
    let table = rows(
        out.path(),
        "bereikbaarheid.csv",
        &["gebiedscode", "leeftijd"],
    );
    let columns = ["personen", "gedekt", "aandeel_pct", "t_p50_s", "reden"];
    assert_eq!(
        values(&area(&table, "BU99980201", "4-12"), columns),
        ["", "", "", "", "geen gegevens"]
    );
    assert_eq!(
        values(&area(&table, "BU99980102", "0-4"), columns),
        ["", "", "", "", "geen gegevens"]
    );
}

#[test]
fn the_columns_are_those_that_other_programs_rely_on() {
    let (out, _) = analysed(&town("two_banks"), &[]);
    let header = |table: &str| {
        let text = fs::read_to_string(out.path().join(table)).expect("UTF-8");
        text.lines().next().expect("a header").to_owned()
    };
    assert_eq!(
        header("bereikbaarheid.csv"),
        "gebiedscode,niveau,voorziening,leeftijd,profiel,afstandsniveau,norm_s,personen,gedekt,gedekt_zeker,\
         gedekt_mogelijk,aandeel_pct,t_p10_s,t_p50_s,t_p90_s,score,geschat_pct,reden"
    );
    assert_eq!(
        header("punten.csv"),
        "punt_id,x_rd,y_rd,gebiedscode,voorziening,profiel,afstandsniveau,t_s,afstand_m,voorziening_id,rand,reden"
    );
}

/// The school of 120 places: 30 children on the west bank and 40 on the east bank are within the norm, and the 80 at
/// 727.3 s count for (1200 - 727.3) / 600 = 0.788: 120 / (70 + 80 · 0.788) = 0.902 places for each child nearby.
#[test]
fn further_measures_and_facilities_have_tables_of_their_own() {
    let (out, _) = analysed(&town("two_banks"), &["--small-numbers", "keep"]);
    let header = |table: &str| {
        let text = fs::read_to_string(out.path().join(table)).expect("UTF-8");
        text.lines().next().expect("a header").to_owned()
    };
    assert_eq!(
        header("maten.csv"),
        "gebiedscode,niveau,voorziening,leeftijd,profiel,afstandsniveau,maat,waarde,eenheid"
    );
    assert!(header("aanbod.csv").starts_with(
        "voorziening_id,naam,voorziening,leeftijd,profiel,afstandsniveau,norm_s,capaciteit,"
    ));
    assert_eq!(
        header("tijdvakken.csv"),
        "gebiedscode,niveau,voorziening,leeftijd,profiel,afstandsniveau,norm_s,dagen,dagdeel,van,tot,personen,gedekt,\
         gedekt_mogelijk,aandeel_pct,uren_per_week,tijden_onbekend,reden"
    );
    let measures = rows(out.path(), "maten.csv", &["gebiedscode", "maat"]);
    let value = |code: &str, measure: &str| {
        measures[&vec![code.to_owned(), measure.to_owned()]]["waarde"].clone()
    };
    assert_eq!(value("BU99980101", "keuze_p50"), "1.0000");
    assert_eq!(value("WK999801", "tekort_aandeel"), "53.3333");
    // Nobody has a second school; the places of the only one are known.
    assert_eq!(value("WK999801", "tweede_p50"), "");
    assert_eq!(value("WK999801", "tweede_buiten_bereik_pct"), "100.0000");
    assert_eq!(value("WK999801", "e2sfca_onbekend_pct"), "0.0000");
    assert_eq!(value("GM9998", "zwaartekracht_half_m"), "660.0000");
    let homes = rows(out.path(), "punten_maten.csv", &["punt_id"]);
    let far = &homes[&vec!["oost_ver".to_owned()]];
    let columns = ["keuze", "tweede", "omweg", "e2sfca", "reden"];
    // 0.902 · 0.788 = 0.711.
    assert_eq!(values(far, columns), ["0.000", "", "2.000", "0.711", ""]);
    let supply = rows(out.path(), "aanbod.csv", &["voorziening_id"]);
    let school = &supply[&vec!["01AB00".to_owned()]];
    assert_eq!(
        values(
            school,
            [
                "personen_in_bereik",
                "personen_dichtstbij",
                "sluiting_zonder"
            ]
        ),
        ["70", "150", "150"]
    );
    // There is no other school: all who reach it lose it, and those within the norm fall beyond it.
    let closures = rows(
        out.path(),
        "sluitingen.csv",
        &["voorziening_id", "buurtcode"],
    );
    let columns = ["personen", "extra_p50_s", "boven_de_norm", "reden"];
    let of = |code: &str| {
        values(
            &closures[&vec!["01AB00".to_owned(), code.to_owned()]],
            columns,
        )
    };
    let none_left = "geen andere binnen de grens";
    assert_eq!(of("BU99980101"), ["30", "", "30", none_left]);
    assert_eq!(of("BU99980102"), ["120", "", "40", none_left]);
    assert_eq!(closures.len(), 2);
}

/// On the east bank the nearest school is 600 m and 800 m away over the bridge, and 200 m and 400 m over the water.
#[test]
fn a_detour_names_the_water_that_lies_in_between() {
    let (out, _) = analysed(&town("two_banks"), &[]);
    let detours = rows(out.path(), "omwegen.csv", &["gebiedscode"]);
    let columns = [
        "barriere_soort",
        "barriere",
        "personen",
        "omweg_p50",
        "reden",
    ];
    let expected = ["water", "Vaart", "120", "2.00", ""];
    for code in ["BU99980102", "WK999801", "GM9998"] {
        assert_eq!(values(&detours[&vec![code.to_owned()]], columns), expected);
    }
    assert_eq!(detours.len(), 3, "the west bank has the school");
}

#[test]
fn the_same_input_gives_the_same_bytes_in_every_format() {
    let formats = ["--format", "csv,geojson,gpkg,fgb,shp,parquet"];
    let (first, _) = analysed(&town("two_banks"), &formats);
    let (second, _) = analysed(&town("two_banks"), &formats);
    let mut names: Vec<_> = fs::read_dir(first.path())
        .expect("a folder")
        .map(|entry| entry.expect("entry").file_name())
        .collect();
    names.sort();
    assert!(
        names.len() > 15,
        "tables and layers in each format: {names:?}"
    );
    for name in names {
        let read = |folder: &TempDir| fs::read(folder.path().join(&name)).expect("a file");
        assert!(read(&first) == read(&second), "{} differs", name.display());
    }
}

#[test]
fn the_areas_as_geojson_are_those_in_the_golden_file() {
    let (out, _) = analysed(&town("two_banks"), &["--format", "geojson"]);
    let golden =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/two_banks_gebieden_PO.geojson");
    let document: serde_json::Value =
        serde_json::from_slice(&fs::read(out.path().join("gebieden_PO.geojson")).expect("written"))
            .expect("JSON");
    let made = format!(
        "{}\n",
        serde_json::to_string_pretty(&document).expect("JSON")
    );
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &made).expect("the golden file can be written");
    }
    assert_eq!(made, fs::read_to_string(&golden).expect("the golden file"));
}

#[test]
fn kept_small_numbers_are_said_out_loud() {
    let (_, output) = analysed(&town("two_banks"), &["--small-numbers", "keep"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("kleine aantallen"));
}

#[test]
fn a_sound_study_checks_with_exit_code_0_and_the_same_json_each_time() {
    let study = town("two_banks");
    let check = || nabij(&["check", text(&study), "--json"]);
    let (first, second) = (check(), check());
    assert_eq!(
        first.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    assert_eq!(first.stdout, second.stdout);
    let report: serde_json::Value = serde_json::from_slice(&first.stdout).expect("JSON");
    assert!(report.is_object());
    let said = nabij(&["check", text(&study)]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("woningen.csv"));
}

#[test]
fn what_blocks_ends_with_exit_code_2_and_a_message_that_names_it() {
    let missing = nabij(&["check", "tests/towns/nowhere"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("nowhere"));

    let folder = tempfile::tempdir().expect("a folder");
    let toml = fs::read_to_string(town("two_banks").join("study.toml")).expect("the study");
    fs::write(
        folder.path().join("study.toml"),
        toml.replace("reference_date", "refrence_date"),
    )
    .expect("written");
    let misspelt = nabij(&[
        "check",
        text(folder.path()),
        "--data",
        text(&town("two_banks")),
    ]);
    assert_eq!(misspelt.status.code(), Some(2));
    let report = String::from_utf8_lossy(&misspelt.stdout).into_owned();
    assert!(
        report.contains("refrence_date") && report.contains("reference_date"),
        "{report}"
    );
}

/// Three homes on a line at 0, 4 and 10 with weights 1, 2 and 1, and sites at 0, 4 and 10. One site: at 4 the sum is
/// 1 × 4 + 0 + 1 × 6 = 10; at 0 it is 2 × 4 + 10 = 18; at 10 it is 10 + 2 × 6 = 22.
#[test]
fn solve_prints_the_plan_with_its_proof_as_one_object() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let places = [("a", 0), ("b", 4), ("c", 10)];
    let pairs = places.iter().flat_map(|(home, from)| {
        places
            .iter()
            .map(move |(site, to)| format!("{home},{site},{}\n", i32::abs(from - to)))
    });
    let costs = file(
        "costs.csv",
        &format!("demand_id,site_id,cost\n{}", pairs.collect::<String>()),
    );
    let demand = file("demand.csv", "demand_id,weight\na,1\nb,2\nc,1\n");
    let tables = ["--costs", text(&costs), "--demand", text(&demand)];

    let asked = |more: &[&str]| nabij(&[&["solve"], &tables[..], more].concat());
    let solved = asked(&["--model", "p-median", "--sites", "1", "--json"]);
    assert_eq!(
        solved.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&solved.stderr)
    );
    let plan: serde_json::Value = serde_json::from_slice(&solved.stdout).expect("one object");
    assert_eq!(
        (&plan["objective"], &plan["bound"], &plan["gap"]),
        (&10.0.into(), &10.0.into(), &0.0.into())
    );
    assert_eq!(
        (&plan["proven_optimal"], &plan["sites"][0]),
        (&true.into(), &"b".into())
    );
    assert_eq!(plan["assignment"][2]["site_id"], "b");

    let too_many = asked(&["--model", "p-median", "--sites", "4"]);
    assert_eq!(too_many.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&too_many.stderr).contains("found 4"));
    let unreachable = asked(&["--model", "lscp", "--radius", "-1"]);
    assert_eq!(unreachable.status.code(), Some(2));
}

/// Three schools on a line at 0, 400 and 1,000 metres, homes beside them with 1, 2 and 1 children. With two schools the
/// travel is 1 × 400 without a, 1 × 600 without c, and 2 × 400 without b.
#[test]
fn solve_keeps_to_the_limits_and_offers_other_plans() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let places = [("a", 0), ("b", 400), ("c", 1000)];
    let pairs = places.iter().flat_map(|(home, from)| {
        places
            .iter()
            .map(move |(site, to)| format!("{home},{site},{}\n", i32::abs(from - to)))
    });
    let costs = file(
        "costs.csv",
        &format!("demand_id,site_id,cost\n{}", pairs.collect::<String>()),
    );
    let demand = file("demand.csv", "demand_id,weight\na,1\nb,2\nc,1\n");
    let sites = file(
        "sites.csv",
        "site_id,district,fixed_cost,variable_cost,capacity,x,y\na,Noord,100,1,2,0,0\nb,Noord,100,2,2,400,0\nc,Zuid,100,0,4,1000,0\n",
    );
    let tables = [
        "--costs",
        text(&costs),
        "--demand",
        text(&demand),
        "--sites-table",
        text(&sites),
    ];
    let median = ["--model", "p-median", "--sites", "2"];
    let asked = |more: &[&str]| nabij(&[&["solve"], &tables[..], &median[..], more].concat());
    let json = |more: &[&str]| -> serde_json::Value {
        let output = asked(&[more, &["--json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        serde_json::from_slice(&output.stdout).expect("one object")
    };
    let sites_of = |plan: &serde_json::Value| plan["sites"].to_string();

    assert_eq!(sites_of(&json(&[])), r#"["b","c"]"#);
    assert_eq!(sites_of(&json(&["--forbidden", "b"])), r#"["a","c"]"#);
    assert_eq!(sites_of(&json(&["--required", "a"])), r#"["a","b"]"#);
    let one_each = ["--required", "a", "--max-per-district", "1"];
    assert_eq!(sites_of(&json(&one_each)), r#"["a","c"]"#);
    assert_eq!(sites_of(&json(&["--min-distance", "700"])), r#"["a","c"]"#);
    // b and c open for 200, and b serves a and b: 3 × 2 more. a and c: 200 + 1 for a, and b goes to a: 3 in all.
    assert_eq!(sites_of(&json(&["--budget", "206"])), r#"["b","c"]"#);
    assert_eq!(sites_of(&json(&["--budget", "205.99"])), r#"["a","c"]"#);
    let roomy = json(&["--capacities"]);
    assert_eq!(roomy["shares"][0]["weight"], 1.0);

    let several = json(&["--alternatives", "3", "--within", "60"]);
    assert_eq!(several["plans"].as_array().map(Vec::len), Some(2));
    assert_eq!(several["plans"][1]["objective"], 600.0);
    assert_eq!(several["plans_complete"], true);
    assert_eq!(several["occurrence"][0]["site_id"], "b");
    assert_eq!(several["occurrence"][0]["plans"], 2);
    let said = asked(&["--alternatives", "2", "--within", "60"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("plan 2: uitkomst 600, locaties a, b"),
        "{said}"
    );

    for (limit, named) in [
        (["--budget", "150"], "relax the budget"),
        (["--min-distance", "1001"], "relax the minimum distance"),
        (
            ["--max-per-district", "0"],
            "relax the number of sites per district",
        ),
    ] {
        let refused = asked(&limit);
        assert_eq!(refused.status.code(), Some(2), "{named}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(named), "{said}");
    }
    let apart = nabij(&[
        "solve",
        "--model",
        "p-dispersion",
        "--sites",
        "2",
        "--sites-table",
        text(&sites),
        "--json",
    ]);
    let apart: serde_json::Value = serde_json::from_slice(&apart.stdout).expect("one object");
    assert_eq!(
        (&apart["objective"], sites_of(&apart)),
        (&1000.0.into(), r#"["a","c"]"#.to_owned())
    );
}

/// Two homes, each 1 from one site and 5 from the other.
#[test]
fn solve_names_what_is_wrong_or_which_limit_to_relax() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let header = "demand_id,site_id,cost\n";
    let costs = |rows: &str| format!("{header}{rows}");
    let sound = file("sound.csv", &costs("a,x,1\na,y,5\nb,x,5\nb,y,1\n"));
    let turned = file("turned.csv", &costs("b,y,1\na,y,5\nb,x,5\na,x,1\n"));
    let negative = file("negative.csv", &costs("a,x,-1\nb,x,5\n"));
    let missing = file("missing.csv", &costs("a,x,\nb,x,5\n"));
    let island = file("island.csv", &costs("a,x,1\n"));
    let demand = file("demand.csv", "demand_id,weight\na,1\nb,2\n");
    let sites = file("sites.csv", "site_id,fixed_cost\nx,100\ny,100\n");
    let asked = |costs: &Path, more: &[&str]| {
        let tables = ["solve", "--costs", text(costs), "--demand", text(&demand)];
        nabij(&[&tables[..], more].concat())
    };
    let median = |sites| ["--model", "p-median", "--sites", sites];
    let budget = ["--sites-table", text(&sites), "--budget", "50"];
    for (costs, more, named) in [
        (&sound, median("0").to_vec(), "found 0, expected 1 to 2"),
        (&sound, median("3").to_vec(), "found 3, expected 1 to 2"),
        (
            &negative,
            median("1").to_vec(),
            "row 2, field \"cost\": found \"-1\"",
        ),
        (
            &missing,
            median("1").to_vec(),
            "row 2, field \"cost\": found \"\"",
        ),
        (
            &island,
            median("1").to_vec(),
            "demand point b reaches no site",
        ),
        (
            &sound,
            vec!["--model", "lscp", "--radius", "0.5"],
            "relax the radius or the forbidden sites",
        ),
        (
            &sound,
            [&median("1")[..], &budget].concat(),
            "relax the budget",
        ),
        (
            &sound,
            [&median("1")[..], &["--required", "x", "--forbidden", "x"]].concat(),
            "take it from one of the two lists",
        ),
        // Nobody has a cost to z, so nobody can reach it.
        (
            &sound,
            [&median("1")[..], &["--required", "z"]].concat(),
            "required sites: found site z, expected a site of the table of costs",
        ),
        (
            &sound,
            [&median("1")[..], &["--required", "x,y"]].concat(),
            "found 1, expected at least 2, the number of required sites",
        ),
    ] {
        let refused = asked(costs, &more);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{named}");
        assert!(said.contains(named), "{said}");
    }
    let plan = |costs: &Path, more: &[&str]| -> serde_json::Value {
        let output = asked(costs, &[&median("1")[..], more, &["--json"]].concat());
        let mut plan: serde_json::Value =
            serde_json::from_slice(&output.stdout).expect("one object");
        plan["seconds"].take();
        plan
    };
    assert_eq!(plan(&sound, &[]), plan(&turned, &[]), "the order of rows");
    let stopped = plan(&sound, &["--time-limit", "0"]);
    assert_eq!(stopped["proven_optimal"], false);
    assert!(stopped["bound"].as_f64() <= plan(&sound, &[])["objective"].as_f64());
    for model in ["mclp", "p-center", "lscp", "shortfall", "worst-off"] {
        let sites = ["--sites", "1"].map(|word| (model != "lscp").then_some(word));
        let words = [
            "--model",
            model,
            "--radius",
            "5",
            "--time-limit",
            "0",
            "--json",
        ];
        let stopped = asked(
            &sound,
            &[&words[..], &sites.into_iter().flatten().collect::<Vec<_>>()].concat(),
        );
        let said = String::from_utf8_lossy(&stopped.stderr).into_owned();
        match stopped.status.code() {
            Some(0) => {
                let plan: serde_json::Value =
                    serde_json::from_slice(&stopped.stdout).expect("one object");
                assert_eq!(plan["proven_optimal"], false, "{model}");
            }
            code => {
                assert_eq!(code, Some(2), "{model}");
                assert!(
                    said.contains("in time") || said.contains("tijd"),
                    "{model}: {said}"
                );
            }
        }
    }
}

/// Schools A, B and C at 0, 4 and 10 with 30 children each. Keeping all three costs 60 + 8 + 8 = 76 euro; closing A and
/// extending B from 30 places to 60 costs 5 + 50 + 8 = 63, and the children of A travel 4 farther: 30 × 4 = 120.
#[test]
fn solve_merges_two_schools_when_keeping_both_costs_too_much() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let costs = file(
        "costs.csv",
        "demand_id,site_id,cost\na,A,0\na,B,4\na,C,10\nb,A,4\nb,B,0\nb,C,6\nc,A,10\nc,B,6\nc,C,0\n",
    );
    let demand = file("demand.csv", "demand_id,weight\na,30\nb,30\nc,30\n");
    let rows = "site_id,action,fixed_cost,capacity\nA,closed,5,\nA,as is,60,30\nB,as is,8,30\nB,extended,50,60\n";
    let actions = file("actions.csv", &format!("{rows}C,as is,8,30\n"));
    let strange = file("strange.csv", &format!("{rows}D,as is,8,30\n"));
    let tables = ["--costs", text(&costs), "--demand", text(&demand)];
    let asked = |model: &str, actions: &Path, more: &[&str]| {
        let asked = ["solve", "--model", model, "--sites", "3", "--actions"];
        nabij(&[&asked[..], &[text(actions)], &tables[..], more].concat())
    };
    let merger = asked("p-median", &actions, &["--budget", "71", "--json"]);
    let said = String::from_utf8_lossy(&merger.stderr).into_owned();
    let plan: serde_json::Value = serde_json::from_slice(&merger.stdout).expect(&said);
    assert_eq!(
        (&plan["objective"], &plan["proven_optimal"]),
        (&120.0.into(), &true.into())
    );
    assert_eq!(plan["closed"].to_string(), r#"["A"]"#);
    assert_eq!(
        plan["states"].to_string(),
        r#"[{"site_id":"B","action":"extended"},{"site_id":"C","action":"as is"}]"#
    );
    let lines = asked("p-median", &actions, &["--budget", "71"]);
    let lines = String::from_utf8_lossy(&lines.stdout).into_owned();
    assert!(
        lines.ends_with("open B (extended), C (as is)\ndicht A\n"),
        "{lines}"
    );

    for (model, actions, more, named) in [
        ("p-median", &actions, ["--budget", "62"], "the budget"),
        (
            "p-median",
            &strange,
            ["--budget", "71"],
            "tabel met kosten: D",
        ),
        ("lscp", &actions, ["--radius", "5"], "lscp"),
        (
            "p-median",
            &actions,
            ["--alternatives", "2"],
            "--alternatives",
        ),
    ] {
        let refused = asked(model, actions, &more);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn where_nobody_can_walk_every_home_and_school_is_named_and_none_is_lost() {
    let folder = copied(town("two_banks"));
    let study = folder.path().join("study.toml");
    let toml = fs::read_to_string(&study).expect("UTF-8");
    let motorways = toml.replace("straat = \"residential\"", "straat = \"motorway\"");
    fs::write(&study, motorways).expect("written");
    let check = nabij(&["check", text(&study)]);
    assert!(check.status.success());
    let said = String::from_utf8_lossy(&check.stdout);
    let nowhere = "where no street at all is usable on foot";
    assert_eq!(said.matches(nowhere).count(), 5, "{said}");
    for what in [
        "home \"west_ver\"",
        "home \"oost_ver\"",
        "facility \"01AB00\"",
    ] {
        assert!(said.contains(&format!("{what} {nowhere}")), "{what}");
    }
    let (out, _) = analysed(&study, &[]);
    let points = rows(out.path(), "punten.csv", &["punt_id"]);
    assert_eq!(points.len(), 4);
    for point in points.values() {
        let found = values(point, ["t_s", "afstand_m", "voorziening_id", "reden"]);
        assert_eq!(found, ["", "", "", "te ver van het netwerk"]);
    }
    let areas = rows(
        out.path(),
        "bereikbaarheid.csv",
        &["gebiedscode", "leeftijd"],
    );
    let west = area(&areas, "BU99980101", "4-12");
    let columns = ["personen", "gedekt", "t_p50_s", "reden"];
    let expected = ["30", "0", "", "2 woonpunten: te ver van het netwerk"];
    assert_eq!(values(&west, columns), expected);
    let supply = rows(out.path(), "aanbod.csv", &["voorziening_id"]);
    let school = values(
        &supply[&vec!["01AB00".to_owned()]],
        [
            "capaciteit",
            "personen_in_bereik",
            "loopbereik_pct",
            "reden",
        ],
    );
    assert_eq!(school, ["120", "0", "", "te ver van het netwerk"]);
}

/// A bridge straight on at y 100: 100 + 100 m to x 350 and 400 m to x 550. Of 100 homes at x 450, which are 300 m and
/// 10 m of leg away, 50 children live in the east in 2031; the homes of 2040 are not there yet.
#[test]
fn a_bridge_and_homes_of_a_scenario_are_in_every_table_and_the_replay_gives_the_same_bytes() {
    let scenario = town("scenarios/brug_en_woningen.json");
    let (out, _) = analysed(
        &town("two_banks"),
        &["--scenario", text(&scenario), "--format", "geojson"],
    );
    let points = rows(out.path(), "punten.csv", &["punt_id"]);
    let travelled = |home: &str| points[&vec![home.to_owned()]]["afstand_m"].clone();
    assert_eq!(
        ["oost_dichtbij", "oost_ver", "plan:wijk"].map(travelled),
        ["200.0", "400.0", "310.0"]
    );
    assert!(!points.contains_key(&vec!["plan:later".to_owned()]));
    let table = rows(
        out.path(),
        "bereikbaarheid.csv",
        &["gebiedscode", "leeftijd"],
    );
    let of = |code: &str| {
        values(
            &area(&table, code, "4-12"),
            ["personen", "gedekt", "geschat_pct"],
        )
    };
    assert_eq!(of("BU99980101"), ["30", "30", "0.0"]);
    // 50 of 170 is 29.4 %.
    assert_eq!(of("BU99980102"), ["170", "170", "29.4"]);
    let replay = out.path().join("herhaling.json");
    let told = fs::read_to_string(&replay).expect("written");
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["scenario"]["gewichten"]["criteria"]["noodzaak"], 0.5);
    let again = |study: &Path| {
        let folder = tempfile::tempdir().expect("a folder");
        let output = nabij(&[
            "analyse",
            text(study),
            "--out",
            text(folder.path()),
            "--replay",
            text(&replay),
        ]);
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8_lossy(&said).into_owned(),
        )
    };
    let (code, said) = again(&town("two_banks"));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("byte voor byte gelijk"), "{said}");
    // Elsewhere one home is another one.
    let elsewhere = copied(town("two_banks"));
    let homes = elsewhere.path().join("woningen.csv");
    let changed = fs::read_to_string(&homes)
        .expect("homes")
        .replace("80,240", "81,240");
    fs::write(&homes, changed).expect("written");
    let (code, said) = again(elsewhere.path());
    assert_eq!(code, Some(2));
    assert!(
        said.contains("invoer, woningen.csv: found ") && !said.contains("scholen.csv"),
        "{said}"
    );
}

#[test]
fn a_scenario_that_cannot_be_ends_with_exit_code_2_and_names_change_and_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("scenario.json");
    let closing = r#"{ "naam": "a", "crs": "EPSG:28992", "wijzigingen": [
        { "id": "weg", "soort": "voorziening_sluiten", "voorziening": "01AB09" } ] }"#;
    fs::write(&file, closing).expect("written");
    let output = nabij(&[
        "analyse",
        text(&town("two_banks")),
        "--out",
        text(folder.path()),
        "--scenario",
        text(&file),
    ]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("wijzigingen[0] (id \"weg\"), voorziening: found \"01AB09\""),
        "{said}"
    );
}

#[test]
fn a_token_without_a_name_or_that_is_over_is_refused_in_one_line_and_makes_no_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.sqlite");
    let study = town("two_banks");
    for (name, until, said) in [
        (
            " ",
            "2099-01-01",
            "--name: gevonden \" \", verwacht de naam van een programma, hoogstens 100 tekens\n",
        ),
        (
            "proef",
            "2020-01-01",
            "--until: gevonden 2020-01-01, verwacht een dag van vandaag of later\n",
        ),
    ] {
        let mut words = vec!["token", text(&study), "--store", text(&store)];
        words.extend(["--name", name, "--role", "planner", "--until", until]);
        let output = nabij(&words);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&output.stderr), said);
        assert!(output.stdout.is_empty() && !store.exists());
    }
}

/// The store of the town in a file, made when it is not there.
fn store_of_town(path: &Path) -> Store {
    let name = study_name(&town("two_banks")).expect("a name");
    Store::open(&StoreAddress::File(path.to_owned()), &name).expect("a store")
}

#[test]
fn a_token_for_a_store_that_is_not_there_is_refused_and_makes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("typefout/nabij.sqlite");
    let study = town("two_banks");
    let mut words = vec!["token", text(&study), "--store", text(&store)];
    words.extend(["--name", "proef", "--role", "planner"]);
    words.extend(["--until", "2099-01-01"]);
    let output = nabij(&words);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("typefout/nabij.sqlite: dit bestand is er niet"),
        "{said}"
    );
    assert!(output.stdout.is_empty());
    assert!(!folder.path().join("typefout").exists());
}

#[test]
fn a_mistyped_server_is_refused_everywhere_without_its_password_and_makes_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let study = town("two_banks");
    let copy = folder.path().join("copy");
    fs::write(&copy, "").expect("a file");
    let token = "--name proef --role planner --until 2099-01-01";
    for store in [
        "postgress://nabij:GEHEIM@h/n1",
        "host=h user=nabij password=GEHEIM",
    ] {
        let mut token_words = vec!["token", text(&study), "--store", store];
        token_words.extend(token.split(' '));
        for words in [
            token_words,
            vec!["backup", "--store", store, "--out", "uit"],
            vec!["restore", "--store", store, "copy"],
            vec!["serve", text(&study), "--store", store],
        ] {
            let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
                .args(&words)
                .current_dir(folder.path())
                .output();
            let output = output.expect("the binary starts");
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
            assert!(said.contains("postgresql://"), "{said}");
            assert!(!said.contains("GEHEIM"), "{said}");
            let left = fs::read_dir(folder.path()).expect("a folder").count();
            assert_eq!(left, 1, "{words:?}");
        }
    }
}

#[test]
fn an_address_in_capitals_is_that_of_a_server_and_not_of_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().display().to_string().replace('/', "%2F");
    let store = format!("PostgreSQL://nabij:GEHEIM@{nowhere}/n1");
    let copy = folder.path().join("copy");
    let output = nabij(&["backup", "--store", &store, "--out", text(&copy)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("the store cannot be reached"), "{said}");
    assert!(!said.contains("GEHEIM") && !said.contains("dit bestand is er niet"));
}

/// Enters an ambition for the area of a school in a store, and gives what was kept.
fn ambition(store: &Store, id: &str, area: &str) -> Revision {
    let content = format!(
        r#"{{"gebied":"{area}","niveau":2,"bron":"b","datum":"2026-03-01","rol":"directeur"}}"#
    );
    let kept = store.keep(&Draft {
        key: EntryKey {
            kind: "ambitie",
            id,
        },
        seen: 0,
        content: Some(&content),
        author: Author {
            who: "planner".to_owned(),
            at: "2026-03-02T10:00:00Z".to_owned(),
            why: String::new(),
        },
    });
    kept.expect("kept")
}

#[test]
fn a_restore_of_another_record_about_what_holds_here_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let [here, there, copy] = ["a.sqlite", "b.sqlite", "copy"].map(|name| folder.path().join(name));
    let (first, second) = (store_of_town(&here), store_of_town(&there));
    ambition(&first, "hier", "BUWEST");
    ambition(&second, "elders", "BUOOST");
    ambition(&second, "daar", "BUWEST");
    let before = first.all().expect("all");
    let output = nabij(&["backup", "--store", text(&there), "--out", text(&copy)]);
    assert!(output.status.success());
    let restore = ["restore", "--store", text(&here), text(&copy)];

    let output = nabij(&restore);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let expected = "ambitie, gebied \"BUWEST\", datum \"2026-03-01\": in het bestand ambitie/daar/1 van 2026-03-02T10:00:00Z, \
                    hier ambitie/hier/1 van 2026-03-02T10:00:00Z";
    assert!(said.contains("er is niets teruggezet"), "{said}");
    assert!(said.contains(expected), "{said}");
    assert!(!said.contains("BUOOST"), "{said}");
    assert_eq!(first.all().expect("all"), before);

    let gone = first.keep(&Draft {
        key: EntryKey {
            kind: "ambitie",
            id: "hier",
        },
        seen: 1,
        content: None,
        author: before[0].author.clone(),
    });
    gone.expect("withdrawn");
    let output = nabij(&restore);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said, "teruggezet: 2 nieuwe versies van 2\n");
}

#[test]
fn a_restore_of_a_record_that_went_on_otherwise_here_tells_of_both_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let [here, there, copy] = ["a.sqlite", "b.sqlite", "copy"].map(|name| folder.path().join(name));
    let (first, second) = (store_of_town(&here), store_of_town(&there));
    ambition(&first, "zelfde", "BUWEST");
    ambition(&second, "zelfde", "BUOOST");
    ambition(&second, "nieuw", "BUWEST");
    let before = first.all().expect("all");
    let output = nabij(&["backup", "--store", text(&there), "--out", text(&copy)]);
    assert!(output.status.success());
    let output = nabij(&["restore", "--store", text(&here), text(&copy)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let expected = "ambitie/zelfde: in het bestand versie 1 van planner op 2026-03-02T10:00:00Z, \
                    hier versie 1 van planner op 2026-03-02T10:00:00Z";
    assert!(said.contains("er is niets teruggezet"), "{said}");
    assert!(said.contains(expected), "{said}");
    assert_eq!(first.all().expect("all"), before);
}

#[test]
fn a_restore_of_a_copy_that_was_changed_or_cut_off_makes_no_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let [store, other, copy] =
        ["a.sqlite", "b.sqlite", "copy"].map(|name| folder.path().join(name));
    ambition(&store_of_town(&store), "a", "BUWEST");
    let output = nabij(&["backup", "--store", text(&store), "--out", text(&copy)]);
    assert!(output.status.success());
    let whole = fs::read_to_string(&copy).expect("a copy");
    let first = whole.lines().next().expect("a line");
    for (broken, told) in [
        (
            whole.replace("BUWEST", "BUOOST"),
            "ambitie/a/1: found another content than was sealed",
        ),
        (first.to_owned(), "line 2: found nothing"),
    ] {
        fs::write(&copy, broken).expect("written");
        let output = nabij(&["restore", "--store", text(&other), text(&copy)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(told), "{said}");
        assert!(!other.exists());
    }
}

#[test]
fn a_backup_replaces_no_file_of_the_store_and_nothing_that_is_no_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let store = path("a.sqlite");
    ambition(&store_of_town(&store), "a", "BUWEST");
    let before = fs::read(&store).expect("a file");
    let letter = "{\"zegel\":\"geheim\"}\n";
    fs::write(path("brief"), letter).expect("a file");
    let made = Command::new("mkfifo").arg(path("pijp")).status();
    assert!(made.expect("mkfifo runs").success());
    symlink(&store, path("verwijzing")).expect("a link");
    symlink(path("weg"), path("nergens")).expect("a link");
    let of_store = "een bestand van de opslag zelf";
    for (out, found) in [
        ("a.sqlite", of_store),
        ("a.sqlite-wal", of_store),
        ("a.sqlite-shm", of_store),
        ("verwijzing", of_store),
        ("pijp", "geen gewoon bestand"),
        ("nergens", "een verwijzing naar niets"),
        ("brief", "een bestand met iets anders"),
    ] {
        let out = path(out);
        let output = nabij(&["backup", "--store", text(&store), "--out", text(&out)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let told = format!("--out: gevonden {}, {found}, verwacht ", out.display());
        assert!(said.starts_with(&told), "{said}");
    }
    assert_eq!(fs::read(&store).expect("a file"), before);
    let left = fs::read_to_string(path("brief"));
    assert_eq!(left.expect("a file"), letter);
    let kind = fs::metadata(path("pijp")).expect("a pipe").file_type();
    assert!(kind.is_fifo());
    let left = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 5);
}

#[test]
fn a_backup_comes_in_the_place_of_an_earlier_one_also_behind_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let [store, copy, latest] =
        ["a.sqlite", "copy", "laatste"].map(|name| folder.path().join(name));
    let kept = store_of_town(&store);
    symlink("copy", &latest).expect("a link");
    for (out, lines) in [(&copy, 1), (&copy, 2), (&latest, 3)] {
        let output = nabij(&["backup", "--store", text(&store), "--out", text(out)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let written = fs::read_to_string(&copy).expect("a copy");
        assert_eq!(written.lines().count(), lines);
        ambition(&kept, &lines.to_string(), "BUWEST");
    }
    assert!(latest.is_symlink());
}

/// What may be done with a file or folder, by whom.
fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
}

/// A copy of a store, with the files beside it that end so, in a folder where nobody may write.
fn only_to_read(store: &Path, folder: &Path, ends: &[&str]) -> PathBuf {
    fs::create_dir(folder).expect("a folder");
    let copy = folder.join("a.sqlite");
    for end in ends {
        let copy = format!("{}{end}", text(&copy));
        fs::copy(format!("{}{end}", text(store)), &copy).expect("copied");
        allow(Path::new(&copy), 0o444);
    }
    allow(folder, 0o555);
    copy
}

#[test]
fn a_backup_asks_no_more_of_a_store_than_to_read_it() {
    let folder = tempfile::tempdir().expect("a folder");
    allow(folder.path(), 0o777);
    let path = |name: &str| folder.path().join(name);
    let store = store_of_town(&path("a.sqlite"));
    ambition(&store, "a", "BUWEST");
    // As a server that runs has it, or left it behind.
    let at = |name: &str, ends: &[&str]| only_to_read(&path("a.sqlite"), &path(name), ends);
    let running = at("open", &["", "-wal", "-shm"]);
    let torn = at("half", &["", "-wal"]);
    drop(store);
    let closed = at("dicht", &[""]);

    // Root may write everywhere, and so is somebody else here.
    let program = path("nabij");
    fs::copy(env!("CARGO_BIN_EXE_nabij"), &program).expect("a program");
    let is_root = fs::metadata(folder.path()).expect("a folder").uid() == 0;
    let backup = |store: &Path, out: &Path| {
        let mut command = Command::new(&program);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        command.args(["backup", "--store", text(store), "--out", text(out)]);
        let output = command.output().expect("the binary starts");
        let told = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8(told).expect("UTF-8"),
        )
    };
    for (store, out, files) in [(&closed, "dicht.jsonl", 1), (&running, "open.jsonl", 3)] {
        let (code, told) = backup(store, &path(out));
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains(": 1 versies"), "{told}");
        let left = fs::read_dir(store.parent().expect("a folder")).expect("a folder");
        assert_eq!(left.count(), files);
    }
    let (code, told) = backup(&torn, &path("half.jsonl"));
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("a.sqlite-wal cannot be read in a folder"),
        "{told}"
    );
    for name in ["open", "half", "dicht"] {
        allow(&path(name), 0o755);
    }
}

#[test]
fn a_file_of_another_program_is_no_store_and_stays_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let [other, copy] = ["weer.sqlite", "copy"].map(|name| folder.path().join(name));
    let connection = rusqlite::Connection::open(&other).expect("a file");
    let made = connection.execute_batch("CREATE TABLE meting (graden REAL)");
    made.expect("a table");
    drop(connection);
    let before = fs::read(&other).expect("a file");
    let output = nabij(&["backup", "--store", text(&other), "--out", text(&copy)]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("weer.sqlite") && said.contains("(meting)"),
        "{said}"
    );
    assert_eq!(fs::read(&other).expect("a file"), before);
    assert!(!copy.exists());
}

#[test]
fn a_backup_is_put_back_elsewhere_and_a_store_that_is_not_there_is_not_an_empty_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let [store, other, copy] =
        ["a.sqlite", "b.sqlite", "copy"].map(|name| folder.path().join(name));
    let study = town("two_banks");
    let given = [
        "token",
        text(&study),
        "--store",
        text(&store),
        "--name",
        "proef",
        "--role",
        "planner",
        "--until",
        "2099-01-01",
    ];
    drop(store_of_town(&store));
    assert!(nabij(&given).status.success());
    let said = |arguments: &[&str]| {
        let output = nabij(arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).expect("UTF-8");
        (output.status.code(), said.trim().to_owned())
    };

    let written = said(&["backup", "--store", text(&store), "--out", text(&copy)]);
    let path = copy.display();
    assert_eq!(
        written,
        (Some(0), format!("geschreven in {path}: 1 versies"))
    );
    for back in ["1 nieuwe versies van 1", "0 nieuwe versies van 1"] {
        let restored = said(&["restore", "--store", text(&other), text(&copy)]);
        assert_eq!(restored, (Some(0), format!("teruggezet: {back}")));
    }

    let missing = folder.path().join("c.sqlite");
    let (code, told) = said(&["backup", "--store", text(&missing), "--out", text(&copy)]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("c.sqlite") && told.contains("dit bestand is er niet"),
        "{told}"
    );
    assert!(!missing.exists(), "nothing is made of what is only read");
    let (code, _) = said(&["restore", "--store", text(&other), text(&copy)]);
    assert_eq!(code, Some(0), "the copy of before is still whole");
}
