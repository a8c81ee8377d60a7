//! Weights of the criteria for a community school, as questions and scenarios write them.

use serde::Deserialize;

/// `criteria`: the three of ambition A14.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    noodzaak: f64,
    ambitie: f64,
    meerwaarde: f64,
}

impl Criteria {
    /// Rebuilding, ambition and added value.
    pub const fn weights(&self) -> [f64; 3] {
        [self.noodzaak, self.ambitie, self.meerwaarde]
    }
}

/// `noodzaak`: what the need to build is made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rebuilding {
    leeftijd: f64,
    conditie: f64,
    ruimte: f64,
}

impl Rebuilding {
    /// Age, condition and room of a building.
    pub const fn weights(&self) -> [f64; 3] {
        [self.leeftijd, self.conditie, self.ruimte]
    }
}

/// `meerwaarde`: what added value is made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedValue {
    bereik: f64,
    dekking: f64,
    partners: f64,
    medegebruik: f64,
}

impl AddedValue {
    /// Reach, coverage, partners and shared use.
    pub const fn weights(&self) -> [f64; 4] {
        [self.bereik, self.dekking, self.partners, self.medegebruik]
    }
}
