//! `vraag = "clusters_0_18"`: where childcare, primary and secondary education lie together.

use serde::Deserialize;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{kinds, quantity, set};
use crate::model::cluster_question::ClusterQuestion;
use crate::model::units::Metres;
use crate::model::weight_set::WeightSet;

/// The question as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawClusterQuestion {
    doorsnede_m: Option<f64>,
    opvang: Option<Vec<String>>,
    basis: Option<Vec<String>>,
    voortgezet: Option<Vec<String>>,
    aanvullend: Option<Vec<String>>,
    hoogstens: Option<usize>,
    aantal: Option<usize>,
}

impl RawClusterQuestion {
    /// The question, with what the weight set proposes where nothing is given.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, weights: &WeightSet) -> Result<ClusterQuestion, QuestionRefused> {
        let mut question = ClusterQuestion::proposed(weights);
        set(
            &mut question.diameter,
            quantity("doorsnede_m", self.doorsnede_m, Metres::new)?,
        );
        set(
            &mut question.childcare,
            kinds("opvang", self.opvang.as_deref())?,
        );
        set(
            &mut question.primary,
            kinds("basis", self.basis.as_deref())?,
        );
        set(
            &mut question.secondary,
            kinds("voortgezet", self.voortgezet.as_deref())?,
        );
        set(
            &mut question.optional,
            kinds("aanvullend", self.aanvullend.as_deref())?,
        );
        set(&mut question.most_results, self.hoogstens);
        set(&mut question.places_to_start, self.aantal);
        Ok(question)
    }
}
