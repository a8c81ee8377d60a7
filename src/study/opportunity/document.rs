//! The short-list for Kansenwerkplaatsen in the words of the public interface: every place with its reasons.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::layers::decimals::thousandth;
use crate::siting::uncertain_front::FrontPlace;
use crate::study::grounds::{Grounds, grounds};
use crate::study::language::Language;
use crate::study::need::basis::{NeedBasis, need_basis, source_ids};
use crate::study::opportunity::answer::{OpportunityAnswer, OpportunityPlace, OpportunityRow};
use crate::study::opportunity::considerations::{
    ConsiderationDocument, consideration_documents, qualifies,
};
use crate::study::opportunity::member::{
    DomainPart, MemberDocument, ScoreDocument, highest_domain, score,
};
use crate::study::opportunity::programmes::{programmes_remark, running_sentence};
use crate::study::opportunity::sentences::{
    ambition_sentence, in_view, not_enough_known, opportunity_remarks, spread_sentence,
};
use crate::study::opportunity::shown::ShownAnswer;
use crate::study::overview::district_name;

/// The name of the formula and its version.
const FORMULA: &str = "kansenwerkplaats-1";
/// In which order places are listed.
const ORDER: &str = "op naam";

/// The whole short-list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpportunityDocument {
    titel: &'static str,
    regels: RulesDocument,
    volgorde: &'static str,
    plekken: Vec<PlaceDocument>,
    buurten: Vec<RowDocument>,
    spreiding: SpreadDocument,
    overwegingen: Option<Vec<ConsiderationDocument>>,
    opmerkingen: Vec<String>,
    inzet: NeedBasis,
    #[serde(flatten)]
    verantwoording: Grounds,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct RulesDocument {
    ieder_domein_vanaf: f64,
    samen_vanaf: f64,
    samen: Vec<&'static str>,
    kleinste_bewijs: f64,
    ambitie_verouderd_na_maanden: u32,
    samen_tot_kinderen: Option<u64>,
}

/// One place of the list: a neighbourhood, or adjoining ones together.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct PlaceDocument {
    naam: String,
    label: &'static str,
    stabiliteit: &'static str,
    paretofront: Option<&'static str>,
    #[serde(flatten)]
    inzet: ScoreDocument,
    bewijs: f64,
    delen: Vec<DomainPart>,
    ambitie: ScoreDocument,
    kinderen: Option<u64>,
    kinderen_maal_inzet: Option<u64>,
    geschat_pct: Option<f64>,
    gebieden: Vec<MemberDocument>,
    zin: String,
}

/// One neighbourhood in the scatter of need and ambition.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct RowDocument {
    code: String,
    naam: String,
    wijk: Option<String>,
    inzet: ScoreDocument,
    ambitie: ScoreDocument,
    voldoet: &'static str,
}

/// How the places lie over the districts.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SpreadDocument {
    per_wijk: Vec<DistrictCount>,
    overwogen: Vec<String>,
    zin: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DistrictCount {
    wijk: String,
    buurten_in_beeld: usize,
}

/// The answer in words and numbers.
pub fn opportunity_document(
    answer: &OpportunityAnswer<'_>,
    language: Language,
) -> OpportunityDocument {
    let question = &answer.question;
    let shown = ShownAnswer::of(answer, language);
    let ambitions = answer.rows.iter().filter_map(|row| row.ambition.record);
    let mut sources = source_ids(&answer.need);
    sources.extend(ambitions.map(|ambition| ambition.source));
    let programmes = answer.rows.iter().flat_map(|row| &row.programmes);
    sources.extend(programmes.map(|programme| programme.record.source));
    let considerations = answer.need.town.planning.considerations.iter();
    sources.extend(considerations.map(|consideration| consideration.source));
    OpportunityDocument {
        titel: match language {
            Language::Dutch => "Buurten in beeld voor een Kansenwerkplaats",
            Language::English => "Neighbourhoods in view for a Kansenwerkplaats",
        },
        regels: RulesDocument {
            ieder_domein_vanaf: question.any_domain,
            samen_vanaf: question.together_from,
            samen: question.together.iter().map(|one| one.code()).collect(),
            kleinste_bewijs: question.need.smallest_evidence,
            ambitie_verouderd_na_maanden: question.ambition_months,
            samen_tot_kinderen: question
                .most_children_together
                .map(|most| most.whole_persons()),
        },
        volgorde: ORDER,
        plekken: answer
            .places
            .iter()
            .map(|place| shown.place(place))
            .collect(),
        buurten: answer.rows.iter().map(|row| shown.row(row)).collect(),
        spreiding: shown.spread(),
        overwegingen: consideration_documents(answer),
        opmerkingen: opportunity_remarks(language)
            .into_iter()
            .chain([programmes_remark(answer.need.town, language)])
            .collect(),
        inzet: need_basis(&answer.need, language),
        verantwoording: grounds(answer.need.town, FORMULA, &sources, language),
    }
}

impl ShownAnswer<'_> {
    /// Sentences on need, on ambition and on what runs there already.
    fn sentence(&self, row: &OpportunityRow<'_>) -> String {
        let need = if row.qualification.qualifies() {
            in_view(&row.area.name, &self.reasons(row), self.language)
        } else {
            not_enough_known(&row.area.name, self.language)
        };
        let ambition = ambition_sentence(&row.ambition, self.limits.months, self.language);
        let programmes = running_sentence(&row.programmes, self.language);
        let sentences = [Some(need), Some(ambition), programmes];
        let sentences: Vec<String> = sentences.into_iter().flatten().collect();
        sentences.join(" ")
    }

    fn place(&self, place: &OpportunityPlace) -> PlaceDocument {
        let members = self.members(place);
        let names: Vec<&str> = members.iter().map(|row| row.area.name.as_str()).collect();
        let sentences: Vec<String> = members.iter().map(|row| self.sentence(row)).collect();
        let single = members.first().filter(|_| members.len() == 1);
        PlaceDocument {
            naam: names.join(", "),
            label: place.label.code(),
            stabiliteit: place.stability.code(),
            paretofront: place.front.map(FrontPlace::code),
            inzet: score(&place.need),
            bewijs: thousandth(place.need.evidence),
            delen: single
                .and_then(|row| highest_domain(row, self.language))
                .into_iter()
                .collect(),
            ambitie: score(&place.ambition),
            kinderen: self.people(place, |figures| figures.children),
            kinderen_maal_inzet: self.people(place, |figures| figures.volume),
            geschat_pct: single.and_then(|row| self.figures.get(row.row)?.1.estimated),
            gebieden: members.iter().map(|row| self.member(row)).collect(),
            zin: sentences.join(" "),
        }
    }

    fn row(&self, row: &OpportunityRow<'_>) -> RowDocument {
        RowDocument {
            code: row.area.code.0.clone(),
            naam: row.area.name.clone(),
            wijk: district_name(self.answer.need.town, row.area),
            inzet: score(&row.qualification.highest),
            ambitie: score(&row.ambition.score()),
            voldoet: qualifies(row),
        }
    }

    fn spread(&self) -> SpreadDocument {
        let town = self.answer.need.town;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let rows = self.answer.rows.iter();
        for row in rows.filter(|row| row.qualification.qualifies()) {
            *counts
                .entry(district_name(town, row.area).unwrap_or_default())
                .or_default() += 1;
        }
        let considered = &self.answer.considered;
        let districts: Vec<_> = considered
            .iter()
            .filter_map(|code| town.areas.iter().find(|area| area.code == *code))
            .map(|area| area.parent)
            .collect();
        let differ = districts.iter().collect::<BTreeSet<_>>().len() == districts.len();
        SpreadDocument {
            per_wijk: counts
                .into_iter()
                .map(|(wijk, buurten_in_beeld)| DistrictCount {
                    wijk,
                    buurten_in_beeld,
                })
                .collect(),
            overwogen: considered.iter().map(|code| code.0.clone()).collect(),
            zin: (districts.len() > 1).then(|| spread_sentence(differ, self.language)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::property::Property;
    use crate::model::area::AreaCode;
    use crate::model::opportunity_question::OpportunityQuestion;
    use crate::model::people::People;
    use crate::study::open_study::Study;
    use crate::study::opportunity::answer::OpportunityRefusal;
    use crate::study::opportunity::features::opportunities_layer;
    use crate::study::planned_town::{ambition, consideration, planned_town, programme, weights};
    use serde_json::{Value, json};

    fn study() -> Study {
        let mut town = planned_town();
        town.planning.ambitions = vec![
            ambition("BU08", 3, "2025-11-01"),
            ambition("Oost", 1, "2023-01-01"),
        ];
        Study::open(town).expect("sound")
    }

    fn question() -> OpportunityQuestion {
        OpportunityQuestion::proposed(&weights())
    }

    fn document(study: &Study, question: &OpportunityQuestion) -> Value {
        let answer = study.opportunities(question).expect("sound");
        let document = opportunity_document(&answer, Language::Dutch);
        serde_json::to_value(document).expect("JSON")
    }

    fn names(document: &Value) -> Vec<&str> {
        let places = document["plekken"].as_array().expect("a list").iter();
        places
            .map(|place| place["naam"].as_str().expect("a name"))
            .collect()
    }

    #[test]
    fn one_high_domain_brings_a_neighbourhood_into_view_with_its_reason_and_ambition() {
        // Reading from P80: BU08 (85) and BU09 (95). Cohesion: BU00 to BU03 share 80 by the district's figure.
        let study = study();
        let found = document(&study, &question());
        assert_eq!(
            names(&found),
            ["BU00", "BU01", "BU02", "BU03", "BU08", "BU09"]
        );
        let eighth = &found["plekken"][4];
        assert_eq!(eighth["waarde"], json!(85.0));
        assert_eq!(eighth["delen"][0]["punten"], json!(85.0));
        assert_eq!(
            (&eighth["label"], &eighth["stabiliteit"]),
            (&json!("kansrijk"), &json!("robuust"))
        );
        assert_eq!(eighth["ambitie"]["waarde"], json!(75.0));
        assert_eq!(
            eighth["zin"],
            json!(
                "BU08 komt in beeld (0 tot 100 tussen de buurten; hoger betekent: meer inzet gewenst): taal en \
                 basisvaardigheden staat op 85 (grens 80). De vastgelegde ambitie is 3 van 4 (gesprek met scholen en \
                 buurtteam, 1 november 2025)."
            )
        );
        let ninth = &found["plekken"][5]["gebieden"][0]["ambitie"];
        assert_eq!(
            (&ninth["wijkcijfer"], &ninth["verouderd"]),
            (&json!(true), &json!(true))
        );
        assert_eq!(found["plekken"][5]["label"], json!("verkennen"));
        let cohesion = &found["plekken"][0]["gebieden"][0]["percentielen"][1];
        assert_eq!(
            (&cohesion["waarde"], &cohesion["wijkcijfer"]),
            (&json!(80.0), &json!(true))
        );
        let why = found["plekken"][0]["gebieden"][0]["redenen"].to_string();
        assert!(why.contains("staat op 80 (grens 80) (wijkcijfer)"), "{why}");
        // Nobody was asked in West: anything from 0 to 100, and still on the list and maybe on the front.
        let first = &found["plekken"][0];
        assert_eq!(
            first["ambitie"],
            json!({"waarde": null, "laag": 0.0, "hoog": 100.0})
        );
        assert_eq!(
            (&first["label"], &first["paretofront"]),
            (&json!("verkennen"), &json!("mogelijk"))
        );
    }

    #[test]
    fn programmes_stand_beside_a_place_and_move_nothing() {
        let mut town = planned_town();
        let plain = Study::open(town.clone()).expect("sound");
        let without = document(&plain, &question());
        town.planning.programmes = vec![
            programme("BU08", "Huiswerkklas", None),
            programme("Oost", "Zomerschool", Some("2024-08-31")),
        ];
        let study = Study::open(town).expect("sound");
        let with = document(&study, &question());
        let programmes = &with["plekken"][4]["gebieden"][0]["programmas"];
        assert_eq!(programmes[0]["naam"], json!("Huiswerkklas"));
        assert_eq!(programmes[0]["status"], json!("loopt"));
        assert_eq!(
            (&programmes[1]["status"], &programmes[1]["van_de_wijk"]),
            (&json!("voorbij"), &json!(true))
        );
        let said = with["plekken"][4]["zin"].as_str().expect("a sentence");
        assert!(said.ends_with("Hier loopt al: Huiswerkklas."), "{said}");
        // Nothing recorded for West: none, where a study without a register does not know.
        let of_west = |found: &Value| found["plekken"][0]["gebieden"][0]["programmas"].clone();
        assert_eq!(
            (of_west(&with), of_west(&without)),
            (json!([]), Value::Null)
        );
        for field in ["waarde", "ambitie", "label", "stabiliteit", "paretofront"] {
            let of = |found: &Value| {
                let places = found["plekken"].as_array().expect("a list").iter();
                places.map(|place| place[field].clone()).collect::<Vec<_>>()
            };
            assert_eq!(of(&with), of(&without), "{field}");
        }
        let answer = study.opportunities(&question()).expect("sound");
        let layer = opportunities_layer(&answer).expect("on the map");
        let shown = layer.properties[4]
            .iter()
            .find(|(name, _)| *name == "programmas");
        let expected =
            "Huiswerkklas (huiswerkhulp, loopt); Zomerschool (huiswerkhulp, voor de wijk, voorbij)";
        assert_eq!(
            shown.map(|(_, value)| value),
            Some(&Property::Text(expected.to_owned()))
        );
    }

    #[test]
    fn what_is_recorded_of_a_neighbourhood_that_is_considered_is_told_and_moves_nothing() {
        let mut town = planned_town();
        let without = document(&Study::open(town.clone()).expect("sound"), &question());
        // BU08 is on the list and BU06 is not; both lie in Oost.
        town.planning.considerations = vec![
            consideration("BU06", None),
            consideration("BU08", Some("Plan voor lezen")),
        ];
        let study = Study::open(town).expect("sound");
        let with = document(&study, &question());
        assert_eq!(without["overwegingen"], Value::Null);
        assert_eq!(
            (&with["plekken"], &with["buurten"]),
            (&without["plekken"], &without["buurten"])
        );
        let [sixth, eighth] = [0, 1].map(|place| &with["overwegingen"][place]);
        assert_eq!(
            (&sixth["voldoet"], &sixth["plan"]),
            (&json!("nee"), &Value::Null)
        );
        assert_eq!(
            (
                &eighth["voldoet"],
                &eighth["plan"],
                &eighth["volgindicatoren"]
            ),
            (&json!("ja"), &json!("Plan voor lezen"), &json!(["lezen"]))
        );
        assert_eq!(eighth["motivering"], json!("scholen willen samen verder"));
        assert_eq!(with["spreiding"]["overwogen"], json!(["BU06", "BU08"]));
        let same = "Enkele overwogen buurten liggen in dezelfde wijk.";
        assert_eq!(with["spreiding"]["zin"], json!(same));
        // A question that names others tries another choice.
        let other = OpportunityQuestion {
            considered: vec![AreaCode("BU00".to_owned())],
            ..question()
        };
        assert_eq!(
            document(&study, &other)["spreiding"]["overwogen"],
            json!(["BU00"])
        );
        let answer = study.opportunities(&question()).expect("sound");
        let layer = opportunities_layer(&answer).expect("on the map");
        let is_considered =
            |row: usize| layer.properties[row].contains(&("overwogen", Property::Truth(true)));
        let considered: Vec<&str> = (0..layer.ids.len())
            .filter(|&row| is_considered(row))
            .map(|row| layer.ids[row].as_str())
            .collect();
        assert_eq!(considered, ["BU08"]);
    }

    #[test]
    fn a_neighbourhood_without_a_figure_is_listed_as_not_known_and_not_as_low() {
        let mut town = planned_town();
        town.areas[4].figures.clear();
        town.areas[10].figures.clear();
        let found = document(&Study::open(town).expect("sound"), &question());
        let fourth = found["plekken"].as_array().expect("a list").iter();
        let fourth: Vec<_> = fourth
            .filter(|place| place["naam"] == json!("BU04"))
            .collect();
        assert_eq!(fourth[0]["label"], json!("nog onvoldoende bekend"));
        assert_eq!(fourth[0]["stabiliteit"], json!("onzeker"));
        assert_eq!(
            (&fourth[0]["waarde"], &fourth[0]["paretofront"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(found["buurten"][4]["voldoet"], json!("onbekend"));
        assert_eq!(found["buurten"][6]["voldoet"], json!("nee"));
    }

    #[test]
    fn adjoining_neighbourhoods_are_shown_together_up_to_a_number_of_children() {
        let together = OpportunityQuestion {
            most_children_together: Some(People::whole(360)),
            ..question()
        };
        let study = study();
        let found = document(&study, &together);
        assert_eq!(names(&found), ["BU00, BU01, BU02", "BU03", "BU08, BU09"]);
        let last = &found["plekken"][2];
        assert_eq!(
            (&last["kinderen"], &last["waarde"]),
            (&json!(240), &json!(90.0))
        );
        assert_eq!(last["ambitie"]["waarde"], json!(50.0));
        // The older of the two ambitions is out of date.
        assert_eq!(last["label"], json!("verkennen"));
        let answer = study.opportunities(&together).expect("sound");
        let layer = opportunities_layer(&answer).expect("on the map");
        assert_eq!(layer.ids, ["BU00+BU01+BU02", "BU03", "BU08+BU09"]);
    }

    #[test]
    fn what_people_consider_is_checked_for_spread_and_never_ranked() {
        let considered = |codes: &[&str]| OpportunityQuestion {
            considered: codes
                .iter()
                .map(|&code| AreaCode(code.to_owned()))
                .collect(),
            ..question()
        };
        let study = study();
        let found = document(&study, &considered(&["BU08", "BU00"]));
        let said = found["spreiding"]["zin"].as_str().expect("a sentence");
        assert_eq!(said, "De overwogen buurten liggen in verschillende wijken.");
        let found = document(&study, &considered(&["BU08", "BU09"]));
        let said = found["spreiding"]["zin"].as_str().expect("a sentence");
        assert_eq!(said, "Enkele overwogen buurten liggen in dezelfde wijk.");
        let refused = study
            .opportunities(&considered(&["West"]))
            .expect_err("a district");
        assert_eq!(
            refused.to_string(),
            "overwogen: found \"West\", expected the code of a neighbourhood of this study"
        );
        let high = OpportunityQuestion {
            any_domain: 101.0,
            ..question()
        };
        let refused = study.opportunities(&high).expect_err("no percentile");
        assert!(matches!(
            refused,
            OpportunityRefusal::Percentile {
                field: "domein_vanaf",
                ..
            }
        ));
    }

    #[test]
    fn no_word_ranks_or_labels_people() {
        let study = study();
        let answer = study.opportunities(&question()).expect("sound");
        for language in [Language::Dutch, Language::English] {
            let document = opportunity_document(&answer, language);
            let text = serde_json::to_string(&document)
                .expect("JSON")
                .to_lowercase();
            for word in [
                "beste",
                "gekozen",
                "achterstand",
                "zwak",
                "slecht",
                "worst",
                "best ",
            ] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}
