//! The sheet of one candidate: its score and everything that is known of it, also what has no weight.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::access::suppression::{is_small, rounded_persons};
use crate::layers::decimals::tenth;
use crate::model::people::People;
use crate::model::source::SourceId;
use crate::siting::community_school::free_room::Booking;
use crate::siting::community_school::partners::PartnerPlace;
use crate::siting::community_school::room_week::{
    DayPart, FIRST_MINUTE, FreeRun, SLOT_MINUTES, SLOTS_A_DAY,
};
use crate::study::community_school::answer::Candidate;
use crate::study::community_school::candidate_document::{CandidateDocument, candidate_document};
use crate::study::community_school::facts::{KnownRooms, RoomFacts, RoomsInWeek};
use crate::study::community_school::judged_candidates::JudgedCandidates;
use crate::study::community_school::sentences::inclusivity_note;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, source_overview};

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// The sheet, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteSheet {
    #[serde(flatten)]
    kandidaat: CandidateDocument,
    redenen: Vec<String>,
    gebouw: Option<BuildingSheet>,
    ambitie: Option<AmbitionSheet>,
    wensenlijst: Vec<WishSheet>,
    bezetting_pct: BTreeMap<&'static str, f64>,
    bezetting_vakantieweek_pct: BTreeMap<&'static str, f64>,
    rooster: Vec<BookingSheet>,
    rooster_vakantieweek: Vec<BookingSheet>,
    inclusiviteit: BTreeMap<String, String>,
    inclusiviteit_uitleg: String,
    bronnen: Vec<SourceOverview>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BuildingSheet {
    bouwjaar: Option<u16>,
    gerenoveerd: Option<u16>,
    conditie: Option<f64>,
    kwaliteitsklasse_ihp: Option<QualitySheet>,
    vloeroppervlak_m2: Option<f64>,
    eigenaar: Option<String>,
    verdwijnt_vanaf: Option<u16>,
    ihp_fase: Option<&'static str>,
    ihp_jaren: Option<(u16, u16)>,
    ruimte_over_m2: Option<f64>,
    handmatig_niet_gebruikt: bool,
}

/// A class of the housing plan with the condition it stands for; it counts where none was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct QualitySheet {
    klasse: String,
    conditie: f64,
    telt_mee: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AmbitionSheet {
    niveau: u8,
    grond: String,
    datum: String,
    rol: String,
    verouderd: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct WishSheet {
    voorziening: String,
    gewicht: f64,
    gevraagd_m2_uur_per_week: Option<f64>,
    past_m2_uur_per_week: Option<f64>,
    past_m2_uur_per_vakantieweek: Option<f64>,
    partner: &'static str,
    partner_m: Option<f64>,
    personen_binnen_norm_erbij: Option<u64>,
    grond: String,
    datum: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BookingSheet {
    voorziening: String,
    ruimte: String,
    dag: &'static str,
    van: String,
    tot: String,
}

/// The sheet of the candidate with this id; nothing when there is none.
pub fn site_sheet(
    judged: &JudgedCandidates<'_>,
    id: &str,
    language: Language,
) -> Option<SiteSheet> {
    let site = judged
        .answer
        .candidates
        .iter()
        .position(|candidate| candidate.place.id == id)?;
    let candidate = &judged.answer.candidates[site];
    let building = candidate
        .place
        .building
        .and_then(|index| judged.town.planning.buildings.get(index));
    let known = match &candidate.facts.rooms {
        RoomFacts::Known(known) => Some(known),
        RoomFacts::Rough(..) | RoomFacts::Unknown => None,
    };
    let (school, holiday) = (
        known.map(|known| &known.school),
        known.map(|known| &known.holiday),
    );
    Some(SiteSheet {
        kandidaat: candidate_document(judged, site, language),
        redenen: judged.reasons(candidate, language),
        gebouw: building_sheet(judged, candidate),
        ambitie: ambition_sheet(candidate),
        wensenlijst: wishes(judged, candidate),
        bezetting_pct: school.map(taken).unwrap_or_default(),
        bezetting_vakantieweek_pct: holiday.map(taken).unwrap_or_default(),
        rooster: school.map(schedule).unwrap_or_default(),
        rooster_vakantieweek: holiday.map(schedule).unwrap_or_default(),
        inclusiviteit: building
            .map(|building| building.inclusivity.clone())
            .unwrap_or_default(),
        inclusiviteit_uitleg: inclusivity_note(language),
        bronnen: sources(judged, candidate),
    })
}

fn building_sheet(judged: &JudgedCandidates<'_>, candidate: &Candidate) -> Option<BuildingSheet> {
    let building = judged
        .town
        .planning
        .buildings
        .get(candidate.place.building?)?;
    Some(BuildingSheet {
        bouwjaar: building.built,
        gerenoveerd: building.renovated,
        conditie: building.condition,
        kwaliteitsklasse_ihp: building.quality.as_ref().map(|quality| QualitySheet {
            klasse: quality.class.clone(),
            conditie: quality.condition,
            telt_mee: building.condition.is_none(),
        }),
        vloeroppervlak_m2: building.floor_area.map(|area| area.value()),
        eigenaar: building.owner.clone(),
        verdwijnt_vanaf: building.gone_from,
        ihp_fase: building.housing_phase.map(|phase| phase.code()),
        ihp_jaren: building.housing_years,
        ruimte_over_m2: candidate.facts.rebuilding.balance.left_over.map(tenth),
        handmatig_niet_gebruikt: candidate.facts.rebuilding.passed_over,
    })
}

fn ambition_sheet(candidate: &Candidate) -> Option<AmbitionSheet> {
    let record = candidate.facts.ambition.record.as_ref()?;
    Some(AmbitionSheet {
        niveau: record.level.level(),
        grond: record.recorded.basis.clone(),
        datum: record.recorded.date.to_string(),
        rol: record.recorded.role.clone(),
        verouderd: candidate.facts.ambition.out_of_date,
    })
}

fn wishes(judged: &JudgedCandidates<'_>, candidate: &Candidate) -> Vec<WishSheet> {
    let facts = &candidate.facts;
    let step = judged
        .town
        .sources
        .iter()
        .map(|source| source.rounded_to)
        .max()
        .unwrap_or(1);
    let rows = facts.wishes.iter().zip(&facts.gains).zip(&facts.partners);
    rows.map(|((wish, (_, gain)), partner)| {
        let (words, metres) = match partner.place {
            PartnerPlace::Inside => ("in het gebouw", None),
            PartnerPlace::Near(distance) => ("op loopafstand", Some(distance.value().round())),
            PartnerPlace::NotNear => ("niet op loopafstand", None),
            PartnerPlace::Unknown => ("geen bron", None),
        };
        WishSheet {
            voorziening: wish.kind.code().to_owned(),
            gewicht: wish.weight,
            gevraagd_m2_uur_per_week: wish.room_hours,
            past_m2_uur_per_week: fitting(candidate, wish.kind.code(), |rooms| &rooms.school),
            past_m2_uur_per_vakantieweek: fitting(candidate, wish.kind.code(), |rooms| {
                &rooms.holiday
            }),
            partner: words,
            partner_m: metres,
            personen_binnen_norm_erbij: gain.and_then(|gain| shown(gain, step)),
            grond: wish.recorded.basis.clone(),
            datum: wish.recorded.date.to_string(),
        }
    })
    .collect()
}

/// People as they may be shown: none of 1 to 4, and rounded as the coarsest source rounds.
fn shown(people: People, step: u32) -> Option<u64> {
    (!is_small(people)).then(|| rounded_persons(people, step).whole_persons())
}

fn fitting(
    candidate: &Candidate,
    kind: &str,
    week: fn(&KnownRooms) -> &RoomsInWeek,
) -> Option<f64> {
    match &candidate.facts.rooms {
        RoomFacts::Known(known) => {
            let mut wishes = week(known).found.wishes.iter();
            wishes
                .find(|wish| wish.kind.code() == kind)
                .map(|wish| wish.given)
        }
        RoomFacts::Rough(..) | RoomFacts::Unknown => None,
    }
}

/// The part that is taken, by part of the week.
fn taken(rooms: &RoomsInWeek) -> BTreeMap<&'static str, f64> {
    let parts = DayPart::EVERY.into_iter().zip(rooms.taken);
    parts
        .filter_map(|(part, taken)| Some((part.code(), tenth(taken?))))
        .collect()
}

fn schedule(rooms: &RoomsInWeek) -> Vec<BookingSheet> {
    let booking = |booking: &Booking| BookingSheet {
        voorziening: booking.kind.code().to_owned(),
        ruimte: booking.room.clone(),
        dag: DAYS
            .get(booking.run.from / SLOTS_A_DAY)
            .copied()
            .unwrap_or_default(),
        van: clock(booking.run.from % SLOTS_A_DAY),
        tot: clock(end_of(booking.run)),
    };
    rooms.found.schedule.iter().map(booking).collect()
}

fn end_of(run: FreeRun) -> usize {
    run.from % SLOTS_A_DAY + run.slots
}

fn clock(slot: usize) -> String {
    let minute = usize::from(FIRST_MINUTE) + usize::from(SLOT_MINUTES) * slot;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The sources of all that the sheet shows.
fn sources(judged: &JudgedCandidates<'_>, candidate: &Candidate) -> Vec<SourceOverview> {
    let town = judged.town;
    let building = candidate
        .place
        .building
        .and_then(|index| town.planning.buildings.get(index));
    let facilities = candidate
        .place
        .facilities
        .iter()
        .filter_map(|&facility| town.facilities.get(facility));
    let ids: BTreeSet<SourceId> = building
        .map(|building| building.source)
        .into_iter()
        .chain(
            candidate
                .facts
                .ambition
                .record
                .as_ref()
                .map(|record| record.source),
        )
        .chain(candidate.facts.wishes.iter().map(|wish| wish.source))
        .chain(facilities.map(|facility| facility.source))
        .chain(town.demand.iter().map(|point| point.source))
        .collect();
    let described = ids
        .iter()
        .filter_map(|id| town.sources.get(usize::from(id.0)));
    described.map(source_overview).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::property::Property;
    use crate::model::building::QualityClass;
    use crate::model::community_school_question::CommunitySchoolQuestion;
    use crate::model::planning::Planning;
    use crate::model::units::Metres;
    use crate::study::community_school::document::candidates_document;
    use crate::study::community_school::worked_planning::planned_study;
    use crate::study::open_study::Study;
    use jiff::civil::date;
    use serde_json::Value;

    /// Words that no screen may show of places or people.
    const REFUSED: [&str; 6] = [
        "beste",
        "gekozen",
        "achterstand",
        "zwak",
        "worst",
        "slechtst",
    ];

    fn judged(study: &Study) -> JudgedCandidates<'_> {
        let question = CommunitySchoolQuestion::proposal(&study.town().weights);
        study.community_schools(&question, &[]).expect("answered")
    }

    fn sum(parts: &Value) -> f64 {
        let parts = parts.as_array().expect("parts").iter();
        parts.filter_map(|part| part["punten"].as_f64()).sum()
    }

    #[test]
    fn the_parts_of_a_sheet_sum_to_its_score() {
        let study = planned_study(|_| ());
        let sheet = site_sheet(&judged(&study), "g2", Language::Dutch).expect("a candidate");
        let sheet = serde_json::to_value(&sheet).expect("JSON");
        let adds_up = |parts: &Value, score: &Value| {
            let score = score.as_f64().expect("known");
            assert!((sum(parts) - score).abs() < 1e-9, "{parts} is not {score}");
        };
        adds_up(&sheet["delen"], &sheet["waarde"]);
        for criterion in sheet["delen"].as_array().expect("criteria") {
            adds_up(&criterion["onderdelen"], &criterion["waarde"]);
        }
        assert_eq!(sheet["inclusiviteit"]["rustige ruimte"], "ja");
        assert!(
            sheet["inclusiviteit_uitleg"]
                .as_str()
                .expect("text")
                .contains("Afwegingskader")
        );
        assert_eq!(sheet["ambitie"]["niveau"], 3);
        assert_eq!(sheet["voorwaarden"][2]["stand"], "ja");
        assert_eq!(sheet["budget"]["reservering_eur"], 500_000.0);
        assert!(site_sheet(&judged(&study), "g9", Language::Dutch).is_none());
    }

    #[test]
    fn other_weights_are_answered_from_the_same_tables_as_from_new_ones() {
        let study = planned_study(|_| ());
        let mut question = judged(&study).question;
        question.rules.criteria = [0.0, 0.0, 1.0];
        let from_old = judged(&study)
            .reweighed(&question)
            .expect("answered")
            .expect("the same tables");
        let from_new = study.community_schools(&question, &[]).expect("answered");
        assert_eq!(from_old.answer, from_new.answer);
        question.rules.partner_distance = Metres::new(100.0).expect("a length");
        assert!(
            judged(&study)
                .reweighed(&question)
                .expect("answered")
                .is_none()
        );
    }

    #[test]
    fn an_ambition_that_was_recorded_later_is_not_known_on_the_day_that_is_asked_about() {
        // Recorded on 1 November 2023.
        let study = planned_study(|_| ());
        let ambition = |day| {
            let mut question = CommunitySchoolQuestion::proposal(&study.town().weights);
            question.date = Some(day);
            let judged = study.community_schools(&question, &[]).expect("answered");
            let sheet = site_sheet(&judged, "g2", Language::Dutch).expect("a candidate");
            let sheet = serde_json::to_value(&sheet).expect("JSON");
            (
                sheet["ambitie"]["niveau"].as_u64(),
                sheet["delen"][1]["waarde"].as_f64(),
            )
        };
        assert_eq!(ambition(date(2023, 11, 1)), (Some(3), Some(75.0)));
        assert_eq!(ambition(date(2023, 10, 31)), (None, None));
    }

    #[test]
    fn a_class_of_the_housing_plan_scores_as_the_condition_it_stands_for() {
        let sheet = |condition, class: Option<f64>| {
            let study = planned_study(|town| {
                let building = &mut town.planning.buildings[1];
                building.condition = condition;
                building.quality = class.map(|condition| QualityClass {
                    class: "matig".to_owned(),
                    condition,
                });
            });
            let sheet = site_sheet(&judged(&study), "g2", Language::Dutch).expect("a candidate");
            serde_json::to_value(&sheet).expect("JSON")
        };
        let (measured, mapped) = (sheet(Some(4.0), Some(6.0)), sheet(None, Some(4.0)));
        assert_eq!(measured["delen"], mapped["delen"]);
        assert_ne!(sheet(None, None)["delen"], mapped["delen"]);
        assert_eq!(mapped["gebouw"]["kwaliteitsklasse_ihp"]["klasse"], "matig");
        let counts = |sheet: &Value| sheet["gebouw"]["kwaliteitsklasse_ihp"]["telt_mee"].as_bool();
        assert_eq!(
            (counts(&measured), counts(&mapped)),
            (Some(false), Some(true))
        );
    }

    #[test]
    fn gains_of_one_to_four_people_are_not_shown() {
        assert_eq!(shown(People::whole(4), 1), None);
        assert_eq!(shown(People::whole(0), 1), Some(0));
        assert_eq!(shown(People::whole(38), 5), Some(40));
    }

    #[test]
    fn list_sheets_and_layer_speak_plainly_in_both_languages() {
        let study = planned_study(|_| ());
        let judged = judged(&study);
        let variants = study
            .community_school_variants(&judged, &[], &[])
            .expect("answered");
        for language in [Language::Dutch, Language::English] {
            let list = candidates_document(&judged, &variants, language);
            let mut text = serde_json::to_string(&list).expect("JSON");
            for id in ["g1", "g2", "g3"] {
                let sheet = site_sheet(&judged, id, language).expect("a candidate");
                text += &serde_json::to_string(&sheet).expect("JSON");
            }
            for word in REFUSED {
                assert!(!text.to_lowercase().contains(word), "{word} in {text}");
            }
            assert!(list_has_stability(&list), "{text}");
        }
        let layer = judged.layer(Language::Dutch).expect("on the map");
        assert_eq!((layer.name, layer.ids.len()), ("kandidaten_buurtschool", 3));
    }

    fn list_has_stability(
        list: &crate::study::community_school::document::CandidatesDocument,
    ) -> bool {
        let list = serde_json::to_value(list).expect("JSON");
        let known = |word: &Value| {
            ["robuust", "gevoelig", "onzeker", "onvoldoende gegevens"]
                .contains(&word.as_str().unwrap_or(""))
        };
        let ranked = list["kandidaten"]
            .as_array()
            .expect("candidates")
            .iter()
            .filter(|row| row["rang"].is_number());
        known(&list["stabiliteit"]["lijst"])
            && ranked.into_iter().all(|row| known(&row["stabiliteit"]))
    }

    #[test]
    fn a_candidate_of_which_too_little_is_known_has_bounds_and_no_score() {
        let study = planned_study(|_| ());
        let judged = judged(&study);
        // g1 and g3 have no ambition on record: their known parts would make a score all the same.
        let exact = &judged.answer.candidates[0].score.total.score;
        assert!(exact.value.is_some());
        let sheet = site_sheet(&judged, "g1", Language::Dutch).expect("a candidate");
        let sheet = serde_json::to_value(&sheet).expect("JSON");
        assert_eq!(
            (&sheet["rang"], &sheet["waarde"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(sheet["laag"].as_f64(), Some(tenth(exact.low)));
        assert_eq!(sheet["hoog"].as_f64(), Some(tenth(exact.high)));
        assert_eq!(sum(&sheet["delen"]), 0.0);
        let layer = judged.layer(Language::Dutch).expect("on the map");
        let score = layer.properties[0]
            .iter()
            .find(|(name, _)| *name == "score");
        assert_eq!(score.map(|(_, value)| value), Some(&Property::Missing));
    }

    #[test]
    fn a_study_without_buildings_and_records_says_what_is_missing() {
        let study = planned_study(|town| town.planning = Planning::default().into());
        let judged = judged(&study);
        let list =
            serde_json::to_value(candidates_document(&judged, &[], Language::Dutch)).expect("JSON");
        assert_eq!(list["stabiliteit"]["lijst"], "onvoldoende gegevens");
        assert_eq!(list["kandidaten"][0]["label"], "nog onvoldoende bekend");
        assert_eq!(list["kandidaten"][0]["rang"], Value::Null);
        assert_eq!(
            list["kandidaten"][0]["nog_open"],
            "kan nog in de top 3 komen"
        );
        // No score can be added up, and whom the three reach is known: the set is one by reach, and the answer says so.
        assert_eq!(
            (&list["vraag"]["doel"], &list["sets"]["doel"]),
            (&"scores".into(), &"bereik".into())
        );
        assert_eq!(list["sets"]["sets"].as_array().map(Vec::len), Some(1));
        // No buildings, no need, sets by reach, and homes of which the children are not known of all ages.
        assert_eq!(list["opmerkingen"].as_array().map(Vec::len), Some(4));
    }
}
