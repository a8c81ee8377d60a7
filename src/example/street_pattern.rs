//! How the streets of a neighbourhood are laid out, by the time in which it was built.

use crate::example::neighbourhood::Era;

/// The measures of a pattern of streets. Metres, and shares between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StreetPattern {
    /// Between cross streets; in brick bond half of that.
    pub along: f64,
    /// Between parallel streets.
    pub across: f64,
    /// How far a crossing may lie from its place in the grid.
    pub jitter: f64,
    /// How far streets swing to and fro.
    pub swing: f64,
    /// The share of cross streets that are there without being needed to reach anything.
    pub cross_streets: f64,
    /// The share of stretches of parallel streets that are there without being needed.
    pub parallel_streets: f64,
    /// The share of missing stretches that are footpaths.
    pub footpaths: f64,
    /// The share of parallel streets where cars go one way.
    pub one_way: f64,
    /// Whether cross streets stand in brick bond.
    pub brick: bool,
    /// Whether the short streets are courts where cars are guests.
    pub courts: bool,
}

impl StreetPattern {
    /// The pattern of a time.
    pub const fn of(era: Era) -> Self {
        let plain = Self {
            along: 78.0,
            across: 46.0,
            jitter: 2.0,
            swing: 0.0,
            cross_streets: 0.85,
            parallel_streets: 0.97,
            footpaths: 0.2,
            one_way: 0.0,
            brick: false,
            courts: false,
        };
        match era {
            Era::OldTown => Self {
                along: 40.0,
                across: 46.0,
                jitter: 11.0,
                swing: 8.0,
                cross_streets: 0.65,
                parallel_streets: 0.85,
                footpaths: 0.5,
                one_way: 0.45,
                brick: true,
                ..plain
            },
            Era::Terraces => Self {
                along: 48.0,
                across: 43.0,
                cross_streets: 0.8,
                one_way: 0.2,
                brick: true,
                ..plain
            },
            Era::PostWar => Self {
                along: 84.0,
                across: 48.0,
                footpaths: 0.6,
                ..plain
            },
            Era::Courts => Self {
                along: 66.0,
                across: 46.0,
                jitter: 7.0,
                swing: 17.0,
                cross_streets: 0.3,
                parallel_streets: 0.7,
                footpaths: 0.7,
                courts: true,
                ..plain
            },
            Era::Recent => Self {
                along: 70.0,
                across: 44.0,
                swing: 9.0,
                cross_streets: 0.75,
                footpaths: 0.5,
                ..plain
            },
            Era::Growth => Self {
                along: 170.0,
                across: 130.0,
                cross_streets: 0.1,
                parallel_streets: 0.3,
                footpaths: 0.0,
                ..plain
            },
        }
    }
}
