//! Changes of facilities as they are written: open, close, move; capacity, opening hours, entrances.

use serde::{Deserialize, Deserializer};

use crate::ingest::scenario::places::{Places, Written};
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::kinds;
use crate::model::bilingual::Bilingual;
use crate::model::facility::FacilityId;
use crate::model::opening_hours::OpeningHours;
use crate::model::scenario::change::{ChangeOf, NewFacility};

/// `soort` = `voorziening_openen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOpening {
    voorziening: String,
    naam: String,
    soorten: Vec<String>,
    plaats: Written,
    #[serde(default)]
    ingangen: Vec<Written>,
    capaciteit: Option<u32>,
    openingstijden: Option<String>,
}

/// `soort` = `voorziening_sluiten`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawClosing {
    voorziening: String,
}

/// `soort` = `voorziening_verplaatsen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMove {
    voorziening: String,
    naar: Written,
}

/// `soort` = `capaciteit`; `null` is not known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCapacity {
    voorziening: String,
    #[serde(deserialize_with = "given")]
    capaciteit: Option<u32>,
}

/// `soort` = `openingstijden`; `null` is not known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHours {
    voorziening: String,
    #[serde(deserialize_with = "given")]
    openingstijden: Option<String>,
}

/// `soort` = `ingangen`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEntrances {
    voorziening: String,
    ingangen: Vec<Written>,
}

impl RawOpening {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        let mut offered = kinds("soorten", Some(&self.soorten))?.unwrap_or_default();
        offered.sort();
        offered.dedup();
        if offered.is_empty() {
            return Err(QuestionRefused {
                field: "soorten".to_owned(),
                found: Bilingual::new("een lege lijst", "an empty list"),
                expected: Bilingual::new(
                    "een of meer soorten, zoals PO",
                    "one kind or more, such as PO",
                ),
            });
        }
        Ok(ChangeOf::OpenFacility(NewFacility {
            id: facility(self.voorziening)?,
            name: self.naam,
            kinds: offered,
            position: places.place("plaats", self.plaats)?,
            entrances: places.each("ingangen", &self.ingangen)?,
            capacity: self.capaciteit,
            opening_hours: hours(self.openingstijden)?,
        }))
    }
}

impl RawClosing {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, _: &Places) -> Result<ChangeOf, QuestionRefused> {
        Ok(ChangeOf::CloseFacility(facility(self.voorziening)?))
    }
}

impl RawMove {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        Ok(ChangeOf::MoveFacility {
            facility: facility(self.voorziening)?,
            to: places.place("naar", self.naar)?,
        })
    }
}

impl RawCapacity {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, _: &Places) -> Result<ChangeOf, QuestionRefused> {
        Ok(ChangeOf::SetCapacity {
            facility: facility(self.voorziening)?,
            capacity: self.capaciteit,
        })
    }
}

impl RawHours {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, _: &Places) -> Result<ChangeOf, QuestionRefused> {
        Ok(ChangeOf::SetOpeningHours {
            facility: facility(self.voorziening)?,
            hours: hours(self.openingstijden)?,
        })
    }
}

impl RawEntrances {
    /// The change.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, places: &Places) -> Result<ChangeOf, QuestionRefused> {
        Ok(ChangeOf::SetEntrances {
            facility: facility(self.voorziening)?,
            entrances: places.each("ingangen", &self.ingangen)?,
        })
    }
}

/// A value that must be written, be it as `null`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}

fn facility(id: String) -> Result<FacilityId, QuestionRefused> {
    if id.trim().is_empty() {
        return Err(QuestionRefused {
            field: "voorziening".to_owned(),
            found: Bilingual::quoted(&id),
            expected: Bilingual::new("het id van een voorziening", "the id of a facility"),
        });
    }
    Ok(FacilityId(id))
}

fn hours(text: Option<String>) -> Result<Option<OpeningHours>, QuestionRefused> {
    let read = |text: String| {
        let understood: Result<OpeningHours, _> = text.parse();
        understood.map_err(|refused| QuestionRefused {
            field: "openingstijden".to_owned(),
            found: Bilingual::quoted(&refused.part),
            expected: Bilingual::new("tijden zoals Mo-Fr 08:30-15:00", refused.expected),
        })
    };
    text.map(read).transpose()
}
