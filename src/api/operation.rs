//! What can be asked at one address: from this both the router and the description of the interface are made,
//! so that they cannot part.

use std::sync::Arc;

use axum::routing::MethodRouter;

use crate::api::format::Format;
use crate::api::state::ServerState;

/// One method at one address.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// How it is asked.
    pub method: Method,
    /// The address below the version, with `{names}` for its variable parts.
    pub path: &'static str,
    /// Its name in programs, unique.
    pub id: &'static str,
    /// The group it is described in.
    pub group: Group,
    /// What it does, in one Dutch line.
    pub summary: &'static str,
    /// What a reader would wonder about, in Dutch.
    pub description: &'static str,
    /// The parameters after the question mark.
    pub parameters: &'static [Described],
    /// Whether properties of features can be parameters as well.
    pub others: OtherParameters,
    /// The forms of its answer, the default first.
    pub answers: &'static [Answer],
    /// What is answered.
    pub handler: fn() -> MethodRouter<Arc<ServerState>>,
}

/// All operations, for those who describe them.
#[derive(Debug, Clone)]
pub struct Table(pub Arc<[&'static Operation]>);

/// How something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To read.
    Get,
    /// A question in the body, as JSON; nothing is kept.
    Post,
    /// An execution in the body, as JSON; it is answered at once or becomes a job.
    Execute,
    /// A file in the body, which is kept.
    PostFile,
    /// A file in the body, which takes the place of another.
    PutFile,
    /// What is to be from now on in the body, as JSON.
    Put,
    /// To throw away.
    Delete,
    /// Something new in the body, as JSON, which is kept for ever.
    PostEntry,
    /// What it becomes in the body, as JSON; what it was stays in its history.
    PutEntry,
    /// It does not hold any more; it stays in its history.
    Withdraw,
    /// A copy in the body, as lines of JSON, of which all is kept for ever or nothing.
    PostCopy,
}

impl Method {
    /// The method's name, in capitals.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post | Self::Execute | Self::PostFile | Self::PostEntry | Self::PostCopy => {
                "POST"
            }
            Self::Put | Self::PutEntry | Self::PutFile => "PUT",
            Self::Delete | Self::Withdraw => "DELETE",
        }
    }
}

/// What belongs together in a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What there is.
    Start,
    /// Features.
    Layers,
    /// Whole layers as files.
    Files,
    /// Tiles.
    Tiles,
    /// Styles and legends.
    Styles,
    /// Answers with sentences.
    Answers,
    /// Questions about where to build.
    Sites,
    /// What is computed on request.
    Processes,
    /// Layers that people send.
    Uploads,
    /// What people enter.
    Register,
    /// Who may what.
    Access,
}

impl Group {
    /// All groups, in order.
    pub const EVERY: [Self; 11] = [
        Self::Start,
        Self::Layers,
        Self::Files,
        Self::Tiles,
        Self::Styles,
        Self::Answers,
        Self::Sites,
        Self::Processes,
        Self::Uploads,
        Self::Register,
        Self::Access,
    ];

    /// The name in Dutch.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "Begin",
            Self::Layers => "Lagen",
            Self::Files => "Bestanden",
            Self::Tiles => "Tegels",
            Self::Styles => "Stijlen en legenda's",
            Self::Answers => "Antwoorden",
            Self::Sites => "Locatievragen",
            Self::Processes => "Processen",
            Self::Uploads => "Gestuurde lagen",
            Self::Register => "Vastleggingen en bewaarde scenario's",
            Self::Access => "Toegang",
        }
    }

    /// What is in it, in Dutch.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Start => "Wat er is, en waaraan het voldoet (OGC API Common).",
            Self::Layers => "Objecten per laag (OGC API Features, deel 1, 2, 3 en 5).",
            Self::Files => "Hele lagen als bestand, met bronnen, licentie en methode.",
            Self::Tiles => "Vectortegels (OGC API Tiles).",
            Self::Styles => "Kleuren en klassen van de kaart.",
            Self::Answers => "Antwoorden met zinnen, delen en bronnen.",
            Self::Sites => "Vragen over waar te bouwen.",
            Self::Processes => {
                "Berekenen op verzoek, met opdrachten die te volgen en te stoppen zijn (OGC API Processes, deel 1)."
            }
            Self::Register => {
                "Wat mensen vastleggen en bewaren: met wie, wanneer en waarom, en met elke vorige versie."
            }
            Self::Uploads => {
                "Eigen lagen toevoegen aan de studie, met de rol planner of beheerder."
            }
            Self::Access => "Wie de dienst kent, en tokens voor programma's.",
        }
    }
}

/// Parameters that are not described one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherParameters {
    /// There are none.
    Refused,
    /// The properties of a layer's features; the handler checks them.
    Properties,
}

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The form.
    pub format: Format,
    /// The name of the schema that describes it.
    pub schema: &'static str,
}

/// An answer that is JSON, without another form.
pub const JSON_ONLY: &[Answer] = &[Answer {
    format: Format::Json,
    schema: "Object",
}];

/// An answer that is a document of JSON on every line.
pub const LINES_ONLY: &[Answer] = &[Answer {
    format: Format::JsonLines,
    schema: "Lines",
}];

/// The outcome of a process. Its form lies in the process, so that nobody chooses it.
pub const OUTCOMES: &[Answer] = &[
    Answer {
        format: Format::Json,
        schema: "Object",
    },
    Answer {
        format: Format::GeoJson,
        schema: "Object",
    },
    Answer {
        format: Format::Zip,
        schema: "Tile",
    },
];

/// The outcome of a process that was followed, in its own form, or as a page that leads to it.
pub const RESULTS: &[Answer] = &[
    Answer {
        format: Format::Json,
        schema: "Object",
    },
    Answer {
        format: Format::Html,
        schema: "Page",
    },
    Answer {
        format: Format::GeoJson,
        schema: "Object",
    },
    Answer {
        format: Format::Zip,
        schema: "Tile",
    },
];

/// A parameter with its description.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Described {
    /// The name.
    pub name: &'static str,
    /// What it does, in Dutch.
    pub description: &'static str,
    /// Which values it takes.
    pub shape: Shape,
}

/// Which values a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Any text.
    Text,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A whole number from the first up to the second; larger ones count as the second.
    Whole(u64, u64),
    /// So many numbers with commas between them.
    Numbers(u64, u64),
    /// The address of a coordinate system that the study offers.
    System,
    /// The address of a coordinate system in which files are written.
    FileSystem,
    /// A kind of facility of the study.
    Kind,
    /// A profile of the study.
    Profile,
}

impl Operation {
    /// What is answered in JSON only, and asked without parameters.
    pub const fn in_json(
        group: Group,
        (method, path, id): (Method, &'static str, &'static str),
        (summary, description): (&'static str, &'static str),
        handler: fn() -> MethodRouter<Arc<ServerState>>,
    ) -> Self {
        Self {
            method,
            path,
            id,
            group,
            summary,
            description,
            parameters: &[],
            others: OtherParameters::Refused,
            answers: JSON_ONLY,
            handler,
        }
    }

    /// The names between brackets in the address.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> {
        let parts = self.path.split('/');
        parts.filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Whether the form of the answer can be chosen.
    pub fn has_choice(&self) -> bool {
        self.answers.len() > 1 && self.answers != OUTCOMES
    }
}
