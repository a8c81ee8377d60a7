//! Weights that a scenario chooses instead of those of the weight set, group by group.

use crate::model::indicator::Domain;

/// Weights that belong together: those of one group sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightGroup {
    /// The three criteria of ambition A14: rebuilding, ambition and added value.
    Criteria,
    /// Inside rebuilding: age, condition and room of a building.
    Rebuilding,
    /// Inside added value: reach, coverage, partners and shared use.
    AddedValue,
    /// The domains of need.
    Need,
}

impl WeightGroup {
    /// The name in scenarios and answers: `criteria`, `noodzaak`, `meerwaarde`, `inzet`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Criteria => "criteria",
            Self::Rebuilding => "noodzaak",
            Self::AddedValue => "meerwaarde",
            Self::Need => "inzet",
        }
    }
}

/// The weights that a scenario chooses; where nothing is chosen those of the weight set hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChosenWeights {
    /// Rebuilding, ambition and added value; 0 or more, summing to 1.
    pub criteria: Option<[f64; 3]>,
    /// Age, condition and room of a building; 0 or more, summing to 1.
    pub rebuilding: Option<[f64; 3]>,
    /// Reach, coverage, partners and shared use; 0 or more, summing to 1.
    pub added_value: Option<[f64; 4]>,
    /// The domains of need, in the order of [`Domain::EVERY`]; 0 or more, summing to 1, and never facilities.
    pub need: Option<Vec<(Domain, f64)>>,
}

impl ChosenWeights {
    /// Each group that is chosen, with its weights by the names that questions about where to build have for them.
    pub fn named(&self) -> Vec<(WeightGroup, Vec<(&'static str, f64)>)> {
        let criteria = named(["noodzaak", "ambitie", "meerwaarde"], self.criteria);
        let rebuilding = named(["leeftijd", "conditie", "ruimte"], self.rebuilding);
        let added_value = ["bereik", "dekking", "partners", "medegebruik"];
        let added_value = named(added_value, self.added_value);
        let need = self.need.as_ref().map(|domains| {
            let domains = domains.iter();
            domains
                .map(|&(domain, weight)| (domain.code(), weight))
                .collect()
        });
        let groups = [
            (WeightGroup::Criteria, criteria),
            (WeightGroup::Rebuilding, rebuilding),
            (WeightGroup::AddedValue, added_value),
            (WeightGroup::Need, need),
        ];
        let chosen = groups.into_iter();
        chosen
            .filter_map(|(group, weights)| Some((group, weights?)))
            .collect()
    }

    /// Whether the weight set holds as it is.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn named<const N: usize>(
    names: [&'static str; N],
    weights: Option<[f64; N]>,
) -> Option<Vec<(&'static str, f64)>> {
    weights.map(|weights| names.into_iter().zip(weights).collect())
}
