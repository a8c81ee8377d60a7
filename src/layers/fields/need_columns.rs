//! The fields of the need profile.

use crate::layers::column::Column;
use crate::layers::fields::shared_columns::{
    AREA_CODE, AREA_LEVEL, AREA_NAME, CHILDREN, ESTIMATED, EVIDENCE, NEED_INDEX, REASON,
    STABILITIES, VOLUME,
};
use crate::model::indicator::Domain;

/// Of `inzet`.
pub const NEED_COLUMNS: &[Column] = &[
    AREA_CODE,
    AREA_NAME,
    AREA_LEVEL,
    Column::text(
        "preset",
        "Profiel",
        "De naam van het profiel met gewichten waarmee is gerekend.",
    ),
    NEED_INDEX,
    Column::number(
        "laag",
        "Ondergrens",
        "De laagste index die met wat niet bekend is nog kan.",
    ),
    Column::number(
        "hoog",
        "Bovengrens",
        "De hoogste index die met wat niet bekend is nog kan.",
    ),
    EVIDENCE,
    Column::number(
        "kwintiel",
        "Kwintiel",
        "Het vijfde deel van de buurten, van 1 (omgeving vraagt minste inzet) tot 5 (meeste inzet).",
    ),
    Column::text(
        "stabiliteit",
        "Stabiliteit",
        "Of het kwintiel of de plaats hetzelfde blijft met andere gewichten, op een andere schaal en met wat ontbreekt.",
    )
    .one_of(STABILITIES),
    domain(
        Domain::Language,
        "Taal",
        "Hoeveel inzet de omgeving vraagt voor taal en basisvaardigheden, van 0 tot 100.",
    ),
    domain(
        Domain::Livelihood,
        "Bestaanszekerheid",
        "Hoeveel inzet de omgeving vraagt voor bestaanszekerheid, van 0 tot 100.",
    ),
    domain(
        Domain::MentalHealth,
        "Mentale gezondheid",
        "Hoeveel inzet de omgeving vraagt voor mentale gezondheid, van 0 tot 100.",
    ),
    domain(
        Domain::Cohesion,
        "Sociale cohesie",
        "Hoeveel inzet de omgeving vraagt voor sociale cohesie, van 0 tot 100.",
    ),
    domain(
        Domain::YouthCare,
        "Zorggebruik jeugd",
        "Hoeveel inzet de omgeving vraagt naar het gebruik van jeugdzorg, van 0 tot 100.",
    ),
    domain(
        Domain::Attendance,
        "Schoolaanwezigheid",
        "Hoeveel inzet de omgeving vraagt voor schoolaanwezigheid, van 0 tot 100.",
    ),
    domain(
        Domain::Facilities,
        "Voorzieningen",
        "Hoeveel inzet de omgeving vraagt voor voorzieningen dichtbij: 100 min de bereikbaarheid.",
    ),
    CHILDREN,
    VOLUME,
    ESTIMATED,
    Column::text(
        "standaardisatie",
        "Schaal",
        "Hoe cijfers op één schaal zijn gebracht.",
    ),
    Column::text(
        "gewichtenset",
        "Gewichtenset",
        "De naam van de set met gewichten van de studie.",
    ),
    REASON,
];

const fn domain(domain: Domain, title: &'static str, description: &'static str) -> Column {
    Column::number(domain.code(), title, description)
}
