//! The short-list for Kansenwerkplaatsen as a layer.

use std::collections::BTreeSet;

use crate::layers::error::LayerError;
use crate::layers::layer::Layer;
use crate::layers::opportunity_layer::{OpportunityFeature, opportunity_layer};
use crate::model::indicator::Domain;
use crate::need::area_programmes::AreaProgramme;
use crate::siting::opportunity_places::QualifyingReason;
use crate::siting::uncertain_front::FrontPlace;
use crate::study::language::Language;
use crate::study::opportunity::answer::{OpportunityAnswer, OpportunityPlace, OpportunityRow};
use crate::study::opportunity::programmes::{has_register, programme_names};
use crate::study::opportunity::shown::ShownAnswer;
use crate::study::overview::district_name;

/// The layer of the short-list.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn opportunities_layer(answer: &OpportunityAnswer<'_>) -> Result<Layer, LayerError> {
    let shown = ShownAnswer::of(answer, Language::Dutch);
    let features: Vec<OpportunityFeature<'_>> = answer
        .places
        .iter()
        .map(|place| feature(&shown, place))
        .collect();
    opportunity_layer(answer.need.town, &features)
}

/// What the layer shows of one place.
fn feature<'a>(shown: &ShownAnswer<'a>, place: &OpportunityPlace) -> OpportunityFeature<'a> {
    let members = shown.members(place);
    let districts: BTreeSet<String> = members
        .iter()
        .filter_map(|row| district_name(shown.answer.need.town, row.area))
        .collect();
    let reasons: Vec<String> = members.iter().flat_map(|row| shown.reasons(row)).collect();
    let domains: BTreeSet<Domain> = members
        .iter()
        .flat_map(|row| &row.qualification.reasons)
        .flat_map(reason_domains)
        .collect();
    let domains: Vec<&str> = domains.into_iter().map(Domain::code).collect();
    OpportunityFeature {
        districts: districts.into_iter().collect::<Vec<_>>().join(", "),
        label: place.label.code(),
        stability: place.stability.code(),
        domains: domains.join(", "),
        reasons: reasons.join("; "),
        need: place.need,
        ambition: place.ambition,
        ambition_note: ambition_note(shown, &members),
        front: place.front.map(FrontPlace::code),
        children: shown.people(place, |figures| figures.children),
        volume: shown.people(place, |figures| figures.volume),
        programmes: programmes(shown, &members),
        considered: members
            .iter()
            .any(|row| shown.answer.considered.contains(&row.area.code)),
        areas: members.iter().map(|row| row.area).collect(),
    }
}

/// What must be known of the ambition of any of its neighbourhoods.
fn ambition_note(shown: &ShownAnswer<'_>, members: &[&OpportunityRow<'_>]) -> Option<String> {
    let note = |row: &&OpportunityRow<'_>| {
        let ambition = &row.ambition;
        [
            (ambition.record.is_none(), "niet vastgelegd"),
            (ambition.inherited, "voor de wijk"),
            (ambition.is_out_of_date(shown.limits.months), "verouderd"),
        ]
    };
    let notes: BTreeSet<&str> = members
        .iter()
        .flat_map(note)
        .filter(|(holds, _)| *holds)
        .map(|(_, note)| note)
        .collect();
    (!notes.is_empty()).then(|| notes.into_iter().collect::<Vec<_>>().join("; "))
}

/// The programmes of its neighbourhoods, those of a district once; nothing where the study has no register.
fn programmes(shown: &ShownAnswer<'_>, members: &[&OpportunityRow<'_>]) -> Option<String> {
    let mut programmes: Vec<AreaProgramme<'_>> = Vec::new();
    for programme in members.iter().flat_map(|row| &row.programmes) {
        if !programmes.contains(programme) {
            programmes.push(*programme);
        }
    }
    has_register(shown.answer.need.town).then(|| match programmes.as_slice() {
        [] => "geen vastgelegd".to_owned(),
        programmes => programme_names(programmes),
    })
}

/// The domains that a reason names.
fn reason_domains(reason: &QualifyingReason) -> Vec<Domain> {
    match reason {
        QualifyingReason::OneDomain { domain, .. } => vec![*domain],
        QualifyingReason::Together { domains } => {
            domains.iter().map(|(domain, _)| *domain).collect()
        }
    }
}
