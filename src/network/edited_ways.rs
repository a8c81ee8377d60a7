//! The ways of one mode of travel while they are edited: which edges a street of the study or an added one is, and where
//! a new street joins the others.

use std::sync::Arc;

use crate::model::position::Planar;
use crate::model::street_edit::{StreetEdit, Which};
use crate::model::streets::{Streets, Tags};
use crate::model::units::Metres;
use crate::model::way_rules::WayRules;
use crate::network::edited_graph::{EdgePart, EditedGraph, GraphChange, NewStreet};
use crate::network::error::NetworkError;
use crate::network::graph::{EdgeId, Graph};
use crate::network::left_out::LeftOutWays;
use crate::network::length::Millimetres;
use crate::network::position::{Position, TooFar};
use crate::network::shape::shape_over;
use crate::network::snapping::StreetIndex;
use crate::network::street_graph::StreetGraph;
use crate::network::way_part::{part_between, parts_of_edges};

/// An end of a new street joins the nearest street within so many metres, and is a dead end otherwise.
pub const JOINS_METRES: f64 = 10.0;

/// The nearest street to an end of a new street that joins none: how far it is, if there is one at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unjoined {
    /// Which end of the line: 0 for its begin, 1 for its end.
    pub end: usize,
    /// The distance.
    pub nearest: Option<Metres>,
}

/// The ways of one mode before any edit, beside their graph.
#[derive(Debug, Clone)]
pub struct WaysBefore {
    rules: WayRules,
    left_out: Arc<LeftOutWays>,
    smallest_component: usize,
}

impl WaysBefore {
    /// Keeps the ways aside that the graph leaves out for the size of their component.
    ///
    /// # Errors
    /// When the streets make no graph.
    pub fn of(
        streets: &Streets,
        rules: &WayRules,
        smallest_component: usize,
    ) -> Result<Self, NetworkError> {
        Ok(Self {
            left_out: Arc::new(LeftOutWays::of(streets, rules, smallest_component)?),
            rules: rules.clone(),
            smallest_component,
        })
    }
}

/// The ways of one mode, as edited so far.
#[derive(Debug, Clone)]
pub struct EditedWays<'a> {
    base: &'a Graph,
    index: &'a StreetIndex,
    before: WaysBefore,
    graph: EditedGraph<'a>,
    /// The edge of each added street, in the order of adding; nothing where this mode may not use it.
    additions: Vec<Option<EdgeId>>,
}

impl<'a> EditedWays<'a> {
    /// Begins with the ways as they are; `base` is their graph and `index` that of it.
    pub fn new(base: &'a Graph, index: &'a StreetIndex, before: &WaysBefore) -> Self {
        Self {
            base,
            index,
            before: before.clone(),
            graph: EditedGraph::with_unused(base, before.left_out.graph()),
            additions: Vec::new(),
        }
    }

    /// The graph as it is now.
    pub fn graph(&self) -> &EditedGraph<'a> {
        &self.graph
    }

    /// Makes one edit, and tells what it changed and which ends of a new street join nothing.
    pub fn apply(&mut self, streets: &Streets, edit: &StreetEdit) -> (GraphChange, Vec<Unjoined>) {
        match edit {
            StreetEdit::Close { street, between } => {
                (self.close(streets, *street, *between), Vec::new())
            }
            StreetEdit::Add { line, tags } => self.add(line, tags),
        }
    }

    /// Closes a street, or the part of it between the places nearest to two others.
    fn close(
        &mut self,
        streets: &Streets,
        street: Which,
        between: Option<[Planar; 2]>,
    ) -> GraphChange {
        let parts = match street {
            Which::OfStudy(way) => self.parts_of_way(streets, way, between),
            Which::Added(number) => self.part_of_addition(number, between).into_iter().collect(),
        };
        self.graph
            .close_parts(&parts, self.before.smallest_component)
    }

    /// Adds a street, if this mode may use it.
    fn add(&mut self, line: &[Planar], tags: &Tags) -> (GraphChange, Vec<Unjoined>) {
        let (Some(directions), [first, .., last]) = (self.before.rules.directions(tags), line)
        else {
            self.additions.push(None);
            return (GraphChange::default(), Vec::new());
        };
        let limit = Metres::new(JOINS_METRES).expect("a constant above zero");
        let joint = |place| self.index.joint(&self.graph, place, limit);
        let joints = [joint(*first), joint(*last)];
        let street = NewStreet {
            line,
            directions,
            begin: joints[0].ok(),
            end: joints[1].ok(),
        };
        let (edge, change) = self.graph.add(&street, self.before.smallest_component);
        self.additions.push(edge);
        let unjoined = |(end, joint): (usize, Result<Position, TooFar>)| {
            let nearest = joint.err()?.nearest;
            Some(Unjoined { end, nearest })
        };
        let unjoined = joints.into_iter().enumerate().filter_map(unjoined);
        (change, unjoined.collect())
    }

    fn parts_of_way(
        &self,
        streets: &Streets,
        way: usize,
        between: Option<[Planar; 2]>,
    ) -> Vec<EdgePart> {
        let shape = streets.line(way).and_then(|line| shape_over(&line));
        // Edges are counted in 32 bits.
        let first_left_out = self.base.edges().len() as u32;
        let used = (self.base, self.base.edges_of_way(way), 0);
        let left_out = (
            self.before.left_out.graph(),
            self.before.left_out.edges_of_way(way),
            first_left_out,
        );
        let parts = [used, left_out].map(|(graph, edges, first)| {
            let parts = match (between, &shape) {
                (None, _) => edges.iter().map(|&edge| whole(edge)).collect(),
                (Some(ends), Some(shape)) => part_between(shape, ends, anywhere())
                    .map(|part| parts_of_edges(graph, &edges, shape, &part))
                    .unwrap_or_default(),
                (Some(_), None) => Vec::new(),
            };
            let numbered = |part: EdgePart| EdgePart {
                edge: EdgeId(part.edge.0 + first),
                ..part
            };
            parts.into_iter().map(numbered).collect::<Vec<_>>()
        });
        parts.concat()
    }

    fn part_of_addition(&self, number: usize, between: Option<[Planar; 2]>) -> Option<EdgePart> {
        let edge = (*self.additions.get(number)?)?;
        let Some(ends) = between else {
            return Some(whole(edge));
        };
        let part = part_between(self.graph.shape(edge), ends, anywhere()).ok()?;
        Some(EdgePart {
            edge,
            from: part.start,
            to: part.end,
        })
    }
}

const fn whole(edge: EdgeId) -> EdgePart {
    EdgePart {
        edge,
        from: Millimetres::ZERO,
        to: Millimetres(u32::MAX),
    }
}

/// No limit: how near the ends of a part must be was asked before.
fn anywhere() -> Metres {
    Metres::new(f64::MAX).expect("finite and not negative")
}
