//! Towns drawn in ASCII for tests: what the answer should be can be seen in the drawing.
//! `+` is a node; `-` and `|` are streets between nodes, `>`, `<`, `v` and `^` make one one-way; a lower-case letter
//! is a home and a capital a facility, off the street. One character is `block` metres wide and high.

use crate::ingest::profiles_file::built_in_street_rules;
use crate::model::position::Planar;
use crate::model::streets::{StreetNodeId, Streets, TagSetId, Tags, Way};
use crate::model::units::Metres;
use crate::network::entrance::Entrance;
use crate::network::graph::Graph;
use crate::network::length::Millimetres;
use crate::network::nearest_facility::FacilitySearch;
use crate::network::position::{Position, TooFar};
use crate::network::snapping::StreetIndex;

/// A town with streets, homes and facilities.
#[derive(Debug, Clone, Default)]
pub struct Town {
    pub streets: Streets,
    pub homes: Vec<Planar>,
    pub facilities: Vec<Planar>,
}

impl Town {
    /// Homes and facilities come in the order of their letters.
    pub fn from_ascii(drawing: &str, block: f64) -> Self {
        let rows: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
        let mut town = Self::without_streets();
        let (mut homes, mut facilities) = (Vec::new(), Vec::new());
        for (y, row) in rows.iter().enumerate() {
            for (x, &letter) in row.iter().enumerate() {
                let place = Planar {
                    x: x as f64 * block,
                    y: -(y as f64) * block,
                };
                match letter {
                    'v' => {}
                    'a'..='z' => homes.push((letter, place)),
                    'A'..='Z' => facilities.push((letter, place)),
                    '+' => town.add_streets_from(&rows, (x, y), block),
                    _ => {}
                }
            }
        }
        homes.sort_by_key(|(letter, _)| *letter);
        facilities.sort_by_key(|(letter, _)| *letter);
        town.homes = homes.into_iter().map(|(_, place)| place).collect();
        town.facilities = facilities.into_iter().map(|(_, place)| place).collect();
        town
    }

    /// A town in which everything is still to be drawn; tag set 0 is two-way, 1 one-way.
    pub fn without_streets() -> Self {
        let tags = |pairs: &[(&str, &str)]| -> Tags {
            pairs
                .iter()
                .map(|&(key, value)| (key.to_owned(), value.to_owned()))
                .collect()
        };
        let street = [("highway", "residential")];
        let tag_sets = vec![tags(&street), tags(&[street[0], ("oneway:foot", "yes")])];
        Self {
            streets: Streets {
                tag_sets,
                ..Streets::default()
            },
            ..Self::default()
        }
    }

    pub fn add_way(&mut self, nodes: &[u32], one_way: bool) {
        let nodes = nodes.iter().map(|&node| StreetNodeId(node)).collect();
        self.streets.ways.push(Way {
            nodes,
            tags: TagSetId(u32::from(one_way)),
        });
    }

    fn add_streets_from(&mut self, rows: &[Vec<char>], (x, y): (usize, usize), block: f64) {
        for (right, down, street, ahead, back) in [(1, 0, '-', '>', '<'), (0, 1, '|', 'v', '^')] {
            let mut direction = street;
            for steps in 1.. {
                let (x, y) = (x + right * steps, y + down * steps);
                match rows.get(y).and_then(|row| row.get(x)).copied() {
                    Some('+') if steps > 1 => {
                        let from = self.node_at((x - right * steps, y - down * steps), block);
                        let to = self.node_at((x, y), block);
                        let nodes = if direction == back {
                            [to, from]
                        } else {
                            [from, to]
                        };
                        self.add_way(&nodes, direction != street);
                        break;
                    }
                    Some(part) if part == street => {}
                    Some(part) if part == ahead || part == back => direction = part,
                    _ => break,
                }
            }
        }
    }

    fn node_at(&mut self, (x, y): (usize, usize), block: f64) -> u32 {
        let place = Planar {
            x: x as f64 * block,
            y: -(y as f64) * block,
        };
        let known = self.streets.nodes.iter().position(|node| *node == place);
        let node = known.unwrap_or_else(|| {
            self.streets.nodes.push(place);
            self.streets.nodes.len() - 1
        });
        node as u32
    }

    pub fn graph(&self) -> Graph {
        self.graph_without_pieces_below(0)
    }

    /// The graph without components of fewer nodes than this.
    pub fn graph_without_pieces_below(&self, smallest: usize) -> Graph {
        Graph::build(&self.streets, &built_in_street_rules().foot, smallest)
            .expect("a town that can be drawn")
    }

    /// For each home the nearest facility and the distance in millimetres, if one is reached.
    pub fn answers(&self) -> Vec<Option<(u32, u32)>> {
        self.answers_over(&self.graph())
    }

    /// The same over a graph of its streets.
    pub fn answers_over(&self, graph: &Graph) -> Vec<Option<(u32, u32)>> {
        let (homes, facilities) = (
            place_all(graph, &self.homes),
            place_all(graph, &self.facilities),
        );
        let placed = facilities
            .into_iter()
            .zip(0..)
            .filter_map(|(position, facility)| {
                Some(Entrance {
                    facility,
                    position: position.ok()?,
                })
            });
        let entrances: Vec<Entrance> = placed.collect();
        let mut search = FacilitySearch::new(graph);
        let found = search.nearest(&entrances);
        let answer = |home: &Result<Position, TooFar>| {
            let nearest = found.from_position(home.as_ref().ok()?)?;
            let Millimetres(distance) = nearest.distance;
            Some((nearest.facility, distance))
        };
        homes.iter().map(answer).collect()
    }
}

/// Puts places on the streets, within 300 metres.
pub fn place_all(graph: &Graph, places: &[Planar]) -> Vec<Result<Position, TooFar>> {
    let index = StreetIndex::new(graph);
    let limit = Metres::new(300.0).expect("positive");
    places
        .iter()
        .map(|&place| index.position(graph, place, limit))
        .collect()
}
