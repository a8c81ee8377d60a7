//! The fields of land from which a facility or a point can be reached.

use crate::layers::column::{Column, Unit};
use crate::layers::fields::shared_columns::{ASKED_KIND, FACILITY_NAME, NORM, PROFILE};
use crate::model::travel_mode::DistanceLevel;

const SHED: Column = Column::number(
    "loopbereik_pct",
    "Loopbereik",
    "Het vlak als deel van de cirkel die in een rechte lijn bereikt zou worden.",
)
.unit(Unit::Percent);

/// Of `bereik`.
pub const REACH_COLUMNS: &[Column] = &[
    Column::text(
        "voorziening_id",
        "Kenmerk",
        "Het kenmerk van de voorziening in de studie.",
    )
    .id(),
    FACILITY_NAME,
    ASKED_KIND,
    PROFILE,
    NORM,
    SHED,
];

/// Of `isochroon`.
pub const ISOCHRONE_COLUMNS: &[Column] = &[
    Column::text("soort", "Soort", "Of het het vlak is of de straten daarin.")
        .one_of(&["vlak", "straten"]),
    PROFILE,
    Column::number("tijd_s", "Tijd", "De langste reistijd.").unit(Unit::Seconds),
    Column::number("afstand_m", "Afstand", "De langste afstand onderweg.").unit(Unit::Metres),
    Column::text(
        "afstandsniveau",
        "Afstandsniveau",
        "Hoe afstanden zijn gemeten.",
    )
    .one_of(&[
        DistanceLevel::D0.code(),
        DistanceLevel::D1.code(),
        DistanceLevel::D2.code(),
        DistanceLevel::D3.code(),
    ]),
    SHED,
    Column::number("lengte_m", "Lengte", "De lengte van de straten samen.").unit(Unit::Metres),
];
