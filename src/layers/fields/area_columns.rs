//! The fields of areas: of the answer to a question, of their names, and of what a scenario changes.

use crate::layers::column::{Column, Unit};
use crate::layers::fields::shared_columns::{
    AREA_CODE, AREA_LEVEL, AREA_NAME, ASKED_AGE, ASKED_KIND, CLASS, ESTIMATED, EVIDENCE,
    NEED_INDEX, NORM, REASON,
};

/// Of `gebieden`.
pub const AREA_COLUMNS: &[Column] = &[
    AREA_CODE,
    AREA_NAME,
    AREA_LEVEL,
    Column::whole("jaar", "Jaar", "Het jaar van de indeling in gebieden."),
    ASKED_KIND,
    ASKED_AGE,
    NORM,
    people(
        "personen",
        "Personen",
        "Het aantal personen in de leeftijdsgroep; een klein aantal is verborgen.",
    ),
    people(
        "gedekt",
        "Binnen de norm",
        "Het aantal personen dat de voorziening binnen de norm bereikt.",
    ),
    Column::number(
        "aandeel_pct",
        "Aandeel binnen de norm",
        "Het deel van de personen dat de voorziening binnen de norm bereikt.",
    )
    .unit(Unit::Percent),
    seconds(
        "t_p10_s",
        "Reistijd, 10 %",
        "De tijd waarbinnen 10 % van de personen er is.",
    ),
    seconds(
        "t_p50_s",
        "Reistijd, middelste persoon",
        "De tijd waarbinnen de helft van de personen er is.",
    ),
    seconds(
        "t_p90_s",
        "Reistijd, 90 %",
        "De tijd waarbinnen 90 % van de personen er is.",
    ),
    Column::number(
        "minuten",
        "Minuten",
        "De reistijd van de middelste persoon in minuten.",
    )
    .unit(Unit::Minutes),
    Column::number(
        "score",
        "Nabijheid",
        "De gemiddelde nabijheid, van 0 tot 100: 100 tot aan de norm, 0 vanaf twee keer de norm.",
    ),
    ESTIMATED,
    CLASS,
    REASON,
    NEED_INDEX,
    Column::number(
        "aandachtsindex_laag",
        "Aandachtsindex, ondergrens",
        "De laagste index die met wat niet bekend is nog kan.",
    ),
    Column::number(
        "aandachtsindex_hoog",
        "Aandachtsindex, bovengrens",
        "De hoogste index die met wat niet bekend is nog kan.",
    ),
    EVIDENCE,
];

/// Of `gebieden_naam`.
pub const AREA_NAME_COLUMNS: &[Column] = &[AREA_CODE, AREA_NAME, AREA_LEVEL];

/// Of `scenario_verschil`.
pub const DIFFERENCE_COLUMNS: &[Column] = &[
    AREA_CODE,
    AREA_NAME,
    AREA_LEVEL,
    ASKED_KIND,
    ASKED_AGE,
    NORM,
    seconds(
        "t_p50_voor_s",
        "Reistijd zonder scenario",
        "De reistijd van de middelste persoon zonder het scenario.",
    ),
    seconds(
        "t_p50_na_s",
        "Reistijd met scenario",
        "De reistijd van de middelste persoon met het scenario.",
    ),
    seconds(
        "verschil_t_p50_s",
        "Verschil in reistijd",
        "De reistijd met het scenario min die zonder; onder nul is dichterbij.",
    ),
    Column::number(
        "aandeel_voor_pct",
        "Aandeel zonder scenario",
        "Het deel van de personen binnen de norm zonder het scenario.",
    )
    .unit(Unit::Percent),
    Column::number(
        "aandeel_na_pct",
        "Aandeel met scenario",
        "Het deel van de personen binnen de norm met het scenario.",
    )
    .unit(Unit::Percent),
    Column::number(
        "verschil_pct",
        "Verschil in aandeel",
        "Het aandeel met het scenario min dat zonder; boven nul is meer binnen de norm.",
    )
    .unit(Unit::PercentPoints),
    difference_class(
        "klasse",
        "Klasse van de reistijd",
        "Het verschil in reistijd: 1 is veel dichterbij, 3 is gelijk, 5 is veel verder en 0 is onbekend of verborgen.",
    ),
    difference_class(
        "klasse_aandeel",
        "Klasse van het aandeel",
        "Het verschil in aandeel: 1 is veel meer binnen de norm, 3 is gelijk, 5 is veel minder en 0 is onbekend of verborgen.",
    ),
];

const fn people(name: &'static str, title: &'static str, description: &'static str) -> Column {
    Column::number(name, title, description).unit(Unit::People)
}

const fn seconds(name: &'static str, title: &'static str, description: &'static str) -> Column {
    Column::number(name, title, description).unit(Unit::Seconds)
}

const fn difference_class(
    name: &'static str,
    title: &'static str,
    description: &'static str,
) -> Column {
    Column::whole(name, title, description).from_to(0, 5)
}
