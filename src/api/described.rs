//! The parameters that several addresses know, each described once.

use crate::api::operation::{Described, Shape};
use crate::model::norm::MOST_MINUTES;

/// So many features are on a page when `limit` is left out.
pub const DEFAULT_LIMIT: usize = 1_000;
/// So many on a page to read.
pub const READABLE_LIMIT: usize = 100;
/// More than these are never on a page.
pub const LARGEST_LIMIT: u64 = 10_000;

const fn text(name: &'static str, description: &'static str) -> Described {
    Described {
        name,
        description,
        shape: Shape::Text,
    }
}

const fn system(name: &'static str, description: &'static str) -> Described {
    Described {
        name,
        description,
        shape: Shape::System,
    }
}

/// Which kind of facility is asked about.
pub const KIND: Described = Described {
    name: "voorziening",
    description: "De soort voorziening waarover de vraag gaat; de eerste van de studie als hij er niet staat.",
    shape: Shape::Kind,
};

/// Whose residents are counted.
pub const AGE: Described = Described {
    name: "leeftijd",
    description: "De leeftijdsgroep die meetelt; de belangrijkste van de voorziening als hij er niet staat.",
    shape: Shape::OneOf(&["0-4", "4-12", "12-18", "alle"]),
};

/// Who travels.
pub const PROFILE: Described = Described {
    name: "profiel",
    description: "Wie er reist, uit de lijst `profielen` van de studie; wat de normenset zegt als het er niet staat.",
    shape: Shape::Profile,
};

/// How long the way may be.
pub const NORM: Described = Described {
    name: "normMinuten",
    description: "Hoe lang de weg mag zijn, in hele minuten; wat de normenset zegt als het er niet staat.",
    shape: Shape::Whole(1, MOST_MINUTES),
};

/// The language of sentences.
pub const LANGUAGE: Described = Described {
    name: "taal",
    description: "De taal van zinnen en namen.",
    shape: Shape::OneOf(&["nl", "en"]),
};

/// Under which scenario is answered.
pub const SCENARIO: Described = text(
    "scenario",
    "Het kenmerk van een scenario dat kort geleden naar `/v1/wat-als` is gestuurd; zonder is het de studie zelf.",
);

/// Which version somebody saw.
pub const SEEN: Described = Described {
    name: "versie",
    description: "De versie die u zag, zodat niemands wijziging verloren gaat.",
    shape: Shape::Whole(1, 1_000_000_000),
};

/// Why something is done.
pub const WHY: Described = text(
    "waarom",
    "Waarom; het blijft in de geschiedenis staan. Bij een vastlegging of een scenario mag het niet leeg zijn.",
);

/// With which scenario the other one is compared.
pub const COMPARED_WITH: Described = text(
    "vergelekenMet",
    "Het kenmerk van het scenario waarmee wordt vergeleken; zonder is het de studie zelf.",
);

/// In which system coordinates are given.
pub const CRS: Described = system(
    "crs",
    "Het coördinatenstelsel van het antwoord, als adres uit de lijst `crs` van de laag (OGC API Features, deel 2).",
);

/// The parameters of a page of features.
pub const ITEMS: [Described; 16] = [
    KIND,
    AGE,
    PROFILE,
    NORM,
    SCENARIO,
    Described {
        name: "bbox",
        description: "Alleen objecten die een punt delen met dit venster: vier getallen, of zes met hoogtes die niet \
                      meetellen. Standaard west,zuid,oost,noord in graden (CRS84); west mag groter zijn dan oost: dan \
                      loopt het venster over de datumgrens.",
        shape: Shape::Numbers(4, 6),
    },
    system(
        "bbox-crs",
        "Het coördinatenstelsel van `bbox`; CRS84 als het er niet staat.",
    ),
    text(
        "datetime",
        "Alleen objecten die een dag in deze tijd beschrijven: een dag, een moment (RFC 3339), of twee met een / \
         ertussen en .. voor een open einde. Objecten zonder datum horen er altijd bij.",
    ),
    Described {
        name: "limit",
        description: "Hoogstens zoveel objecten op een bladzijde; een groter getal telt als 10000.",
        shape: Shape::Whole(1, LARGEST_LIMIT),
    },
    Described {
        name: "offset",
        description: "Zoveel objecten overslaan. Volg liever de link `next`: die blijft kloppen als er objecten bij komen.",
        shape: Shape::Whole(0, 1_000_000_000),
    },
    text(
        "na",
        "Alleen objecten die na het object met dit id komen; staat in de link `next`.",
    ),
    text(
        "voor",
        "De objecten vlak voor het object met dit id; staat in de link `prev`.",
    ),
    CRS,
    text(
        "filter",
        "Alleen objecten waarvoor dit waar is, in CQL2-tekst: vergelijken, AND, OR, NOT, BETWEEN, IN, LIKE, IS NULL, \
         CASEI, DATE, TIMESTAMP en S_INTERSECTS en de zeven andere ruimtelijke functies. Hoogstens 50.000 tekens.",
    ),
    Described {
        name: "filter-lang",
        description: "De taal van `filter`.",
        shape: Shape::OneOf(&["cql2-text"]),
    },
    system(
        "filter-crs",
        "Het coördinatenstelsel van plaatsen in `filter`; CRS84 als het er niet staat.",
    ),
];

/// The variable parts of addresses.
pub const IN_PATHS: [Described; 14] = [
    text("soort", "De soort vastlegging; `/vastleggingen` noemt ze."),
    text(
        "kenmerk",
        "Het id van een vastlegging of een bewaard scenario.",
    ),
    text("collectionId", "De naam van een laag."),
    text("featureId", "Het id van een object."),
    text("tileMatrixSetId", "De naam van een tegelraster."),
    text("tileMatrix", "Het zoomniveau."),
    text("tileRow", "De rij, van het noorden af."),
    text("tileCol", "De kolom, van het westen af."),
    text("styleId", "De naam van een stijl."),
    text("code", "De code van een gebied."),
    text("vraag", "De code van een vraag."),
    text("processId", "De naam van een proces."),
    text("jobId", "De naam van een opdracht."),
    text("upload", "Het kenmerk van een gestuurde laag."),
];

/// What the sender calls a file.
pub const FILE_NAME: Described = text(
    "naam",
    "De naam van het bestand, met zijn uitgang: `scholen.gpkg`.",
);
