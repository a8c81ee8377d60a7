//! The layers about where to build, for the question that the weight set proposes. They are made when first asked for.

use std::sync::Arc;

use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::shapes::Shapes;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::need_question::NeedQuestion;
use crate::model::opportunity_question::OpportunityQuestion;
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::site_question::SiteQuestion;
use crate::model::weight_set::WeightSet;
use crate::study::collection::Collection;
use crate::study::error::StudyError;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::site_answer::SiteRefusal;

/// What depends on the cost of a library at school, which nobody proposes.
const OF_THE_BUDGET: [&str; 2] = ["status", "stabiliteit"];

/// What stands there for a school of which too little is known.
const APART: &str = "onvoldoende gegevens";

/// The question with this code as a weight set proposes it; nothing when it needs an answer of people first, or is none.
///
/// The cost of a library at school is not proposed: a question for it has to be completed.
pub fn proposed_question(code: &str, weights: &WeightSet) -> Option<SiteQuestion> {
    Some(match code {
        "inzetprofiel" => SiteQuestion::Need(NeedQuestion::proposed(&weights.need)),
        "buurtschool" => {
            SiteQuestion::CommunitySchools(Box::new(CommunitySchoolQuestion::proposal(weights)))
        }
        "clusters_0_18" => SiteQuestion::Clusters(ClusterQuestion::proposed(weights)),
        "kansenwerkplaats" => {
            SiteQuestion::OpportunityPlaces(OpportunityQuestion::proposed(weights))
        }
        "dbos" => SiteQuestion::SchoolLibraries(SchoolLibraryQuestion::proposed(weights)),
        _ => return None,
    })
}

impl Study {
    /// A layer about where to build; empty when this study cannot answer its question.
    ///
    /// # Errors
    /// When the study cannot answer for a reason of its own.
    pub(crate) fn make_site_layer(
        &self,
        collection: &Collection,
    ) -> Result<Arc<Layer>, StudyError> {
        let weights = &self.town().weights;
        let code = collection.site_question.unwrap_or_default();
        let question = proposed_question(code, weights);
        let answer = question.map(|question| match question {
            // The map shows no sheets and no other assumptions, which take most of the time.
            SiteQuestion::CommunitySchools(question) => self.candidates_only(&question),
            SiteQuestion::Need(_)
            | SiteQuestion::Clusters(_)
            | SiteQuestion::OpportunityPlaces(_)
            | SiteQuestion::SchoolLibraries(_)
            | SiteQuestion::Locations(_) => {
                let answer = self.site_answer(&completed(question), Language::Dutch)?;
                Ok(answer.layers)
            }
        });
        let layers = match answer {
            Some(Ok(layers)) => layers,
            Some(Err(SiteRefusal::Study(error))) => return Err(error),
            Some(Err(SiteRefusal::Question { .. })) | None => Vec::new(),
        };
        let found = layers.into_iter().find(|layer| layer.name == collection.id);
        let layer = match found {
            Some(layer) if code == "dbos" => without_budget(layer),
            Some(layer) => layer,
            None => Layer {
                name: collection.id,
                columns: collection.columns,
                shapes: Arc::new(Shapes::project(Vec::new(), &self.town().crs)?),
                ids: Vec::new(),
                properties: Vec::new(),
            },
        };
        Ok(Arc::new(layer))
    }
}

/// The order of dBos does not depend on what a library at school costs; what does is left out of the layer.
fn completed(mut question: SiteQuestion) -> SiteQuestion {
    if let SiteQuestion::SchoolLibraries(libraries) = &mut question {
        libraries.cost_per_school = Some(libraries.budget);
    }
    question
}

fn without_budget(mut layer: Layer) -> Layer {
    let apart = Property::Text(APART.to_owned());
    let of_the_budget = |(name, value): &&mut (&'static str, Property)| {
        OF_THE_BUDGET.contains(name) && *value != apart
    };
    let values = layer.properties.iter_mut().flatten();
    for (_, value) in values.filter(of_the_budget) {
        *value = Property::Missing;
    }
    layer
}
