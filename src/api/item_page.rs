//! A page of features: which they are, and where the pages beside it are.

use crate::api::call::{Call, encoded};
use crate::api::described::{AGE, KIND};
use crate::api::item_query::{Edge, PageQuery};
use crate::api::problem::Problem;
use crate::layers::layer::Layer;

/// The features of one page, by their index in the layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many there are in all.
    pub matched: usize,
    /// Those on this page.
    pub chosen: Vec<usize>,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
    /// The address of the page before, if there is one.
    pub previous: Option<String>,
}

/// The page that is asked for. It begins after or ends before a feature by its place in the layer, so that features
/// that come or go meanwhile shift nothing.
///
/// # Errors
/// 400 when the page begins or ends at a feature that the layer does not have.
pub fn page_of(
    call: &Call,
    layer: &Layer,
    matched: &[usize],
    query: &PageQuery,
) -> Result<Page, Problem> {
    let place = |name: &str, id: &str| {
        let index = layer.ids.iter().position(|known| known == id);
        index.ok_or_else(|| Problem::parameter(name, id, "het id van een object van deze laag"))
    };
    let (start, end) = match &query.edge {
        None => (0, matched.len()),
        Some(Edge::After(id)) => {
            let place = place("na", id)?;
            (
                matched.partition_point(|&index| index <= place),
                matched.len(),
            )
        }
        Some(Edge::Before(id)) => {
            let place = place("voor", id)?;
            let end = matched.partition_point(|&index| index < place);
            (end.saturating_sub(query.limit), end)
        }
    };
    let start = start.saturating_add(query.skipped).min(end);
    let end = end.min(start.saturating_add(query.limit));
    let chosen = matched.get(start..end).unwrap_or_default().to_vec();
    let id = |index: Option<&usize>| index.and_then(|&index| layer.ids.get(index));
    let to = |name: &'static str, id: &String| {
        let mut changes = vec![("na", None), ("voor", None), ("offset", None)];
        changes.retain(|(other, _)| *other != name);
        changes.push((name, Some(id.as_str())));
        call.with(&changes)
    };
    Ok(Page {
        matched: matched.len(),
        next: id(chosen.last().filter(|_| end < matched.len())).map(|id| to("na", id)),
        previous: id(chosen.first().filter(|_| start > 0)).map(|id| to("voor", id)),
        chosen,
    })
}

/// The address of one feature, with the question it answers.
pub fn item_address(call: &Call, layer: &Layer, id: &str) -> String {
    let asked: Vec<String> = call
        .parameters
        .pairs()
        .filter(|(name, _)| [KIND.name, AGE.name].contains(name))
        .map(|(name, value)| format!("&{name}={}", encoded(value)))
        .collect();
    let path = format!(
        "/collections/{}/items/{}?f=html{}",
        layer.name,
        encoded(id),
        asked.concat()
    );
    call.address(&path)
}
