//! HTTP: request to question, answer to response. The only home of axum.

pub mod server;

pub mod state;

pub mod routes;

pub mod study_routes;

pub mod area_routes;

pub mod check_routes;

pub mod collection_routes;

pub mod tile_routes;

pub mod site_routes;

pub mod page;

pub mod headers;

pub mod parameters;

pub mod problem;
