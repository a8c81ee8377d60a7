//! A scenario as a whole document: its name, its base, and its changes in order.

use serde::Deserialize;
use serde_json::Value;

use crate::ingest::each_field_once::each_field_once;
use crate::ingest::scenario::changes::change;
use crate::ingest::scenario::chosen_norms::{RawNorm, chosen_norms};
use crate::ingest::scenario::chosen_weights::{RawWeights, chosen_weights};
use crate::ingest::scenario::places::Places;
use crate::ingest::scenario::planned_homes::{RawYields, year};
use crate::ingest::site_question::as_written::{in_words, raw};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::model::bilingual::Bilingual;
use crate::model::scenario::base::ScenarioBase;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;

/// The name of this form, for whoever reads the document in ten years.
pub const SCHEMA_NAME: &str = "nabij-scenario-1";
/// The published description of the form, as JSON Schema.
pub const SCHEMA: &str = include_str!("../../../data/schemas/scenario.json");
/// A scenario may have so many changes.
const MOST_CHANGES: usize = 1_000;
/// The name of one may have so many letters: it fits in a list.
pub const LONGEST_NAME: usize = 200;

/// For which study a scenario is read.
#[derive(Debug, Clone, Copy)]
pub struct ReadingFor<'a> {
    /// The coordinate system of the study.
    pub crs: &'a str,
    /// The study itself: the base of a scenario that names none.
    pub base: &'a ScenarioBase,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScenario {
    schema: Option<String>,
    naam: String,
    basis: Option<RawBase>,
    crs: String,
    jaar: Option<u64>,
    kengetallen: Option<RawYields>,
    #[serde(default)]
    normen: Vec<RawNorm>,
    gewichten: Option<RawWeights>,
    wijzigingen: Vec<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBase {
    studie: String,
    invoer: String,
    normen: String,
    gewichten: String,
}

/// Reads a scenario in JSON.
///
/// # Errors
/// Names the change, by its place from 0 and its id, and the field that cannot be read.
pub fn scenario_in_json(text: &str, of: ReadingFor<'_>) -> Result<Scenario, ScenarioRefused> {
    let document = each_field_once(text);
    let document =
        document.map_err(|refused| whole(refused.refused("scenario", expected_scenario())));
    scenario_in_value(document?, of)
}

/// Reads a scenario that is a part of another document.
///
/// # Errors
/// As [`scenario_in_json`].
pub fn scenario_in_value(document: Value, of: ReadingFor<'_>) -> Result<Scenario, ScenarioRefused> {
    if !document.is_object() {
        let found = in_words(&document);
        return Err(ScenarioRefused::of_scenario(
            "scenario",
            found,
            expected_scenario(),
        ));
    }
    let written: RawScenario = raw(document).map_err(whole)?;
    if let Some(other) = written.schema.filter(|schema| schema != SCHEMA_NAME) {
        let (found, expected) = (Bilingual::quoted(&other), Bilingual::quoted(SCHEMA_NAME));
        return Err(ScenarioRefused::of_scenario("schema", found, expected));
    }
    if written.wijzigingen.len() > MOST_CHANGES {
        let count = written.wijzigingen.len();
        let found = Bilingual::new(format!("{count} wijzigingen"), format!("{count} changes"));
        let expected = Bilingual::new(
            format!("hoogstens {MOST_CHANGES}"),
            format!("at most {MOST_CHANGES}"),
        );
        return Err(ScenarioRefused::of_scenario("wijzigingen", found, expected));
    }
    let letters = written.naam.chars().count();
    if letters > LONGEST_NAME {
        let found = Bilingual::new(format!("{letters} tekens"), format!("{letters} letters"));
        let expected = Bilingual::new(
            format!("hoogstens {LONGEST_NAME} tekens"),
            format!("at most {LONGEST_NAME} letters"),
        );
        return Err(ScenarioRefused::of_scenario("naam", found, expected));
    }
    let places = Places::from_to(&written.crs, of.crs).map_err(whole)?;
    let changes = written.wijzigingen.into_iter().enumerate();
    let changes = changes.map(|(index, written)| change(index, written, &places));
    let base = written.basis.map_or_else(|| of.base.clone(), RawBase::read);
    let years = written.jaar.map(|written| year("jaar", written));
    let yields = written.kengetallen.map(RawYields::read);
    let norms = chosen_norms(written.normen).map_err(whole)?;
    let weights = chosen_weights(written.gewichten).map_err(whole)?;
    Scenario::new(written.naam, base)
        .in_year(years.transpose().map_err(whole)?)
        .with_yields(yields.transpose().map_err(whole)?)
        .with_norms(norms)
        .with_weights(weights)
        .with_changes(changes.collect::<Result<_, _>>()?)
}

/// What is not about one change.
fn whole(refused: QuestionRefused) -> ScenarioRefused {
    ScenarioRefused::of_scenario(&refused.field, refused.found, refused.expected)
}

fn expected_scenario() -> Bilingual {
    Bilingual::new(
        "een scenario met naam, crs en wijzigingen",
        "a scenario with naam, crs and wijzigingen",
    )
}

impl RawBase {
    fn read(self) -> ScenarioBase {
        ScenarioBase {
            study: self.studie,
            inputs: self.invoer,
            norms: self.normen,
            weights: self.gewichten,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn base() -> ScenarioBase {
        ScenarioBase {
            study: "proef".to_owned(),
            inputs: "00".to_owned(),
            norms: "norm-1".to_owned(),
            weights: "gewicht-1".to_owned(),
        }
    }

    fn read(document: Value) -> Result<Scenario, ScenarioRefused> {
        let (base, crs) = (base(), "EPSG:28992");
        scenario_in_value(document, ReadingFor { crs, base: &base })
    }

    fn with(change: Value) -> Value {
        json!({ "naam": "proef", "crs": "EPSG:28992", "wijzigingen": [change] })
    }

    /// One sound change of every kind, and what is said of it with one field gone wrong.
    fn examples() -> Vec<(Value, &'static str, Value, &'static str)> {
        vec![
            (
                json!({ "id": "a", "soort": "voorziening_openen", "voorziening": "n1", "naam": "Nieuw",
                    "soorten": ["PO"], "plaats": [1.0, 2.0], "ingangen": [[1.0, 3.0]], "capaciteit": 200,
                    "openingstijden": "Mo-Fr 08:00-16:00" }),
                "soorten",
                json!(["po"]),
                "found \"po\", expected the code of a kind, such as PO",
            ),
            (
                json!({ "id": "a", "soort": "voorziening_sluiten", "voorziening": "n1" }),
                "voorziening",
                json!(3),
                "found 3, expected a text",
            ),
            (
                json!({ "id": "a", "soort": "voorziening_verplaatsen", "voorziening": "n1", "naar": [1, 2] }),
                "naar",
                json!("hier"),
                "found \"hier\", expected a place: two numbers [x, y]",
            ),
            (
                json!({ "id": "a", "soort": "capaciteit", "voorziening": "n1", "capaciteit": null }),
                "capaciteit",
                json!(-1),
                "found -1, expected a whole number, 0 or more",
            ),
            (
                json!({ "id": "a", "soort": "openingstijden", "voorziening": "n1", "openingstijden": "Mo 08:00-12:00" }),
                "openingstijden",
                json!("soms"),
                "found \"soms\"",
            ),
            (
                json!({ "id": "a", "soort": "ingangen", "voorziening": "n1", "ingangen": [] }),
                "ingangen",
                json!(1),
                "found 1, expected a list",
            ),
            (
                json!({ "id": "a", "soort": "straat_toevoegen", "lijn": [[0, 0], [9, 0]], "gebruik": "voetpad" }),
                "gebruik",
                json!("ruiterpad"),
                "found \"ruiterpad\", expected one of voetpad",
            ),
            (
                json!({ "id": "a", "soort": "straat_sluiten", "plaats": [0, 0], "tussen": [[0, 0], [9, 0]] }),
                "straat",
                json!("b"),
                "found both, expected straat or plaats, not both",
            ),
            (
                json!({ "id": "a", "soort": "brug_toevoegen", "van": [0, 0], "naar": [9, 0], "vervoer": ["lopen"],
                    "drempelvrij": true, "wachttijd_s": 0 }),
                "vervoer",
                json!([]),
                "found an empty list, expected one or more of lopen",
            ),
            (
                json!({ "id": "a", "soort": "oversteek_toevoegen", "van": [0, 0], "naar": [9, 0], "vervoer": ["fiets"] }),
                "wachttijd_s",
                json!(-3.0),
                "found -3, expected a number of seconds, 0 or more",
            ),
            (
                json!({ "id": "a", "soort": "oversteek_sluiten", "plaats": [0, 0] }),
                "plaats",
                json!(null),
                "found no such field",
            ),
            (
                json!({ "id": "a", "soort": "barriere_toevoegen", "lijn": [[0, 0], [9, 0]], "stopt": ["lopen"] }),
                "lijn",
                json!([[0, 0]]),
                "found 1 places, expected a line of two or more",
            ),
            (
                json!({ "id": "a", "soort": "barriere_weghalen", "plaats": [0, 0] }),
                "kleur",
                json!("rood"),
                "found an unknown field",
            ),
            (
                json!({ "id": "a", "soort": "woningen", "plaats": [0, 0], "type": "eengezins", "aantal": 600, "jaar": 2031 }),
                "jaar",
                json!(31),
                "found 31, expected a number from 1900 to 2200",
            ),
        ]
    }

    /// What the schema cannot say: these need a reader of their own.
    const ONLY_READ: [&str; 1] = ["openingstijden"];

    #[test]
    fn the_schema_and_the_reader_agree_on_every_kind_of_change() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let schema = jsonschema::validator_for(&schema).expect("a schema");
        for (sound, field, wrong, _) in examples() {
            let code = sound["soort"].to_string();
            assert!(schema.is_valid(&with(sound.clone())), "{code}");
            let mut broken = sound.clone();
            broken[field] = wrong;
            assert!(
                ONLY_READ.contains(&field) || !schema.is_valid(&with(broken)),
                "{code}"
            );
            for field in ["id", "soort"] {
                let mut broken = sound.clone();
                broken.as_object_mut().expect("fields").remove(field);
                assert!(!schema.is_valid(&with(broken.clone())) && read(with(broken)).is_err());
            }
        }
        let with_norms = |norms: Value| json!({ "naam": "a", "crs": "EPSG:28992", "normen": norms, "wijzigingen": [] });
        let sound = with_norms(json!([{ "voorziening": "PO", "profiel": "fiets", "minuten": 15 }]));
        assert!(schema.is_valid(&sound));
        let norms = read(sound).expect("sound").norms().to_vec();
        assert_eq!((norms[0].kind.code(), norms[0].minutes), ("PO", Some(15)));
        let with_weights = |weights: Value| json!({ "naam": "a", "crs": "EPSG:28992", "gewichten": weights, "wijzigingen": [] });
        for weights in [
            json!({ "criteria": { "noodzaak": 0.5, "ambitie": 0.3, "meerwaarde": 0.2 }, "inzet": { "taal": 1 } }),
            json!({ "inclusiviteit": 0 }),
            json!(null),
        ] {
            let document = with_weights(weights);
            assert!(schema.is_valid(&document) && read(document).is_ok());
        }
        for document in [
            with_weights(json!({ "criteria": { "noodzaak": 0.5, "ambitie": 0.5 } })),
            with_weights(
                json!({ "criteria": { "noodzaak": 1.2, "ambitie": -0.2, "meerwaarde": 0 } }),
            ),
            with_weights(json!({ "inzet": { "tale": 1 } })),
            with_weights(json!({ "inzet": { "taal": 0.5, "voorzieningen": 0.5 } })),
            with_weights(json!({ "inclusiviteit": 0.1 })),
            with_weights(json!({ "horizon": 1 })),
            with_norms(json!([{ "voorziening": "po" }])),
            with_norms(json!([{ "voorziening": "PO", "minuten": 121 }])),
            with_norms(json!([{ "minuten": 12 }])),
            json!({}),
            json!([]),
            json!({ "naam": "a", "crs": "EPSG:28992", "wijzigingen": [], "x": 1 }),
        ] {
            assert!(!schema.is_valid(&document) && read(document).is_err());
        }
    }

    #[test]
    fn people_for_each_home_are_labelled_and_do_not_gainsay_each_other() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let schema = jsonschema::validator_for(&schema).expect("a schema");
        let with = |field: &str, value: Value| {
            let mut yields = json!({ "naam": "proef", "bron": "eigen telling", "datum": "2026-01-01", "per_woning": [] });
            yields[field] = value;
            json!({ "naam": "a", "crs": "EPSG:28992", "kengetallen": yields, "wijzigingen": [] })
        };
        for rows in [
            json!([{ "type": "a", "4-12": 0.3 }, { "type": "a", "na_jaren": 5, "4-12": 0.9 }, { "type": "b", "4-12": 0.9 }]),
            // 0.1 + 0.2 is no more than 0.3, and what is not known is no part of it.
            json!([{ "type": "a", "0-4": 0.1, "4-12": 0.2, "12-18": null, "alle": 0.3 }]),
            json!([{ "type": "a", "0-4": 3, "4-12": 2, "alle": null }]),
        ] {
            let document = with("per_woning", rows);
            assert!(schema.is_valid(&document));
            read(document).expect("sound");
        }
        for (field, value, said) in [
            (
                "naam",
                json!(""),
                "naam: found \"\", expected a text that is not empty",
            ),
            (
                "bron",
                json!(" "),
                "bron: found \" \", expected a text that is not empty",
            ),
            (
                "datum",
                json!("x"),
                "datum: found \"x\", expected a day such as 2026-01-01",
            ),
            (
                "datum",
                json!("20260101"),
                "datum: found \"20260101\", expected 2026-01-01",
            ),
        ] {
            let document = with(field, value);
            assert!(!schema.is_valid(&document), "{said}");
            let refused = read(document).expect_err("refused").to_string();
            assert_eq!(refused, format!("kengetallen.{said}"));
        }
        // A schema cannot say these.
        for (field, value, said) in [
            (
                "datum",
                json!("2026-02-30"),
                "datum: found \"2026-02-30\", expected a day such as 2026-01-01",
            ),
            (
                "per_woning",
                json!([{ "type": "a", "na_jaren": 5 }, { "type": "b" }, { "type": "a", "na_jaren": 5, "alle": 1 }]),
                "per_woning[2].na_jaren: found 5, as in per_woning[0] of \"a\", expected each number of years once for a type",
            ),
            (
                "per_woning",
                json!([{ "type": "a", "0-4": 0.5, "12-18": 0.75, "alle": 1.2 }]),
                "per_woning[0].alle: found 1.2, expected 1.25 or more: so many are the age groups together",
            ),
        ] {
            let refused = read(with(field, value)).expect_err("refused").to_string();
            assert_eq!(refused, format!("kengetallen.{said}"));
        }
    }

    #[test]
    fn a_weight_that_cannot_stand_is_refused_by_its_group_and_its_name() {
        let refusal = |weights: Value| {
            let document = json!({ "naam": "a", "crs": "EPSG:28992", "gewichten": weights, "wijzigingen": [] });
            read(document).expect_err("refused").to_string()
        };
        for (weights, said) in [
            (
                json!({ "criteria": { "noodzaak": 1.2, "ambitie": -0.2, "meerwaarde": 0 } }),
                "gewichten.criteria.noodzaak: found 1.2, expected a number from 0 to 1",
            ),
            (
                json!({ "criteria": { "noodzaak": 0.5, "ambitie": "veel", "meerwaarde": 0 } }),
                "gewichten.criteria.ambitie: found \"veel\", expected a number",
            ),
            (
                json!({ "noodzaak": { "leeftijd": 0.5, "conditie": 0.5 } }),
                "gewichten.noodzaak.ruimte: found no such field, expected the field ruimte",
            ),
            (
                json!({ "meerwaarde": { "bereik": 0.5, "dekking": 0.3, "partners": 0.2, "medegebruik": 0.1 } }),
                "gewichten.meerwaarde: found weights that sum to 1.1, expected weights that sum to 1",
            ),
            (
                json!({ "inzet": {} }),
                "gewichten.inzet: found weights that sum to 0, expected weights that sum to 1",
            ),
            (
                json!({ "inzet": { "tale": 1 } }),
                "gewichten.inzet: found \"tale\", expected one of taal, ",
            ),
            (
                json!({ "inzet": { "taal": 0.5, "voorzieningen": 0.5 } }),
                "gewichten.inzet.voorzieningen: found 0.5, expected 0, because in a plan need also weighs who reaches",
            ),
            (
                json!({ "inclusiviteit": 0.2 }),
                "gewichten.inclusiviteit: found weight 0.2, expected 0: inclusive use is shown and never weighed, \
                 because the Afwegingskader",
            ),
        ] {
            let refused = refusal(weights);
            assert!(refused.starts_with(said), "{refused}");
        }
    }

    #[test]
    fn every_kind_of_change_is_read_and_refused_by_its_place_its_id_and_its_field() {
        for (sound, field, wrong, said) in examples() {
            let code = sound["soort"].as_str().expect("a code").to_owned();
            let scenario = read(with(sound.clone())).expect(&code);
            let found = scenario.changes()[0].what.code();
            assert!(
                found == code
                    || (found, code.as_str()) == ("oversteek_toevoegen", "brug_toevoegen")
            );
            let mut broken = sound;
            broken[field] = wrong;
            let refused = read(with(broken)).expect_err(&code).to_string();
            assert!(
                refused.starts_with("wijzigingen[0] (id \"a\"), "),
                "{refused}"
            );
            assert!(refused.contains(said), "{code}: {refused}");
        }
    }

    #[test]
    fn a_place_a_part_and_a_change_are_refused_by_what_they_should_be() {
        let said = |change: Value| read(with(change)).expect_err("refused").sentence().dutch;
        let moved = |place: Value| json!({ "id": "a", "soort": "voorziening_verplaatsen", "voorziening": "n", "naar": place });
        let part = |ends: Value| json!({ "id": "a", "soort": "straat_sluiten", "tussen": ends });
        for (place, found) in [
            (json!([1, 2, 3]), "een lijst van 3"),
            (json!([1]), "een lijst van 1"),
            (json!([]), "een lijst van 0"),
            (json!(7), "7"),
        ] {
            let expected = "verwacht een plaats: twee getallen [x, y]";
            assert_eq!(
                said(moved(place)),
                format!("wijzigingen[0] (id \"a\"), naar: gevonden {found}, {expected}")
            );
        }
        assert_eq!(
            said(moved(json!([1, "b"]))),
            "wijzigingen[0] (id \"a\"), naar[1]: gevonden \"b\", verwacht een getal"
        );
        assert_eq!(
            said(part(json!([[0, 0], [1, 1], [2, 2]]))),
            "wijzigingen[0] (id \"a\"), tussen: gevonden een lijst van 3, verwacht een lijst van twee"
        );
        assert_eq!(
            said(json!(3)),
            "wijzigingen[0]: gevonden 3, verwacht een object met id, soort en de velden van deze wijziging"
        );
    }

    #[test]
    fn what_a_change_may_have_and_needs_is_told_in_full() {
        let said = |change: Value| read(with(change)).expect_err("refused").sentence().dutch;
        let closing = json!({ "id": "a", "soort": "voorziening_sluiten", "voorziening": "n", "kleur": "rood" });
        assert_eq!(
            said(closing),
            "wijzigingen[0] (id \"a\"), kleur: gevonden een onbekend veld, verwacht een van id, soort, voorziening"
        );
        let nowhere = said(json!({ "id": "a", "soort": "straat_sluiten" }));
        assert!(
            nowhere.ends_with("plaats (een plaats erop) of tussen (twee plaatsen erop)"),
            "{nowhere}"
        );
    }

    #[test]
    fn a_number_beyond_its_limit_is_refused_with_the_limit() {
        let homes = |field: &str, value: Value| {
            let mut homes = json!({ "id": "a", "soort": "woningen", "plaats": [0, 0], "type": "a", "aantal": 6, "jaar": 2031 });
            homes[field] = value;
            homes
        };
        let places = json!({ "id": "a", "soort": "capaciteit", "voorziening": "n", "capaciteit": 99_999_999_999_u64 });
        for (change, expected) in [
            (
                places,
                "verwacht een heel getal van 0 tot en met 4294967295",
            ),
            (
                homes("aantal", json!(99_999_999_999_u64)),
                "verwacht een getal van 1 tot en met 100000",
            ),
            (
                homes("jaar", json!(99_999)),
                "verwacht een getal van 1900 tot en met 2200",
            ),
            (
                homes("aantal", json!(1e30)),
                "verwacht een kleiner heel getal",
            ),
        ] {
            let refused = read(with(change)).expect_err("refused").sentence().dutch;
            assert!(refused.ends_with(expected), "{refused}");
        }
    }

    #[test]
    fn a_whole_number_with_a_zero_behind_the_point_is_the_same_scenario() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let schema = jsonschema::validator_for(&schema).expect("a schema");
        let text = |zero: &str| {
            format!(
                r#"{{ "naam": "a", "crs": "EPSG:28992", "jaar": 2031{zero}, "wijzigingen": [
                    {{ "id": "a", "soort": "capaciteit", "voorziening": "n", "capaciteit": 300{zero} }},
                    {{ "id": "b", "soort": "woningen", "plaats": [7{zero}, 9{zero}], "type": "a", "aantal": 6{zero}, "jaar": 2031{zero} }}] }}"#
            )
        };
        let [with, without] = [".0", ""].map(|zero| {
            let text = text(zero);
            assert!(schema.is_valid(&serde_json::from_str(&text).expect("JSON")));
            let base = base();
            let of = ReadingFor {
                crs: "EPSG:28992",
                base: &base,
            };
            scenario_in_json(&text, of).expect("sound")
        });
        assert_eq!(with, without);
    }

    #[test]
    fn degrees_and_metres_of_one_place_are_the_same_place() {
        let place = |crs: &str, place: Value| {
            let change = json!({ "id": "a", "soort": "voorziening_verplaatsen", "voorziening": "x", "naar": place });
            let scenario = read(json!({ "naam": "", "crs": crs, "wijzigingen": [change] }));
            match &scenario.expect("sound").changes()[0].what {
                crate::model::scenario::change::ChangeOf::MoveFacility { to, .. } => *to,
                other => unreachable!("{other:?}"),
            }
        };
        // The tower in Amersfoort is the origin of RD New.
        let (metres, degrees) = (
            place("EPSG:28992", json!([155_000.0, 463_000.0])),
            place("OGC:CRS84", json!([5.387_206_21, 52.155_172_97])),
        );
        assert!(metres.distance(degrees) < 0.5, "{degrees:?}");
    }

    #[test]
    fn the_document_itself_is_refused_by_its_field() {
        let said = |document: Value| read(document).expect_err("refused").to_string();
        assert_eq!(
            said(json!({ "naam": "a", "crs": "EPSG:28992" })),
            "wijzigingen: found no such field, expected the field wijzigingen"
        );
        assert!(
            said(json!({ "naam": "a", "crs": "EPSG:1", "wijzigingen": [] }))
                .starts_with("crs: found \"EPSG:1\"")
        );
        assert!(said(json!([])).starts_with("scenario: found a list"));
        let named = |letters| json!({ "naam": "é".repeat(letters), "crs": "EPSG:28992", "wijzigingen": [] });
        assert!(read(named(200)).is_ok());
        assert_eq!(
            said(named(201)),
            "naam: found 201 letters, expected at most 200 letters"
        );
        let other = json!({ "schema": "nabij-scenario-9", "naam": "a", "crs": "EPSG:28992", "wijzigingen": [] });
        assert_eq!(
            said(other),
            "schema: found \"nabij-scenario-9\", expected \"nabij-scenario-1\""
        );
        let yields = json!({ "naam": "a", "crs": "EPSG:28992", "wijzigingen": [], "kengetallen":
            { "naam": "", "bron": "", "datum": "", "per_woning": [{ "type": "a", "4-12": 21 }] } });
        assert!(said(yields).starts_with("kengetallen.per_woning[0].4-12: found 21"));
        let text = scenario_in_json(
            "{",
            ReadingFor {
                crs: "EPSG:28992",
                base: &base(),
            },
        );
        assert!(
            text.expect_err("no JSON")
                .to_string()
                .starts_with("scenario: found text that is no JSON")
        );
    }
}
