//! The fields of sites in the plans of a location answer.

use crate::layers::column::{Column, Unit};
use crate::layers::fields::shared_columns::{DISTRICT, STABILITIES};

/// Of `locatieplan`.
pub const LOCATION_COLUMNS: &[Column] = &[
    Column::text("naam", "Naam", "De naam van de plek."),
    DISTRICT,
    Column::truth("bestaand", "Bestaand", "Of er nu al een voorziening is."),
    Column::truth(
        "in_eerste_plan",
        "In het eerste plan",
        "Of de plek in het eerste plan zit.",
    ),
    Column::text(
        "actie",
        "Actie",
        "Wat er in het eerste plan met de plek gebeurt.",
    ),
    Column::whole("plannen", "Plannen", "In hoeveel plannen de plek zit."),
    Column::whole("van_plannen", "Van de plannen", "Hoeveel plannen er zijn."),
    Column::number(
        "trekkingen_pct",
        "Trekkingen",
        "In welk deel van de trekkingen met andere cijfers de plek gekozen wordt.",
    )
    .unit(Unit::Percent),
    Column::text(
        "stabiliteit",
        "Stabiliteit",
        "Hoe vast de plek in plannen en trekkingen staat.",
    )
    .one_of(STABILITIES),
    Column::text(
        "stabiliteit_plannen",
        "Stabiliteit naar plannen",
        "Hoe vast de plek in de plannen staat.",
    )
    .one_of(STABILITIES),
];
