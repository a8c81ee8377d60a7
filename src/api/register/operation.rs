//! What can be asked of the register: what is sent is refused in the language that was asked for.

use std::sync::Arc;

use axum::routing::MethodRouter;

use crate::api::described::LANGUAGE;
use crate::api::operation::{Group, Method, Operation};
use crate::api::state::ServerState;

/// One operation.
pub const fn operation(
    (method, path, id): (Method, &'static str, &'static str),
    summary: &'static str,
    description: &'static str,
    handler: fn() -> MethodRouter<Arc<ServerState>>,
) -> Operation {
    Operation {
        parameters: match method {
            Method::PostEntry | Method::PutEntry | Method::PostCopy => &[LANGUAGE],
            _ => &[],
        },
        ..Operation::in_json(
            Group::Register,
            (method, path, id),
            (summary, description),
            handler,
        )
    }
}
