//! The questions about where to build, one by one: what `nabij site` and the server are asked.

use crate::model::cluster_question::ClusterQuestion;
use crate::model::community_school_question::CommunitySchoolQuestion;
use crate::model::location_question::LocationQuestion;
use crate::model::need_question::NeedQuestion;
use crate::model::opportunity_question::OpportunityQuestion;
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::work::Work;

/// One question about where to build.
#[derive(Debug, Clone, PartialEq)]
pub enum SiteQuestion {
    /// Which surroundings ask for more support.
    Need(NeedQuestion),
    /// Which buildings come into view for a community school, and in which sets.
    CommunitySchools(Box<CommunitySchoolQuestion>),
    /// Where childcare, primary and secondary education lie together.
    Clusters(ClusterQuestion),
    /// Which neighbourhoods come into view for a Kansenwerkplaats.
    OpportunityPlaces(OpportunityQuestion),
    /// In which order schools come into view for a library at school.
    SchoolLibraries(SchoolLibraryQuestion),
    /// Where new facilities of a kind would bring most people nearby.
    Locations(Box<LocationQuestion>),
}

impl SiteQuestion {
    /// The name in files and addresses.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Need(_) => "inzetprofiel",
            Self::CommunitySchools(_) => "buurtschool",
            Self::Clusters(_) => "clusters_0_18",
            Self::OpportunityPlaces(_) => "kansenwerkplaats",
            Self::SchoolLibraries(_) => "dbos",
            Self::Locations(_) => "locaties",
        }
    }

    /// The same question as this work: it tells how far it is and can be ended; the others are answered at once.
    #[must_use]
    pub fn as_work(mut self, work: &Work) -> Self {
        match &mut self {
            Self::CommunitySchools(question) => question.work = work.clone(),
            Self::Locations(question) => question.work = work.clone(),
            Self::Need(_)
            | Self::Clusters(_)
            | Self::OpportunityPlaces(_)
            | Self::SchoolLibraries(_) => (),
        }
        self
    }
}
