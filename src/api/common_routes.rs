//! The start: what there is, what it conforms to, and how it is described.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use crate::api::answered::{answered, text};
use crate::api::call::Call;
use crate::api::download_links::whole_links;
use crate::api::format::Format;
use crate::api::html::start::{conformance_page, description_page, start_page};
use crate::api::openapi::openapi;
use crate::api::operation::{Answer, Group, Method, Operation, OtherParameters, Table};
use crate::api::problem::Problem;
use crate::api::state::ServerState;

/// What the service is, in one line.
const ABOUT: &str = "Wie heeft een school, bibliotheek, buurtschool of zorgpunt in de buurt?";

/// What is done of the standards, and no more.
pub const CONFORMANCE: [&str; 42] = [
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
    "http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/mapbox-styles",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/ogc-process-description",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/job-list",
    "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss",
];

/// What is answered here.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: Method::Get,
        path: "",
        id: "start",
        group: Group::Start,
        summary: "Wat er is",
        description: "Het begin van de API, met links naar alles wat gevraagd kan worden.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "LandingPage",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(start),
    },
    Operation {
        method: Method::Get,
        path: "/conformance",
        id: "conformance",
        group: Group::Start,
        summary: "Waaraan de API voldoet",
        description: "De onderdelen van de standaarden die gebouwd zijn, en niet meer dan dat.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Json,
                schema: "Conformance",
            },
            Answer {
                format: Format::Html,
                schema: "Page",
            },
        ],
        handler: || get(conformance),
    },
    Operation {
        method: Method::Get,
        path: "/openapi.json",
        id: "openapi",
        group: Group::Start,
        summary: "Deze beschrijving",
        description: "De beschrijving van de API als OpenAPI 3.0, gemaakt uit dezelfde lijst als de adressen zelf.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[Answer {
            format: Format::OpenApi,
            schema: "Object",
        }],
        handler: || get(description),
    },
    Operation {
        method: Method::Get,
        path: "/openapi",
        id: "openapiPage",
        group: Group::Start,
        summary: "Deze beschrijving om te lezen",
        description: "Alle adressen met hun parameters, als pagina of als OpenAPI 3.0.",
        parameters: &[],
        others: OtherParameters::Refused,
        answers: &[
            Answer {
                format: Format::Html,
                schema: "Page",
            },
            Answer {
                format: Format::OpenApi,
                schema: "Object",
            },
        ],
        handler: || get(description),
    },
];

async fn start(State(state): State<Arc<ServerState>>, call: Call) -> Response {
    // The start is there before the study is, so that a reader of links can wait for it.
    let name = state.study().map_or_else(
        |_loading| "nabij".to_owned(),
        |study| format!("nabij · {}", study.town().name),
    );
    let document = json!({ "title": name, "description": ABOUT, "links": start_links(&call) });
    answered(&call, &document, || start_page(&call, &name, ABOUT))
}

fn start_links(call: &Call) -> Vec<Value> {
    let mut links = call.own_links();
    let json =
        |relation: &str, path: &str, title: &str| call.link(relation, path, Format::Json, title);
    links.extend([
        call.link(
            "service-desc",
            "/openapi.json",
            Format::OpenApi,
            "De beschrijving van de API",
        ),
        call.link(
            "service-doc",
            "/openapi",
            Format::Html,
            "De beschrijving van de API om te lezen",
        ),
        json("conformance", "/conformance", "Waaraan de API voldoet"),
        json(
            "http://www.opengis.net/def/rel/ogc/1.0/conformance",
            "/conformance",
            "Waaraan de API voldoet",
        ),
        json("data", "/collections", "De lagen"),
        json(
            "http://www.opengis.net/def/rel/ogc/1.0/data",
            "/collections",
            "De lagen",
        ),
        json(
            "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
            "/tileMatrixSets",
            "De tegelrasters",
        ),
        json(
            "http://www.opengis.net/def/rel/ogc/1.0/styles",
            "/styles",
            "De stijlen",
        ),
        json(
            "http://www.opengis.net/def/rel/ogc/1.0/processes",
            "/processes",
            "Wat er op verzoek berekend wordt",
        ),
        json(
            "http://www.opengis.net/def/rel/ogc/1.0/job-list",
            "/jobs",
            "De opdrachten",
        ),
        json(
            "studie",
            "/studie",
            "Wat er is gelezen: voorzieningen, normen, gebieden, bronnen",
        ),
        call.template(
            "antwoord",
            "/antwoord{?voorziening,leeftijd}",
            Format::Json,
            "Het antwoord op één vraag voor alle gebieden",
        ),
        json(
            "locatievragen",
            "/locatievragen",
            "Vragen over waar te bouwen",
        ),
        call.template(
            "uitleg",
            "/gebieden/{code}/uitleg{?voorziening,leeftijd}",
            Format::Json,
            "Waarom een getal is wat het is",
        ),
        call.template(
            "overzicht",
            "/gebieden/{code}/overzicht",
            Format::Json,
            "Eén gebied: wat er is, wat dichtbij is en wat niet",
        ),
        json(
            "controle",
            "/controle",
            "Wat is gelezen, wat is weggelaten en waarom",
        ),
    ]);
    links.extend(whole_links().iter().map(|file| file.link(call)));
    links
}

async fn conformance(call: Call) -> Response {
    let document = json!({ "links": call.own_links(), "conformsTo": CONFORMANCE.as_slice() });
    answered(&call, &document, || conformance_page(&call, &CONFORMANCE))
}

async fn description(
    State(state): State<Arc<ServerState>>,
    Extension(table): Extension<Table>,
    call: Call,
) -> Result<Response, Problem> {
    if call.format == Format::Html {
        let page = description_page(&call, &table);
        return Ok(text(Format::Html, page.into_string()));
    }
    let study = state.study()?;
    let document = openapi(&table, &study, &call.address(""));
    Ok(text(Format::OpenApi, document.to_string()))
}
