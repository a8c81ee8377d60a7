//! What the inputs and the output of each process look like, as JSON Schema.

use serde_json::{Value, json};

use crate::api::processes::isochrone_inputs::{LONGEST_DISTANCE, LONGEST_TIME, MOST_LIMITS};
use crate::api::processes::process::Process;
use crate::api::processes::solve_inputs::{LONGEST_SEARCH, MOST_PLANS, USUAL_SEARCH};
use crate::layers::export::format::ExportFormat;
use crate::layers::reference_system::ReferenceSystem;
use crate::study::open_study::Study;

/// An input.
struct Input {
    name: &'static str,
    title: &'static str,
    needed: Needed,
    schema: Value,
}

/// Whether an input may be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Yes,
    No,
}

/// The inputs of a process by name, each with how often it is given.
///
/// # Source
/// OGC 18-062r2, section 8 (ogc-process-description).
pub fn inputs(process: Process, study: &Study) -> Value {
    let inputs = match process {
        Process::Analyse => analysis(),
        Process::Isochrone => isochrone(study),
        Process::SiteQuestion => site_question(),
        Process::Solve => solve(),
    };
    let described = inputs.into_iter().map(|input| {
        let fewest = i32::from(input.needed == Needed::Yes);
        let described = json!({
            "title": input.title,
            "minOccurs": fewest,
            "maxOccurs": 1,
            "schema": input.schema,
        });
        (input.name.to_owned(), described)
    });
    Value::Object(described.collect())
}

/// The output of a process by name.
pub fn outputs(process: Process) -> Value {
    let schema = match process {
        Process::Analyse => json!({
            "type": "string", "contentEncoding": "binary", "contentMediaType": "application/zip",
        }),
        Process::Isochrone => json!({
            "allOf": [
                { "format": "geojson-feature-collection" },
                { "type": "object", "required": ["type", "features"], "properties": {
                    "type": { "type": "string", "enum": ["FeatureCollection"] },
                    "features": { "type": "array", "items": { "type": "object" } },
                } },
            ],
            "contentMediaType": "application/geo+json",
        }),
        Process::SiteQuestion => json!({ "type": "object" }),
        Process::Solve => plan(),
    };
    json!({ process.output(): { "title": process.output_title(), "schema": schema } })
}

const fn needed(name: &'static str, title: &'static str, schema: Value) -> Input {
    Input {
        name,
        title,
        needed: Needed::Yes,
        schema,
    }
}

const fn optional(name: &'static str, title: &'static str, schema: Value) -> Input {
    Input {
        name,
        title,
        needed: Needed::No,
        schema,
    }
}

fn scenario() -> Input {
    let title = "Het kenmerk van een scenario dat kort geleden naar /v1/wat-als is gestuurd";
    optional("scenario", title, json!({ "type": "string" }))
}

fn analysis() -> Vec<Input> {
    let codes = ExportFormat::EVERY.map(ExportFormat::code);
    let formats = json!({ "type": "array", "items": { "type": "string", "enum": codes } });
    vec![
        optional(
            "formaten",
            "De vormen van de lagen; zonder zijn er alleen tabellen (CSV)",
            formats,
        ),
        scenario(),
    ]
}

fn isochrone(study: &Study) -> Vec<Input> {
    let profiles: Vec<&str> = study.isochrone_profiles().collect();
    let systems = [Some(ReferenceSystem::Crs84), study.stored_system()];
    let systems: Vec<_> = systems
        .into_iter()
        .flatten()
        .map(ReferenceSystem::uri)
        .collect();
    let numbers = |unit: &str, high: f64| {
        json!({
            "type": "array", "minItems": 1, "maxItems": MOST_LIMITS, "description": unit,
            "items": { "type": "number", "minimum": 1, "maximum": high },
        })
    };
    let pair = json!({
        "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" },
    });
    let point = json!({ "oneOf": [pair, {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": { "type": { "type": "string", "enum": ["Point"] }, "coordinates": pair },
    }] });
    vec![
        needed(
            "punt",
            "Het punt waar mensen naartoe gaan: [x, y], of een punt als GeoJSON",
            point,
        ),
        optional(
            "crs",
            "Het coördinatenstelsel van het punt",
            json!({ "type": "string", "format": "uri", "enum": systems, "default": systems.first() }),
        ),
        needed(
            "profiel",
            "Wie er reist",
            json!({ "type": "string", "enum": profiles }),
        ),
        optional(
            "tijden_s",
            "Hoe lang de reis hoogstens duurt; dit of afstanden_m",
            numbers("seconden", LONGEST_TIME),
        ),
        optional(
            "afstanden_m",
            "Hoe ver de reis hoogstens is; dit of tijden_s",
            numbers("meter over de weg", LONGEST_DISTANCE),
        ),
        scenario(),
    ]
}

fn site_question() -> Vec<Input> {
    let question = json!({
        "type": "object",
        "required": ["vraag"],
        "properties": { "vraag": { "type": "string", "enum": [
            "inzetprofiel", "buurtschool", "clusters_0_18", "kansenwerkplaats", "dbos", "locaties",
        ] } },
    });
    let language = json!({ "type": "string", "enum": ["nl", "en"], "default": "nl" });
    vec![
        needed(
            "vraag",
            "De vraag, zoals zij naar /v1/locatievragen wordt gestuurd",
            question,
        ),
        optional("taal", "De taal van zinnen en namen", language),
        scenario(),
    ]
}

fn solve() -> Vec<Input> {
    let id = json!({ "oneOf": [{ "type": "string", "minLength": 1 }, { "type": "integer", "minimum": 0 }] });
    let quantity = json!({ "type": "number", "minimum": 0 });
    let euros =
        json!({ "type": "number", "minimum": 0, "description": "euro, hoogstens twee decimalen" });
    let text = json!({ "oneOf": [{ "type": "string" }, { "type": "integer", "minimum": 0 }] });
    let metres = json!({ "type": "number" });
    let table = |needed: usize, columns: &[(&str, &Value)]| {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).take(needed).collect();
        let cells = columns
            .iter()
            .map(|(name, schema)| ((*name).to_owned(), (*schema).clone()));
        let cells: serde_json::Map<String, Value> = cells.collect();
        json!({
            "type": "array", "minItems": 1,
            "items": { "type": "object", "required": names, "properties": cells },
        })
    };
    let demand = table(2, &[("demand_id", &id), ("weight", &quantity)]);
    let costs = table(
        3,
        &[("demand_id", &id), ("site_id", &id), ("cost", &quantity)],
    );
    let known = [
        ("site_id", &id),
        ("district", &text),
        ("fixed_cost", &euros),
        ("variable_cost", &euros),
        ("capacity", &quantity),
        ("x", &metres),
        ("y", &metres),
    ];
    let action = json!({ "type": "string", "minLength": 1 });
    let actions = [
        ("site_id", &id),
        ("action", &action),
        ("fixed_cost", &euros),
        ("variable_cost", &euros),
        ("capacity", &quantity),
    ];
    let (known, actions) = (table(1, &known), table(3, &actions));
    let models = [
        "p-median",
        "mclp",
        "lscp",
        "p-center",
        "shortfall",
        "worst-off",
        "p-dispersion",
    ];
    let ids = json!({ "type": "array", "items": { "type": "string" } });
    let whole = |high: u64| json!({ "type": "integer", "minimum": 1, "maximum": high });
    vec![
        needed(
            "model",
            "Het locatiemodel",
            json!({ "type": "string", "enum": models }),
        ),
        optional(
            "demand",
            "De vraagpunten met hun gewicht; nodig, behalve bij p-dispersion met sites_table",
            demand,
        ),
        optional(
            "costs",
            "De kosten van vraagpunt naar locatie, bij demand; een paar dat ontbreekt is onbereikbaar",
            costs,
        ),
        optional("sites", "Hoeveel locaties er komen", whole(1_000_000)),
        optional(
            "radius",
            "Tot en met deze kosten is iets dichtbij genoeg",
            quantity.clone(),
        ),
        optional(
            "power",
            "Bij shortfall: hoe zwaar verder weg telt (0, 1 of 2)",
            quantity.clone(),
        ),
        optional(
            "required",
            "Locaties die er in elk geval komen",
            ids.clone(),
        ),
        optional("forbidden", "Locaties die er niet komen", ids),
        optional(
            "sites_table",
            "Wat van locaties bekend is: wijk, kosten in euro's, plaatsen, en x en y in meters; wat ontbreekt is onbekend",
            known,
        ),
        optional(
            "budget",
            "Zoveel euro mag een plan hoogstens kosten; alleen met sites_table of actions",
            euros,
        ),
        optional(
            "max_per_district",
            "Zoveel locaties mag een wijk hoogstens krijgen; alleen met sites_table",
            whole(1_000_000),
        ),
        optional(
            "min_distance",
            "Zoveel meter liggen locaties in een rechte lijn ten minste uit elkaar; alleen met sites_table",
            quantity,
        ),
        optional(
            "capacities",
            "Of een locatie niet meer gewicht bedient dan zij plaatsen heeft; alleen met sites_table",
            json!({ "type": "boolean", "default": false }),
        ),
        optional(
            "actions",
            "Wat er met locaties kan gebeuren: closed, of een manier om open te zijn, met kosten in euro's en plaatsen; \
             niet samen met alternatives",
            actions,
        ),
        optional(
            "alternatives",
            "Hoeveel verschillende plannen er te zien zijn",
            whole(MOST_PLANS),
        ),
        optional(
            "within",
            "Hoeveel procent een ander plan mag onderdoen; alleen met alternatives",
            json!({ "type": "number", "minimum": 0, "maximum": 1000, "default": 5 }),
        ),
        optional(
            "differing",
            "In hoeveel locaties plannen ten minste verschillen; alleen met alternatives",
            whole(1_000),
        ),
        optional(
            "time_limit",
            "Zoveel seconden wordt er hoogstens gezocht",
            json!({ "type": "number", "minimum": 0, "maximum": LONGEST_SEARCH, "default": USUAL_SEARCH }),
        ),
    ]
}

fn plan() -> Value {
    json!({
        "type": "object",
        "required": ["model", "objective", "bound", "gap", "proven_optimal", "sites", "assignment"],
        "properties": {
            "model": { "type": "string" },
            "objective": { "type": "number" },
            "bound": { "type": "number" },
            "gap": { "type": "number" },
            "proven_optimal": { "type": "boolean" },
            "sites": { "type": "array", "items": { "type": "string" } },
            "assignment": { "type": "array", "items": { "type": "object" } },
            "shares": { "type": "array", "items": { "type": "object" } },
            "plans": { "type": "array", "items": { "type": "object" } },
            "plans_complete": { "type": "boolean" },
            "occurrence": { "type": "array", "items": { "type": "object" } },
            "states": { "type": "array", "items": { "type": "object" } },
            "closed": { "type": "array", "items": { "type": "string" } },
        },
    })
}
