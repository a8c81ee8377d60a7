//! One sentence about an end of a new street that joins nothing.

use crate::access::edited_study::DeadEnd;
use crate::model::told_distance::metres_beyond;
use crate::model::travel_mode::TravelMode;
use crate::network::edited_ways::JOINS_METRES;
use crate::study::language::Language;

/// Says which end is a dead end, for whom, and how far the nearest street is.
pub fn dead_end_sentence(dead_end: DeadEnd, language: Language) -> String {
    let DeadEnd { mode, unjoined } = dead_end;
    let metres = unjoined
        .nearest
        .map(|nearest| language.of(metres_beyond(nearest.value(), JOINS_METRES)));
    match language {
        Language::Dutch => {
            let end = ["begin", "einde"][usize::from(unjoined.end > 0)];
            let travellers = match mode {
                TravelMode::Foot => "te voet",
                TravelMode::Wheelchair => "met de rolstoel",
                TravelMode::Bicycle => "met de fiets",
                TravelMode::Car => "met de auto",
            };
            let nearest = metres.map_or("er is geen andere".to_owned(), |metres| {
                format!("de dichtstbijzijnde ligt op {metres} m")
            });
            format!(
                "Het {end} van de nieuwe straat loopt dood: binnen {JOINS_METRES} m is er geen straat om {travellers} \
                 op aan te sluiten, {nearest}."
            )
        }
        Language::English => {
            let end = ["begin", "end"][usize::from(unjoined.end > 0)];
            let travellers = match mode {
                TravelMode::Foot => "on foot",
                TravelMode::Wheelchair => "by wheelchair",
                TravelMode::Bicycle => "by bicycle",
                TravelMode::Car => "by car",
            };
            let nearest = metres.map_or("there is no other".to_owned(), |metres| {
                format!("the nearest is {metres} m away")
            });
            format!(
                "The {end} of the new street is a dead end: within {JOINS_METRES} m there is no street to join {travellers}, \
                 {nearest}."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::units::Metres;
    use crate::network::edited_ways::Unjoined;

    #[test]
    fn a_dead_end_is_told_with_the_end_and_the_nearest_street() {
        let said = |mode, end, nearest: Option<f64>, language| {
            let nearest = nearest.map(|metres| Metres::new(metres).expect("positive"));
            let unjoined = Unjoined { end, nearest };
            dead_end_sentence(DeadEnd { mode, unjoined }, language)
        };
        assert_eq!(
            said(TravelMode::Foot, 0, Some(39.6), Language::Dutch),
            "Het begin van de nieuwe straat loopt dood: binnen 10 m is er geen straat om te voet op aan te sluiten, \
             de dichtstbijzijnde ligt op 40 m."
        );
        let told = said(TravelMode::Foot, 0, Some(10.3), Language::Dutch);
        assert!(
            told.ends_with("de dichtstbijzijnde ligt op 10,3 m."),
            "{told}"
        );
        assert_eq!(
            said(TravelMode::Bicycle, 1, None, Language::English),
            "The end of the new street is a dead end: within 10 m there is no street to join by bicycle, \
             there is no other."
        );
    }
}
