//! A scenario written down: one form, the same bytes for the same scenario, and its fingerprint.
//! What is written is read again as the same scenario, in metres of the study's own system.

use serde_json::{Map, Value, json};

use crate::ingest::inputs::{InputFile, fingerprint_of_all, sha256};
use crate::ingest::scenario::document::SCHEMA_NAME;
use crate::model::age_group::AgeGroup;
use crate::model::barrier::BarrierFree;
use crate::model::chosen_weights::ChosenWeights;
use crate::model::norm::ChosenNorm;
use crate::model::position::Planar;
use crate::model::scenario::base::ScenarioBase;
use crate::model::scenario::change::{Change, ChangeOf, Marked};
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::planned_homes::YieldTable;
use crate::model::town_data::TownData;
use crate::model::travel_mode::TravelMode;

/// What scenarios of a study name as their base.
pub fn scenario_base(town: &TownData, inputs: &[InputFile]) -> ScenarioBase {
    ScenarioBase {
        study: town.name.clone(),
        inputs: fingerprint_of_all(inputs),
        norms: town.norms.name.clone(),
        weights: town.weights.name.clone(),
    }
}

/// The base as it stands in documents.
pub fn base_document(base: &ScenarioBase) -> Value {
    json!({
        "studie": base.study,
        "invoer": base.inputs,
        "normen": base.norms,
        "gewichten": base.weights,
    })
}

/// The whole scenario; `crs` is the study's.
pub fn scenario_document(scenario: &Scenario, crs: &str) -> Value {
    let mut document = Map::new();
    document.insert("schema".to_owned(), SCHEMA_NAME.into());
    document.insert("naam".to_owned(), scenario.name().into());
    document.insert("basis".to_owned(), base_document(scenario.base()));
    document.insert("crs".to_owned(), crs.into());
    document.insert("jaar".to_owned(), scenario.year().into());
    let yields = scenario.yields().map_or(Value::Null, yields_document);
    document.insert("kengetallen".to_owned(), yields);
    if !scenario.norms().is_empty() {
        let norms = scenario.norms().iter().map(norm_document);
        document.insert("normen".to_owned(), norms.collect());
    }
    if !scenario.weights().is_empty() {
        let weights = weights_document(scenario.weights());
        document.insert("gewichten".to_owned(), weights);
    }
    let changes = scenario.changes().iter().map(change_document);
    document.insert("wijzigingen".to_owned(), changes.collect());
    Value::Object(document)
}

/// The fingerprint of a scenario: of two that say the same it is the same.
pub fn fingerprint(scenario: &Scenario, crs: &str) -> String {
    sha256(scenario_document(scenario, crs).to_string().as_bytes())
}

fn norm_document(norm: &ChosenNorm) -> Value {
    json!({
        "voorziening": norm.kind.code(),
        "profiel": norm.profile,
        "minuten": norm.minutes,
    })
}

fn weights_document(weights: &ChosenWeights) -> Value {
    let groups = weights.named().into_iter();
    let groups = groups.map(|(group, weights)| {
        let weights = weights.into_iter();
        let weights = weights.map(|(name, weight)| (name.to_owned(), weight.into()));
        (group.code().to_owned(), Value::Object(weights.collect()))
    });
    Value::Object(groups.collect())
}

fn change_document(change: &Change) -> Value {
    let mut document = Map::new();
    document.insert("id".to_owned(), change.id.0.clone().into());
    document.insert("soort".to_owned(), change.what.code().into());
    if let Value::Object(fields) = fields(&change.what) {
        document.extend(fields);
    }
    Value::Object(document)
}

fn fields(change: &ChangeOf) -> Value {
    match change {
        ChangeOf::OpenFacility(new) => json!({
            "voorziening": new.id.0,
            "naam": new.name,
            "soorten": new.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
            "plaats": place(new.position),
            "ingangen": places(&new.entrances),
            "capaciteit": new.capacity,
            "openingstijden": new.opening_hours.as_ref().map(ToString::to_string),
        }),
        ChangeOf::CloseFacility(facility) => json!({ "voorziening": facility.0 }),
        ChangeOf::MoveFacility { facility, to } => {
            json!({ "voorziening": facility.0, "naar": place(*to) })
        }
        ChangeOf::SetCapacity { facility, capacity } => {
            json!({ "voorziening": facility.0, "capaciteit": capacity })
        }
        ChangeOf::SetOpeningHours { facility, hours } => {
            json!({ "voorziening": facility.0, "openingstijden": hours.as_ref().map(ToString::to_string) })
        }
        ChangeOf::SetEntrances {
            facility,
            entrances,
        } => json!({ "voorziening": facility.0, "ingangen": places(entrances) }),
        ChangeOf::AddStreet { line, tags } => json!({ "lijn": places(line), "kenmerken": tags }),
        ChangeOf::CloseStreet { street, between } => {
            let mut fields = marked("straat", street);
            let between = between.map(|ends| json!(ends.map(place)));
            fields["tussen"] = between.unwrap_or_default();
            fields
        }
        ChangeOf::AddCrossing(crossing) => json!({
            "van": place(crossing.ends[0]),
            "naar": place(crossing.ends[1]),
            "vervoer": modes(&crossing.modes),
            "naam": crossing.name,
            "drempelvrij": match crossing.barrier_free {
                BarrierFree::Yes => Some(true),
                BarrierFree::No => Some(false),
                BarrierFree::Unknown => None,
            },
            "wachttijd_s": crossing.penalty.value(),
        }),
        ChangeOf::CloseCrossing(which) => marked("oversteek", which),
        ChangeOf::AddBarrier(barrier) => {
            let line = barrier.lines.iter().flat_map(|line| line.coords());
            let line: Vec<Planar> = line.map(|&place| place.into()).collect();
            json!({ "lijn": places(&line), "naam": barrier.name, "stopt": modes(&barrier.stops) })
        }
        ChangeOf::RemoveBarrier(which) => marked("barriere", which),
        ChangeOf::BuildHomes(homes) => json!({
            "plaats": place(homes.position),
            "type": homes.dwelling,
            "aantal": homes.number,
            "jaar": homes.year,
        }),
    }
}

/// Whose numbers of people for each home a scenario rests on; `null` without them.
pub fn yields_label(scenario: &Scenario) -> Value {
    scenario.yields().map_or(
        Value::Null,
        |yields| json!({ "naam": yields.name, "bron": yields.source, "datum": yields.date }),
    )
}

fn yields_document(yields: &YieldTable) -> Value {
    let rows = yields.rows.iter().map(|row| {
        let mut fields = json!({ "type": row.dwelling, "na_jaren": row.after_years });
        for age in AgeGroup::EVERY {
            fields[age.code()] = json!(row.per_home[age].map(|people| people.value()));
        }
        fields
    });
    json!({
        "naam": yields.name,
        "bron": yields.source,
        "datum": yields.date,
        "per_woning": rows.collect::<Vec<_>>(),
    })
}

fn marked(field: &str, marked: &Marked) -> Value {
    match marked {
        Marked::At(at) => json!({ "plaats": place(*at) }),
        Marked::AddedBy(id) => json!({ field: id.0 }),
    }
}

/// To the millimetre, so that a place that was brought from degrees is written the same everywhere.
fn place(place: Planar) -> [f64; 2] {
    [place.x, place.y].map(|value| (value * 1000.0).round() / 1000.0)
}

fn places(all: &[Planar]) -> Vec<[f64; 2]> {
    all.iter().copied().map(place).collect()
}

fn modes(modes: &[TravelMode]) -> Vec<&'static str> {
    modes.iter().copied().map(TravelMode::public_code).collect()
}
