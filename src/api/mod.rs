//! HTTP: request to question, answer to response. The only home of axum.

pub mod server;

pub mod state;

pub mod routes;

pub mod study_routes;

pub mod collection_routes;

pub mod tile_routes;

pub mod site_routes;

pub mod download_routes;

pub mod download_links;

pub mod style_routes;

pub mod made_files;

pub mod representation;

pub mod page;

pub mod headers;

pub mod parameters;

pub mod problem;
