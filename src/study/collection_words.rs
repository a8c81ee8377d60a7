//! The titles and descriptions of the layers in English; `collection.rs` has them in Dutch.

use crate::study::collection::Collection;
use crate::study::language::Language;

/// By the name of the layer: title and description.
const ENGLISH: [(&str, &str, &str); 13] = [
    (
        "gebieden",
        "Areas",
        "Neighbourhoods, districts and the municipality, with for one question the number of people, how many of them reach \
         the facility within the norm and how long they travel; and the index of attention of neighbourhoods and districts \
         with a lower and an upper bound and the evidence.",
    ),
    (
        "voorzieningen",
        "Facilities",
        "Schools, childcare, libraries, care points and other facilities, also just outside the municipality.",
    ),
    (
        "dekking",
        "Coverage",
        "The places where people live, with whether the facility is within the norm: certainly, possibly or not.",
    ),
    (
        "witte_vlekken",
        "White spots",
        "Squares of 100 by 100 metres together where people live farther than the norm from the facility; places with fewer \
         than 5 people are left out. Stability tells which part of the squares stays with a norm that is 20 % longer.",
    ),
    (
        "barrieres",
        "Barriers",
        "Railways, water, motorways and what the study itself calls a barrier, with whom they stop. Empty where distances \
         are measured in a straight line.",
    ),
    (
        "oversteken",
        "Crossings",
        "Where a barrier can be passed: a bridge, a tunnel or a level crossing, with who may, whether it is without steps \
         (yes, no or not known) and how long the wait is.",
    ),
    (
        "scenario_verschil",
        "Difference by a scenario",
        "Areas with the time of the middle person and the share within the norm, without and with the scenario of the \
         parameter scenario, and the difference in classes. Without a scenario the difference is zero. It is about what can \
         be reached, not about what that means for people.",
    ),
    (
        "inzet",
        "Profile of attention",
        "Neighbourhoods with how much attention is wanted in each domain and together, and districts with the mean over \
         their children, with a lower and an upper bound and the share of the weight for which figures are known. Stability \
         tells whether the quintile, and the place of a district, stay the same with other weights, on another scale and \
         with what is missing.",
    ),
    (
        "kandidaten_buurtschool",
        "Candidates for a community school",
        "School buildings with the three criteria of A14: the need to build or renovate, the ambition of professionals and \
         the added value for pupils, with bounds, label and reasons. Stability tells how often a building is among the first \
         with other weights. An exploration; people decide.",
    ),
    (
        "clusters_0_18",
        "0–18 clusters",
        "Places where childcare, a primary and a secondary school lie within a walking distance of each other, and places \
         where one of them is missing. Stability tells whether the cluster is there with another diameter and another way \
         of measuring too. Promising in space, to be explored; people decide.",
    ),
    (
        "clusters_0_18_leden",
        "Members of 0–18 clusters",
        "The facilities that together can be a 0–18 cluster, with the stability of that cluster.",
    ),
    (
        "kansenwerkplaats_lijst",
        "Kansenwerkplaatsen",
        "Neighbourhoods that come into view for a Kansenwerkplaats, with the reason, the recorded ambition and how certain \
         that is. Stability tells whether the neighbourhood stays in view with what is not known. The list is no order; \
         people choose.",
    ),
    (
        "dbos_lijst",
        "School library list",
        "Schools without a library at school, in the order of language figures, walking distance to a library and number of \
         pupils. Schools with too few figures stand apart. Stability tells whether the quintile stays the same with what is \
         not known and on another scale. The line of the budget is in the answer to the question dbos, with the costs of \
         each school.",
    ),
];

impl Collection {
    /// Title and description in a language.
    pub fn words(&self, language: Language) -> (&'static str, &'static str) {
        let english = ENGLISH.iter().find(|(id, ..)| *id == self.id);
        match (language, english) {
            (Language::English, Some(&(_, title, description))) => (title, description),
            (Language::Dutch, _) | (Language::English, None) => (self.title, self.description),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::collection::COLLECTIONS;

    #[test]
    fn every_layer_has_its_english_words_in_the_same_order() {
        let ids = COLLECTIONS.map(|collection| collection.id);
        assert_eq!(ENGLISH.map(|(id, ..)| id), ids);
    }
}
