//! Fields that several layers have, and values that several fields can have.

use crate::layers::column::{Column, Unit};
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaLevel;
use crate::siting::opportunity_label::OpportunityLabel;
use crate::siting::stability::Stability;

/// The code of an area, which is the id of its feature.
pub const AREA_CODE: Column = Column::text(
    "code",
    "Code",
    "De code van het gebied bij het CBS of in de studie.",
)
.id();
/// The name of an area.
pub const AREA_NAME: Column = Column::text("naam", "Naam", "De naam van het gebied.");
/// The level of an area.
pub const AREA_LEVEL: Column = Column::text(
    "niveau",
    "Niveau",
    "Of het een buurt, een wijk of de gemeente is.",
)
.one_of(&[
    AreaLevel::Neighbourhood.code(),
    AreaLevel::District.code(),
    AreaLevel::Municipality.code(),
]);

/// The id of a facility, which is the id of its feature.
pub const FACILITY_ID: Column = Column::text(
    "id",
    "Kenmerk",
    "Het kenmerk van de voorziening in de studie.",
)
.id();
/// The name of a facility.
pub const FACILITY_NAME: Column = Column::text("naam", "Naam", "De naam van de voorziening.");
/// The codes of the kinds of a facility.
pub const FACILITY_KINDS: Column = Column::text(
    "soorten",
    "Soorten",
    "De codes van alle soorten voorziening op deze plek, met komma's ertussen.",
);
/// The number of pupils of a school.
pub const PUPILS: Column = Column::whole(
    "leerlingen",
    "Leerlingen",
    "Het aantal leerlingen; een klein aantal is verborgen.",
)
.unit(Unit::People);

/// The kind that is asked about.
pub const ASKED_KIND: Column = Column::text(
    "voorziening",
    "Voorziening",
    "De code van de soort voorziening waarover de vraag gaat.",
);
/// The age group that is counted.
pub const ASKED_AGE: Column =
    Column::text("leeftijd", "Leeftijd", "De leeftijdsgroep die meetelt.").one_of(&[
        AgeGroup::From0To4.code(),
        AgeGroup::From4To12.code(),
        AgeGroup::From12To18.code(),
        AgeGroup::All.code(),
    ]);
/// The norm.
pub const NORM: Column = Column::number(
    "norm_s",
    "Norm",
    "De langste reistijd die binnen de norm valt.",
)
.unit(Unit::Seconds);
/// Who travels.
pub const PROFILE: Column =
    Column::text("profiel", "Profiel", "De code van wie er reist en waarmee.");
/// The class of a time.
pub const CLASS: Column = Column::whole(
    "klasse",
    "Klasse",
    "De kleur op de kaart: 1 is dichtbij, 5 is ver en 0 is onbekend, verborgen of zonder bewoners.",
)
.from_to(0, 5);
/// Why values are empty.
pub const REASON: Column = Column::text(
    "reden",
    "Reden",
    "Waarom waarden leeg zijn of wat erbij hoort te staan.",
);

/// How firm something is.
pub const STABILITIES: &[&str] = &[
    Stability::Robust.code(),
    Stability::Sensitive.code(),
    Stability::Uncertain.code(),
];
/// The labels of places to explore.
pub const LABELS: &[&str] = &[
    OpportunityLabel::Promising.code(),
    OpportunityLabel::Explore.code(),
    OpportunityLabel::NotYetKnown.code(),
];

/// The district of a place.
pub const DISTRICT: Column = Column::text("wijk", "Wijk", "De naam van de wijk waar het in ligt.");
/// How much more support the surroundings ask for.
pub const NEED_INDEX: Column = Column::number(
    "aandachtsindex",
    "Aandachtsindex",
    "Hoeveel meer inzet de omgeving vraagt, van 0 tot 100, vergeleken met de andere buurten van de studie.",
);
/// How much evidence there is.
pub const EVIDENCE: Column = Column::number(
    "bewijs_pct",
    "Bewijs",
    "Het deel van het gewicht waarvoor cijfers bekend zijn.",
)
.unit(Unit::Percent);
/// Which share is an estimate.
pub const ESTIMATED: Column = Column::number(
    "geschat_pct",
    "Geschat",
    "Het deel van de personen van wie het aantal een schatting is.",
)
.unit(Unit::Percent);
/// The number of children.
pub const CHILDREN: Column = Column::number(
    "kinderen",
    "Kinderen",
    "Het aantal kinderen dat er woont; een klein aantal is verborgen.",
)
.unit(Unit::People);
/// Children times need.
pub const VOLUME: Column = Column::number(
    "kinderen_maal_inzet",
    "Kinderen maal inzet",
    "Het aantal kinderen maal de gewenste inzet, gedeeld door 100.",
);
