//! A street as it is drawn: over which nodes it goes and what it says of itself in OpenStreetMap's words.

use crate::example::plan_point::PlanPoint;

/// A node of the street network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeAt {
    /// On the skeleton of main streets, by its number there.
    Skeleton(u32),
    /// Inside a cell, by its number there.
    Inside(u32),
}

/// What kind of street it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StreetKind {
    /// A main road of the town.
    Secondary,
    /// A road through a neighbourhood.
    Tertiary,
    /// A street with homes.
    Residential,
    /// A court where cars are guests.
    LivingStreet,
    /// A shopping street.
    Pedestrian,
    /// A footpath.
    Footway,
    /// A cycle path.
    Cycleway,
    /// Steps.
    Steps,
}

impl StreetKind {
    /// The value of `highway`.
    pub const fn highway(self) -> &'static str {
        match self {
            Self::Secondary => "secondary",
            Self::Tertiary => "tertiary",
            Self::Residential => "residential",
            Self::LivingStreet => "living_street",
            Self::Pedestrian => "pedestrian",
            Self::Footway => "footway",
            Self::Cycleway => "cycleway",
            Self::Steps => "steps",
        }
    }

    /// Whether homes stand along it.
    pub const fn has_homes(self) -> bool {
        match self {
            Self::Secondary
            | Self::Tertiary
            | Self::Residential
            | Self::LivingStreet
            | Self::Pedestrian => true,
            Self::Footway | Self::Cycleway | Self::Steps => false,
        }
    }
}

/// How a street passes canal or railway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// On the ground.
    None,
    /// On a bridge.
    Bridge,
    /// In a tunnel.
    Tunnel,
}

/// One street.
#[derive(Debug, Clone, PartialEq)]
pub struct Street {
    /// Its nodes, in the direction in which it is drawn.
    pub nodes: Vec<NodeAt>,
    /// Its kind.
    pub kind: StreetKind,
    /// Its name.
    pub name: Option<String>,
    /// Cars go only in the direction in which it is drawn.
    pub one_way: bool,
    /// How it passes canal or railway.
    pub passage: Passage,
}

impl Street {
    /// A street on the ground, in both directions.
    pub const fn new(nodes: Vec<NodeAt>, kind: StreetKind, name: Option<String>) -> Self {
        Self {
            nodes,
            kind,
            name,
            one_way: false,
            passage: Passage::None,
        }
    }

    /// Its tags in OpenStreetMap's words.
    pub fn tags(&self) -> Vec<(&'static str, String)> {
        let mut tags = vec![("highway", self.kind.highway().to_owned())];
        if let Some(name) = &self.name {
            tags.push(("name", name.clone()));
        }
        if self.one_way {
            tags.push(("oneway", "yes".to_owned()));
            tags.push(("oneway:bicycle", "no".to_owned()));
        }
        if self.kind == StreetKind::Cycleway {
            tags.push(("foot", "yes".to_owned()));
        }
        match self.passage {
            Passage::None => {}
            Passage::Bridge => {
                tags.extend([("bridge", "yes".to_owned()), ("layer", "1".to_owned())])
            }
            Passage::Tunnel => {
                tags.extend([("tunnel", "yes".to_owned()), ("layer", "-1".to_owned())])
            }
        }
        tags
    }
}

/// A straight stretch of street along which homes can stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Frontage {
    /// Where it begins.
    pub from: PlanPoint,
    /// Where it ends.
    pub to: PlanPoint,
    /// How far homes keep from its beginning and its end, in metres: more where another street crosses.
    pub margins: [f64; 2],
    /// How far from the middle of the street the fronts stand, in metres.
    pub setback: f64,
    /// Whether homes stand on its left and on its right hand.
    pub sides: [bool; 2],
    /// The name of the street.
    pub street: String,
}

/// The streets inside one cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellStreets {
    /// The nodes that only this cell has.
    pub nodes: Vec<PlanPoint>,
    /// The streets.
    pub streets: Vec<Street>,
    /// Where homes can stand.
    pub frontages: Vec<Frontage>,
}
