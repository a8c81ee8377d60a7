//! Need by district: the mean over the children of its neighbourhoods, with each of them as a part, so that a mean
//! never hides a neighbourhood that asks for much.

use serde::Serialize;

use crate::access::suppression::{Shown, is_small};
use crate::layers::decimals::{tenth, thousandth};
use crate::layers::need_figures::{CHILDREN_UNKNOWN, NeedFigures, TO_PROTECT};
use crate::model::area::{Area, AreaLevel};
use crate::model::people::People;
use crate::need::need_profile::{AreaNeed, volume};
use crate::siting::stability::Stability;
use crate::study::language::Language;
use crate::study::need::answer::NeedAnswer;
use crate::study::need::sentences::number;
use crate::study::rounded_points::{in_points, points_in_tenths};

const HIGHEST: f64 = 100.0;

/// The need of one district.
#[derive(Debug, Clone, PartialEq)]
pub struct DistrictIndex<'a> {
    /// The district.
    pub area: &'a Area,
    /// Its index and children; it stands in no fifth, and domains are told of its neighbourhoods.
    pub figures: NeedFigures,
    evidence: f64,
    counted: Vec<Counted<'a>>,
    not_counted: usize,
}

/// The need of one district in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistrictNeed {
    code: String,
    naam: String,
    waarde: Option<f64>,
    laag: Option<f64>,
    hoog: Option<f64>,
    bewijs: f64,
    stabiliteit: Option<&'static str>,
    kinderen: Option<u64>,
    kinderen_maal_inzet: Option<u64>,
    buurten_meegeteld: usize,
    buurten_niet_meegeteld: usize,
    delen: Vec<NeighbourhoodPart>,
    zin: String,
    reden: Option<String>,
}

/// What one neighbourhood brings to the index of its district; the points of all add up to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct NeighbourhoodPart {
    code: String,
    naam: String,
    kinderen: u64,
    index: f64,
    punten: Option<f64>,
}

/// A neighbourhood that counts: it has an index, and its children may be shown.
#[derive(Debug, Clone, PartialEq)]
struct Counted<'a> {
    area: &'a Area,
    /// Its place in the profile.
    row: usize,
    need: &'a AreaNeed,
    index: f64,
    children: People,
}

impl DistrictIndex<'_> {
    /// The neighbourhoods that count, by their places in the profile, with their children.
    pub fn members(&self) -> impl Iterator<Item = (usize, f64)> {
        let counted = self.counted.iter();
        counted.map(|one| (one.row, one.children.value()))
    }
}

/// The need of every district: `I = Σ P·I_b / Σ P` over its neighbourhoods b with an index and P children.
///
/// Children of neighbourhoods that are not measured, or whose number is hidden, can be anything from 0 to 100.
/// Only published numbers of children go in, so that none can be found from the answer.
///
/// # Source
/// DOMAIN §C.3: the volume `V_b = I_b/100 · P_b`, added up over neighbourhoods; §C.0 for low, high and evidence.
pub fn district_indexes<'a>(answer: &'a NeedAnswer<'_>) -> Vec<DistrictIndex<'a>> {
    let areas = answer.town.areas.iter().enumerate();
    areas
        .filter(|(_, area)| area.level == AreaLevel::District)
        .map(|district| district_index(answer, district))
        .collect()
}

/// The same in the words of the public interface.
pub fn district_needs(districts: &[DistrictIndex<'_>], language: Language) -> Vec<DistrictNeed> {
    let districts = districts.iter();
    districts
        .map(|district| district_need(district, language))
        .collect()
}

fn district_index<'a>(
    answer: &'a NeedAnswer<'_>,
    (place, area): (usize, &'a Area),
) -> DistrictIndex<'a> {
    let areas = answer.profile.areas.iter().enumerate();
    let inside = areas.filter(|(_, need)| {
        let area = answer.town.areas.get(need.area.0 as usize);
        area.and_then(|area| area.parent)
            .is_some_and(|parent| parent.0 as usize == place)
    });
    let counted: Vec<Counted<'_>> = inside
        .clone()
        .filter_map(|need| counted(answer, need))
        .collect();
    let not_counted = inside.count() - counted.len();
    let sum = |of: &dyn Fn(&Counted<'_>) -> f64| {
        let parts = counted.iter();
        let parts = parts.map(|one| one.children.value() * of(one));
        parts.fold(0.0, |sum, part| sum + part)
    };
    let measured = sum(&|_| 1.0);
    let published = answer.children.get(place).copied();
    let published = published.unwrap_or(Shown::Unknown);
    let all = published.value();
    let whole = all.map_or(measured, |all| all.value().max(measured));
    let share = |sum: f64| if whole > 0.0 { sum / whole } else { 0.0 };
    let evidence = share(sum(&|one| one.need.index.score.evidence));
    let high = share(sum(&|one| one.need.index.score.high) + HIGHEST * (whole - measured));
    let index = (measured > 0.0).then(|| sum(&|one| one.index) / measured);
    let index = index.filter(|_| evidence >= answer.question.smallest_evidence);
    let volume = index.zip(all).map(|(index, all)| volume(index, all));
    let figures = NeedFigures {
        index: index.map(tenth),
        low: Some(tenth(share(sum(&|one| one.need.index.score.low)))),
        high: Some(tenth(if whole > 0.0 { high } else { HIGHEST })),
        evidence: Some(tenth(HIGHEST * evidence)),
        domains: Vec::new(),
        quintile: None,
        stability: None,
        children: all.map(|all| all.whole_persons()),
        volume: volume
            .filter(|volume| !is_small(*volume))
            .map(|volume| volume.value().round() as u64),
        estimated: None,
        reason: reason(index, published),
    };
    DistrictIndex {
        area,
        figures,
        evidence,
        counted,
        not_counted,
    }
}

/// Which of a district's numbers are not there, and why.
fn reason(index: Option<f64>, children: Shown<People>) -> Option<String> {
    let too_little = index.is_none().then_some("onvoldoende gegevens");
    let people = match children {
        Shown::Value(_) => None,
        // Whose small number is protected is not told: that would be a step towards it.
        Shown::Hidden => Some(TO_PROTECT),
        Shown::Unknown => Some(CHILDREN_UNKNOWN),
    };
    let reasons: Vec<&str> = [too_little, people].into_iter().flatten().collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

fn district_need(district: &DistrictIndex<'_>, language: Language) -> DistrictNeed {
    let (figures, name) = (&district.figures, &district.area.name);
    DistrictNeed {
        code: district.area.code.0.clone(),
        naam: name.clone(),
        waarde: figures.index,
        laag: figures.low,
        hoog: figures.high,
        bewijs: thousandth(district.evidence),
        stabiliteit: figures.stability.map(Stability::code),
        kinderen: figures.children,
        kinderen_maal_inzet: figures.volume,
        buurten_meegeteld: district.counted.len(),
        buurten_niet_meegeteld: district.not_counted,
        zin: sentence(district, language),
        reden: figures.reason.clone(),
        delen: figures
            .index
            .map_or_else(Vec::new, |index| parts(&district.counted, index)),
    }
}

fn counted<'a>(answer: &NeedAnswer<'a>, (row, need): (usize, &'a AreaNeed)) -> Option<Counted<'a>> {
    let place = need.area.0 as usize;
    let children = answer.children.get(place)?.value()?;
    Some(Counted {
        area: answer.town.areas.get(place)?,
        row,
        need,
        index: need.known_index().filter(|_| need.not_measured.is_none())?,
        children,
    })
}

fn parts(counted: &[Counted<'_>], index: f64) -> Vec<NeighbourhoodPart> {
    let measured: f64 = counted.iter().map(|one| one.children.value()).sum();
    let points: Vec<Option<f64>> = counted
        .iter()
        .map(|one| Some(one.children.value() * one.index / measured))
        .collect();
    let shown = points_in_tenths(Some(index), &points);
    counted
        .iter()
        .zip(shown)
        .map(|(one, points)| NeighbourhoodPart {
            code: one.area.code.0.clone(),
            naam: one.area.name.clone(),
            kinderen: one.children.whole_persons(),
            index: tenth(one.index),
            punten: points.map(in_points),
        })
        .collect()
}

fn sentence(district: &DistrictIndex<'_>, language: Language) -> String {
    let (counted, not_counted) = (&district.counted, district.not_counted);
    let (index, name) = (district.figures.index, &district.area.name);
    let lowest = counted
        .iter()
        .min_by(|one, other| one.index.total_cmp(&other.index));
    let highest = counted
        .iter()
        .max_by(|one, other| one.index.total_cmp(&other.index));
    let mut said = match (index, lowest.zip(highest), language) {
        (Some(index), Some((lowest, highest)), Language::Dutch) => format!(
            "In {name} is de aandachtsindex gemiddeld {} van 100, geteld over de kinderen; de buurten lopen van {} ({}) tot \
             {} ({}).",
            number(index, language),
            number(lowest.index, language),
            lowest.area.name,
            number(highest.index, language),
            highest.area.name,
        ),
        (Some(index), Some((lowest, highest)), Language::English) => format!(
            "In {name} the attention index is {} of 100 on average, counted over the children; its neighbourhoods run from \
             {} ({}) to {} ({}).",
            number(index, language),
            number(lowest.index, language),
            lowest.area.name,
            number(highest.index, language),
            highest.area.name,
        ),
        (_, _, Language::Dutch) => format!("Onvoldoende gegevens voor een index van {name}."),
        (_, _, Language::English) => format!("Not enough data for an index of {name}."),
    };
    if not_counted > 0 {
        said.push_str(&match language {
            Language::Dutch => format!(
                " Buurten waarvan de index of het aantal kinderen niet wordt getoond: {not_counted}; die kan van 0 tot 100 zijn."
            ),
            Language::English => format!(
                " Neighbourhoods whose index or number of children is not shown: {not_counted}; it may be from 0 to 100."
            ),
        });
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::indicator::Domain;
    use crate::model::need_question::NeedQuestion;
    use crate::model::town_data::TownData;
    use crate::study::open_study::Study;
    use crate::study::planned_town::{planned_town, weights};
    use serde_json::{Value, json};

    fn districts(town: TownData) -> Vec<Value> {
        let study = Study::open(town).expect("sound");
        let question = NeedQuestion {
            domains: vec![(Domain::Language, 1.0)],
            ..NeedQuestion::proposed(&weights().need)
        };
        let answer = study.need(&question).expect("sound");
        let found = district_needs(&district_indexes(&answer), Language::Dutch);
        let found = found
            .iter()
            .map(|one| serde_json::to_value(one).expect("JSON"));
        found.collect()
    }

    #[test]
    fn a_district_is_the_mean_over_the_children_of_its_neighbourhoods() {
        // Reading puts BU00 to BU09 at 5, 15, ... 95, each with 120 children: West is 25 and Oost 75.
        let found = districts(planned_town());
        assert_eq!(found.len(), 2);
        let west = &found[0];
        assert_eq!(
            (
                &west["waarde"],
                &west["laag"],
                &west["hoog"],
                &west["bewijs"]
            ),
            (&json!(25.0), &json!(25.0), &json!(25.0), &json!(1.0))
        );
        assert_eq!(
            (&west["kinderen"], &west["kinderen_maal_inzet"]),
            (&json!(600), &json!(150))
        );
        let points: Vec<f64> = west["delen"]
            .as_array()
            .expect("parts")
            .iter()
            .filter_map(|part| part["punten"].as_f64())
            .collect();
        assert_eq!(points, [1.0, 3.0, 5.0, 7.0, 9.0]);
        assert_eq!(
            west["zin"],
            json!(
                "In West is de aandachtsindex gemiddeld 25 van 100, geteld over de kinderen; de buurten lopen van 5 (BU00) \
                 tot 45 (BU04)."
            )
        );
        assert_eq!(found[1]["waarde"], json!(75.0));
    }

    #[test]
    fn a_neighbourhood_that_is_not_measured_can_be_anything() {
        let mut town = planned_town();
        // One of five has too few residents to be measured: 15, 25, 35 and 45 of nine become 5.56, 16.67, 27.78, 38.89.
        if let Some(count) = &mut town.areas[0].residents[AgeGroup::All] {
            count.people = People::whole(99);
        }
        let west = &districts(town)[0];
        assert_eq!(west["buurten_niet_meegeteld"], json!(1));
        let low = west["laag"].as_f64().expect("a number");
        let value = west["waarde"].as_f64().expect("a number");
        let high = west["hoog"].as_f64().expect("a number");
        assert!(low < value && value < high, "{west}");
        assert!((value - 22.2).abs() < 0.05 && (low - 17.8).abs() < 0.05);
        assert!((high - 37.8).abs() < 0.05 && west["bewijs"] == json!(0.8));
        assert!(
            west["zin"]
                .as_str()
                .expect("text")
                .contains("niet wordt getoond: 1;")
        );
    }
}
