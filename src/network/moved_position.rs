//! Where a home or entrance is on the streets after an edit: mostly where it was.

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::network::drawn_edges::ShapePoint;
use crate::network::edited_graph::{EditedGraph, GraphChange};
use crate::network::graph::EdgeId;
use crate::network::position::{Position, TooFar};
use crate::network::snapping::StreetIndex;
use crate::network::street_graph::StreetGraph;

/// Streets after an edit, with what is needed to put places on them.
#[derive(Debug, Clone)]
pub struct AfterEdit<'a> {
    index: &'a StreetIndex,
    graph: &'a EditedGraph<'a>,
    limit: Metres,
    new_streets: Vec<Bounds>,
}

/// The box around the line of a street.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: Planar,
    high: Planar,
}

impl<'a> AfterEdit<'a> {
    /// The streets as `change` has left them. `index` is that of the streets before any edit, and `limit` how far a
    /// place may be from a street.
    pub fn new(
        index: &'a StreetIndex,
        graph: &'a EditedGraph<'a>,
        change: &GraphChange,
        limit: Metres,
    ) -> Self {
        let bounds = |&street: &EdgeId| bounds(graph.shape(street));
        Self {
            index,
            graph,
            limit,
            new_streets: change.new_streets.iter().map(bounds).collect(),
        }
    }
}

/// The position of a place after an edit, from its position before.
///
/// It is searched for anew where its street is gone, a new one passes nearer, or it had none.
///
/// # Errors
/// When the nearest usable street is too far.
pub fn position_after(
    edit: &AfterEdit<'_>,
    place: Planar,
    before: Result<Position, TooFar>,
) -> Result<Position, TooFar> {
    let kept = before.ok().and_then(|position| edit.graph.moved(&position));
    match kept.filter(|position| !passes_within(edit, place, position.leg.metres())) {
        Some(position) => Ok(position),
        None => edit
            .index
            .position_after_edit(edit.graph, place, edit.limit),
    }
}

/// Whether a new street may pass within a distance of a place, by the box around its line.
fn passes_within(edit: &AfterEdit<'_>, place: Planar, distance: Metres) -> bool {
    // A leg is rounded to a millimetre.
    let reach = distance.value() + 0.001;
    edit.new_streets.iter().any(|Bounds { low, high }| {
        (low.x - reach..=high.x + reach).contains(&place.x)
            && (low.y - reach..=high.y + reach).contains(&place.y)
    })
}

fn bounds(shape: &[ShapePoint]) -> Bounds {
    let nothing = Bounds {
        low: Planar {
            x: f64::INFINITY,
            y: f64::INFINITY,
        },
        high: Planar {
            x: f64::NEG_INFINITY,
            y: f64::NEG_INFINITY,
        },
    };
    shape.iter().fold(nothing, |Bounds { low, high }, point| {
        let Planar { x, y } = point.place;
        Bounds {
            low: Planar {
                x: low.x.min(x),
                y: low.y.min(y),
            },
            high: Planar {
                x: high.x.max(x),
                y: high.y.max(y),
            },
        }
    })
}
