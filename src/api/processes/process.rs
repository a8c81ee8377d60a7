//! The processes there are.

use crate::api::format::Format;

/// Something that is computed on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Process {
    /// All tables and layers of the study.
    Analyse,
    /// From where a point can be reached.
    Isochrone,
    /// A question about where to build.
    SiteQuestion,
    /// A location model on a table of costs.
    Solve,
}

impl Process {
    /// All of them, in the order in which they are told.
    pub const EVERY: [Self; 4] = [
        Self::SiteQuestion,
        Self::Isochrone,
        Self::Analyse,
        Self::Solve,
    ];

    /// The process with this id, if there is one.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|process| process.id() == id)
    }

    /// The name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Analyse => "analyse",
            Self::Isochrone => "isochrone",
            Self::SiteQuestion => "locatievraag",
            Self::Solve => "oplossen",
        }
    }

    /// The name that people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Analyse => "Wie bereikt wat: alle tabellen en lagen",
            Self::Isochrone => "Van waar een punt te bereiken is",
            Self::SiteQuestion => "Een vraag over waar te bouwen",
            Self::Solve => "Een locatiemodel op een eigen tabel met kosten",
        }
    }

    /// What it does.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Analyse => {
                "De tabellen van de hele studie, en de lagen als bestand: dezelfde bestanden als `nabij analyse` schrijft, \
                 samen in een zip. Kleine aantallen zijn verborgen."
            }
            Self::Isochrone => {
                "Het land en de straten van waar een punt binnen een of meer tijden of afstanden te bereiken is, als \
                 GeoJSON. Over straten is elk stuk straat tot op de millimeter bepaald; het land ligt daar hoogstens 25 m \
                 vandaan."
            }
            Self::SiteQuestion => {
                "Het antwoord op een vraag over waar te bouwen, hetzelfde als op `/locatievragen`. Een lange vraag zegt \
                 hoe ver zij is en is te stoppen."
            }
            Self::Solve => {
                "Het beste plan van een locatiemodel, met grens en bewijs, zoals `nabij solve` het geeft: dezelfde tabellen \
                 en grenzen, als rijen in de opdracht. De server bewaart ze niet."
            }
        }
    }

    /// The name of its only output.
    pub const fn output(self) -> &'static str {
        match self {
            Self::Analyse => "bestanden",
            Self::Isochrone => "isochronen",
            Self::SiteQuestion => "antwoord",
            Self::Solve => "plan",
        }
    }

    /// What its output is, in words.
    pub const fn output_title(self) -> &'static str {
        match self {
            Self::Analyse => "De bestanden, als zip",
            Self::Isochrone => "Vlakken en straten, als GeoJSON",
            Self::SiteQuestion => "Het antwoord",
            Self::Solve => "Het plan",
        }
    }

    /// The form of its output.
    pub const fn format(self) -> Format {
        match self {
            Self::Analyse => Format::Zip,
            Self::Isochrone => Format::GeoJson,
            Self::SiteQuestion | Self::Solve => Format::Json,
        }
    }
}
