//! Everything that one question needs: what was read, what was computed, and how to put it into words.

use std::collections::BTreeSet;

use crate::access::analysis::KindTravel;
use crate::access::area_tree::AreaTree;
use crate::access::publication::Published;
use crate::access::travel::TravelIndex;
use crate::model::area::AreaLevel;
use crate::model::facility::Facility;
use crate::model::facility_kind::KindDescription;
use crate::model::source::{Source, SourceId};
use crate::model::town_data::TownData;
use crate::study::language::Language;
use crate::study::overview::{SourceOverview, source_overview};
use crate::study::question::Question;
use crate::study::sentences::Wording;

/// One question with all that belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What was read.
    pub town: &'a TownData,
    /// The trees and graphs.
    pub index: &'a TravelIndex,
    /// Which area lies in which.
    pub tree: &'a AreaTree,
    /// The trips of the kind that is asked.
    pub travel: &'a KindTravel,
    /// What may be published of each area.
    pub published: &'a [Published],
    /// How the kind is named and drawn.
    pub kind: &'a KindDescription,
    /// The question.
    pub question: &'a Question,
}

impl<'a> Asked<'a> {
    /// The words for this question.
    pub fn wording(&self, language: Language) -> Wording<'a> {
        Wording {
            language,
            kind: self.kind,
            age: self.question.age,
            profile: &self.travel.profile,
            norm: self.travel.norm.norm,
        }
    }

    /// The index of the municipality, or of the first area of the highest level there is.
    pub fn whole(&self) -> Option<usize> {
        let highest = self
            .town
            .areas
            .iter()
            .map(|area| area.level)
            .max()
            .unwrap_or(AreaLevel::Municipality);
        self.town
            .areas
            .iter()
            .position(|area| area.level == highest)
    }

    /// The sources that the answer rests on: all of the study but those of other kinds of facilities.
    pub fn sources(&self) -> Vec<SourceOverview> {
        self.source_list()
            .into_iter()
            .map(source_overview)
            .collect()
    }

    /// The same sources as they were declared.
    pub fn source_list(&self) -> Vec<&'a Source> {
        let is_asked = |facility: &&Facility| facility.kinds.contains(&self.question.kind);
        let (asked, others): (Vec<&Facility>, Vec<&Facility>) =
            self.town.facilities.iter().partition(is_asked);
        let sources_of = |facilities: Vec<&Facility>| -> BTreeSet<SourceId> {
            facilities.iter().map(|facility| facility.source).collect()
        };
        let (asked, others) = (sources_of(asked), sources_of(others));
        let all = (0..self.town.sources.len())
            .filter_map(|index| u16::try_from(index).ok())
            .map(SourceId);
        self.declared(all.filter(|id| asked.contains(id) || !others.contains(id)))
    }

    /// The sources of the numbers of residents alone: what stands beside them in a legend.
    pub fn resident_sources(&self) -> Vec<SourceOverview> {
        let used = self.declared(self.town.demand.iter().map(|point| point.source));
        used.into_iter().map(source_overview).collect()
    }

    fn declared(&self, ids: impl Iterator<Item = SourceId>) -> Vec<&'a Source> {
        let used: BTreeSet<SourceId> = ids.collect();
        used.iter()
            .filter_map(|id| self.town.sources.get(usize::from(id.0)))
            .collect()
    }
}
