//! What is said of 0–18 clusters, in plain Dutch (B1) or English. Distance makes a place promising and no more.

use crate::layers::number_text::decimal;
use crate::model::units::Metres;
use crate::siting::clusters::answer::{Cluster, ClusterAnswer};
use crate::siting::clusters::near::Nearest;
use crate::siting::clusters::town::Stage;
use crate::siting::clusters::variant::ClusterChange;
use crate::siting::clusters::vision::VisionGap;
use crate::siting::stability::Stability;
use crate::study::clusters::answer::FARTHEST_MISSING;
use crate::study::language::Language;

/// "kinderopvang"
pub const fn stage_name(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (Stage::Childcare, Language::Dutch) => "kinderopvang",
        (Stage::Primary, Language::Dutch) => "basisschool",
        (Stage::Secondary, Language::Dutch) => "middelbare school",
        (Stage::Childcare, Language::English) => "childcare",
        (Stage::Primary, Language::English) => "primary school",
        (Stage::Secondary, Language::English) => "secondary school",
    }
}

/// "Kinderopvang A, basisschool B en middelbare school C liggen op ten hoogste 412 meter lopen van elkaar."
pub fn cluster_sentence(cluster: &Cluster, names: [&str; 3], language: Language) -> String {
    let [childcare, primary, secondary] = names;
    let walk = cluster.required.diameter;
    match language {
        Language::Dutch => format!(
            "Kinderopvang {childcare}, basisschool {primary} en middelbare school {secondary} {}.",
            apart(walk, "ten hoogste ", language)
        ),
        Language::English => format!(
            "Childcare {childcare}, primary school {primary} and secondary school {secondary} {}.",
            apart(walk, "at most ", language)
        ),
    }
}

/// What a near-cluster has, what it lacks and how far that is.
#[derive(Debug, Clone, Copy)]
pub struct NearWords<'a> {
    /// The stages that are there, with the names of their members.
    pub present: [(Stage, &'a str); 2],
    /// The walk between these.
    pub walk: Metres,
    /// The stage that is missing.
    pub missing: Stage,
    /// Within this diameter.
    pub diameter: Metres,
    /// How far the nearest is.
    pub nearest: Nearest,
    /// Its name.
    pub nearest_name: Option<&'a str>,
}

/// "... Ontbreekt: middelbare school binnen 800 meter; dichtstbijzijnde 1.150 meter (Naam)."
pub fn near_sentence(words: &NearWords<'_>, language: Language) -> String {
    let [(first, one), (second, other)] = words.present;
    let [first, second, missing] =
        [first, second, words.missing].map(|stage| stage_name(stage, language));
    let (apart, diameter) = (
        apart(words.walk, "", language),
        metres(words.diameter, language),
    );
    let farthest = u64::from(FARTHEST_MISSING) / 1_000;
    let name = words.nearest_name.unwrap_or_default();
    match language {
        Language::Dutch => {
            let far = match words.nearest {
                Nearest::At(at, _) => {
                    format!("; dichtstbijzijnde {} meter ({name})", metres(at, language))
                }
                Nearest::Beyond => format!("; ook binnen {farthest} kilometer lopen is er geen"),
                Nearest::NoSource => "; deze studie heeft daar geen bron voor".to_owned(),
            };
            format!(
                "{} {one} en {second} {other} {apart}. Ontbreekt: {missing} binnen \
                 {diameter} meter{far}.",
                capitalised(first)
            )
        }
        Language::English => {
            let far = match words.nearest {
                Nearest::At(at, _) => {
                    format!(
                        "; the nearest is at {} metres ({name})",
                        metres(at, language)
                    )
                }
                Nearest::Beyond => {
                    format!("; there is none within {farthest} kilometres of walking either")
                }
                Nearest::NoSource => "; this study has no source for it".to_owned(),
            };
            format!(
                "{} {one} and {second} {other} {apart}. Missing: {missing} within \
                 {diameter} metres{far}.",
                capitalised(first)
            )
        }
    }
}

/// How many clusters there are, or why there can be none.
pub fn answer_sentence(answer: &ClusterAnswer, diameter: Metres, language: Language) -> String {
    let length = metres(diameter, language);
    let without: Vec<&str> = answer
        .without_source
        .iter()
        .map(|&stage| stage_name(stage, language))
        .collect();
    match (language, without.is_empty()) {
        (Language::Dutch, false) => format!(
            "Onvoldoende gegevens: deze studie heeft geen bron voor {}, dus is niet te zeggen waar kinderopvang, \
             basisschool en middelbare school bij elkaar liggen.",
            without.join(" en ")
        ),
        (Language::English, false) => format!(
            "Not enough data: this study has no source for {}, so where childcare, primary and secondary school lie \
             together cannot be said.",
            without.join(" and ")
        ),
        (Language::Dutch, true) => format!(
            "Aantal plekken waar kinderopvang, basisschool en middelbare school binnen {length} meter lopen van elkaar \
             liggen: {}.",
            answer.found
        ),
        (Language::English, true) => format!(
            "Number of places where childcare, primary and secondary school lie within {length} metres of walking of \
             each other: {}.",
            answer.found
        ),
    }
}

/// Sets of clusters to start with, or that there are none.
pub fn choice_sentence(places: usize, sets: usize, language: Language) -> String {
    match (language, sets) {
        (Language::Dutch, 0) => format!(
            "Er zijn geen {places} plekken in verschillende wijken die geen voorziening delen: een grotere doorsnede of \
             minder plekken geeft ruimte."
        ),
        (Language::English, 0) => format!(
            "There are no {places} places in different districts that share no facility: a larger diameter or fewer \
             places gives room."
        ),
        (Language::Dutch, _) => format!(
            "Getoonde combinaties van {places} plekken in verschillende wijken die geen voorziening delen: {sets}. Mensen \
             beslissen."
        ),
        (Language::English, _) => format!(
            "Combinations shown of {places} places in different districts that share no facility: {sets}. People decide."
        ),
    }
}

/// What was changed in a variant.
pub fn change_name(change: ClusterChange, language: Language) -> String {
    match (change, language) {
        (ClusterChange::Diameter(factor), Language::Dutch) => {
            format!("doorsnede {:+.0} %", 100.0 * (factor - 1.0))
        }
        (ClusterChange::Diameter(factor), Language::English) => {
            format!("diameter {:+.0} %", 100.0 * (factor - 1.0))
        }
        (ClusterChange::Detour(detour), Language::Dutch) => {
            format!("omwegfactor {}", decimal(detour))
        }
        (ClusterChange::Detour(detour), Language::English) => format!("detour factor {detour:.1}"),
        (ClusterChange::Level(level), Language::Dutch) => {
            format!("afstanden op niveau {}", level.code())
        }
        (ClusterChange::Level(level), Language::English) => {
            format!("distances at level {}", level.code())
        }
    }
}

/// What must stand beside every list of clusters.
///
/// # Source
/// S4, in its text on 0–18: not every child thrives with large age differences; A28: one building is not needed.
pub const fn note(language: Language) -> &'static str {
    match language {
        Language::Dutch => {
            "Niet ieder kind gedijt bij grote leeftijdsverschillen. Een 0-18 leergemeenschap hoeft niet in één gebouw. \
             Dat voorzieningen dicht bij elkaar liggen maakt een plek kansrijk om te verkennen; mensen beslissen. De \
             volgorde is die van de loopafstand: de scores staan los van elkaar en worden niet opgeteld."
        }
        Language::English => {
            "Not every child thrives with large age differences. A 0–18 learning community does not need one building. \
             That facilities lie near each other makes a place worth exploring; people decide. The order is that of \
             walking distance: the scores stand by themselves and are not added up."
        }
    }
}

/// What a record lacks for the label "0-18 in ontwikkeling".
pub const fn gap_name(gap: VisionGap, language: Language) -> &'static str {
    match (gap, language) {
        (VisionGap::Vision, Language::Dutch) => "een vastgelegde gedeelde visie van deze drie",
        (VisionGap::Document, Language::Dutch) => "de naam van het document",
        (VisionGap::Boards, Language::Dutch) => "de besturen die het tekenden",
        (VisionGap::JointOffer, Language::Dutch) => "een gezamenlijk ontwikkeld aanbod",
        (VisionGap::Vision, Language::English) => "a recorded shared vision of these three",
        (VisionGap::Document, Language::English) => "the name of the document",
        (VisionGap::Boards, Language::English) => "the boards that signed it",
        (VisionGap::JointOffer, Language::English) => "an offer developed together",
    }
}

/// Why a cluster or near-cluster is robust, sensitive or uncertain.
pub const fn stability_sentence(stability: Stability, language: Language) -> &'static str {
    match (stability, language) {
        (Stability::Robust, Language::Dutch) => {
            "Dit blijft zo bij een kortere of langere grens, en bij andere manieren om afstand te meten."
        }
        (Stability::Sensitive, Language::Dutch) => {
            "Dit verandert bij een kortere of langere grens, of bij een andere manier om afstand te meten."
        }
        (Stability::Uncertain, Language::Dutch) => {
            "Onvoldoende gegevens om te zeggen of dit zo blijft."
        }
        (Stability::Robust, Language::English) => {
            "This stays so with a shorter or longer limit, and when distance is measured in other ways."
        }
        (Stability::Sensitive, Language::English) => {
            "This changes with a shorter or longer limit, or when distance is measured in another way."
        }
        (Stability::Uncertain, Language::English) => {
            "Not enough data to say whether this stays so."
        }
    }
}

/// "liggen op ten hoogste 412 meter lopen van elkaar"
fn apart(walk: Metres, at_most: &str, language: Language) -> String {
    let length = metres(walk, language);
    match (language, length.as_str()) {
        (Language::Dutch, "0") => "staan op dezelfde plek".to_owned(),
        (Language::English, "0") => "stand in the same place".to_owned(),
        (Language::Dutch, _) => format!("liggen op {at_most}{length} meter lopen van elkaar"),
        (Language::English, _) => format!("are {at_most}{length} metres of walking apart"),
    }
}

fn metres(length: Metres, language: Language) -> String {
    language.thousands(length.value().round() as u64)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_cluster_says_what_is_missing_and_how_far_it_is() {
        let metres = |value| Metres::new(value).expect("a length");
        let words = NearWords {
            present: [(Stage::Childcare, "Ludens"), (Stage::Primary, "De Vliet")],
            walk: metres(120.0),
            missing: Stage::Secondary,
            diameter: metres(800.0),
            nearest: Nearest::At(metres(1_150.0), 7),
            nearest_name: Some("Het Anker"),
        };
        assert_eq!(
            near_sentence(&words, Language::Dutch),
            "Kinderopvang Ludens en basisschool De Vliet liggen op 120 meter lopen van elkaar. Ontbreekt: middelbare \
             school binnen 800 meter; dichtstbijzijnde 1.150 meter (Het Anker)."
        );
        let unknown = NearWords {
            walk: Metres::ZERO,
            nearest: Nearest::NoSource,
            nearest_name: None,
            ..words
        };
        assert_eq!(
            near_sentence(&unknown, Language::English),
            "Childcare Ludens and primary school De Vliet stand in the same place. Missing: secondary school \
             within 800 metres; this study has no source for it."
        );
    }
}
