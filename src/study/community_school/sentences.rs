//! What is said of candidates, in plain Dutch (B1) or English. The words flag; people decide.

use crate::layers::number_text::decimal;
use crate::model::units::{Metres, Seconds};
use crate::model::weight_set::WEIGHING_FRAMEWORK;
use crate::siting::break_points::BreakPoint;
use crate::siting::community_school::part::{Part, PartName};
use crate::siting::community_school::partners::{Partner, PartnerPlace};
use crate::siting::community_school::refusal::CandidateRefusal;
use crate::study::community_school::answer::Candidate;
use crate::study::community_school::facts::RoomFacts;
use crate::study::community_school::variants::{Change, MissingAt};
use crate::study::language::Language;
use crate::study::written_date::written_date;

/// The keys of the three criteria of A14, in their order: as a question weighs them.
pub const fn criterion_code(criterion: usize) -> &'static str {
    match criterion {
        0 => "noodzaak",
        1 => "ambitie",
        _ => "meerwaarde",
    }
}

/// The names of the three criteria of A14, in their order.
pub const fn criterion_name(criterion: usize, language: Language) -> &'static str {
    match (criterion, language) {
        (0, Language::Dutch) => "noodzaak om te bouwen of te renoveren",
        (1, Language::Dutch) => "ambitie van professionals",
        (_, Language::Dutch) => "meerwaarde voor leerlingen",
        (0, Language::English) => "need to build or renovate",
        (1, Language::English) => "ambition of professionals",
        (_, Language::English) => "added value for pupils",
    }
}

/// The name of a part of a criterion.
pub const fn part_name(part: PartName, language: Language) -> &'static str {
    match (part, language) {
        (PartName::Age, Language::Dutch) => "leeftijd van het gebouw",
        (PartName::Condition, Language::Dutch) => "technische conditie",
        (PartName::Room, Language::Dutch) => "tekort aan ruimte",
        (PartName::ByHand, Language::Dutch) => "noodzaak volgens de eigenaar",
        (PartName::Ambition, Language::Dutch) => "ambitie",
        (PartName::Reach, Language::Dutch) => "kinderen in de buurt, naar inzet",
        (PartName::Coverage, Language::Dutch) => "winst van de wensenlijst",
        (PartName::Partners, Language::Dutch) => "partners in of bij het gebouw",
        (PartName::MultipleUse, Language::Dutch) => "ruimte voor medegebruik",
        (PartName::Age, Language::English) => "age of the building",
        (PartName::Condition, Language::English) => "technical condition",
        (PartName::Room, Language::English) => "lack of room",
        (PartName::ByHand, Language::English) => "need as its owner set it",
        (PartName::Ambition, Language::English) => "ambition",
        (PartName::Reach, Language::English) => "children nearby, by need",
        (PartName::Coverage, Language::English) => "gain of the wish list",
        (PartName::Partners, Language::English) => "partners in or near the building",
        (PartName::MultipleUse, Language::English) => "room for multiple use",
    }
}

/// One sentence on a candidate.
pub fn candidate_sentence(candidate: &Candidate, language: Language) -> String {
    let name = &candidate.place.name;
    let total = &candidate.score.total;
    let whole = |number: f64| format!("{number:.0}");
    let (low, high) = (whole(total.score.low), whole(total.score.high));
    let Some(value) = candidate.told_score().value else {
        return match language {
            Language::Dutch => format!(
                "Van {name} is nog te weinig bekend voor een plaats in de lijst: de score kan tussen {low} en {high} \
                 liggen."
            ),
            Language::English => format!(
                "Too little is known of {name} for a place in the list: its score may lie between {low} and {high}."
            ),
        };
    };
    let (value, points) = (whole(value), points_by_criterion(&total.points, language));
    let is_settled = low == high;
    match language {
        Language::Dutch if is_settled => {
            format!("{name} scoort {value} van de 100 punten ({points}).")
        }
        Language::Dutch => format!(
            "{name} scoort {value} van de 100 punten ({points}); als alles bekend is, ligt dat tussen {low} en {high}."
        ),
        Language::English if is_settled => {
            format!("{name} scores {value} of 100 points ({points}).")
        }
        Language::English => format!(
            "{name} scores {value} of 100 points ({points}); once everything is known that lies between {low} and {high}."
        ),
    }
}

fn points_by_criterion(points: &[Option<f64>], language: Language) -> String {
    let short = match language {
        Language::Dutch => ["bouwnoodzaak", "ambitie", "meerwaarde"],
        Language::English => ["need to build", "ambition", "added value"],
    };
    let unknown = match language {
        Language::Dutch => "nog onbekend",
        Language::English => "not known yet",
    };
    let part = |(name, points): (&str, &Option<f64>)| {
        points.map_or_else(
            || format!("{name} {unknown}"),
            |points| format!("{name} {points:.0}"),
        )
    };
    short
        .into_iter()
        .zip(points)
        .map(part)
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a part rests on, in words.
pub fn part_note(candidate: &Candidate, part: &Part, language: Language) -> String {
    let dutch = match part.name {
        PartName::Age => age_note(candidate),
        PartName::Condition => "NEN 2767, van 1 (als nieuw) tot en met 6".to_owned(),
        PartName::Room => room_note(candidate),
        PartName::ByHand => candidate
            .facts
            .rebuilding
            .reason
            .clone()
            .unwrap_or_default(),
        PartName::Ambition => ambition_note(candidate),
        PartName::Reach => {
            "kinderen van 0 tot 18 jaar, geteld naar nabijheid en inzet, vergeleken met de andere \
                            kandidaten"
                .to_owned()
        }
        PartName::Coverage => {
            "wie een gewenste voorziening binnen de norm krijgt, geteld naar inzet, vergeleken met \
                               de andere kandidaten"
                .to_owned()
        }
        PartName::Partners => partner_note(&candidate.facts.partners, Language::Dutch),
        PartName::MultipleUse => match &candidate.facts.rooms {
            RoomFacts::Known(known) => format!(
                "vrije uren in geschikte ruimten tegenover de wensenlijst, in {} schoolweken en {} vakantieweken",
                known.school.weeks, known.holiday.weeks
            ),
            RoomFacts::Rough(_, _) => {
                "ruwe schatting uit openingsuren en vloeroppervlak".to_owned()
            }
            RoomFacts::Unknown => "ruimten nog onbekend".to_owned(),
        },
    };
    match language {
        Language::Dutch => dutch,
        Language::English => english_note(candidate, part.name),
    }
}

fn age_note(candidate: &Candidate) -> String {
    match candidate.facts.rebuilding.age {
        Some(age) => format!("{age} jaar sinds de bouw of de laatste grote renovatie"),
        None => "bouwjaar nog onbekend".to_owned(),
    }
}

fn room_note(candidate: &Candidate) -> String {
    let Some(need) = candidate.facts.rebuilding.balance.most else {
        return "leerlingen of ruimtenorm nog onbekend".to_owned();
    };
    let (pupils, metres) = (need.pupils, square_metres(need.most, Language::Dutch));
    match need.years {
        0 => format!("{pupils} leerlingen nu vragen {metres} m²"),
        years => format!("{pupils} leerlingen over {years} jaar vragen {metres} m²"),
    }
}

fn square_metres(area: f64, language: Language) -> String {
    // Never negative; a cast of a number to an integer holds at its largest value.
    language.thousands(area.round() as u64)
}

fn ambition_note(candidate: &Candidate) -> String {
    let ambition = &candidate.facts.ambition;
    match &ambition.record {
        None => "nog niet vastgelegd".to_owned(),
        Some(record) => format!(
            "niveau {} van 4, vastgelegd op {} door {} ({}){}",
            record.level.level(),
            written_date(record.recorded.date, Language::Dutch),
            record.recorded.role,
            record.recorded.basis,
            if ambition.out_of_date {
                "; verouderd"
            } else {
                ""
            }
        ),
    }
}

/// "4 van de 5 gewenste voorzieningen; zonder bron: buurtteam"
fn partner_note(partners: &[Partner], language: Language) -> String {
    if partners.is_empty() {
        return match language {
            Language::Dutch => "nog geen wensenlijst voor deze wijk",
            Language::English => "no wish list for this district yet",
        }
        .to_owned();
    }
    let there = partners
        .iter()
        .filter(|partner| matches!(partner.place, PartnerPlace::Inside | PartnerPlace::Near(_)));
    let unknown: Vec<&str> = partners
        .iter()
        .filter(|partner| partner.place == PartnerPlace::Unknown)
        .map(|partner| partner.kind.code())
        .collect();
    let (there, wished, unknown) = (there.count(), partners.len(), unknown.join(", "));
    match (language, unknown.as_str()) {
        (Language::Dutch, "") => format!("{there} van de {wished} gewenste voorzieningen"),
        (Language::Dutch, unknown) => {
            format!("{there} van de {wished} gewenste voorzieningen; zonder bron: {unknown}")
        }
        (Language::English, "") => format!("{there} of the {wished} wished functions"),
        (Language::English, unknown) => {
            format!("{there} of the {wished} wished functions; without a source: {unknown}")
        }
    }
}

fn english_note(candidate: &Candidate, part: PartName) -> String {
    let facts = &candidate.facts;
    match part {
        PartName::Age => facts.rebuilding.age.map_or_else(
            || "year of building not known yet".to_owned(),
            |age| format!("{age} years since building or the last major renovation"),
        ),
        PartName::Condition => "NEN 2767, from 1 (as new) to 6".to_owned(),
        PartName::Room => facts.rebuilding.balance.most.map_or_else(
            || "pupils or space norm not known yet".to_owned(),
            |need| {
                let (pupils, metres) = (need.pupils, square_metres(need.most, Language::English));
                match need.years {
                    0 => format!("{pupils} pupils now ask for {metres} m²"),
                    1 => format!("{pupils} pupils in 1 year ask for {metres} m²"),
                    years => format!("{pupils} pupils in {years} years ask for {metres} m²"),
                }
            },
        ),
        PartName::ByHand => facts.rebuilding.reason.clone().unwrap_or_default(),
        PartName::Ambition => facts.ambition.record.as_ref().map_or_else(
            || "not recorded yet".to_owned(),
            |record| {
                let old = if facts.ambition.out_of_date { "; out of date" } else { "" };
                let day = written_date(record.recorded.date, Language::English);
                format!("level {} of 4, recorded on {day}{old}", record.level.level())
            },
        ),
        PartName::Reach => "children of 0 to 18, by nearness and need, compared with the other candidates".to_owned(),
        PartName::Coverage => {
            "who gets a wished function within its norm, by need, compared with the other candidates".to_owned()
        }
        PartName::Partners => partner_note(&facts.partners, Language::English),
        PartName::MultipleUse => match &facts.rooms {
            RoomFacts::Known(known) => format!(
                "free hours in suitable rooms against the wish list, in {} weeks with school and {} without",
                known.school.weeks, known.holiday.weeks
            ),
            RoomFacts::Rough(_, _) => "rough estimate from opening hours and floor area".to_owned(),
            RoomFacts::Unknown => "rooms not known yet".to_owned(),
        },
    }
}

/// What a smallest move of weight does.
pub fn break_point_sentence(
    point: &BreakPoint,
    leaves: &str,
    enters: &str,
    language: Language,
) -> String {
    let (from, to) = (
        criterion_name(point.from, language),
        criterion_name(point.to, language),
    );
    let points = 100.0 * point.transfer;
    match language {
        Language::Dutch => format!(
            "Gaat meer dan {} procentpunt gewicht van {from} naar {to}, dan komt {enters} in de plaats van {leaves}.",
            decimal(points)
        ),
        Language::English => format!(
            "If more than {points:.1} percentage points of weight go from {from} to {to}, {enters} takes the place of {leaves}."
        ),
    }
}

/// What was changed in a variant.
pub fn change_name(change: &Change, language: Language) -> String {
    let percent = |factor: f64| format!("{:+.0} %", 100.0 * (factor - 1.0));
    match (change, language) {
        (Change::Norms(factor), Language::Dutch) => format!("normtijden {}", percent(*factor)),
        (Change::Norms(factor), Language::English) => format!("norm times {}", percent(*factor)),
        (Change::PartnerDistance(factor), Language::Dutch) => {
            format!("afstand tot partners {}", percent(*factor))
        }
        (Change::PartnerDistance(factor), Language::English) => {
            format!("distance to partners {}", percent(*factor))
        }
        (Change::WalkingAs(code), Language::Dutch) => format!("loopsnelheid van profiel {code}"),
        (Change::WalkingAs(code), Language::English) => format!("walking speed of profile {code}"),
        (Change::Detour(detour), Language::Dutch) => format!("omwegfactor {}", decimal(*detour)),
        (Change::Detour(detour), Language::English) => format!("detour factor {detour:.1}"),
        (Change::Level(level), Language::Dutch) => format!("afstanden op niveau {}", level.code()),
        (Change::Level(level), Language::English) => format!("distances at level {}", level.code()),
        (Change::Scale(scale), Language::Dutch) => {
            format!("schaal van bereik en dekking: {}", scale.code())
        }
        (Change::Scale(scale), Language::English) => {
            format!("scale of reach and coverage: {}", scale.code())
        }
        (Change::NeedScale(scale), Language::Dutch) => {
            format!("schaal van de inzet: {}", scale.code())
        }
        (Change::NeedScale(scale), Language::English) => format!("scale of need: {}", scale.code()),
        (Change::NeedMissing(at), language) => match language {
            Language::Dutch => format!("ontbrekende cijfers over inzet {}", end(*at, language)),
            Language::English => format!("missing figures on need {}", end(*at, language)),
        },
        (Change::Missing(at), language) => match language {
            Language::Dutch => format!("alles wat nog niet bekend is {}", end(*at, language)),
            Language::English => format!("all that is not known yet {}", end(*at, language)),
        },
    }
}

const fn end(at: MissingAt, language: Language) -> &'static str {
    match (at, language) {
        (MissingAt::Lowest, Language::Dutch) => "zo laag mogelijk",
        (MissingAt::Highest, Language::Dutch) => "zo hoog mogelijk",
        (MissingAt::Lowest, Language::English) => "as low as can be",
        (MissingAt::Highest, Language::English) => "as high as can be",
    }
}

/// How the scores are made and what they are not.
pub fn method(norm: Seconds, partner_distance: Metres, language: Language) -> String {
    let (time, metres) = (language.minutes(norm), partner_distance.value());
    match language {
        Language::Dutch => format!(
            "De drie criteria zijn die van ambitie A14. Kinderen tellen mee naar nabijheid (volledig tot {time}), \
             partners tot {metres:.0} m lopen. Wat niet bekend is, telt niet als nul maar als een \
             bandbreedte. De lijst verkent; mensen besluiten. De uitkomst gaat over gebouwen en bereikbaarheid en \
             doet geen uitspraak over kinderen."
        ),
        Language::English => format!(
            "The three criteria are those of ambition A14. Children count by nearness (in full up to {time}), \
             partners up to {metres:.0} m walking. What is not known counts as a range and not as zero. \
             The list explores; people decide. The result is about buildings and reachability and says nothing of \
             children themselves."
        ),
    }
}

/// Why facts about inclusive use have no weight.
pub fn inclusivity_note(language: Language) -> String {
    match language {
        Language::Dutch => format!(
            "Inclusiviteit telt niet mee in de score. Het Afwegingskader van de werkagenda zegt: \"{WEIGHING_FRAMEWORK}\"."
        ),
        Language::English => format!(
            "Inclusive use has no weight in the score. The Afwegingskader of the education agenda says: \"{WEIGHING_FRAMEWORK}\"."
        ),
    }
}

/// Why there is no set of sites, and what would make room for one.
pub fn no_set(refusal: &CandidateRefusal, sites: usize, language: Language) -> String {
    match language {
        Language::English => refusal.to_string(),
        Language::Dutch => format!(
            "Geen set van {sites} locaties voldoet aan de voorwaarden. Wat ruimte geeft: {}.",
            refusal.expected()
        ),
    }
}

/// That no need profile was used.
pub const fn without_need(language: Language) -> &'static str {
    match language {
        Language::Dutch => "Zonder inzetprofiel: elk kind telt even zwaar mee.",
        Language::English => "Without a need profile: every child counts alike.",
    }
}

/// Why sets are compared by whom they reach, though their scores were asked.
pub const fn sets_by_reach(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "Van geen enkele kandidaat is genoeg vastgelegd (gebouw, ambitie, wensenlijst) voor een score. De sets zijn \
             daarom vergeleken op het aantal kinderen binnen de norm; de scores staan bij elke kandidaat als bandbreedte."
        }
        Language::English => {
            "Of no candidate enough is recorded (building, ambition, wish list) for a score. Sets are therefore compared \
             by the number of children within the norm; the scores stand with each candidate as a range."
        }
    }
}

/// What is said of buildings that the study does not know.
pub const fn without_buildings(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "De studie heeft geen gebouwen: kandidaten zijn plekken waar scholen staan, en de noodzaak om te bouwen is \
             nog onbekend."
        }
        Language::English => {
            "The study has no buildings: candidates are places where schools stand, and the need to build is not \
             known yet."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::community_school::worked_planning::kind;

    #[test]
    fn the_partners_that_are_there_are_counted_in_both_languages() {
        let partner = |code: &str, place: PartnerPlace| Partner {
            kind: kind(code),
            place,
        };
        let mut partners = vec![
            partner("BIBLIOTHEEK", PartnerPlace::Inside),
            partner("GYMZAAL", PartnerPlace::NotNear),
        ];
        let both = [Language::Dutch, Language::English];
        let notes = |partners: &[Partner]| both.map(|language| partner_note(partners, language));
        assert_eq!(
            notes(&partners),
            [
                "1 van de 2 gewenste voorzieningen",
                "1 of the 2 wished functions"
            ]
        );
        partners.push(partner("JONGERENWERK", PartnerPlace::Unknown));
        assert_eq!(
            notes(&partners),
            [
                "1 van de 3 gewenste voorzieningen; zonder bron: JONGERENWERK",
                "1 of the 3 wished functions; without a source: JONGERENWERK"
            ]
        );
        assert_eq!(
            notes(&[]),
            [
                "nog geen wensenlijst voor deze wijk",
                "no wish list for this district yet"
            ]
        );
    }
}
