//! The answer on 0–18 clusters as other programs and people read it, each number with its reasons.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::layers::cluster_layer::{
    cluster_district, cluster_id, cluster_label, housing_code, stage_code,
};
use crate::layers::decimals::{hundredth, tenth};
use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::model::source::SourceId;
use crate::model::town_data::TownData;
use crate::siting::clusters::answer::{Cluster, ClusterAnswer};
use crate::siting::clusters::choice::ClusterChoice;
use crate::siting::clusters::town::Stage;
use crate::siting::clusters::variant::ClusterVariant;
use crate::siting::stability::Stability;
use crate::study::clusters::near_document::{NearDocument, near_document};
use crate::study::clusters::sentences::{
    answer_sentence, change_name, choice_sentence, cluster_sentence, gap_name, note,
    stability_sentence, stage_name,
};
use crate::study::clusters::telling::{MemberDocument, Told};
use crate::study::estimated_children::estimated_share;
use crate::study::grounds::{Grounds, grounds};
use crate::study::language::Language;
use crate::study::score_document::{ScoreDocument, score_document};

/// The formula behind the scores, with its version.
const FORMULA: &str = "cluster-0-18-1";

/// The whole answer, in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClustersDocument {
    doorsnede_m: f64,
    zin: String,
    opmerking: &'static str,
    aantal: usize,
    clusters: Vec<ClusterDocument>,
    aantal_bijna: usize,
    bijna: Vec<NearDocument>,
    zonder_bron: Vec<&'static str>,
    spreiding: Option<ChoiceDocument>,
    varianten: Vec<VariantDocument>,
    #[serde(flatten)]
    verantwoording: Grounds,
}

/// One cluster with all that its numbers rest on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterExplanation {
    #[serde(flatten)]
    cluster: ClusterDocument,
    opmerking: &'static str,
    #[serde(flatten)]
    verantwoording: Grounds,
}

/// One cluster; its scores stand beside each other and have no sum.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ClusterDocument {
    id: String,
    zin: String,
    label: &'static str,
    ontbreekt_voor_ontwikkeling: Vec<&'static str>,
    visie: Option<VisionDocument>,
    stabiliteit: &'static str,
    stabiliteit_zin: &'static str,
    wijk: Option<String>,
    doorsnede_m: f64,
    doorsnede_geheel_m: f64,
    huisvesting: &'static str,
    brug_10_14: bool,
    leden: Vec<MemberDocument>,
    alternatieven: Vec<AlternativeDocument>,
    scores: ScoresDocument,
    jaargroepen: Vec<CohortDocument>,
    capaciteit: Vec<CapacityDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ScoresDocument {
    compactheid: ScoreDocument,
    volledigheid: ScoreDocument,
    balans_jaargroepen: ScoreDocument,
    drempelvrij: ScoreDocument,
    inzet: ScoreDocument,
    doorstroom: ScoreDocument,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct AlternativeDocument {
    id: String,
    doorsnede_m: f64,
    leden: Vec<String>,
}

/// Places for each child around the member of one stage; a class where the city's norm for spare room says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CapacityDocument {
    rol: &'static str,
    rol_woord: &'static str,
    plaatsen_per_kind: Option<f64>,
    klasse: Option<&'static str>,
}

/// What another assumption does to the clusters.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct VariantDocument {
    naam: String,
    aantal: usize,
    verdwijnt: Vec<String>,
}

/// Children of one year at one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CohortDocument {
    rol: &'static str,
    rol_woord: &'static str,
    kinderen_per_jaar: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct VisionDocument {
    document: String,
    datum: String,
    besturen: String,
    gezamenlijk_aanbod: Option<bool>,
    vastgelegd_door: String,
    grondslag: String,
}

/// Sets of clusters in different districts, to help people choose.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ChoiceDocument {
    plekken: usize,
    zin: String,
    combinaties: Vec<Vec<String>>,
    komt_voor: Vec<OccurrenceDocument>,
    zonder_wijk: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OccurrenceDocument {
    id: String,
    combinaties: usize,
    stabiliteit: &'static str,
}

/// Spare room that the city aims at, and none.
///
/// # Source
/// DOMAIN §C.1, pressure class: 12.5 % overcapacity (B.8).
const AMPLE: f64 = 1.125;
const ENOUGH: f64 = 1.0;

/// How much room there is: `ruim`, `krap` or `tekort`.
fn pressure(places_per_child: f64) -> &'static str {
    if places_per_child >= AMPLE {
        "ruim"
    } else if places_per_child >= ENOUGH {
        "krap"
    } else {
        "tekort"
    }
}

/// The answer in words and numbers.
pub fn clusters_document(
    town: &TownData,
    question: &ClusterQuestion,
    answer: &ClusterAnswer,
    language: Language,
) -> ClustersDocument {
    let told = Told {
        town,
        question,
        language,
    };
    let all = answer.clusters.iter().flat_map(Cluster::members);
    let near = answer.near.iter().flat_map(|near| near.members);
    ClustersDocument {
        doorsnede_m: question.diameter.value(),
        zin: answer_sentence(answer, question.diameter, language),
        opmerking: note(language),
        aantal: answer.found,
        clusters: answer
            .clusters
            .iter()
            .map(|cluster| told.cluster(cluster))
            .collect(),
        aantal_bijna: answer.near_found,
        bijna: answer
            .near
            .iter()
            .map(|near| near_document(&told, near))
            .collect(),
        zonder_bron: answer
            .without_source
            .iter()
            .map(|&stage| stage_code(stage))
            .collect(),
        spreiding: answer
            .choice
            .as_ref()
            .map(|choice| told.choice(choice, answer)),
        varianten: (answer.variants.iter())
            .map(|variant| told.variant(variant, answer))
            .collect(),
        verantwoording: told.grounds(all.chain(near), &answer.clusters),
    }
}

/// One cluster with all that its numbers rest on; nothing when the answer has none of this id.
pub fn cluster_explanation(
    town: &TownData,
    question: &ClusterQuestion,
    answer: &ClusterAnswer,
    id: &str,
    language: Language,
) -> Option<ClusterExplanation> {
    let told = Told {
        town,
        question,
        language,
    };
    let has_id = |cluster: &&Cluster| cluster_id(town, &cluster.required.members) == id;
    let cluster = answer.clusters.iter().find(has_id)?;
    Some(ClusterExplanation {
        cluster: told.cluster(cluster),
        opmerking: note(language),
        verantwoording: told.grounds(cluster.members(), std::slice::from_ref(cluster)),
    })
}

impl Told<'_> {
    fn grounds(&self, members: impl IntoIterator<Item = usize>, clusters: &[Cluster]) -> Grounds {
        let planning = &self.town.planning;
        let facilities = members
            .into_iter()
            .filter_map(|member| self.facility(member));
        let mut sources: BTreeSet<SourceId> = facilities.map(|facility| facility.source).collect();
        let visions = clusters.iter().filter_map(|cluster| cluster.vision.vision);
        let visions = visions.filter_map(|vision| planning.visions.get(vision));
        sources.extend(visions.map(|vision| vision.source));
        sources.extend(planning.flows.iter().map(|flow| flow.source));
        if !clusters.is_empty() {
            sources.extend(planning.buildings.iter().map(|building| building.source));
        }
        // Need and places for each child are those of the residents around.
        let has_need = |cluster: &Cluster| cluster.scores.need.score.value.is_some();
        if clusters.iter().any(has_need) {
            sources.extend(planning.indicators.iter().map(|indicator| indicator.source));
        }
        let has_places = |cluster: &Cluster| cluster.scores.places_per_child != [None; 3];
        let counts = clusters.iter().any(|one| has_need(one) || has_places(one));
        if counts {
            sources.extend(self.town.demand.iter().map(|home| home.source));
        }
        let estimated = estimated_share(&self.town.demand).filter(|_| counts);
        grounds(self.town, FORMULA, &sources, self.language).with_estimated(estimated)
    }

    fn cluster(&self, cluster: &Cluster) -> ClusterDocument {
        let required = cluster.required.members;
        let optional = cluster.optional.iter();
        let bridge = |(kind, _): &(FacilityKind, usize)| kind.code() == ClusterQuestion::BRIDGE;
        ClusterDocument {
            id: cluster_id(self.town, &required),
            zin: cluster_sentence(
                cluster,
                required.map(|member| self.name(member)),
                self.language,
            ),
            label: cluster_label(cluster),
            ontbreekt_voor_ontwikkeling: cluster
                .vision
                .missing
                .iter()
                .map(|&gap| gap_name(gap, self.language))
                .collect(),
            visie: cluster.vision.vision.and_then(|vision| self.vision(vision)),
            stabiliteit: cluster.stability.code(),
            stabiliteit_zin: stability_sentence(cluster.stability, self.language),
            wijk: cluster_district(self.town, cluster).map(str::to_owned),
            doorsnede_m: tenth(cluster.required.diameter.value()),
            doorsnede_geheel_m: tenth(cluster.whole_diameter.value()),
            huisvesting: housing_code(cluster.housing),
            brug_10_14: cluster.optional.iter().any(bridge),
            leden: Stage::EVERY
                .into_iter()
                .zip(required)
                .map(|(stage, member)| self.member_for(stage, member))
                .chain(optional.map(|(kind, member)| self.further_member(kind, *member)))
                .collect(),
            alternatieven: cluster
                .alternatives
                .iter()
                .map(|trio| AlternativeDocument {
                    id: cluster_id(self.town, &trio.members),
                    doorsnede_m: tenth(trio.diameter.value()),
                    leden: trio
                        .members
                        .map(|member| self.name(member).to_owned())
                        .to_vec(),
                })
                .collect(),
            scores: self.scores(cluster),
            jaargroepen: Stage::EVERY
                .into_iter()
                .zip(cluster.scores.cohorts)
                .map(|(stage, kinderen_per_jaar)| CohortDocument {
                    rol: stage_code(stage),
                    rol_woord: stage_name(stage, self.language),
                    kinderen_per_jaar: kinderen_per_jaar.map(tenth),
                })
                .collect(),
            capaciteit: Stage::EVERY
                .into_iter()
                .zip(cluster.scores.places_per_child)
                .map(|(stage, places)| CapacityDocument {
                    rol: stage_code(stage),
                    rol_woord: stage_name(stage, self.language),
                    plaatsen_per_kind: places.map(hundredth),
                    klasse: places.filter(|_| stage == Stage::Primary).map(pressure),
                })
                .collect(),
        }
    }

    fn scores(&self, cluster: &Cluster) -> ScoresDocument {
        let scores = &cluster.scores;
        let members = cluster
            .required
            .members
            .map(|member| self.name(member).to_owned());
        let pairs = cluster.required.pairs();
        let between =
            pairs.map(|(one, other)| format!("{} – {}", self.name(one), self.name(other)));
        let kinds = self
            .question
            .optional
            .iter()
            .map(|kind| self.kind_name(kind));
        let [distance, cohorts, flow] = match self.language {
            Language::Dutch => [
                "loopafstand",
                "kleinste jaargroep ten opzichte van de grootste",
                "deel van wie de basisschool verlaat en naar deze middelbare school gaat",
            ],
            Language::English => [
                "walking distance",
                "smallest yearly cohort to the largest",
                "part of those who leave the primary school and go on to this secondary school",
            ],
        };
        ScoresDocument {
            compactheid: score_document(&scores.compactness, [distance.to_owned()]),
            volledigheid: score_document(&scores.completeness, kinds),
            balans_jaargroepen: score_document(&scores.cohort_balance, [cohorts.to_owned()]),
            drempelvrij: score_document(&scores.barrier_free, between),
            inzet: score_document(&scores.need, members),
            doorstroom: score_document(&scores.flow, [flow.to_owned()]),
        }
    }

    fn vision(&self, vision: usize) -> Option<VisionDocument> {
        let vision = self.town.planning.visions.get(vision)?;
        Some(VisionDocument {
            document: vision.document.clone(),
            datum: vision.recorded.date.to_string(),
            besturen: vision.boards.clone(),
            gezamenlijk_aanbod: vision.joint_offer,
            vastgelegd_door: vision.recorded.role.clone(),
            grondslag: vision.recorded.basis.clone(),
        })
    }

    /// As often as a cluster is in these sets, and no firmer than the cluster itself.
    fn place_stability(
        &self,
        choice: &ClusterChoice,
        sets: usize,
        cluster: &Cluster,
    ) -> &'static str {
        let share = sets as f64 / choice.sets.len().max(1) as f64;
        Stability::of(share).max(cluster.stability).code()
    }

    fn variant(&self, variant: &ClusterVariant, answer: &ClusterAnswer) -> VariantDocument {
        let gone = variant.gone.iter();
        let gone = gone.filter_map(|&place| answer.clusters.get(place));
        VariantDocument {
            naam: change_name(variant.change, self.language),
            aantal: variant.found,
            verdwijnt: gone
                .map(|cluster| cluster_id(self.town, &cluster.required.members))
                .collect(),
        }
    }

    fn choice(&self, choice: &ClusterChoice, answer: &ClusterAnswer) -> ChoiceDocument {
        let id = |place: usize| {
            let found = answer.clusters.get(place);
            found.map_or_else(String::new, |found| {
                cluster_id(self.town, &found.required.members)
            })
        };
        let occurring = choice
            .occurrences
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0);
        ChoiceDocument {
            plekken: self.question.places_to_start,
            zin: choice_sentence(
                self.question.places_to_start,
                choice.sets.len(),
                self.language,
            ),
            combinaties: choice
                .sets
                .iter()
                .map(|set| set.iter().map(|&place| id(place)).collect())
                .collect(),
            komt_voor: occurring
                .map(|(place, &combinaties)| OccurrenceDocument {
                    id: id(place),
                    combinaties,
                    stabiliteit: self.place_stability(choice, combinaties, &answer.clusters[place]),
                })
                .collect(),
            zonder_wijk: choice.without_district,
        }
    }
}
