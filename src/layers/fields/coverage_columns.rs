//! The fields of the places where people live, and of white spots.

use crate::layers::column::{Column, Unit};
use crate::layers::fields::shared_columns::{
    ASKED_AGE, ASKED_KIND, CLASS, NORM, REASON, STABILITIES,
};

/// Of `dekking`.
pub const COVERAGE_COLUMNS: &[Column] = &[
    Column::text(
        "gebiedscode",
        "Gebied",
        "De code van de buurt waar de plek in ligt.",
    ),
    ASKED_KIND,
    Column::text(
        "voorziening_id",
        "Dichtstbijzijnde voorziening",
        "Het kenmerk van de dichtstbijzijnde voorziening.",
    ),
    Column::text(
        "status",
        "Binnen de norm",
        "Of de voorziening binnen de norm ligt: zeker, mogelijk, niet of onbekend.",
    )
    .one_of(&["zeker", "mogelijk", "niet", "onbekend"]),
    CLASS,
    Column::number(
        "t_s",
        "Reistijd",
        "De reistijd naar de dichtstbijzijnde voorziening.",
    )
    .unit(Unit::Seconds),
    REASON,
];

/// Of `witte_vlekken`.
pub const GAP_COLUMNS: &[Column] = &[
    ASKED_KIND,
    ASKED_AGE,
    NORM,
    Column::number(
        "personen",
        "Personen",
        "Het aantal personen dat verder dan de norm woont, afgerond op vijftallen.",
    )
    .unit(Unit::People),
    Column::whole(
        "vakken",
        "Vakken",
        "Het aantal vakken van 100 bij 100 meter.",
    ),
    Column::text(
        "stabiliteit",
        "Stabiliteit",
        "Of de vlek er ook is met een 20 % langere norm.",
    )
    .one_of(STABILITIES),
];
