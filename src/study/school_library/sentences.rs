//! What is said of the order of schools for a library at school (dBos), in plain Dutch (B1) or English.
//! The figures are of surroundings and schools; no word is about the children themselves.

use crate::model::units::Seconds;
use crate::siting::budget_line::BudgetLine;
use crate::siting::language_need::LanguageFigure;
use crate::siting::school_library_order::{LibraryWalk, OrderedSchool};
use crate::study::language::Language;
use crate::study::school_library::answer::Missing;

/// What a language figure is called on screen.
pub const fn figure_name(figure: LanguageFigure, language: Language) -> &'static str {
    match (figure, language) {
        (LanguageFigure::SchoolWeighting, Language::Dutch) => "schoolweging",
        (LanguageFigure::Below2F, Language::Dutch) => "leerlingen die nog niet op 2F lezen",
        (LanguageFigure::ScorePerPupil, Language::Dutch) => "onderwijsscore (CBS) per leerling",
        (LanguageFigure::Newcomers, Language::Dutch) => "leerlingen die nieuw in Nederland zijn",
        (LanguageFigure::SchoolWeighting, Language::English) => "school weighting",
        (LanguageFigure::Below2F, Language::English) => "pupils not reading at 2F yet",
        (LanguageFigure::ScorePerPupil, Language::English) => "education score (CBS) per pupil",
        (LanguageFigure::Newcomers, Language::English) => "pupils new to the Netherlands",
    }
}

/// "De Vliet: kwintiel 5 van 5 (5 = hier is de meeste inzet voor taal gewenst), 12 minuten lopen naar ..."
pub fn school_sentence(
    name: &str,
    row: &OrderedSchool,
    walk: LibraryWalk,
    language: Language,
) -> String {
    let quintile = row.quintile;
    match language {
        Language::Dutch => format!(
            "{name}: kwintiel {quintile} van 5 (bij 5 is de meeste inzet voor taal gewenst), {}; {}.",
            walk_words(walk, language),
            line_words(row.line, language)
        ),
        Language::English => format!(
            "{name}: quintile {quintile} of 5 (5 asks for most support with language), {}; {}.",
            walk_words(walk, language),
            line_words(row.line, language)
        ),
    }
}

/// Why a school has no place in the order.
pub fn apart_sentence(name: &str, evidence: f64, language: Language) -> String {
    let percent = (100.0 * evidence).round();
    match (language, evidence > 0.0) {
        (Language::Dutch, false) => {
            format!("{name}: onvoldoende gegevens, over taal is hier niets bekend.")
        }
        (Language::Dutch, true) => {
            format!("{name}: onvoldoende gegevens, {percent} % van de taalcijfers is bekend.")
        }
        (Language::English, false) => {
            format!("{name}: not enough data, nothing is known about language here.")
        }
        (Language::English, true) => {
            format!("{name}: not enough data, {percent} % of the language figures is known.")
        }
    }
}

/// How many schools the budget suffices for, or why there is no order.
pub fn answer_sentence(
    fits: usize,
    listed: usize,
    apart: usize,
    cost: f64,
    language: Language,
) -> String {
    let cost = language.thousands(cost.round() as u64);
    match (language, listed) {
        (Language::Dutch, 0) => format!(
            "Onvoldoende gegevens: van geen enkele school zonder dBos zijn genoeg taalcijfers bekend. Scholen die daarom \
             apart staan: {apart}."
        ),
        (Language::English, 0) => format!(
            "Not enough data: of no school without a dBos are enough language figures known. Schools listed apart \
             for that: {apart}."
        ),
        (Language::Dutch, _) => format!(
            "Bij € {cost} per school is er budget voor {} van de {listed} scholen in de volgorde. Scholen die apart \
             staan omdat er onvoldoende gegevens zijn: {apart}.",
            fits.min(listed)
        ),
        (Language::English, _) => format!(
            "At € {cost} a school the budget suffices for {} of the {listed} schools in the order. Schools listed \
             apart for lack of data: {apart}.",
            fits.min(listed)
        ),
    }
}

/// What the study lacks, and what that means.
pub fn missing_sentence(missing: Missing, language: Language) -> String {
    match (missing, language) {
        (Missing::Figure(figure), Language::Dutch) => {
            format!("Van geen school bekend: {}.", figure_name(figure, language))
        }
        (Missing::Figure(figure), Language::English) => {
            format!("Known of no school: {}.", figure_name(figure, language))
        }
        (Missing::Libraries, Language::Dutch) => {
            "Deze studie heeft geen bron voor bibliotheken, dus de loopafstand telt niet mee."
                .to_owned()
        }
        (Missing::Libraries, Language::English) => {
            "This study has no source for libraries, so the walk does not count.".to_owned()
        }
        (Missing::Childcare, Language::Dutch) => {
            "Deze studie heeft geen bron voor kinderopvang, dus over Boekstarthoeken is niets te zeggen."
                .to_owned()
        }
        (Missing::Childcare, Language::English) => {
            "This study has no source for childcare, so nothing can be said of Boekstart corners."
                .to_owned()
        }
        (Missing::LibrariesAtSchool, Language::Dutch) => {
            "Van geen school is vastgelegd of er al een dBos is; alle scholen staan daarom in de lijst."
                .to_owned()
        }
        (Missing::LibrariesAtSchool, Language::English) => {
            "Of no school it is recorded whether it has a dBos already; so all schools are listed."
                .to_owned()
        }
    }
}

/// How the order is made.
pub const fn method(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "Eerst telt het kwintiel van de taalcijfers (hoog eerst), daarbinnen de loopafstand tot de dichtstbijzijnde \
             bibliotheek of dBos (ver eerst), dan het aantal leerlingen. Er is geen optelsom. Stabiliteit zegt of \
             de school aan dezelfde kant van de budgetlijn blijft, met wat niet bekend is en op een andere schaal van de \
             taalcijfers. De lijst helpt kiezen; mensen beslissen."
        }
        Language::English => {
            "The quintile of the language figures counts first (high first), within it the walk to the nearest library \
             or dBos (far first), then the number of pupils. Nothing is added up. Stability says whether \
             the school stays on its side of the budget line, with what is not known and on another scale of the language \
             figures. The list helps to choose; people decide."
        }
    }
}

fn walk_words(walk: LibraryWalk, language: Language) -> String {
    let in_minutes = |time: Seconds| {
        let whole_seconds = Seconds::new(time.value().round());
        language.minutes(whole_seconds.unwrap_or(time))
    };
    match (walk, language) {
        (LibraryWalk::Takes(time), Language::Dutch) => format!(
            "{} lopen naar de dichtstbijzijnde bibliotheek of dBos",
            in_minutes(time)
        ),
        (LibraryWalk::Takes(time), Language::English) => format!(
            "{} of walking to the nearest library or dBos",
            in_minutes(time)
        ),
        (LibraryWalk::NoWay, Language::Dutch) => {
            "lopend is er geen bibliotheek te bereiken".to_owned()
        }
        (LibraryWalk::NoWay, Language::English) => "no library can be reached on foot".to_owned(),
        (LibraryWalk::Unknown, Language::Dutch) => {
            "de loopafstand tot een bibliotheek is niet bekend".to_owned()
        }
        (LibraryWalk::Unknown, Language::English) => {
            "the walk to a library is not known".to_owned()
        }
    }
}

const fn line_words(line: BudgetLine, language: Language) -> &'static str {
    match (line, language) {
        (BudgetLine::Within, Language::Dutch) => "valt binnen het budget",
        (BudgetLine::On, Language::Dutch) => "ligt op de budgetlijn",
        (BudgetLine::Beyond, Language::Dutch) => "valt buiten het budget",
        (BudgetLine::Within, Language::English) => "within the budget",
        (BudgetLine::On, Language::English) => "on the budget line",
        (BudgetLine::Beyond, Language::English) => "beyond the budget",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::{Estimate, Weighted};
    use crate::model::units::Euros;
    use crate::siting::stability::Stability;

    #[test]
    fn a_school_is_told_by_what_its_place_rests_on() {
        let row = OrderedSchool {
            other_quintile: Vec::new(),
            other_side: Vec::new(),
            school: 0,
            language: Weighted {
                score: Estimate::known(90.0),
                points: vec![Some(90.0)],
            },
            quintile: 5,
            quintiles: (5, 5),
            cumulative: Euros::ZERO,
            line: BudgetLine::On,
            stability: Stability::Robust,
        };
        let walk = LibraryWalk::Takes(Seconds::new(1_050.0).expect("a time"));
        assert_eq!(
            school_sentence("De Vliet", &row, walk, Language::Dutch),
            "De Vliet: kwintiel 5 van 5 (bij 5 is de meeste inzet voor taal gewenst), 17½ minuten lopen naar de \
             dichtstbijzijnde bibliotheek of dBos; ligt op de budgetlijn."
        );
        assert_eq!(
            school_sentence("De Vliet", &row, LibraryWalk::Unknown, Language::English),
            "De Vliet: quintile 5 of 5 (5 asks for most support with language), the walk to a library is not known; on \
             the budget line."
        );
    }

    #[test]
    fn too_little_data_is_said_in_words() {
        assert_eq!(
            apart_sentence("De Vliet", 0.0, Language::Dutch),
            "De Vliet: onvoldoende gegevens, over taal is hier niets bekend."
        );
        assert!(
            answer_sentence(4, 0, 7, 50_000.0, Language::Dutch).starts_with("Onvoldoende gegevens")
        );
        assert_eq!(
            answer_sentence(4, 3, 7, 50_000.0, Language::Dutch),
            "Bij € 50.000 per school is er budget voor 3 van de 3 scholen in de volgorde. Scholen die apart staan omdat \
             er onvoldoende gegevens zijn: 7."
        );
    }
}
