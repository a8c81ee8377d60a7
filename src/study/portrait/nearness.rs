//! How far one kind of facility is for one age group of an area, beside the norm and beside the municipality.
//! The time is that of the middle resident, so that a page compares it with nothing but another middle.

use serde::Serialize;

use crate::model::facility::Facility;
use crate::model::units::Seconds;
use crate::study::answer::{AreaAnswer, area_answer};
use crate::study::asked::Asked;
use crate::study::coverage_sentence::coverage_sentence;
use crate::study::language::Language;

/// Times that differ less than this are called about equal: a page tells whole minutes.
const ABOUT_EQUAL_SECONDS: f64 = 60.0;

/// A time beside that of the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Beside {
    /// At least a minute less.
    #[serde(rename = "dichterbij")]
    Nearer,
    /// Less than a minute of difference.
    #[serde(rename = "ongeveer gelijk")]
    AboutEqual,
    /// At least a minute more.
    #[serde(rename = "verder")]
    Farther,
}

/// One row of a portrait, as it is published.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearnessDocument {
    voorziening: String,
    leeftijd: &'static str,
    waarde: AreaAnswer,
    stad_t_p50_s: Option<f64>,
    binnen_norm: Option<bool>,
    vergelijking: Option<Beside>,
    zin: String,
    uitleg: String,
}

/// How far one kind is for one age group of one area.
#[derive(Debug, Clone, Copy)]
pub struct Nearness<'a> {
    /// Kind and age group, with all that was computed for them.
    pub asked: Asked<'a>,
    /// The index of the area.
    pub area: usize,
    /// The time of the middle resident; nothing when it is hidden or not known.
    pub time: Option<Seconds>,
    /// The same of the municipality; nothing for the municipality itself.
    pub city: Option<Seconds>,
    /// The share within the norm, in percent; nothing when it is hidden or not known.
    pub share: Option<f64>,
    /// How many locations of the kind the study has.
    pub locations: usize,
}

impl<'a> Nearness<'a> {
    /// How far the kind that is asked is in the area with this index; nothing when there is no such area.
    pub fn of(asked: Asked<'a>, area: usize) -> Option<Self> {
        let figures = &asked.published.get(area)?.figures;
        let is_asked = |facility: &&Facility| facility.kinds.contains(&asked.question.kind);
        let whole = asked.whole().filter(|&whole| whole != area);
        Some(Self {
            time: figures.p50.value(),
            city: whole.and_then(|whole| asked.published.get(whole)?.figures.p50.value()),
            share: figures.share.value(),
            locations: asked.town.facilities.iter().filter(is_asked).count(),
            asked,
            area,
        })
    }

    /// Whether the kind is mainly meant for this age group.
    pub fn is_main_age(&self) -> bool {
        self.asked.travel.norm.ages.first() == Some(&self.asked.question.age)
    }

    /// Whether the middle resident is within the norm; nothing when that is not shown.
    pub fn within_norm(&self) -> Option<bool> {
        self.time.map(|time| time <= self.asked.travel.norm.norm)
    }

    /// How the time compares with the municipality's; nothing when one of them is not shown.
    pub fn beside_city(&self) -> Option<Beside> {
        let (time, city) = self.time.zip(self.city)?;
        Some(beside(time, city))
    }

    /// The row in the words of the public interface.
    pub fn document(&self, language: Language) -> Option<NearnessDocument> {
        let (kind, age) = (&self.asked.question.kind, self.asked.question.age.code());
        let code = &self.asked.town.areas.get(self.area)?.code;
        Some(NearnessDocument {
            voorziening: kind.code().to_owned(),
            leeftijd: age,
            waarde: area_answer(&self.asked, self.area, language)?,
            stad_t_p50_s: self.city.map(|time| (time.value() * 10.0).round() / 10.0),
            binnen_norm: self.within_norm(),
            vergelijking: self.beside_city(),
            zin: coverage_sentence(&self.asked, self.area, language)?,
            uitleg: format!("/v1/gebieden/{code}/uitleg?voorziening={kind}&leeftijd={age}"),
        })
    }
}

/// On which side of the municipality's time a time is.
///
/// Input: seconds, 0 or more. Invariant: the smaller of two times is never called farther.
pub fn beside(time: Seconds, city: Seconds) -> Beside {
    let difference = time.value() - city.value();
    if difference <= -ABOUT_EQUAL_SECONDS {
        Beside::Nearer
    } else if difference < ABOUT_EQUAL_SECONDS {
        Beside::AboutEqual
    } else {
        Beside::Farther
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_minute_makes_the_difference() {
        let seconds = |value: f64| Seconds::new(value).expect("a time");
        let city = seconds(600.0);
        assert_eq!(beside(seconds(540.0), city), Beside::Nearer);
        assert_eq!(beside(seconds(540.1), city), Beside::AboutEqual);
        assert_eq!(beside(seconds(659.9), city), Beside::AboutEqual);
        assert_eq!(beside(seconds(660.0), city), Beside::Farther);
    }
}
