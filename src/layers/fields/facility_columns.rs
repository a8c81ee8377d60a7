//! The fields of facilities.

use crate::layers::column::Column;
use crate::layers::fields::shared_columns::{FACILITY_ID, FACILITY_KINDS, FACILITY_NAME, PUPILS};
use crate::model::facility_kind::SymbolShape;

/// The column of the day that a facility describes.
pub const DAY: &str = "datum";
/// The column of that day, month or year as its source writes it.
pub const SOURCE_DATE: &str = "bron_datum";

/// Of `voorzieningen`.
pub const FACILITY_COLUMNS: &[Column] = &[
    FACILITY_ID,
    FACILITY_NAME,
    FACILITY_KINDS,
    Column::text(
        "soort",
        "Soort",
        "De code van de soort die op de kaart staat: de gevraagde, of anders de eerste.",
    ),
    Column::text(
        "soort_naam",
        "Naam van de soort",
        "Hoe mensen de soort noemen.",
    ),
    Column::text("letter", "Letter", "De letter van de soort op de kaart."),
    Column::text("vorm", "Vorm", "De vorm van het teken op de kaart.").one_of(&[
        SymbolShape::Circle.code(),
        SymbolShape::RoundedSquare.code(),
        SymbolShape::Hexagon.code(),
        SymbolShape::Pentagon.code(),
        SymbolShape::Bookmark.code(),
        SymbolShape::Cross.code(),
        SymbolShape::Triangle.code(),
        SymbolShape::Dome.code(),
        SymbolShape::Stadium.code(),
        SymbolShape::House.code(),
    ]),
    Column::truth(
        "gevraagd",
        "Gevraagd",
        "Of de voorziening van de gevraagde soort is.",
    ),
    Column::whole(
        "capaciteit",
        "Plaatsen",
        "Het aantal plaatsen; leeg is niet bekend.",
    ),
    PUPILS,
    Column::text("bron", "Bron", "De titel van de bron."),
    Column::date(
        DAY,
        "Datum",
        "De dag die de bron beschrijft; leeg als de bron alleen een maand of een jaar noemt.",
    ),
    Column::text(
        SOURCE_DATE,
        "Datum volgens de bron",
        "De dag, de maand of het jaar die de bron beschrijft, zoals de studie het schrijft.",
    ),
];
