//! Everything that can be asked: the one list from which the router and the description are made.

use crate::api::operation::Operation;
use crate::api::{
    area_routes, caller, check_routes, collection_routes, common_routes, download_routes,
    field_routes, item_routes, job_routes, legend_routes, process_routes, register,
    scenario_routes, search_routes, site_routes, study_routes, style_routes, tile_routes,
    tileset_routes, upload,
};

/// All operations, in the order in which they are described.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [
        common_routes::OPERATIONS,
        collection_routes::OPERATIONS,
        item_routes::OPERATIONS,
        field_routes::OPERATIONS,
        download_routes::OPERATIONS,
        legend_routes::OPERATIONS,
        style_routes::OPERATIONS,
        tileset_routes::OPERATIONS,
        tile_routes::OPERATIONS,
        study_routes::OPERATIONS,
        area_routes::OPERATIONS,
        check_routes::OPERATIONS,
        search_routes::OPERATIONS,
        scenario_routes::OPERATIONS,
        site_routes::OPERATIONS,
        process_routes::OPERATIONS,
        job_routes::OPERATIONS,
        upload::routes::OPERATIONS,
        register::scenario_routes::OPERATIONS,
        register::link_routes::OPERATIONS,
        register::record_routes::OPERATIONS,
        register::copy_routes::OPERATIONS,
        caller::login_routes::OPERATIONS,
        caller::token_routes::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}
