//! What every part of the answer on 0–18 clusters is told with: the town, the question and the language.

use serde::Serialize;

use crate::layers::cluster_layer::stage_code;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility::Facility;
use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;
use crate::siting::clusters::town::Stage;
use crate::study::clusters::answer::has_preschool;
use crate::study::clusters::sentences::stage_name;
use crate::study::language::Language;

/// What every part of the answer is told with.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The town.
    pub town: &'a TownData,
    /// The question.
    pub question: &'a ClusterQuestion,
    /// The language.
    pub language: Language,
}

/// One member in the words of the public interface.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberDocument {
    id: String,
    naam: String,
    rol: String,
    rol_woord: String,
    vereist: bool,
    voorschoolse_educatie: bool,
}

impl Told<'_> {
    /// A member as it was read.
    pub fn facility(&self, member: usize) -> Option<&Facility> {
        self.town.facilities.get(member)
    }

    /// The name of a member.
    pub fn name(&self, member: usize) -> &str {
        self.facility(member)
            .map_or("", |facility| facility.name.as_str())
    }

    /// The member that a cluster needs for a stage.
    pub fn member_for(&self, stage: Stage, member: usize) -> MemberDocument {
        let word = stage_name(stage, self.language).to_owned();
        self.member(member, [stage_code(stage).to_owned(), word], true)
    }

    /// A member of a kind that a cluster may have as well.
    pub fn further_member(&self, kind: &FacilityKind, member: usize) -> MemberDocument {
        let role = [kind.code().to_owned(), self.kind_name(kind)];
        self.member(member, role, false)
    }

    /// A member with what it is there for, as a key and in words.
    fn member(&self, member: usize, [key, word]: [String; 2], required: bool) -> MemberDocument {
        let facility = self.facility(member);
        MemberDocument {
            id: facility.map_or_else(String::new, |facility| facility.id.0.clone()),
            naam: self.name(member).to_owned(),
            rol: key,
            rol_woord: word,
            vereist: required,
            voorschoolse_educatie: facility.is_some_and(has_preschool),
        }
    }

    /// What a kind is called.
    pub fn kind_name(&self, kind: &FacilityKind) -> String {
        let described = self
            .town
            .kind_descriptions
            .iter()
            .find(|described| described.kind == *kind);
        described.map_or_else(
            || kind.code().to_owned(),
            |described| match self.language {
                Language::Dutch => described.singular_nl.clone(),
                Language::English => described.singular_en.clone(),
            },
        )
    }
}
