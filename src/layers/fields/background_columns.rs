//! The fields of the background.

use crate::layers::column::Column;

const NAME: Column = Column::text("naam", "Naam", "De naam op de kaart.");

/// Of water, green and rails.
pub const BACKGROUND_COLUMNS: &[Column] = &[NAME];

/// Of streets.
pub const STREET_COLUMNS: &[Column] = &[
    Column::text("soort", "Soort", "Hoe de straat is getekend.")
        .one_of(&["hoofdweg", "fietspad", "trap", "pad", "straat"]),
    NAME,
];
