//! Both doors of "where to build" on the example town, and Utrecht's answers where its files are at hand: every
//! question, every refusal, and what all answers keep to.

#[path = "support/answer_contract.rs"]
mod answer_contract;
#[path = "support/copied_town.rs"]
mod copied_town;
#[path = "support/example_server.rs"]
mod example_server;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock};

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use fast_mvt::MvtReaderRef;
use nabij::api::server::service;
use nabij::ingest::load::load_study;
use nabij::ingest::site_question::document::question_in_toml;
use nabij::layers::export::format::ExportFormat;
use nabij::model::work::Work;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::store::revision::{Author, Draft, EntryKey};
use nabij::study::language::Language;
use nabij::study::open_study::Study;
use nabij::study::ready_layer::write_ready_layers;
use nabij::study::site_answer::SiteAnswer;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::answer_contract::keeps_the_contract;
use crate::copied_town::copied;
use crate::example_server::state;
use crate::example_server::{bytes, get, json as answered, problem, refusal, tile_in_the_middle};

/// The six questions, as short as they can be asked, and the layers of their answers.
const QUESTIONS: [(&str, &str, &[&str]); 6] = [
    ("inzetprofiel", "", &["inzet"]),
    (
        "buurtschool",
        "trekkingen = 100",
        &["kandidaten_buurtschool"],
    ),
    (
        "clusters_0_18",
        "",
        &["clusters_0_18", "clusters_0_18_leden"],
    ),
    ("kansenwerkplaats", "", &["kansenwerkplaats_lijst"]),
    ("dbos", "kosten_per_school_eur = 60_000.0", &["dbos_lijst"]),
    (
        "locaties",
        "voorziening = \"BUURTSCHOOL\"\nweging = \"inzet\"\nbudget_eur = 1_500_000.0",
        &["locatieplan"],
    ),
];

fn asked(code: &str, more: &str) -> String {
    format!("vraag = \"{code}\"\n{more}\n")
}

/// What `nabij site` says to a question, and the folder it wrote into.
fn site(question: &str, more: &[&str]) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("vraag.toml");
    fs::write(&path, question).expect("a question");
    let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
        .arg("site")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad"))
        .args([Path::new("--question"), &path, Path::new("--out")])
        .arg(folder.path().join("uit"))
        .args(more)
        .output()
        .expect("the binary starts");
    (folder, output)
}

/// What the example town answers, computed once for each question and language.
fn site_answer(question: &str, language: Language) -> Result<Arc<SiteAnswer>, String> {
    type Kept = Arc<OnceLock<Result<Arc<SiteAnswer>, String>>>;
    static KEPT: Mutex<BTreeMap<(String, &'static str), Kept>> = Mutex::new(BTreeMap::new());
    let key = (question.to_owned(), language.code());
    let kept = KEPT.lock().expect("no test panics in here");
    let kept = { kept }.entry(key).or_default().clone();
    kept.get_or_init(|| anew(question, language).map(Arc::new))
        .clone()
}

/// The same without what was kept, and without a process of its own.
fn anew(question: &str, language: Language) -> Result<SiteAnswer, String> {
    let study = state().study().expect("the study is open");
    let question = question_in_toml(question, &study.town().weights);
    let question = question.map_err(|refused| refused.to_string())?;
    let answer = study.site_answer(&question, language);
    answer.map_err(|refused| refused.to_string())
}

/// The document of such an answer.
fn document(code: &str, more: &str) -> Value {
    let answer = site_answer(&asked(code, more), Language::Dutch);
    answer.expect("an answer").document.clone()
}

/// The bytes of the files that an answer is written as.
fn files_of(answer: &SiteAnswer) -> BTreeMap<String, Vec<u8>> {
    let study = state().study().expect("the study is open");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    let text = serde_json::to_string_pretty(&answer.document).expect("JSON");
    fs::write(out.join("antwoord.json"), text).expect("a file");
    let layers = answer.layers.iter().cloned().map(Arc::new);
    let ready = layers.map(|layer| study.ready_layer(layer.name.to_owned(), layer, None));
    let formats = [ExportFormat::Csv, ExportFormat::GeoJson];
    write_ready_layers(&ready.collect::<Vec<_>>(), out, &formats, &Work::default()).expect("files");
    read_files(out)
}

fn read_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("an answer");
    entries
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("bytes"))
        })
        .collect()
}

fn list<'a>(answer: &'a Value, field: &str) -> &'a [Value] {
    answer[field].as_array().expect("a list")
}

#[test]
fn every_question_is_answered_in_files_that_keep_the_contract() {
    let mut scores = Vec::new();
    for (code, more, layers) in QUESTIONS {
        let found = site_answer(&asked(code, more), Language::Dutch).expect("an answer");
        let files = files_of(&found);
        let mut names = vec!["antwoord.json".to_owned()];
        let endings = |layer: &&str| {
            ["csv", "geojson", "metadata.json"].map(|ending| format!("{layer}.{ending}"))
        };
        names.extend(layers.iter().flat_map(endings));
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            names.iter().collect::<Vec<_>>()
        );
        let answer = &found.document;
        scores.push(keeps_the_contract(answer));
        for ground in [
            "formule",
            "gewichtenset",
            "normenset",
            "afstandsniveau",
            "bronnen",
        ] {
            let candidate = || answer["kandidaten"][0].get(ground);
            assert!(
                answer.get(ground).or_else(candidate).is_some(),
                "{code}: {ground}"
            );
        }
    }
    let plan_scores = scores.pop();
    assert_eq!(plan_scores, Some(0), "a plan has a value and a bound");
    assert!(scores.iter().all(|&scores| scores > 5), "{scores:?}");
}

/// What other tests ask within one process, the command line writes in processes of its own: the same bytes each time.
#[test]
fn the_command_line_writes_the_same_bytes_and_says_the_sentence_last() {
    let spoken = [Language::English, Language::Dutch];
    let asked_in = QUESTIONS.into_iter().zip(spoken.into_iter().cycle());
    for ((code, more, layers), language) in asked_in {
        let question = asked(code, more);
        let (folder, output) = site(&question, &["--language", language.code()]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{code}: {said}");
        let answer = site_answer(&question, language).expect("an answer");
        let mut written = read_files(&folder.path().join("uit"));
        assert!(written.remove("herhaling.json").is_some());
        assert!(written == files_of(&answer));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let sentence = answer.document["zin"].as_str();
        let files = 2 + 3 * layers.len();
        assert_eq!(said.lines().nth(files), sentence, "{code}");
        assert_eq!(
            said.lines().count(),
            files + usize::from(sentence.is_some())
        );
    }
}

/// The file beside an answer gives the same bytes again; in a town of other files it says which differs.
#[test]
fn an_answer_under_a_scenario_is_given_again_from_its_file() {
    let scenario = tempfile::tempdir().expect("a folder");
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad");
    let plan = scenario.path().join("plan.json");
    let closed = json!({ "naam": "Een dicht", "crs": "EPSG:28992", "wijzigingen": [
        { "id": "dicht", "soort": "voorziening_sluiten", "voorziening": "99AA00" } ] });
    fs::write(&plan, closed.to_string()).expect("a plan");
    let under = [
        "--scenario",
        plan.to_str().expect("text"),
        "--language",
        "en",
    ];
    let (folder, output) = site(&asked("clusters_0_18", ""), &under);
    assert!(output.status.success(), "{output:?}");
    let (out, again) = (folder.path().join("uit"), folder.path().join("opnieuw"));
    let replay = out.join("herhaling.json");
    let given_again = |study: &Path, command: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
            .arg(command)
            .args([
                study,
                Path::new("--out"),
                &again,
                Path::new("--replay"),
                &replay,
            ])
            .output()
            .expect("the binary starts");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.code(), said)
    };
    let (code, said) = given_again(&town, "site");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("7 bestanden zijn byte voor byte gelijk"),
        "{said}"
    );
    assert!(read_files(&again) == read_files(&out));

    let (code, said) = given_again(&town, "analyse");
    assert_eq!(code, Some(2));
    assert!(said.contains("vraag: found a question"), "{said}");

    let whole = fs::read_to_string(&replay).expect("a file");
    for (written, other, named) in [
        (
            "\"geojson\"",
            "\"exe\"",
            "vormen: found \"exe\", expected one of csv, ",
        ),
        (
            "\"normen\": \"nabij",
            "\"normen\": \"elders",
            "basis: found ",
        ),
    ] {
        assert!(whole.contains(written), "{whole}");
        fs::write(&replay, whole.replace(written, other)).expect("written");
        let (code, said) = given_again(&town, "site");
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(named), "{said}");
    }
    fs::write(&replay, whole).expect("written");

    let elsewhere = copied(&town);
    let wishes = elsewhere.path().join("wensen.csv");
    let more = format!("{}\n", fs::read_to_string(&wishes).expect("wishes"));
    fs::write(&wishes, more).expect("written");
    let (code, said) = given_again(elsewhere.path(), "site");
    assert_eq!(code, Some(2));
    assert!(said.contains("invoer, wensen.csv: found "), "{said}");
}

/// A store in which the condition of a building is recorded.
fn recorded_building(store: &Path) {
    let address = StoreAddress::of(store.to_str().expect("text")).expect("a file");
    let store = Store::open(&address, "Voorbeeldstad").expect("a store");
    let content = json!({ "gebouw": "9999100000000000", "conditie": 6, "bron": "inspectie",
        "datum": "2026-03-01", "rol": "vastgoedadviseur" });
    let kept = store.keep(&Draft {
        key: EntryKey {
            kind: "gebouw",
            id: "b",
        },
        seen: 0,
        content: Some(&content.to_string()),
        author: Author {
            who: "planner".to_owned(),
            at: "2026-03-02T10:00:00Z".to_owned(),
            why: String::new(),
        },
    });
    kept.expect("kept");
}

#[test]
fn what_people_entered_counts_with_their_store_and_is_asked_for_when_an_answer_is_given_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("opslag.sqlite");
    recorded_building(&store);
    let with_store = ["--store", store.to_str().expect("text")];
    let question = asked("buurtschool", "trekkingen = 20");
    let (plain, output) = site(&question, &[]);
    assert!(output.status.success(), "{output:?}");
    let (counted, output) = site(&question, &with_store);
    assert!(output.status.success(), "{output:?}");
    let answer = |folder: &tempfile::TempDir| read_files(&folder.path().join("uit"));
    let [without, with] = [&plain, &counted].map(|folder| answer(folder).remove("antwoord.json"));
    assert!(without != with, "the recorded condition counts");

    let again = |of: &tempfile::TempDir, more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_nabij"))
            .arg("site")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voorbeeldstad"))
            .args([Path::new("--out"), &folder.path().join("opnieuw")])
            .args([Path::new("--replay"), &of.path().join("uit/herhaling.json")])
            .args(more)
            .output()
            .expect("the binary starts");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.code(), said)
    };
    for (of, more) in [(&plain, &[][..]), (&counted, &with_store)] {
        let (code, said) = again(of, more);
        assert_eq!(code, Some(0), "{said}");
    }
    let nothing = "nothing that people entered";
    let (code, said) = again(&counted, &[]);
    assert_eq!(code, Some(2));
    let expected = format!("vastgelegd (--store): found {nothing}, expected ");
    assert!(said.contains(&expected), "{said}");
    let (code, said) = again(&plain, &with_store);
    assert_eq!(code, Some(2));
    assert!(said.contains(&format!(", expected {nothing}")), "{said}");
    let (_, output) = site(&question, &["--store", "er/is/niets.sqlite"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("dit bestand is er niet"), "{said}");
}

#[test]
fn a_location_answer_says_what_changes_for_whom_in_both_languages() {
    let question = asked("locaties", "voorziening = \"BUURTSCHOOL\"\ntrekkingen = 0");
    let answer = |language| {
        let answer = site_answer(&question, language).expect("an answer");
        answer.document.clone()
    };
    let dutch = answer(Language::Dutch);
    let more = dutch["plannen"][0]["erbij_binnen_norm"]
        .as_u64()
        .expect("many");
    assert!(
        (1_000..10_000).contains(&more),
        "thousands have a separator"
    );
    let (thousands, rest) = (more / 1_000, more % 1_000);
    let starts = |answer: &Value, with: String| {
        let told = answer["zin"].as_str().expect("a sentence");
        assert!(told.starts_with(&with), "{told}");
    };
    starts(
        &dutch,
        format!(
            "Met 3 locaties erbij hebben {thousands}.{rest:03} kinderen van 4 tot 12 jaar meer een buurtschool binnen \
             10 minuten lopen. Geen ander plan onder deze voorwaarden komt gunstiger uit."
        ),
    );
    starts(
        &answer(Language::English),
        format!(
            "With 3 sites added, {thousands},{rest:03} more children aged 4 to 11 have a community school within \
             10 minutes walking. No other plan under these conditions does better."
        ),
    );
}

#[test]
fn a_plan_is_no_worse_than_its_bound_and_more_sites_bring_more_people_nearby() {
    let nearby = |sites: usize| {
        let more = format!("voorziening = \"BUURTSCHOOL\"\naantal = {sites}\ntrekkingen = 0");
        let answer = document("locaties", &more);
        for plan in list(&answer, "plannen") {
            assert!(plan["waarde"].as_f64() <= plan["grens"].as_f64(), "{plan}");
            assert_eq!(list(plan, "locaties").len(), sites);
        }
        let best = &answer["plannen"][0];
        assert_eq!(best["bewezen"], true);
        let (now, then) = (&answer["nu"]["binnen_norm"], &best["dan"]["binnen_norm"]);
        let more = then
            .as_u64()
            .zip(now.as_u64())
            .map(|(then, now)| then - now);
        assert_eq!(best["erbij_binnen_norm"].as_u64(), more);
        then.as_u64().expect("many")
    };
    let [one, two, three] = [1, 2, 3].map(nearby);
    assert!(one <= two && two <= three && one < three);
}

#[test]
fn what_cannot_be_answered_is_refused_with_the_field() {
    let places = |more: &str| format!("voorziening = \"BUURTSCHOOL\"\n{more}");
    for (code, more, message) in [
        (
            "buurt",
            String::new(),
            "vraag: found \"buurt\", expected one of",
        ),
        (
            "buurtschool",
            "inclusiviteit = 0.1".to_owned(),
            "inclusiviteit: found weight 0.1, expected 0",
        ),
        (
            "buurtschool",
            "inclusiviteit = 0.1".to_owned(),
            "kunnen we inclusiviteit niet als sturingsinstrument gebruiken",
        ),
        (
            "buurtschool",
            "[criteria]\nnoodzaak = 0.5\nambitie = 0.5\nmeerwaarde = 0.5".to_owned(),
            "criteria: found [0.5, 0.5, 0.5], expected weights of 0 or more that sum to 1",
        ),
        (
            "buurtschool",
            "aantal = 0".to_owned(),
            "aantal: found 0, expected a number from 1 to 20",
        ),
        (
            "buurtschool",
            "verplicht = [\"x\"]".to_owned(),
            "verplicht: found \"x\", expected the id of a candidate",
        ),
        (
            "inzetprofiel",
            "[gewichten]\ntaal = 0.5".to_owned(),
            "gewichten: found",
        ),
        (
            "clusters_0_18",
            "aantal = 50".to_owned(),
            "aantal: found 50, expected 0 to",
        ),
        (
            "kansenwerkplaats",
            "overwogen = [\"BU1\"]".to_owned(),
            "overwogen: found \"BU1\", expected",
        ),
        (
            "dbos",
            String::new(),
            "kosten_per_school_eur: found nothing",
        ),
        (
            "locaties",
            String::new(),
            "voorziening: found no such field",
        ),
        (
            "locaties",
            places("aantal = 0"),
            "aantal: found 0, expected 1 to 21",
        ),
        (
            "locaties",
            places("aantal = 100"),
            "aantal: found 100, expected 1 to 21",
        ),
        (
            "locaties",
            places("uitgesloten = [\"x\"]"),
            "uitgesloten: found \"x\", expected the id of a candidate",
        ),
        (
            "locaties",
            places("sluiten = [\"99AA00\"]"),
            "sluiten: found \"99AA00\", expected the id of a facility of kind BUURTSCHOOL",
        ),
        (
            "locaties",
            places("bestaand = \"telt niet mee\"\nsluiten = [\"99AA00\"]"),
            "bestaand: found \"telt niet mee\", expected blijft",
        ),
        (
            "locaties",
            places("budget_eur = 1000.0"),
            "no set of sites meets the constraints; relax the budget",
        ),
        (
            "locaties",
            places("[[acties]]\nvoorziening = \"x\"\nactie = \"slopen\""),
            "acties[0].actie: found \"slopen\", expected one of sluiten, uitbreiden",
        ),
        (
            "locaties",
            "voorziening = \"PO\"\n[[acties]]\nvoorziening = \"99AA00\"\nactie = \"sluiten\"\nvaste_kosten_eur = 0.0"
                .to_owned(),
            "budget_eur: found nothing, expected what may be spent",
        ),
    ] {
        let said = site_answer(&asked(code, &more), Language::English).expect_err("refused");
        assert!(said.contains(message), "{code} {more}: {said}");
    }
}

#[test]
fn a_refusal_ends_with_exit_code_2_and_nothing_is_written() {
    for (question, message) in [
        (
            asked("buurt", ""),
            "vraag.toml, vraag: gevonden \"buurt\", verwacht een van",
        ),
        (
            asked("buurtschool", "aantal = 0"),
            "vraag.toml, aantal: gevonden 0, verwacht een getal van 1 tot en met 20",
        ),
    ] {
        let (folder, output) = site(&question, &[]);
        assert_eq!(output.status.code(), Some(2), "{question}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(message), "{question}: {said}");
        assert!(!folder.path().join("uit").exists(), "nothing is written");
    }
}

/// Two schools merge into a new place: what the plan brings is told beside how people travel with both of them.
#[test]
fn a_school_that_closes_is_there_today_and_not_in_the_plan() {
    let plan = |more: &str| {
        let more = format!("voorziening = \"PO\"\naantal = 1\ntrekkingen = 0\n{more}");
        document("locaties", &more)
    };
    let (without, with) = (plan(""), plan("sluiten = [\"99AA00\", \"99AB00\"]"));
    assert_eq!(without["nu"], with["nu"]);
    let within = |answer: &Value| {
        let plan = &answer["plannen"][0];
        let then = plan["dan"]["binnen_norm"].as_i64().expect("shown");
        let now = answer["nu"]["binnen_norm"].as_i64().expect("shown");
        assert_eq!(plan["erbij_binnen_norm"].as_i64(), Some(then - now));
        then
    };
    assert!(within(&with) < within(&without));
}

/// One plan alone does not say how firm its sites are; draws do.
#[test]
fn a_single_plan_says_nothing_of_stability_and_draws_do() {
    let answer = document("locaties", "voorziening = \"PO\"\nplannen = 1");
    let occurring = list(&answer, "voorkomen");
    assert!(!occurring.is_empty());
    assert!(
        occurring
            .iter()
            .all(|one| one["stabiliteit_plannen"].is_null())
    );
    assert!(occurring.iter().all(|one| one["stabiliteit"].is_string()));
    let variants = list(&answer, "varianten");
    assert!(variants.iter().any(|one| one["naam"] == "normtijden +20 %"));
    for one in variants {
        let kept = one["ook_in_eerste_plan"].as_u64();
        let answered = one["stabiliteit"].is_string() && kept <= Some(3);
        assert!(answered || one["reden"].is_string(), "{one}");
    }
    assert!(!list(&answer, "niet_gevarieerd").is_empty());
}

/// Who loses by a school that closes is told by neighbourhood, in numbers that add up to no more than all who lose.
#[test]
fn a_school_that_closes_makes_losers_and_they_are_named_by_neighbourhood() {
    let answer = document(
        "locaties",
        "voorziening = \"PO\"\naantal = 1\ntrekkingen = 0\nsluiten = [\"99AA00\", \"99AB00\"]",
    );
    let report = &answer["verdeling_eerste_plan"][0];
    let losing = list(report, "buurten_met_verlies");
    assert!(!losing.is_empty());
    let everybody = list(report, "groepen").last().expect("all");
    let sum: u64 = losing
        .iter()
        .filter_map(|one| one["personen"].as_u64())
        .sum();
    let all = everybody["gaan_achteruit"].as_u64().expect("many");
    assert!(sum > 0 && sum <= all, "{sum} of {all}");
    let said = report["zin"].as_str().expect("a sentence");
    assert!(said.contains("Langer onderweg, vooral in: "), "{said}");
    assert!(
        said.contains("kinderen van 4 tot 12 jaar") && said.contains("een basisschool"),
        "{said}"
    );
    assert!(!said.contains("buurtschool"), "{said}");
}

/// A closing school, a merger and a new place within one budget; the same each time it is asked.
#[test]
fn actions_within_a_budget_are_told_with_their_costs() {
    let question = r#"
voorziening = "PO"
aantal = 1
trekkingen = 0
budget_eur = 1_500_000.0
[[acties]]
voorziening = "99AA00"
actie = "openhouden"
vaste_kosten_eur = 1_200_000.0
[[acties]]
voorziening = "99AA00"
actie = "sluiten"
vaste_kosten_eur = 100_000.0
[[acties]]
voorziening = "99AB00"
actie = "samenvoegen"
met = "99AC00"
vaste_kosten_eur = 200_000.0
kosten_per_plaats_eur = 100.0
plaatsen = 500
"#;
    let answer = document("locaties", question);
    let again = anew(&asked("locaties", question), Language::Dutch).expect("an answer");
    assert_eq!(answer, again.document);
    let plan = &answer["plannen"][0];
    assert_eq!(plan["bewezen"], true);
    let deeds = list(plan, "acties");
    let costs: f64 = deeds
        .iter()
        .filter_map(|deed| deed["kosten_eur"].as_f64())
        .sum();
    assert_eq!(plan["kosten_eur"].as_f64(), Some(costs));
    assert!(costs <= 1_500_000.0 && !deeds.is_empty());
    let weighed = &answer["afwegingen"];
    assert_eq!(weighed["bewezen"], true);
    for plan in list(weighed, "plannen") {
        let deeds = list(plan, "acties").iter();
        let costs: f64 = deeds.filter_map(|deed| deed["kosten_eur"].as_f64()).sum();
        assert_eq!(plan["kosten_eur"].as_f64(), Some(costs), "{plan}");
        assert!(costs <= 1_500_000.0);
    }
}

/// Places are counted where they are known, as of all primary schools, and named where they are not, as of libraries.
#[test]
fn places_that_are_not_known_are_named() {
    for (kind, unknown_at_first) in [("PO", 0), ("BIBLIOTHEEK", 3)] {
        let question = format!(
            "voorziening = \"{kind}\"\naantal = 1\nplannen = 1\ntrekkingen = 0\ncapaciteit = \"telt mee\""
        );
        let answer = document("locaties", &question);
        assert_eq!(answer["capaciteit"], "telt mee");
        let unknown = list(&answer, "plaatsen_onbekend");
        // Of what opens nobody knows yet how many places it will have.
        assert_eq!(unknown.len(), unknown_at_first + 1, "{kind}: {unknown:?}");
        let said = answer["capaciteit_uitleg"].as_str().expect("told");
        assert!(
            said.contains(&format!("Van {} voorzieningen", unknown.len())),
            "{said}"
        );
        let opened = &answer["plannen"][0]["locaties"][0]["id"];
        assert!(
            unknown.contains(opened),
            "nothing says how many places {opened} would have"
        );
    }
}

/// What one person tells in a count must not be told by the value of a model either.
#[test]
fn the_value_of_a_plan_is_hidden_where_its_people_are() {
    let small = "voorziening = \"PO\"\nleeftijd = \"0-4\"\naantal = 1\nnorm_s = 20.0\nbestaand = \"telt niet mee\"";
    for plan in list(&document("locaties", small), "plannen") {
        let hidden = plan["dan"]["binnen_norm"].is_null();
        assert!(
            !hidden || plan["waarde"].is_null() && plan["grens"].is_null(),
            "{plan}"
        );
    }
}

/// A program relies on the keys of an answer, a person reads the words beside them.
#[test]
fn what_is_weighed_has_a_key_and_a_word_in_the_language() {
    let in_language = |code: &str, more: &str, language| {
        let answer = site_answer(&asked(code, more), language).expect("an answer");
        answer.document.clone()
    };
    let both = |code: &str, more: &str| {
        [Language::Dutch, Language::English].map(|language| in_language(code, more, language))
    };
    let weighed = ["noodzaak", "ambitie", "meerwaarde"];
    let [dutch, english] = both("buurtschool", "trekkingen = 100");
    let [nl, en] = [&dutch, &english].map(|told| list(&told["stabiliteit"], "omslagpunten"));
    assert!(!nl.is_empty());
    for (nl, en) in nl.iter().zip(en) {
        for end in ["van", "naar"] {
            assert_eq!(nl[end], en[end]);
            assert!(weighed.iter().any(|key| nl[end] == *key), "{nl}");
            let word = format!("{end}_woord");
            assert_ne!(nl[&word], en[&word]);
        }
    }
    for told in [&dutch, &english] {
        let parts = list(&told["kandidaten"][0], "delen").iter();
        let keys: Vec<&str> = parts.filter_map(|part| part["code"].as_str()).collect();
        assert_eq!(keys, weighed);
    }
    let [dutch, english] = both("inzetprofiel", "");
    let [nl, en] = [&dutch, &english].map(|told| &told["omslagpunten"][0]);
    assert_eq!((&nl["van"], &nl["naar"]), (&en["van"], &en["naar"]));
    assert_ne!(nl["van_woord"], en["van_woord"]);
}

/// The plan at equal weights keeps to the same conditions, and no set is worth more than the first.
#[test]
fn the_plan_at_equal_weights_keeps_to_the_conditions() {
    let few = "trekkingen = 100\nhoogstens_per_wijk = 1";
    let schools = document(
        "buurtschool",
        &format!("{few}\n[criteria]\nnoodzaak = 0.8\nambitie = 0.1\nmeerwaarde = 0.1"),
    );
    let equal = document("buurtschool", few);
    let set = &schools["sets"]["bij_gelijke_gewichten"];
    // The weights of the study are equal.
    let first = &list(&equal["sets"], "sets")[0];
    for field in ["locaties", "waarde", "kosten_eur"] {
        assert_eq!(set[field], first[field], "{field}");
    }
    let district = |id: &Value| {
        let mut candidates = list(&schools, "kandidaten").iter();
        let found = candidates.find(|candidate| candidate["id"] == *id);
        found.map(|candidate| candidate["wijk"].to_string())
    };
    let places = list(set, "locaties");
    let districts: BTreeSet<Option<String>> = places.iter().map(district).collect();
    assert_eq!(districts.len(), places.len(), "{set}");
    let sets = list(&schools["sets"], "sets");
    assert_eq!(sets[0]["kloof"], 0.0);
    for set in sets {
        assert_eq!(set["grens"], sets[0]["waarde"]);
    }
}

/// No list that has an order stands without its words.
#[test]
fn every_ranked_list_says_how_firm_it_is() {
    let firm = |one: &Value| {
        let word = one["stabiliteit"].as_str();
        word.is_some_and(|word| ["robuust", "gevoelig", "onzeker"].contains(&word))
    };
    let schools = document("buurtschool", "trekkingen = 100");
    let ranked = list(&schools, "kandidaten").iter();
    let ranked: Vec<&Value> = ranked.filter(|one| one["rang"].is_number()).collect();
    assert!(!ranked.is_empty() && ranked.into_iter().all(firm));
    assert!(!list(&schools["stabiliteit"], "omslagpunten").is_empty());
    assert!(!list(&document("inzetprofiel", ""), "omslagpunten").is_empty());
    for (of, field) in [
        (&schools, "bij_gelijke_gewichten"),
        (&schools, "varianten_bij_eersten"),
        (&schools["sets"], "sets"),
        (&schools["sets"], "voorkomen"),
        (&schools["keuze"], "sets"),
        (&schools["keuze"], "voorkomen"),
    ] {
        let rows = list(of, field);
        assert!(
            !rows.is_empty() && rows.iter().all(firm),
            "{field}: {rows:?}"
        );
    }
    for (code, more, field) in [
        ("inzetprofiel", "", "gebieden"),
        ("clusters_0_18", "", "clusters"),
        ("clusters_0_18", "", "bijna"),
        ("kansenwerkplaats", "", "plekken"),
        ("dbos", "kosten_per_school_eur = 60_000.0", "scholen"),
    ] {
        let answer = document(code, more);
        let measured = list(&answer, field)
            .iter()
            .filter(|one| one["label"] != "niet gemeten");
        assert!(
            measured.clone().count() > 0 && measured.into_iter().all(firm),
            "{code}: {field}"
        );
    }
    let need = document("inzetprofiel", "");
    let districts = list(&need, "wijken").iter();
    let measured: Vec<&Value> = districts.filter(|one| one["waarde"].is_number()).collect();
    assert!(measured.len() > 1 && measured.into_iter().all(firm));
    let clusters = document("clusters_0_18", "");
    assert!(list(&clusters["spreiding"], "komt_voor").iter().all(firm));
}

/// So does no layer of such a list, and each says what the word means there.
#[tokio::test]
async fn every_layer_of_a_list_says_how_firm_it_is_and_what_that_means() {
    for (layer, field) in [
        ("inzet", "stabiliteit"),
        ("kandidaten_buurtschool", "stabiliteit"),
        ("clusters_0_18", "stabiliteit"),
        ("clusters_0_18_leden", "stabiliteit"),
        ("kansenwerkplaats_lijst", "stabiliteit"),
        // The budget line is not proposed, so the layer says how firm the fifth is.
        ("dbos_lijst", "kwintiel_stabiliteit"),
        ("witte_vlekken", "stabiliteit"),
    ] {
        let items = answered(&format!("/v1/collections/{layer}/items?limit=1000")).await;
        let words: Vec<&str> = list(&items, "features")
            .iter()
            .filter_map(|feature| feature["properties"][field].as_str())
            .collect();
        let known = |word: &&str| ["robuust", "gevoelig", "onzeker"].contains(word);
        assert!(
            !words.is_empty() && words.iter().all(known),
            "{layer}: {words:?}"
        );
        let told = answered(&format!("/v1/collections/{layer}")).await;
        let description = told["description"].as_str().expect("a description");
        assert!(
            description.to_lowercase().contains("stabiliteit"),
            "{layer}: {description}"
        );
    }
}

/// Numbers are rounded where they are told, each as its kind is.
#[test]
fn no_number_of_an_answer_has_more_decimals_than_it_may() {
    fn longest(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    // Weights are told as they were asked; the report of gains and losses has ratios in billionths.
                    let own = ["gewicht", "gewichten", "verdeling_eerste_set"];
                    if !own.contains(&name.as_str()) {
                        longest(value, &format!("{path}.{name}"), found);
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| longest(value, path, found)),
            Value::Number(number) => {
                let text = number.to_string();
                let decimals = text
                    .split_once('.')
                    .map_or(0, |(_, decimals)| decimals.len());
                if decimals > 3 {
                    found.push(format!("{path}: {text}"));
                }
            }
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    for (code, more, _) in &QUESTIONS[..5] {
        let mut found = Vec::new();
        longest(&document(code, more), code, &mut found);
        found.dedup();
        assert_eq!(found, [""; 0], "{code}");
    }
}

#[test]
fn every_preset_of_need_is_answered_with_its_own_weights() {
    let answers = [
        "lezen",
        "mentale_gezondheid",
        "schoolaanwezigheid",
        "kansenwerkplaats",
        "breed",
    ]
    .map(|preset| document("inzetprofiel", &format!("preset = \"{preset}\"")));
    for answer in &answers {
        let weights = list(answer, "gewichten").iter();
        let sum: f64 = weights.filter_map(|one| one["gewicht"].as_f64()).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{answer}");
        let of_origin = |one: &Value| !one["onderbouwing"].is_null();
        assert!(!list(answer, "indicatoren").iter().any(of_origin));
    }
    let index = |answer: &Value| -> Vec<Option<f64>> {
        let areas = list(answer, "gebieden").iter();
        areas.map(|one| one["waarde"].as_f64()).collect()
    };
    assert_eq!(answers[4]["preset"], "breed");
    assert_eq!(index(&answers[4]), index(&document("inzetprofiel", "")));
    for (place, answer) in answers.iter().enumerate() {
        let same = answers[..place]
            .iter()
            .any(|other| index(other) == index(answer));
        assert!(!same, "{}", answer["preset"]);
    }
}

/// The candidates are an answer, also where no set of them is possible; the answer then says what gives room.
#[test]
fn candidates_without_a_possible_set_are_listed_with_what_gives_room() {
    for (more, room) in [
        ("budget_eur = 1000.0", "een ruimer budget"),
        ("aantal = 20", "een kleiner aantal"),
    ] {
        let answer = document("buurtschool", &format!("{more}\ntrekkingen = 100"));
        let reason = answer["sets"]["reden"].as_str().expect("a reason");
        assert!(reason.contains(room), "{reason}");
        assert!(
            list(&answer["sets"], "sets").is_empty() && !list(&answer, "kandidaten").is_empty()
        );
    }
}

async fn post(address: &str, body: &str) -> Response<Body> {
    let request = Request::post(address)
        .body(Body::from(body.to_owned()))
        .expect("a request");
    service(state())
        .oneshot(request)
        .await
        .expect("always an answer")
}

async fn posted(address: &str, question: &Value) -> Value {
    let response = post(address, &question.to_string()).await;
    assert_eq!(response.status(), StatusCode::OK, "{question}");
    serde_json::from_slice(&bytes(response).await).expect("JSON")
}

#[tokio::test]
async fn every_listed_question_is_answered_as_proposed_or_says_what_it_needs() {
    let listed = answered("/v1/locatievragen").await;
    let listed = list(&listed, "vragen");
    assert_eq!(listed.len(), QUESTIONS.len());
    let mut proposed = Vec::new();
    for (one, (code, ..)) in listed.iter().zip(QUESTIONS) {
        assert_eq!(one["vraag"], code);
        let address = format!("/v1/locatievragen/{code}");
        let Some(href) = one["href"].as_str() else {
            let problem = refusal(&address, StatusCode::BAD_REQUEST).await;
            assert_eq!(json!([problem["parameter"]]), one["nodig"]);
            let said = problem["detail"].as_str().expect("a sentence");
            assert!(
                said.contains("gevonden niets") && said.contains("POST"),
                "{said}"
            );
            continue;
        };
        assert_eq!((href, &one["nodig"]), (address.as_str(), &json!([])));
        assert!(keeps_the_contract(&answered(href).await) > 5, "{code}");
        proposed.push(code);
    }
    // What has no proposal is not said to have one.
    let described = answered("/v1/openapi.json").await;
    let parameters = &described["paths"]["/locatievragen/{vraag}"]["get"]["parameters"];
    let mut parameters = parameters.as_array().expect("parameters").iter();
    let which = parameters
        .find(|one| one["name"] == "vraag")
        .expect("vraag");
    assert_eq!(which["schema"]["enum"], json!(proposed));
    refusal("/v1/locatievragen/buurt", StatusCode::NOT_FOUND).await;
    let problem = refusal(
        "/v1/locatievragen/inzetprofiel?taal=fr",
        StatusCode::BAD_REQUEST,
    )
    .await;
    assert_eq!(problem["parameter"], "taal");
}

#[tokio::test]
async fn a_posted_question_gets_the_answer_of_a_question_in_a_file() {
    for (question, toml) in [
        (
            json!({ "vraag": "dbos", "kosten_per_school_eur": 60_000.0 }),
            asked("dbos", "kosten_per_school_eur = 60_000.0"),
        ),
        (
            json!({ "vraag": "locaties", "voorziening": "BUURTSCHOOL", "aantal": 2, "trekkingen": 0 }),
            asked(
                "locaties",
                "voorziening = \"BUURTSCHOOL\"\naantal = 2\ntrekkingen = 0",
            ),
        ),
    ] {
        let response = post("/v1/locatievragen", &question.to_string()).await;
        let answer = bytes(response).await;
        let of_file = site_answer(&toml, Language::Dutch).expect("an answer");
        // Bytes beside bytes: serde_json may read a number one last digit off, and writes each exactly.
        assert!(
            answer == of_file.document.to_string().into_bytes(),
            "{question}"
        );
        let answer: Value = serde_json::from_slice(&answer).expect("JSON");
        let english = posted("/v1/locatievragen?taal=en", &question).await;
        assert_ne!(english["zin"], answer["zin"]);
        keeps_the_contract(&english);
    }
}

#[tokio::test]
async fn a_posted_question_is_refused_with_the_field() {
    for (body, field) in [
        (
            r#"{"vraag": "buurtschool", "inclusiviteit": 0.1}"#,
            Some("inclusiviteit"),
        ),
        (r#"{"vraag": "buurtschool", "aantal": 0}"#, Some("aantal")),
        (r#"{"vraag": "buurtschool", "onzin": 0}"#, Some("onzin")),
        (r#"{"vraag": "dbos"}"#, Some("kosten_per_school_eur")),
        (
            r#"{"vraag": "locaties", "voorziening": "BUURTSCHOOL", "aantal": 100}"#,
            Some("aantal"),
        ),
        (
            r#"{"vraag": "inzetprofiel", "gewichten": {"taal": 0.5}}"#,
            Some("gewichten"),
        ),
        (
            r#"{"vraag": "locaties", "voorziening": "BUURTSCHOOL", "budget_eur": 1000.0}"#,
            None,
        ),
        (
            r#"{"vraag": "dbos", "kosten_per_school_eur": 1.0, "kosten_per_school_eur": 2.0}"#,
            Some("kosten_per_school_eur"),
        ),
        ("geen json", Some("vraag")),
    ] {
        let response = post("/v1/locatievragen", body).await;
        let problem = problem(response, StatusCode::BAD_REQUEST).await;
        assert_eq!(
            problem.get("parameter").and_then(Value::as_str),
            field,
            "{body}: {problem}"
        );
        let said = problem["detail"].as_str().expect("a sentence");
        assert!(
            !said.contains(": found ") && !said.contains(", expected "),
            "{said}"
        );
    }
}

/// What cannot be answered names the condition to relax, or the field with what was expected.
#[tokio::test]
async fn a_question_that_has_no_plan_names_the_condition_to_relax() {
    for (more, field, named) in [
        (
            json!({ "aantal": 0 }),
            Some("aantal"),
            "gevonden 0, verwacht 1 tot en met 21",
        ),
        (
            json!({ "aantal": 22 }),
            Some("aantal"),
            "gevonden 22, verwacht 1 tot en met 21",
        ),
        (
            json!({ "aantal": 1, "bestaand": "telt niet mee", "model": "p-median", "verplicht": ["9999100000000000", "9999100000000001"] }),
            Some("aantal"),
            "gevonden 1, verwacht ten minste 2",
        ),
        (json!({ "norm_s": -1.0 }), Some("norm_s"), "gevonden -1"),
        (
            json!({ "budget_eur": -1.0 }),
            Some("budget_eur"),
            "gevonden -1",
        ),
        (json!({ "budget_eur": 1000.0 }), None, "verruim het budget"),
        (
            json!({ "onderlinge_afstand_m": 100_000.0 }),
            None,
            "verruim de kleinste afstand tussen plekken",
        ),
        (
            json!({ "hoogstens_per_wijk": 0 }),
            None,
            "verruim het aantal plekken per wijk",
        ),
        (
            json!({ "acties": [{ "voorziening": "99AA00", "actie": "sluiten" }], "budget_eur": 1.0, "voorziening": "PO" }),
            Some("acties[0].vaste_kosten_eur"),
            "gevonden niets, verwacht wat dit kost, ook als dat 0 is",
        ),
        (
            json!({ "acties": [{ "voorziening": "99AA00", "actie": "openhouden", "vaste_kosten_eur": 1.0 },
                { "voorziening": "99QQ99", "actie": "sluiten", "vaste_kosten_eur": 1.0 }],
                "budget_eur": 1.0, "voorziening": "PO" }),
            Some("acties[1].voorziening"),
            "gevonden \"99QQ99\"",
        ),
        (
            json!({ "acties": [{ "voorziening": "99AA00", "actie": "sluiten", "vaste_kosten_eur": 1.0 }], "voorziening": "PO" }),
            Some("budget_eur"),
            "gevonden niets, verwacht wat er besteed mag worden",
        ),
        (
            json!({ "acties": [{ "voorziening": "99AA00", "actie": "sluiten", "vaste_kosten_eur": -5.0 }], "budget_eur": 1.0, "voorziening": "PO" }),
            Some("acties[0].vaste_kosten_eur"),
            "gevonden -5",
        ),
        (
            json!({ "varianten": "later" }),
            Some("varianten"),
            "erbij, niet, alleen",
        ),
    ] {
        let mut question = json!({ "vraag": "locaties", "voorziening": "BUURTSCHOOL", "trekkingen": 0, "plannen": 1 });
        let fields = question.as_object_mut().expect("an object");
        fields.extend(more.as_object().expect("fields").clone());
        let response = post("/v1/locatievragen", &question.to_string()).await;
        let problem = problem(response, StatusCode::BAD_REQUEST).await;
        let parameter = problem.get("parameter").and_then(Value::as_str);
        assert_eq!(parameter, field, "{question}: {problem}");
        let said = problem["detail"].as_str().expect("a sentence");
        assert!(said.contains(named), "{question}: {said}");
    }
}

/// No time at all: whatever is told is not told as the best, and no bound is passed off as proof.
#[tokio::test]
async fn an_interrupted_search_never_says_that_its_plan_is_the_best() {
    for model in ["mclp", "p-median", "p-center", "worst-off", "shortfall"] {
        let question = json!({
            "vraag": "locaties", "voorziening": "BUURTSCHOOL", "model": model, "rekentijd_s": 0.0, "plannen": 2,
        });
        let response = post("/v1/locatievragen", &question.to_string()).await;
        if response.status() == StatusCode::BAD_REQUEST {
            let problem = problem(response, StatusCode::BAD_REQUEST).await;
            let said = problem["detail"].as_str().expect("a sentence");
            assert!(said.contains("tijd"), "{model}: {said}");
            continue;
        }
        let answer: Value = serde_json::from_slice(&bytes(response).await).expect("JSON");
        assert_eq!(answer["volledig"], false, "{model}");
        for plan in list(&answer, "plannen") {
            assert_eq!(plan["bewezen"], false, "{model}");
        }
        let said = answer["zin"].as_str().expect("a sentence");
        assert!(said.contains("De rekentijd was op"), "{model}: {said}");
        assert!(!said.contains("Geen ander plan"), "{model}: {said}");
        for variant in list(&answer, "varianten") {
            assert_ne!(variant["bewezen"], true, "{model}: {variant}");
        }
    }
}

/// The plans first and what other assumptions do to them afterwards are together one whole answer.
#[tokio::test]
async fn plans_and_variants_asked_apart_are_the_whole_answer() {
    let with = |variants: Option<&str>| {
        let mut question = json!({ "vraag": "locaties", "voorziening": "BUURTSCHOOL", "weging": "inzet", "trekkingen": 50 });
        if let (Some(variants), Some(fields)) = (variants, question.as_object_mut()) {
            fields.insert("varianten".to_owned(), json!(variants));
        }
        question
    };
    let whole = posted("/v1/locatievragen", &with(None)).await;
    let plans = posted("/v1/locatievragen", &with(Some("niet"))).await;
    let variants = posted("/v1/locatievragen", &with(Some("alleen"))).await;
    assert_eq!(
        whole,
        posted("/v1/locatievragen", &with(Some("erbij"))).await
    );
    let mut together = plans.as_object().expect("an object").clone();
    assert!(!together.contains_key("varianten"));
    assert!(variants.get("plannen").is_none() && !list(&variants, "varianten").is_empty());
    together.extend(variants.as_object().expect("an object").clone());
    assert_eq!(Value::Object(together), whole);
}

/// Frame and inside are in one language, whichever was asked, at both doors.
#[tokio::test]
async fn a_refusal_speaks_the_language_that_was_asked() {
    for (question, dutch, english) in [
        (
            json!({ "vraag": "locaties", "voorziening": "BUURTSCHOOL", "aantal": 100 }),
            "aantal: gevonden 100, verwacht 1 tot en met 21, het aantal kandidaten dat open mag",
            "aantal: found 100, expected 1 to 21, the number of candidates that may open",
        ),
        (
            json!({ "vraag": "locaties", "voorziening": "BUURTSCHOOL", "budget_eur": 1000.0 }),
            "geen enkele set plekken voldoet aan alle voorwaarden; verruim het budget",
            "no set of sites meets the constraints; relax the budget",
        ),
        (
            json!({ "vraag": "inzetprofiel", "preset": "alles", "gewichten": {} }),
            "preset: gevonden \"alles\", verwacht een van ",
            "preset: found \"alles\", expected one of ",
        ),
        (
            json!({ "vraag": "kansenwerkplaats", "domein_vanaf": 101 }),
            "domein_vanaf: gevonden 101, verwacht een percentiel van 0 tot en met 100",
            "domein_vanaf: found 101, expected a percentile from 0 to 100",
        ),
        (
            json!({ "vraag": "clusters_0_18", "doorsnede_m": 5 }),
            "doorsnede_m: gevonden 5, verwacht 400 tot en met 1500 meter",
            "doorsnede_m: found 5, expected 400 to 1500 metres",
        ),
        (
            json!({ "vraag": "buurtschool", "sets": "veel" }),
            "sets: gevonden \"veel\", verwacht een heel getal, 0 of meer",
            "sets: found \"veel\", expected a whole number, 0 or more",
        ),
    ] {
        for (language, said) in [("nl", dutch), ("en", english)] {
            let address = format!("/v1/locatievragen?taal={language}");
            let response = post(&address, &question.to_string()).await;
            let problem = problem(response, StatusCode::BAD_REQUEST).await;
            let detail = problem["detail"].as_str().expect("a sentence");
            assert!(detail.starts_with(said), "{detail}");
        }
    }
}

#[tokio::test]
async fn every_layer_has_features_and_a_tile() {
    let tile = tile_in_the_middle(11).await;
    for layer in [
        "inzet",
        "kandidaten_buurtschool",
        "clusters_0_18",
        "clusters_0_18_leden",
        "kansenwerkplaats_lijst",
        "dbos_lijst",
    ] {
        let items = answered(&format!("/v1/collections/{layer}/items?limit=5")).await;
        let features = list(&items, "features");
        assert!(!features.is_empty(), "{layer} is empty");
        for feature in features {
            assert!(
                feature["geometry"].is_object() && feature["id"].is_string(),
                "{feature}"
            );
            keeps_the_contract(&feature["properties"]);
        }
        let response = get(&format!(
            "/v1/collections/{layer}/tiles/WebMercatorQuad/{tile}"
        ))
        .await;
        assert_eq!(response.status(), StatusCode::OK, "{layer}");
        let body = bytes(response).await;
        let reader = MvtReaderRef::new(&body).expect("a vector tile");
        let drawn = reader.layers().next().expect("a layer");
        assert!(
            drawn.features().next().is_some(),
            "{layer} has nothing in the tile"
        );
    }
}

fn utrecht() -> Option<Study> {
    let data = PathBuf::from(std::env::var_os("NABIJ_DATA")?).join("utrecht");
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/utrecht");
    let loaded = load_study(&study, Some(&data), &|_| ()).expect("it can be read");
    Some(Study::open(loaded.town.expect("nothing blocks")).expect("it opens"))
}

/// Utrecht's open files hold no indicators of need, no buildings and no childcare: its answers say so, and fill nothing in.
#[test]
fn utrecht_answers_every_question_and_says_what_is_not_known() {
    let Some(study) = utrecht() else { return };
    let answer = |code: &str, more: &str| -> Value {
        let question =
            question_in_toml(&asked(code, more), &study.town().weights).expect("a question");
        let SiteAnswer { document, .. } = study
            .site_answer(&question, Language::Dutch)
            .expect("an answer");
        keeps_the_contract(&document);
        document
    };
    let need = answer("inzetprofiel", "");
    let schools = answer("buurtschool", "trekkingen = 20");
    let clusters = answer("clusters_0_18", "");
    let opportunities = answer("kansenwerkplaats", "");
    let libraries = answer("dbos", "kosten_per_school_eur = 60_000.0");
    let places = answer(
        "locaties",
        "voorziening = \"BUURTSCHOOL\"\nbestaand = \"telt niet mee\"\ntrekkingen = 0\nplannen = 1",
    );
    assert!(
        list(&need, "gebieden")
            .iter()
            .all(|one| one["waarde"].is_null()),
        "income alone is too little for an index"
    );
    let unknown = |one: &Value| one["label"] == "nog onvoldoende bekend";
    let places_with_need = list(&opportunities, "plekken").iter();
    let (unsure, explored): (Vec<&Value>, Vec<&Value>) =
        places_with_need.partition(|one| unknown(one));
    assert!(!unsure.is_empty() && !explored.is_empty());
    assert!(
        explored.iter().all(|one| one["label"] == "verkennen"),
        "nobody recorded an ambition yet, so nothing is promising"
    );
    assert!(list(&schools, "kandidaten").iter().all(unknown));
    for candidate in list(&schools, "kandidaten") {
        let (low, high) = (candidate["laag"].as_f64(), candidate["hoog"].as_f64());
        assert!(low < high && candidate["waarde"].is_null(), "{candidate}");
    }
    // No score can be added up, and whom a place reaches is known: so the question has its sets all the same.
    assert_eq!(schools["sets"]["doel"], "bereik");
    let first = &list(&schools["sets"], "sets")[0];
    assert_eq!(list(first, "locaties").len(), 3);
    assert!(first["stabiliteit"].is_string());
    assert!(
        clusters["zin"]
            .as_str()
            .is_some_and(|said| said.starts_with("Onvoldoende gegevens"))
    );
    assert!(
        libraries["zin"]
            .as_str()
            .is_some_and(|said| said.starts_with("Onvoldoende gegevens"))
    );
    assert_eq!(places["nu"]["binnen_norm"], 0);
    assert_eq!(places["plannen"][0]["bewezen"], true);
    // Where a study has no source, nothing is known of what is there: that is not nothing.
    let question = asked("locaties", "voorziening = \"BIBLIOTHEEK\"");
    let question = question_in_toml(&question, &study.town().weights).expect("a question");
    let refused = study.site_answer(&question, Language::Dutch);
    let refused = refused.expect_err("no library is known").to_string();
    assert!(
        refused.starts_with("bestaand: found \"blijft\", expected telt niet mee"),
        "{refused}"
    );
}
