//! The report of gains and losses in the public words.

use serde::Serialize;

use crate::access::suppression::Shown;
use crate::model::area::AreaLevel;
use crate::model::people::People;
use crate::model::town_data::TownData;
use crate::siting::equity_groups::{PublishedGroup, PublishedSide};
use crate::siting::equity_report::{EquityReport, Inequality, QUINTILES, Ratio};
use crate::study::equity::sentences::{about, everybody, sentence};
use crate::study::equity::site_equity::ProfileEquity;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, source_overview};

/// The report for one profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EquityDocument {
    titel: &'static str,
    uitleg: String,
    zin: String,
    formule: &'static str,
    profiel: String,
    normenset: String,
    afstandsniveau: &'static str,
    peildatum: String,
    groepen: Vec<GroupDocument>,
    gebieden: Vec<GroupDocument>,
    buurten_met_verlies: Vec<LossDocument>,
    verschil_verandering_procentpunt: Option<f64>,
    ongelijk_investeren: RatioDocument,
    /// Of all children of 0 to 18; of others it is `euro_per_persoon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    euro_per_kind: Option<Vec<Option<f64>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    euro_per_persoon: Option<Vec<Option<f64>>>,
    ongelijk_investeren_euro: RatioDocument,
    kosten_aangenomen: Vec<String>,
    kosten_uitleg: Option<String>,
    ongelijkheid_voor: InequalityDocument,
    ongelijkheid_na: InequalityDocument,
    bronnen: Vec<SourceOverview>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct GroupDocument {
    groep: String,
    naam: String,
    personen: Option<u64>,
    voor: SideDocument,
    na: SideDocument,
    gaan_vooruit: Option<u64>,
    gaan_achteruit: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SideDocument {
    gedekt: Option<u64>,
    aandeel_pct: Option<f64>,
    gemiddeld_s: Option<f64>,
    p90_s: Option<f64>,
    plaatsen_per_kind: Option<f64>,
}

/// A neighbourhood in which people lose; `personen` is null where the number is hidden.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct LossDocument {
    code: String,
    naam: String,
    personen: u64,
}

/// A ratio, or words for why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct RatioDocument {
    waarde: Option<f64>,
    uitleg: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct InequalityDocument {
    concentratie_index: Option<f64>,
    lorenz: Vec<f64>,
}

/// Writes a report down.
pub fn equity_document(
    town: &TownData,
    equity: &ProfileEquity,
    language: Language,
) -> EquityDocument {
    let report = &equity.report;
    let title = match language {
        Language::Dutch => "Wie gaat erop vooruit of achteruit?",
        Language::English => "Who gains and who loses?",
    };
    let losses = losses(town, report);
    let losing: Vec<(&str, u64)> = losses
        .iter()
        .map(|loss| (loss.naam.as_str(), loss.personen))
        .collect();
    let euros = report.euros_per_person.iter();
    let euros: Vec<Option<f64>> = euros.map(|euros| euros.map(billionths)).collect();
    let of_children = equity.subject.age.is_none();
    let [before, after] = &report.inequality;
    EquityDocument {
        titel: title,
        uitleg: about(&equity.subject, language),
        zin: sentence(town, equity, &losing, language),
        formule: "verdeling-1",
        profiel: equity.profile.clone(),
        normenset: town.norms.name.clone(),
        afstandsniveau: town.distance_level.code(),
        peildatum: town.reference_date.clone(),
        groepen: groups_by_need(equity, language),
        gebieden: areas(town, report),
        buurten_met_verlies: losses,
        verschil_verandering_procentpunt: report.gap_change,
        ongelijk_investeren: ratio(report.unequal_investment, language),
        euro_per_kind: of_children.then(|| euros.clone()),
        euro_per_persoon: (!of_children).then_some(euros),
        ongelijk_investeren_euro: ratio(report.unequal_euros, language),
        kosten_aangenomen: equity.assumed_costs.sites.clone(),
        kosten_uitleg: equity.assumed_costs.sentence(language),
        ongelijkheid_voor: inequality(before),
        ongelijkheid_na: inequality(after),
        bronnen: town.sources.iter().map(source_overview).collect(),
    }
}

/// In billionths, so that the order in which people were added up does not show.
fn billionths(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

fn count(people: Shown<People>) -> Option<u64> {
    people.value().map(People::whole_persons)
}

fn group(code: String, name: String, group: &PublishedGroup) -> GroupDocument {
    GroupDocument {
        groep: code,
        naam: name,
        personen: count(group.people),
        voor: side(&group.before),
        na: side(&group.after),
        gaan_vooruit: count(group.gaining),
        gaan_achteruit: count(group.losing),
    }
}

fn side(side: &PublishedSide) -> SideDocument {
    let tenth = |number: Shown<f64>| number.value().map(|number| (number * 10.0).round() / 10.0);
    SideDocument {
        gedekt: count(side.covered),
        aandeel_pct: tenth(side.share),
        gemiddeld_s: tenth(side.mean),
        p90_s: tenth(side.p90),
        plaatsen_per_kind: side.places.value(),
    }
}

fn groups_by_need(equity: &ProfileEquity, language: Language) -> Vec<GroupDocument> {
    let name = |place: usize| match (place, language) {
        (place, Language::Dutch) if place < QUINTILES => (
            format!("Q{}", place + 1),
            format!(
                "groep {} van {QUINTILES}; {QUINTILES} vraagt de meeste inzet",
                place + 1
            ),
        ),
        (place, Language::English) if place < QUINTILES => (
            format!("Q{}", place + 1),
            format!(
                "group {} of {QUINTILES}; {QUINTILES} asks for most support",
                place + 1
            ),
        ),
        (QUINTILES, Language::Dutch) => ("onbekend".to_owned(), "inzet nog onbekend".to_owned()),
        (QUINTILES, Language::English) => ("onbekend".to_owned(), "need not known yet".to_owned()),
        _ => ("alle".to_owned(), everybody(&equity.subject, language)),
    };
    let groups = equity.report.by_need.iter().enumerate();
    groups
        .map(|(place, figures)| {
            let (code, name) = name(place);
            group(code, name, figures)
        })
        .collect()
}

fn areas(town: &TownData, report: &EquityReport) -> Vec<GroupDocument> {
    let areas = town.areas.iter().zip(&report.by_area);
    areas
        .map(|(area, figures)| group(area.code.0.clone(), area.name.clone(), figures))
        .collect()
}

/// The neighbourhoods with a number of losing people that may be shown.
fn losses(town: &TownData, report: &EquityReport) -> Vec<LossDocument> {
    let areas = town.areas.iter().zip(&report.by_area);
    areas
        .filter(|(area, _)| area.level == AreaLevel::Neighbourhood)
        .filter_map(|(area, figures)| {
            let losing = count(figures.losing).filter(|losing| *losing > 0)?;
            Some(LossDocument {
                code: area.code.0.clone(),
                naam: area.name.clone(),
                personen: losing,
            })
        })
        .collect()
}

fn ratio(ratio: Ratio, language: Language) -> RatioDocument {
    let (value, words) = match (ratio, language) {
        (Ratio::Value(value), Language::Dutch) => (
            Some(billionths(value)),
            "boven 1: relatief meer waar de omgeving meer inzet vraagt",
        ),
        (Ratio::Value(value), Language::English) => (
            Some(billionths(value)),
            "above 1: relatively more where surroundings ask for more support",
        ),
        (Ratio::NoChange, Language::Dutch) => (None, "geen verandering"),
        (Ratio::NoChange, Language::English) => (None, "no change"),
        (Ratio::NotShown, Language::Dutch) => (None, "onvoldoende gegevens"),
        (Ratio::NotShown, Language::English) => (None, "not enough data"),
    };
    RatioDocument {
        waarde: value,
        uitleg: words,
    }
}

fn inequality(inequality: &Inequality) -> InequalityDocument {
    InequalityDocument {
        concentratie_index: inequality.concentration.map(billionths),
        lorenz: inequality.lorenz.iter().copied().map(billionths).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::model::units::Euros;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::equity::need_of_homes::NeedOfHomes;
    use serde_json::Value;

    fn document(sites: &[&str]) -> Value {
        document_of(sites, false)
    }

    /// The report; with the homes in the order of the file, or the other way round.
    fn document_of(sites: &[&str], turned: bool) -> Value {
        let mut index = [Some(10.0), Some(10.0), Some(10.0), None, Some(90.0)];
        let mut quintile = [Some(1), Some(1), Some(1), None, Some(5)];
        let study = planned_study(|town| {
            town.planning.buildings[2].estimate = Euros::new(400_000.0).ok();
            if turned {
                town.demand.reverse();
                index.reverse();
                quintile.reverse();
            }
        });
        let question = CommunitySchoolQuestion::proposal(&study.town().weights);
        let judged = study.community_schools(&question, &[]).expect("answered");
        let sites: Vec<String> = sites.iter().map(|&id| id.to_owned()).collect();
        let need = NeedOfHomes {
            index: &index,
            quintile: &quintile,
        };
        let reports = study
            .equity_of_sites(&judged, &sites, &["lopen_kind".to_owned()], need)
            .expect("answered");
        serde_json::to_value(equity_document(study.town(), &reports[0], Language::Dutch))
            .expect("JSON")
    }

    #[test]
    fn opening_one_site_brings_all_within_two_hours_and_forty_within_the_norm() {
        // g3 stands at 1,900 m: h4 with 40 children is 130 m away, the others are farther than ten minutes.
        let report = document(&["g3"]);
        let everybody = report["groepen"]
            .as_array()
            .expect("groups")
            .last()
            .expect("all")
            .clone();
        assert_eq!(
            (
                everybody["voor"]["gedekt"].as_u64(),
                everybody["na"]["gedekt"].as_u64()
            ),
            (Some(0), Some(40))
        );
        assert_eq!(
            (
                everybody["gaan_vooruit"].as_u64(),
                everybody["gaan_achteruit"].as_u64()
            ),
            (Some(210), Some(0))
        );
        // All 210 children gain, 40 of them in Q5: (40/210) / (40/210) = 1.
        assert_eq!(report["ongelijk_investeren"]["waarde"].as_f64(), Some(1.0));
        // The coverage of Q5 goes from 0 to 100 and that of the rest stays 0.
        assert_eq!(
            report["verschil_verandering_procentpunt"].as_f64(),
            Some(-100.0)
        );
        // 400,000 euros for 40 children, all of Q5.
        assert_eq!(report["euro_per_kind"][4].as_f64(), Some(10_000.0));
        assert!(
            report["zin"]
                .as_str()
                .expect("text")
                .starts_with("210 kinderen zijn meer dan een minuut sneller")
        );
    }

    #[test]
    fn a_site_without_estimate_costs_one_reservation_and_the_report_says_so() {
        // g3 has an estimate and g2 has none.
        let known = document(&["g3"]);
        assert_eq!(known["kosten_aangenomen"], serde_json::json!([]));
        assert_eq!(known["kosten_uitleg"], Value::Null);
        let report = document(&["g2", "g3"]);
        assert_eq!(report["kosten_aangenomen"], serde_json::json!(["g2"]));
        let words = report["kosten_uitleg"].as_str().expect("text");
        assert!(words.contains("500.000 euro"), "{words}");
        // All of g2's 500,000 euros go to the 170 children of Q1 who have it within the norm.
        let euros = report["euro_per_kind"][0].as_f64().expect("known");
        assert!((euros - 500_000.0 / 170.0).abs() < 1e-6);
    }

    #[test]
    fn the_order_of_homes_in_the_file_does_not_show_in_the_report() {
        let sites = ["g1", "g2", "g3"];
        assert_eq!(document_of(&sites, false), document_of(&sites, true));
    }

    #[test]
    fn opening_nothing_changes_nothing() {
        let report = document(&[]);
        assert_eq!(report["ongelijk_investeren"]["uitleg"], "geen verandering");
        assert_eq!(
            report["zin"],
            "Voor niemand verandert de reistijd meer dan een minuut."
        );
    }
}
