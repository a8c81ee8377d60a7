//! Which address leads to which question.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::api::download_routes::download_routes;
use crate::api::page::page;
use crate::api::problem::Problem;
use crate::api::state::ServerState;
use crate::api::style_routes::style_routes;
use crate::api::{collection_routes, site_routes, study_routes, tile_routes};

/// All routes.
pub fn routes(state: Arc<ServerState>) -> Router {
    let version_1 = Router::new()
        .route("/studie", get(study_routes::overview))
        .route("/antwoord", get(study_routes::answer))
        .route("/gebieden/{code}/uitleg", get(study_routes::explanation))
        .route(
            "/locatievragen",
            get(site_routes::questions).post(site_routes::asked),
        )
        .route("/locatievragen/{code}", get(site_routes::proposed))
        .route("/collections", get(collection_routes::collections))
        .route("/collections/{id}", get(collection_routes::collection))
        .route("/collections/{id}/items", get(collection_routes::items))
        .route(
            "/collections/{id}/tiles/WebMercatorQuad/{zoom}/{row}/{column}",
            get(tile_routes::collection_tile),
        )
        .route(
            "/achtergrond/tiles/WebMercatorQuad/{zoom}/{row}/{column}",
            get(tile_routes::background_tile),
        )
        .merge(download_routes())
        .merge(style_routes());
    Router::new()
        .route("/health", get(study_routes::health))
        .route("/v1", get(study_routes::landing))
        .nest("/v1", version_1)
        .fallback(page)
        .method_not_allowed_fallback(|| async { Problem::method() })
        .with_state(state)
}
