//! The one sentence about how many residents of an area are within the norm, or why that is not said.

use crate::access::suppression::Shown;
use crate::study::answer::whole_people;
use crate::study::asked::Asked;
use crate::study::language::Language;

/// "Voor 86 van de 220 kinderen ...", or why the number is not shown; nothing when there is no such area.
pub fn coverage_sentence(asked: &Asked<'_>, area: usize, language: Language) -> Option<String> {
    let level = asked.town.areas.get(area)?.level;
    let figures = &asked.published.get(area)?.figures;
    let wording = asked.wording(language);
    let counts = whole_people(figures.persons).zip(whole_people(figures.covered));
    Some(match (figures.persons, counts) {
        (_, Some((0, _))) => wording.nobody(),
        (_, Some((persons, covered))) => wording.coverage(covered, persons, level),
        (Shown::Value(_), None) => wording.small_difference(),
        (Shown::Hidden, None) => wording.too_few(),
        (Shown::Unknown, None) => wording.not_known(),
    })
}
