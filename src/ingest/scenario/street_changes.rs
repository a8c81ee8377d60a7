//! Changes of streets, crossings and barriers as they are written. What is there is named by a place on it, what an
//! earlier change added by the id of that change.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiLineString};
use serde::Deserialize;

use crate::ingest::scenario::places::{Places, Written};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{one_of, quantity};
use crate::model::barrier::{Barrier, BarrierFree};
use crate::model::bilingual::Bilingual;
use crate::model::scenario::change::{ChangeId, ChangeOf, Marked, NewCrossing};
use crate::model::streets::Tags;
use crate::model::travel_mode::TravelMode;
use crate::model::units::Seconds;

/// What people call a new street, and what it says of itself in OpenStreetMap's words.
const USES: [(&str, &[(&str, &str)]); 4] = [
    ("voetpad", &[("highway", "footway")]),
    ("fietspad", &[("highway", "cycleway"), ("foot", "no")]),
    (
        "voet_en_fietspad",
        &[("highway", "cycleway"), ("foot", "yes")],
    ),
    ("straat", &[("highway", "residential")]),
];

/// `soort` = `straat_toevoegen`: `gebruik`, or `kenmerken` in OpenStreetMap's words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNewStreet {
    lijn: Vec<Written>,
    gebruik: Option<String>,
    kenmerken: Option<BTreeMap<String, String>>,
}

/// `soort` = `straat_sluiten`: by `straat` (the change that added it), `plaats` on it, or `tussen` on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawClosedStreet {
    straat: Option<String>,
    plaats: Option<Written>,
    tussen: Option<[Written; 2]>,
}

/// `soort` = `oversteek_toevoegen` or `brug_toevoegen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNewCrossing {
    van: Written,
    naar: Written,
    vervoer: Vec<String>,
    naam: Option<String>,
    drempelvrij: Option<bool>,
    wachttijd_s: Option<f64>,
}

/// `soort` = `oversteek_sluiten`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawClosedCrossing {
    oversteek: Option<String>,
    plaats: Option<Written>,
}

/// `soort` = `barriere_toevoegen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNewBarrier {
    lijn: Vec<Written>,
    naam: Option<String>,
    stopt: Vec<String>,
}

/// `soort` = `barriere_weghalen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawGoneBarrier {
    barriere: Option<String>,
    plaats: Option<Written>,
}

impl RawNewStreet {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        let tags = match (self.gebruik.as_deref(), self.kenmerken) {
            (Some(word), None) => tags_of(word)?,
            (None, Some(tags)) => tags,
            (Some(_), Some(_)) => {
                return Err(both("gebruik", "kenmerken"));
            }
            (None, None) => {
                return Err(neither(
                    "gebruik",
                    Bilingual::new(
                        "het veld gebruik of kenmerken",
                        "the field gebruik or kenmerken",
                    ),
                ));
            }
        };
        Ok(ChangeOf::AddStreet {
            line: places.line("lijn", &self.lijn)?,
            tags,
        })
    }
}

impl RawClosedStreet {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        let between = self.tussen.map(|ends| places.pair("tussen", ends));
        let between = between.transpose()?;
        let street = match (self.straat, self.plaats, between) {
            (None, None, Some([first, _])) => Marked::At(first),
            (None, None, None) => return Err(neither("straat", one_of_three())),
            (added, place, _) => marked("straat", added, place, places)?,
        };
        Ok(ChangeOf::CloseStreet { street, between })
    }
}

impl RawNewCrossing {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        Ok(ChangeOf::AddCrossing(NewCrossing {
            name: self.naam,
            ends: [
                places.place("van", self.van)?,
                places.place("naar", self.naar)?,
            ],
            modes: modes("vervoer", &self.vervoer)?,
            barrier_free: match self.drempelvrij {
                Some(true) => BarrierFree::Yes,
                Some(false) => BarrierFree::No,
                None => BarrierFree::Unknown,
            },
            penalty: quantity("wachttijd_s", self.wachttijd_s, Seconds::new)?
                .unwrap_or(Seconds::ZERO),
        }))
    }
}

impl RawClosedCrossing {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        let which = marked("oversteek", self.oversteek, self.plaats, places)?;
        Ok(ChangeOf::CloseCrossing(which))
    }
}

impl RawNewBarrier {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        let line = places.line("lijn", &self.lijn)?;
        let line: LineString<f64> = line.into_iter().map(Coord::from).collect();
        Ok(ChangeOf::AddBarrier(Barrier {
            name: self.naam,
            lines: MultiLineString::new(vec![line]),
            stops: modes("stopt", &self.stopt)?,
        }))
    }
}

impl RawGoneBarrier {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        let which = marked("barriere", self.barriere, self.plaats, places)?;
        Ok(ChangeOf::RemoveBarrier(which))
    }
}

/// What is there, by a place, or what was added, by its change: one of both.
fn marked(
    field: &str,
    added: Option<String>,
    place: Option<Written>,
    places: &Places,
) -> Result<Marked, QuestionRefused> {
    match (added, place) {
        (Some(id), None) => Ok(Marked::AddedBy(ChangeId(id))),
        (None, Some(place)) => Ok(Marked::At(places.place("plaats", place)?)),
        (Some(_), Some(_)) => Err(both(field, "plaats")),
        (None, None) => Err(neither(
            field,
            Bilingual::new(
                format!(
                    "{field} (het id van de wijziging die het toevoegde) of plaats (een plaats erop)"
                ),
                format!("{field} (the id of the change that added it) or plaats (a place on it)"),
            ),
        )),
    }
}

fn one_of_three() -> Bilingual {
    Bilingual::new(
        "straat (het id van de wijziging die haar toevoegde), plaats (een plaats erop) of tussen (twee plaatsen erop)",
        "straat (the id of the change that added it), plaats (a place on it) or tussen (two places on it)",
    )
}

fn both(field: &str, other: &str) -> QuestionRefused {
    QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::new("allebei", "both"),
        expected: Bilingual::new(
            format!("{field} of {other}, niet allebei"),
            format!("{field} or {other}, not both"),
        ),
    }
}

fn neither(field: &str, expected: Bilingual) -> QuestionRefused {
    QuestionRefused {
        field: field.to_owned(),
        found: Bilingual::new("geen veld", "no such field"),
        expected,
    }
}

fn tags_of(word: &str) -> Result<Tags, QuestionRefused> {
    let found = one_of("gebruik", Some(word), &USES, |(word, _)| word)?;
    let tags = found.map_or(&[][..], |(_, tags)| tags).iter();
    Ok(tags
        .map(|&(key, value)| (key.to_owned(), value.to_owned()))
        .collect())
}

fn modes(field: &str, words: &[String]) -> Result<Vec<TravelMode>, QuestionRefused> {
    let read = words.iter().map(|word| {
        one_of(
            field,
            Some(word),
            &TravelMode::EVERY,
            TravelMode::public_code,
        )
    });
    let found: Vec<Option<TravelMode>> = read.collect::<Result<_, _>>()?;
    let mut modes: Vec<TravelMode> = found.into_iter().flatten().collect();
    modes.sort();
    modes.dedup();
    if modes.is_empty() {
        return Err(QuestionRefused {
            field: field.to_owned(),
            found: Bilingual::new("een lege lijst", "an empty list"),
            expected: Bilingual::new(
                "een of meer van lopen, rolstoel, fiets, auto",
                "one or more of lopen, rolstoel, fiets, auto",
            ),
        });
    }
    Ok(modes)
}
