//! `vraag = "kansenwerkplaats"`: which neighbourhoods come into view, by need and by ambition.

use serde::Deserialize;

use crate::ingest::site_question::need::RawNeedQuestion;
use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{domain, set};
use crate::model::area::AreaCode;
use crate::model::opportunity_question::OpportunityQuestion;
use crate::model::people::People;
use crate::model::weight_set::WeightSet;

/// The question as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOpportunityQuestion {
    #[serde(default)]
    inzet: RawNeedQuestion,
    domein_vanaf: Option<f64>,
    samen_vanaf: Option<f64>,
    samen: Option<Vec<String>>,
    ambitie_maanden: Option<u32>,
    samen_hoogstens_kinderen: Option<u32>,
    #[serde(default)]
    overwogen: Vec<String>,
}

impl RawOpportunityQuestion {
    /// The question, with what the weight set proposes where nothing is given.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, weights: &WeightSet) -> Result<OpportunityQuestion, QuestionRefused> {
        let mut question = OpportunityQuestion::proposed(weights);
        let need = self.inzet.read(&weights.need);
        question.need = need.map_err(|refused| refused.inside("inzet"))?;
        set(&mut question.any_domain, self.domein_vanaf);
        set(&mut question.together_from, self.samen_vanaf);
        let together = self.samen.map(|codes| {
            let domains = codes.iter().map(|code| domain("samen", code));
            domains.collect::<Result<Vec<_>, _>>()
        });
        set(&mut question.together, together.transpose()?);
        set(&mut question.ambition_months, self.ambitie_maanden);
        question.most_children_together = self.samen_hoogstens_kinderen.map(People::whole);
        question.considered = self.overwogen.into_iter().map(AreaCode).collect();
        Ok(question)
    }
}
