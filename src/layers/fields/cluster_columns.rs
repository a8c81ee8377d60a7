//! The fields of 0–18 clusters and of their members.

use crate::layers::column::{Column, Unit};
use crate::layers::fields::shared_columns::{DISTRICT, FACILITY_KINDS, FACILITY_NAME, STABILITIES};

const STABILITY: Column = Column::text(
    "stabiliteit",
    "Stabiliteit",
    "Of het cluster er ook is bij een andere doorsnede en een andere manier van meten.",
)
.one_of(STABILITIES);

/// Of `clusters_0_18`.
pub const CLUSTER_COLUMNS: &[Column] = &[
    Column::text(
        "id",
        "Kenmerk",
        "De kenmerken van de leden die nodig zijn, met een plus ertussen.",
    )
    .id(),
    Column::text(
        "soort",
        "Soort",
        "Of het een cluster is, of bijna: dan ontbreekt er één.",
    )
    .one_of(&["cluster", "bijna"]),
    Column::text(
        "label",
        "Label",
        "Wat er van deze plek bekend is; mensen beslissen.",
    )
    .one_of(&[
        "0-18 in ontwikkeling",
        "ruimtelijk kansrijk",
        "verkennen",
        "nog onvoldoende bekend",
    ]),
    Column::text(
        "leden",
        "Leden",
        "De kenmerken van de voorzieningen, met komma's ertussen.",
    ),
    Column::text(
        "namen",
        "Namen",
        "De namen van de voorzieningen, met puntkomma's ertussen.",
    ),
    Column::text("ontbreekt", "Ontbreekt", "Wat er nog niet is.").one_of(&[
        "kinderopvang",
        "basisschool",
        "middelbare school",
    ]),
    Column::number(
        "doorsnede_m",
        "Doorsnede",
        "De langste loopafstand tussen leden die nodig zijn.",
    )
    .unit(Unit::Metres),
    Column::number(
        "grens_m",
        "Grens",
        "De langste doorsnede die een cluster mag hebben.",
    )
    .unit(Unit::Metres),
    Column::number(
        "dichtstbijzijnde_m",
        "Dichtstbijzijnde",
        "De loopafstand naar de dichtstbijzijnde van wat ontbreekt.",
    )
    .unit(Unit::Metres),
    DISTRICT,
    Column::text(
        "huisvesting",
        "Huisvesting",
        "Of de leden in één gebouw zitten.",
    )
    .one_of(&["een gebouw", "een gebouw (afgeleid)", "meer gebouwen"]),
    score(
        "compactheid",
        "Compactheid",
        "Hoe dicht de leden bij elkaar liggen, van 0 tot 100.",
    ),
    score(
        "volledigheid",
        "Volledigheid",
        "Hoeveel van de andere gewenste soorten er ook bij liggen, van 0 tot 100.",
    ),
    score(
        "jaargroepen",
        "Jaargroepen",
        "Hoe gelijk de aantallen kinderen per jaar zijn waar de leden plaats voor hebben, van 0 tot 100.",
    ),
    score(
        "drempelvrij",
        "Drempelvrij",
        "Tussen welk deel van de leden een weg zonder drempels loopt, van 0 tot 100.",
    ),
    score(
        "drempelvrij_laag",
        "Drempelvrij, ondergrens",
        "De laagste waarde die met wat niet bekend is nog kan.",
    ),
    score(
        "drempelvrij_hoog",
        "Drempelvrij, bovengrens",
        "De hoogste waarde die met wat niet bekend is nog kan.",
    ),
    score(
        "inzet",
        "Inzet",
        "Hoeveel inzet de omgeving van de leden vraagt, van 0 tot 100.",
    ),
    score(
        "inzet_laag",
        "Inzet, ondergrens",
        "De laagste waarde die met wat niet bekend is nog kan.",
    ),
    score(
        "inzet_hoog",
        "Inzet, bovengrens",
        "De hoogste waarde die met wat niet bekend is nog kan.",
    ),
    score(
        "doorstroom",
        "Doorstroom",
        "Welk deel van wie van de basisschool komt naar de middelbare school van het cluster gaat, van 0 tot 100.",
    ),
    STABILITY,
];

/// Of `clusters_0_18_leden`. A member that is in several clusters is there for each, so its own id is not the feature's.
pub const CLUSTER_MEMBER_COLUMNS: &[Column] = &[
    Column::text(
        "id",
        "Voorziening",
        "Het kenmerk van de voorziening in de studie.",
    ),
    FACILITY_NAME,
    FACILITY_KINDS,
    Column::text("cluster", "Cluster", "Het kenmerk van het cluster."),
    Column::truth(
        "vereist",
        "Nodig",
        "Of het zonder deze voorziening geen cluster is.",
    ),
    STABILITY,
];

const fn score(name: &'static str, title: &'static str, description: &'static str) -> Column {
    Column::number(name, title, description)
}
