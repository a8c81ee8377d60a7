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
use crate::study::error::StudyError;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::site_answer::SiteRefusal;

/// Which question each layer answers.
const LAYERS: [(&str, &str); 6] = [
    ("inzet", "inzetprofiel"),
    ("kandidaten_buurtschool", "buurtschool"),
    ("clusters_0_18", "clusters_0_18"),
    ("clusters_0_18_leden", "clusters_0_18"),
    ("kansenwerkplaats_lijst", "kansenwerkplaats"),
    ("dbos_lijst", "dbos"),
];
/// What depends on the cost of a library at school, which nobody proposes.
const OF_THE_BUDGET: [&str; 2] = ["budget", "stabiliteit"];

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

/// Whether a layer is one about where to build.
pub fn is_site_layer(name: &str) -> bool {
    LAYERS.iter().any(|&(layer, _)| layer == name)
}

impl Study {
    /// A layer about where to build; empty when this study cannot answer its question, and nothing when there is no
    /// layer of that name.
    ///
    /// # Errors
    /// When the study cannot answer for a reason of its own.
    pub(crate) fn make_site_layer(&self, name: &str) -> Result<Option<Arc<Layer>>, StudyError> {
        let Some(&(name, code)) = LAYERS.iter().find(|&&(layer, _)| layer == name) else {
            return Ok(None);
        };
        let weights = &self.town().weights;
        let Some(mut question) = proposed_question(code, weights) else {
            return Ok(None);
        };
        if let SiteQuestion::SchoolLibraries(libraries) = &mut question {
            // The order does not depend on it; what does is left out below.
            libraries.cost_per_school = Some(libraries.budget);
        }
        let layers = match self.site_answer(&question, Language::Dutch) {
            Ok(answer) => answer.layers,
            Err(SiteRefusal::Question(_)) => Vec::new(),
            Err(SiteRefusal::Study(error)) => return Err(error),
        };
        let found = layers.into_iter().find(|layer| layer.name == name);
        let layer = match found {
            Some(layer) if code == "dbos" => without_budget(layer),
            Some(layer) => layer,
            None => Layer {
                name,
                shapes: Arc::new(Shapes::project(Vec::new(), &self.town().crs)?),
                ids: Vec::new(),
                properties: Vec::new(),
            },
        };
        Ok(Some(Arc::new(layer)))
    }
}

fn without_budget(mut layer: Layer) -> Layer {
    let values = layer.properties.iter_mut().flatten();
    for (_, value) in values.filter(|(name, _)| OF_THE_BUDGET.contains(name)) {
        *value = Property::Missing;
    }
    layer
}
