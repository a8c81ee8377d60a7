//! Where a home or entrance is on the streets after an edit: mostly where it was.

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::network::drawn_edges::ShapePoint;
use crate::network::edited_graph::{EditedGraph, GraphChange};
use crate::network::position::{Position, TooFar};
use crate::network::snapping::{Standing, StreetIndex};
use crate::network::street_graph::StreetGraph;
use crate::network::ways_out::TripEnd;

/// Streets after an edit, with what is needed to put places on them.
#[derive(Debug, Clone)]
pub struct AfterEdit<'a> {
    index: &'a StreetIndex,
    graph: &'a EditedGraph<'a>,
    limit: Metres,
    /// Around streets that this edit has opened, and all that are closed.
    others: Vec<Bounds>,
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
        let before = change.new_streets.iter().chain(index.closed()).copied();
        let others = before.chain(graph.closed());
        Self {
            index,
            graph,
            limit,
            others: others.map(|street| bounds(graph.shape(street))).collect(),
        }
    }
}

/// Where a place is after an edit, from where it was before: on its own street, and beside that on others.
///
/// It is searched for anew where its street is gone, a new or closed one passes nearer, or it had none; and where it was on
/// more than one.
pub fn standing_after(
    edit: &AfterEdit<'_>,
    (place, end): (Planar, TripEnd),
    own: Result<Position, TooFar>,
    beside: &[Position],
) -> Standing {
    let kept = own.ok().filter(|_| beside.is_empty());
    let kept = kept.and_then(|position| edit.graph.moved(&position));
    let stays = |position: &Position| {
        !edit.graph.is_new(position.edge) && !passes_within(edit, place, position.leg.metres())
    };
    match kept.filter(stays) {
        Some(position) => Standing {
            own: Ok(position),
            beside: Vec::new(),
        },
        None => edit
            .index
            .standing_after_edit(edit.graph, (place, end), edit.limit),
    }
}

/// Whether a new or closed street may pass within a distance of a place, by the box around its line.
fn passes_within(edit: &AfterEdit<'_>, place: Planar, distance: Metres) -> bool {
    // A leg is rounded to a millimetre.
    let reach = distance.value() + 0.001;
    edit.others.iter().any(|Bounds { low, high }| {
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
