//! Puts homes and entrances on the nearest usable street: on the edge itself, not on a node.
//! Exact by an R-tree over all straight stretches. Of equally near places the most western counts,
//! then the most southern, so that no change elsewhere in the streets can change the choice.

use std::collections::BTreeSet;

use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use crate::model::position::Planar;
use crate::model::units::Metres;
use crate::network::compacted::{closed_streets, new_streets};
use crate::network::edited_graph::EditedGraph;
use crate::network::graph::{EdgeId, Graph};
use crate::network::length::Millimetres;
use crate::network::position::{Position, TooFar};
use crate::network::shape::share_along;
use crate::network::street_graph::StreetGraph;
use crate::network::ways_out::{TripEnd, ways_out};

/// By how many metres the tree's order and the distances compared here may differ by rounding.
const ROUNDING: f64 = 1e-6;

#[derive(Debug, Clone, Copy)]
struct Stretch {
    edge: EdgeId,
    index: u32,
}

/// All straight stretches of a graph's edges, ready to be searched.
#[derive(Debug)]
pub struct StreetIndex {
    tree: RTree<GeomWithData<Line<[f64; 2]>, Stretch>>,
    /// The edges of streets that came with edits.
    new: BTreeSet<EdgeId>,
    /// Those of streets that edits closed.
    closed: Vec<EdgeId>,
}

/// Where a home or entrance is on the streets after edits of them: it keeps its own street, and may go by new ones that pass
/// nearer as well. So a new street never makes a way longer, and a closed one none shorter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// On the nearest street that was there before any edit, or where one gets off it if it was closed; on the nearest new one
    /// where none of these is near enough.
    pub own: Result<Position, TooFar>,
    /// Where else one gets off a closed street, and on each new street that is no farther than its own.
    pub beside: Vec<Position>,
}

impl StreetIndex {
    /// Prepares the edges of a graph.
    pub fn new(graph: &Graph) -> Self {
        // Edges are counted in 32 bits, as `EdgeId` says.
        let edges = (0..graph.edges().len() as u32).map(EdgeId);
        let stretches = edges.flat_map(|edge| {
            let pairs = graph.shape(edge).windows(2).zip(0u32..);
            pairs.map(move |(pair, index)| {
                let line = Line::new(coordinates(pair[0].place), coordinates(pair[1].place));
                GeomWithData::new(line, Stretch { edge, index })
            })
        });
        Self {
            tree: RTree::bulk_load(stretches.collect()),
            new: new_streets(graph).into_iter().collect(),
            closed: closed_streets(graph),
        }
    }

    /// The edges of the prepared graph that edits had closed already.
    pub fn closed(&self) -> &[EdgeId] {
        &self.closed
    }

    /// Where a home or entrance is on the streets of the graph that was prepared.
    pub fn standing(
        &self,
        graph: &Graph,
        (place, end): (Planar, TripEnd),
        limit: Metres,
    ) -> Standing {
        let own = self.nearest(graph, place, |edge| !self.new.contains(&edge));
        standing(graph, own, self.new.iter().copied(), (place, end, limit))
    }

    /// The same on the streets as they are after an edit of the graph that was prepared.
    pub fn standing_after_edit(
        &self,
        graph: &EditedGraph<'_>,
        (place, end): (Planar, TripEnd),
        limit: Metres,
    ) -> Standing {
        let own = self.nearest(graph, place, |_| true);
        let new = graph.open_additions().filter(|&edge| graph.is_new(edge));
        standing(graph, own, new, (place, end, limit))
    }

    /// The nearest place on the streets of the graph that was prepared.
    ///
    /// # Errors
    /// When it is farther than `limit` in a straight line; the distance is told.
    pub fn position(
        &self,
        graph: &Graph,
        place: Planar,
        limit: Metres,
    ) -> Result<Position, TooFar> {
        let nearest = self.nearest(graph, place, |edge| graph.is_open(edge));
        as_position(nearest.as_ref(), limit)
    }

    /// The nearest place of all on the streets as they are after an edit.
    ///
    /// # Errors
    /// As [`StreetIndex::position`].
    #[cfg(test)]
    pub fn nearest_after_edit(
        &self,
        graph: &EditedGraph<'_>,
        place: Planar,
        limit: Metres,
    ) -> Result<Position, TooFar> {
        let old = self.nearest(graph, place, |edge| graph.is_open(edge));
        let nearest = with_additions(graph, old, graph.open_additions(), place);
        as_position(nearest.as_ref(), limit)
    }

    /// The nearest place where a new street can join those that are there after an edit, also those that are not
    /// used because too few others hang together with them.
    ///
    /// # Errors
    /// As [`StreetIndex::position`].
    pub fn joint(
        &self,
        graph: &EditedGraph<'_>,
        place: Planar,
        limit: Metres,
    ) -> Result<Position, TooFar> {
        let old = self.nearest(graph, place, |edge| graph.is_there(edge));
        let additions = graph.open_additions().chain(graph.unused());
        let nearest = with_additions(graph, old, additions, place);
        as_position(nearest.as_ref(), limit)
    }

    fn nearest<G: StreetGraph>(
        &self,
        graph: &G,
        place: Planar,
        accept: impl Fn(EdgeId) -> bool,
    ) -> Option<OnStreet> {
        let from = coordinates(place);
        let in_order = self.tree.nearest_neighbor_iter_with_distance_2(&from);
        let mut in_order = in_order.filter(|(stretch, _)| accept(stretch.data.edge));
        let (first, squared) = in_order.next()?;
        let farthest = (squared.sqrt() + ROUNDING).powi(2);
        let as_near = in_order.take_while(|&(_, other)| other <= farthest);
        std::iter::once(first)
            .chain(as_near.map(|(stretch, _)| stretch))
            .map(|stretch| on_street(graph, stretch.data, place))
            .min_by(OnStreet::compare)
    }
}

/// Where a place is: on its own street or the ways off it, and on those of the new ones that are no farther.
fn standing<G: StreetGraph>(
    graph: &G,
    own: Option<OnStreet>,
    new: impl Iterator<Item = EdgeId>,
    (place, end, limit): (Planar, TripEnd, Metres),
) -> Standing {
    let distance = own.as_ref().map_or(f64::INFINITY, |own| own.distance);
    let nearest = |edge| {
        let stretches = stretches_of(graph, edge);
        let nearest = stretches.map(|stretch| on_street(graph, stretch, place));
        nearest.min_by(OnStreet::compare)
    };
    let nearer = new.filter_map(nearest);
    let no_farther = nearer.filter(|new| new.distance <= distance + ROUNDING);
    let mut new: Vec<OnStreet> = no_farther.collect();
    new.sort_by(OnStreet::compare);
    let nearest = as_position(new.first().or(own.as_ref()), limit);
    let own = match as_position(own.as_ref(), limit) {
        Ok(own) if graph.is_closed(own.edge) => ways_out(graph, &own, end),
        own => own.into_iter().collect(),
    };
    let new = new
        .iter()
        .filter_map(|new| as_position(Some(new), limit).ok());
    let mut all = own.into_iter().chain(new);
    Standing {
        own: all.next().map_or(nearest, Ok),
        beside: all.collect(),
    }
}

fn with_additions(
    graph: &EditedGraph<'_>,
    old: Option<OnStreet>,
    additions: impl Iterator<Item = EdgeId>,
    place: Planar,
) -> Option<OnStreet> {
    let stretches = additions.flat_map(|edge| stretches_of(graph, edge));
    let added = stretches.map(|stretch| on_street(graph, stretch, place));
    old.into_iter().chain(added).min_by(OnStreet::compare)
}

fn as_position(nearest: Option<&OnStreet>, limit: Metres) -> Result<Position, TooFar> {
    let nearest = nearest.ok_or(TooFar { nearest: None })?;
    let leg = Metres::new(nearest.distance).ok();
    let too_far = TooFar { nearest: leg };
    let leg = leg
        .filter(|leg| *leg <= limit)
        .and_then(Millimetres::rounded)
        .ok_or(too_far)?;
    Ok(Position {
        edge: nearest.edge,
        offset: nearest.offset,
        leg,
    })
}

fn stretches_of<G: StreetGraph>(graph: &G, edge: EdgeId) -> impl Iterator<Item = Stretch> {
    // Points of one edge are counted in 32 bits.
    let stretches = graph.shape(edge).len().saturating_sub(1) as u32;
    (0..stretches).map(move |index| Stretch { edge, index })
}

struct OnStreet {
    edge: EdgeId,
    offset: Millimetres,
    is_closed: bool,
    place: Planar,
    distance: f64,
}

impl OnStreet {
    /// Nearest first, then most western, then most southern, then what is open.
    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let near = self.distance.total_cmp(&other.distance);
        let west_then_south = near.then_with(|| self.in_millimetres().cmp(&other.in_millimetres()));
        let rest = |street: &Self| (street.is_closed, street.edge, street.offset);
        west_then_south.then(rest(self).cmp(&rest(other)))
    }

    /// Rounded, so that the same corner found along two stretches is the same place.
    fn in_millimetres(&self) -> (i64, i64) {
        // Coordinates are finite, and far below what 64 bits of millimetres hold.
        (
            (self.place.x * 1000.0).round() as i64,
            (self.place.y * 1000.0).round() as i64,
        )
    }
}

fn on_street<G: StreetGraph>(graph: &G, stretch: Stretch, place: Planar) -> OnStreet {
    let index = stretch.index as usize;
    let (begin, end) = (
        graph.shape(stretch.edge)[index],
        graph.shape(stretch.edge)[index + 1],
    );
    let share = share_along(&begin, &end, place);
    let long = end.offset.0 - begin.offset.0;
    // A share of the length, so the cast cannot cut.
    let along = (share * f64::from(long)).round() as u32;
    // A corner is the same place along every street that ends there.
    let there = match share {
        1.0 => end.place,
        share => Planar {
            x: begin.place.x + share * (end.place.x - begin.place.x),
            y: begin.place.y + share * (end.place.y - begin.place.y),
        },
    };
    let Position { edge, offset, .. } = graph.on_piece(&Position {
        edge: stretch.edge,
        offset: Millimetres(begin.offset.0 + along),
        leg: Millimetres::ZERO,
    });
    OnStreet {
        edge,
        offset,
        is_closed: graph.is_closed(edge),
        place: there,
        distance: place.distance(there),
    }
}

fn coordinates(place: Planar) -> [f64; 2] {
    [place.x, place.y]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::drawn_town::{Town, place_all};

    #[test]
    fn a_home_is_put_on_the_nearest_edge_and_not_on_a_node() {
        // 30 m along a street of 60 m, 20 m beside it.
        let town = Town::from_ascii("   a\n\n+-----+", 10.0);
        let position = place_all(&town.graph(), &town.homes)[0].expect("near");
        let found = [position.offset, position.leg].map(|length| length.0);
        assert_eq!(found, [30_000, 20_000]);
    }

    #[test]
    fn a_home_too_far_from_the_streets_is_told_how_far() {
        let town = Town::from_ascii("a\n\n\n\n+--+", 100.0);
        let refusal = place_all(&town.graph(), &town.homes)[0].expect_err("400 m away");
        assert_eq!(refusal.nearest.map(Metres::value), Some(400.0));
        let nowhere = Town::from_ascii("a", 1.0);
        assert_eq!(
            place_all(&nowhere.graph(), &nowhere.homes),
            [Err(TooFar { nearest: None })]
        );
    }

    #[test]
    fn exactly_at_the_limit_is_near_enough() {
        let town = Town::from_ascii("a\n\n\n+--+", 100.0);
        assert!(place_all(&town.graph(), &town.homes)[0].is_ok());
    }
}
