//! Where a home or entrance is on the streets after an edit: mostly where it was.

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::network::edited_graph::{EditedGraph, GraphChange};
use crate::network::position::{Position, TooFar};
use crate::network::snapping::StreetIndex;
use crate::network::street_graph::StreetGraph;

/// Streets after an edit, with what is needed to put places on them.
#[derive(Debug, Clone, Copy)]
pub struct AfterEdit<'a> {
    /// The streets of the graph below.
    pub index: &'a StreetIndex,
    /// The streets as they are now.
    pub graph: &'a EditedGraph<'a>,
    /// What the edit did.
    pub change: &'a GraphChange,
    /// How far a place may be from a street.
    pub limit: Metres,
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
    edit.change.new_streets.iter().any(|&street| {
        let shape = edit.graph.shape(street);
        let near = |of: fn(&Planar) -> f64| {
            let low = shape
                .iter()
                .map(|point| of(&point.place))
                .fold(f64::INFINITY, f64::min);
            let high = shape
                .iter()
                .map(|point| of(&point.place))
                .fold(f64::NEG_INFINITY, f64::max);
            (low - reach..=high + reach).contains(&of(&place))
        };
        near(|place| place.x) && near(|place| place.y)
    })
}
