//! The fields of barriers and of the places where they can be crossed.

use crate::access::known_barriers::BarrierSort;
use crate::layers::column::{Column, Unit};

const SORTS: &[&str] = &[
    BarrierSort::Rail.code(),
    BarrierSort::Water.code(),
    BarrierSort::Motorway.code(),
    BarrierSort::Declared.code(),
];

/// Of `barrieres`.
pub const BARRIER_COLUMNS: &[Column] = &[
    Column::text("naam", "Naam", "De naam van de barrière."),
    Column::text(
        "soort",
        "Soort",
        "Of het spoor, water, een snelweg of een barrière van de studie zelf is.",
    )
    .one_of(SORTS),
    Column::text(
        "houdt_tegen",
        "Houdt tegen",
        "Wie er niet langs kan: lopen, rolstoel, fiets of auto, met komma's ertussen.",
    ),
];

/// Of `oversteken`.
pub const CROSSING_COLUMNS: &[Column] = &[
    Column::text("naam", "Naam", "De naam van de oversteek of van de straat."),
    Column::text(
        "soort",
        "Soort",
        "Of het een brug of een tunnel is; leeg is niet bekend of gelijkvloers.",
    )
    .one_of(&["brug", "tunnel"]),
    Column::text("over", "Waarover", "De soort barrière die men passeert.").one_of(SORTS),
    Column::text(
        "over_naam",
        "Naam van de barrière",
        "De naam van de barrière die men passeert.",
    ),
    Column::text(
        "vervoer",
        "Wie er mag",
        "Wie er langs mag: lopen, rolstoel, fiets of auto, met komma's ertussen.",
    ),
    Column::text(
        "drempelvrij",
        "Drempelvrij",
        "Of de oversteek zonder drempels of trappen is.",
    )
    .one_of(&["ja", "nee", "onbekend"]),
    Column::number(
        "wachttijd_s",
        "Wachttijd",
        "Hoe lang men er gemiddeld wacht.",
    )
    .unit(Unit::Seconds),
];
