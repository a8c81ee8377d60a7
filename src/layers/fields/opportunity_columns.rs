//! The fields of places that come into view for a Kansenwerkplaats.

use crate::layers::column::Column;
use crate::layers::fields::shared_columns::{CHILDREN, LABELS, STABILITIES, VOLUME};
use crate::siting::uncertain_front::FrontPlace;

/// Of `kansenwerkplaats_lijst`.
pub const OPPORTUNITY_COLUMNS: &[Column] = &[
    Column::text(
        "code",
        "Code",
        "De code van de buurt, of de codes van buurten samen met een plus ertussen.",
    )
    .id(),
    Column::text("naam", "Naam", "De naam van de buurt of de buurten."),
    Column::text("wijk", "Wijk", "De naam van de wijk of de wijken."),
    Column::text(
        "label",
        "Label",
        "Wat er van deze plek bekend is; mensen kiezen.",
    )
    .one_of(LABELS),
    Column::text(
        "stabiliteit",
        "Stabiliteit",
        "Of de plek in beeld blijft met wat niet bekend is.",
    )
    .one_of(STABILITIES),
    Column::text(
        "domeinen",
        "Domeinen",
        "De domeinen waardoor de plek in beeld komt, met komma's ertussen.",
    ),
    Column::text(
        "redenen",
        "Redenen",
        "Waarom de plek in beeld komt, met puntkomma's ertussen.",
    ),
    Column::number(
        "hoogste_domein",
        "Hoogste domein",
        "Hoeveel inzet de omgeving vraagt in het domein waar dat het meest is, van 0 tot 100.",
    ),
    Column::number(
        "hoogste_domein_laag",
        "Hoogste domein, ondergrens",
        "De laagste waarde die met wat niet bekend is nog kan.",
    ),
    Column::number(
        "hoogste_domein_hoog",
        "Hoogste domein, bovengrens",
        "De hoogste waarde die met wat niet bekend is nog kan.",
    ),
    Column::number(
        "ambitie",
        "Ambitie",
        "De vastgelegde ambitie, van 0 tot 100; leeg is niet vastgelegd.",
    ),
    Column::number(
        "ambitie_laag",
        "Ambitie, ondergrens",
        "De laagste waarde die met wat niet bekend is nog kan.",
    ),
    Column::number(
        "ambitie_hoog",
        "Ambitie, bovengrens",
        "De hoogste waarde die met wat niet bekend is nog kan.",
    ),
    Column::text(
        "ambitie_opmerking",
        "Over de ambitie",
        "Wat bij de ambitie hoort te staan: niet vastgelegd, voor de wijk of verouderd.",
    ),
    Column::text(
        "paretofront",
        "Op het front",
        "Of er geen andere plek is met meer gevraagde inzet en ook meer ambitie.",
    )
    .one_of(&[
        FrontPlace::Certain.code(),
        FrontPlace::Possible.code(),
        FrontPlace::Beaten.code(),
    ]),
    CHILDREN,
    VOLUME,
    Column::text(
        "programmas",
        "Programma's",
        "De programma's die er al lopen; leeg is geen register.",
    ),
    Column::truth(
        "overwogen",
        "Overwogen",
        "Of vastligt dat mensen deze plek hebben overwogen.",
    ),
];
