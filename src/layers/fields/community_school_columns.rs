//! The fields of candidates for a community school.

use crate::layers::column::Column;
use crate::layers::fields::shared_columns::{DISTRICT, EVIDENCE, LABELS, REASON, STABILITIES};

/// Of `kandidaten_buurtschool`.
pub const COMMUNITY_SCHOOL_COLUMNS: &[Column] = &[
    Column::text("id", "Kenmerk", "Het kenmerk van het gebouw in de studie.").id(),
    Column::text("naam", "Naam", "De naam van het gebouw of de school."),
    DISTRICT,
    Column::whole(
        "rang",
        "Plaats",
        "De plaats op volgorde van score, van 1 af; leeg is niet geordend.",
    ),
    Column::number(
        "bouwnoodzaak",
        "Bouwnoodzaak",
        "De noodzaak om te bouwen of te renoveren, van 0 tot 100.",
    ),
    Column::number(
        "ambitie",
        "Ambitie",
        "De vastgelegde ambitie van professionals, van 0 tot 100; leeg is niet vastgelegd.",
    ),
    Column::number(
        "meerwaarde",
        "Meerwaarde",
        "De meerwaarde voor leerlingen, van 0 tot 100.",
    ),
    Column::number(
        "score",
        "Score",
        "De drie criteria samen, van 0 tot 100, om te verkennen.",
    ),
    Column::number(
        "laag",
        "Ondergrens",
        "De laagste score die met wat niet bekend is nog kan.",
    ),
    Column::number(
        "hoog",
        "Bovengrens",
        "De hoogste score die met wat niet bekend is nog kan.",
    ),
    EVIDENCE,
    Column::text(
        "label",
        "Label",
        "Wat de score en het bewijs samen zeggen; mensen beslissen.",
    )
    .one_of(LABELS),
    Column::text(
        "stabiliteit",
        "Stabiliteit",
        "Hoe vaak het gebouw met andere gewichten bij de eerste hoort.",
    )
    .one_of(STABILITIES),
    Column::truth(
        "in_eerste_set",
        "In de eerste set",
        "Of het gebouw in de set zit die samen het meest waard is.",
    ),
    Column::text("zin", "Uitleg", "De score in één zin."),
    REASON,
];
