//! The fields of the order of schools for a library at school.

use crate::layers::column::{Column, Unit};
use crate::layers::fields::shared_columns::{FACILITY_ID, PUPILS, STABILITIES};

/// Of `dbos_lijst`.
pub const SCHOOL_LIBRARY_COLUMNS: &[Column] = &[
    FACILITY_ID,
    Column::text("naam", "Naam", "De naam van de school."),
    Column::whole(
        "plaats",
        "Plaats",
        "De plaats in de volgorde, van 1 af; leeg is onvoldoende gegevens.",
    ),
    Column::whole(
        "kwintiel",
        "Kwintiel",
        "Het vijfde deel van de scholen naar de inzet die de taalcijfers vragen, van 1 (minste) tot 5 (meeste).",
    )
    .from_to(1, 5),
    Column::whole(
        "kwintiel_laag",
        "Kwintiel, ondergrens",
        "Het laagste kwintiel dat met wat niet bekend is nog kan.",
    )
    .from_to(1, 5),
    Column::whole(
        "kwintiel_hoog",
        "Kwintiel, bovengrens",
        "Het hoogste kwintiel dat met wat niet bekend is nog kan.",
    )
    .from_to(1, 5),
    Column::text(
        "kwintiel_stabiliteit",
        "Stabiliteit van het kwintiel",
        "Of het kwintiel hetzelfde blijft met wat niet bekend is en op een andere schaal.",
    )
    .one_of(STABILITIES),
    Column::number(
        "taal",
        "Taal",
        "Hoeveel inzet de taalcijfers vragen, van 0 tot 100.",
    ),
    Column::number(
        "t_bibliotheek_s",
        "Naar de bibliotheek",
        "De looptijd naar de dichtstbijzijnde bibliotheek.",
    )
    .unit(Unit::Seconds),
    Column::text("reden", "Reden", "Waarom er geen looptijd is.")
        .one_of(&["geen route", "niet bekend"]),
    PUPILS,
    Column::text(
        "status",
        "Budget",
        "Waar de school staat ten opzichte van de budgetlijn, of dat er onvoldoende gegevens zijn.",
    )
    .one_of(&[
        "binnen budget",
        "op de budgetlijn",
        "buiten budget",
        "onvoldoende gegevens",
    ]),
    Column::text(
        "stabiliteit",
        "Stabiliteit",
        "Of de school met wat niet bekend is aan dezelfde kant van de budgetlijn blijft.",
    )
    .one_of(STABILITIES),
];
