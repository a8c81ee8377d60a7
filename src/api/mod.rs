//! HTTP: request to question, answer to response. The only home of axum.

pub mod server;

pub mod scenario_shelf;

pub mod posted_plans;

pub mod state;

pub mod routes;

pub mod running;

pub mod route_table;

pub mod operation;

pub mod described;

pub mod call;

pub mod caller;

pub mod format;

pub mod answered;
pub mod asked;
pub mod wanted;

pub mod told_to_people;

pub mod conditional;

pub mod common_routes;

pub mod area_routes;

pub mod check_routes;

pub mod search_routes;

pub mod collection_routes;

pub mod item_routes;

pub mod item_query;

pub mod item_page;

pub mod field_routes;

pub mod tileset_routes;

pub mod tile_routes;

pub mod study_routes;

pub mod site_routes;

pub mod processes;

pub mod process_routes;

pub mod job_routes;

pub mod download_routes;

pub mod download_links;

pub mod style_routes;

pub mod legend_routes;

pub mod made_files;

pub mod own_folder;

pub mod openapi;
pub mod representation;
pub mod scenario_routes;

pub mod openapi_schemas;

pub mod openapi_shapes;

pub mod html;

pub mod page;

pub mod headers;

pub mod parameters;

mod legible;
pub mod problem;

pub mod beside;
pub mod register;
pub mod upload;
