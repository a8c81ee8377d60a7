//! The form of a record: its fields, and what may stand in them. From it come the check, the description and the page.

use crate::model::bilingual::Bilingual;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A line of text.
    Line,
    /// A text of several lines.
    Text,
    /// A role or a function; never a person.
    Role,
    /// Several lines of text.
    Lines,
    /// A day.
    Day,
    /// A day that has come.
    PastDay,
    /// A year.
    Year,
    /// A level of ambition, 0 to 4.
    Level,
    /// A whole number from a least to a most.
    Whole(u32, u32),
    /// A number from a least to a most.
    Number(u32, u32),
    /// Yes or no.
    YesNo,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// The code of an area of any level.
    Area,
    /// The code of a neighbourhood.
    Neighbourhood,
    /// The id of a building.
    Building,
    /// The id of a facility.
    Facility,
    /// The ids of facilities.
    Facilities,
    /// The code of a kind of facility.
    Kind,
    /// The code of an ambition of the education agenda, A1, A2, ..., or of a part of one, such as A6a.
    AmbitionCode,
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in documents.
    pub name: &'static str,
    /// What people call it, in Dutch and in English.
    pub label: (&'static str, &'static str),
    /// Whether it must be there.
    pub required: bool,
    /// What may stand in it.
    pub content: Content,
}

/// The form of one kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The name of the kind.
    pub kind: &'static str,
    /// What people call it, in Dutch and in English.
    pub title: (&'static str, &'static str),
    /// What it is for, in Dutch and in English.
    pub about: (&'static str, &'static str),
    /// Its own fields; those that every record has come after these.
    pub fields: &'static [Field],
    /// Of these fields exactly one is filled in.
    pub one_of: &'static [&'static str],
    /// Of records that agree in these fields there is only one.
    pub once: &'static [&'static str],
}

/// The fields that every record has: nobody could ask after one without them.
pub const COMMON: [Field; 3] = [
    Field {
        name: "bron",
        label: ("Waarop het berust", "What it rests on"),
        required: true,
        content: Content::Line,
    },
    Field {
        name: "datum",
        label: ("Datum", "Date"),
        required: true,
        content: Content::PastDay,
    },
    Field {
        name: "rol",
        label: (
            "Rol van wie het vastlegt (geen naam)",
            "Role of who records it (no name)",
        ),
        required: true,
        content: Content::Role,
    },
];

impl Form {
    /// All fields, its own first.
    pub fn every_field(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(&COMMON)
    }
}

impl Content {
    /// The longest text that is taken, in letters.
    pub const fn longest(self) -> usize {
        match self {
            Self::Text | Self::Lines => 5_000,
            _ => 300,
        }
    }

    /// The name of what may stand in it, for programs and for the page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Line => "regel",
            Self::Text => "tekst",
            Self::Role => "rol",
            Self::Lines => "regels",
            Self::Day | Self::PastDay => "dag",
            Self::Year => "jaar",
            Self::Level => "niveau",
            Self::Whole(..) => "heel_getal",
            Self::Number(..) => "getal",
            Self::YesNo => "ja_nee",
            Self::OneOf(_) => "keuze",
            Self::Area => "gebied",
            Self::Neighbourhood => "buurt",
            Self::Building => "gebouw",
            Self::Facility => "voorziening",
            Self::Facilities => "voorzieningen",
            Self::Kind => "soort",
            Self::AmbitionCode => "ambitiecode",
        }
    }

    /// The words to choose from; none where it is no choice.
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::OneOf(words) => words,
            Self::YesNo => &["ja", "nee"],
            _ => &[],
        }
    }

    /// What is expected in it.
    pub fn expected(self) -> Bilingual {
        let (dutch, english) = match self {
            Self::Line => ("een regel tekst", "a line of text"),
            Self::Text => ("een tekst", "a text"),
            Self::Role => (
                "een rol of functie, zonder naam, e-mailadres of telefoonnummer",
                "a role or function, without name, e-mail address or telephone number",
            ),
            Self::Lines => ("een lijst van regels", "a list of lines"),
            Self::Day => ("een dag als 2026-01-31", "a day such as 2026-01-31"),
            Self::PastDay => (
                "een dag als 2026-01-31, niet later dan vandaag",
                "a day such as 2026-01-31, not later than today",
            ),
            Self::Year => (
                "een jaar van 1000 tot en met 2200",
                "a year from 1000 to 2200",
            ),
            Self::Level => ("een niveau van 0 tot en met 4", "a level from 0 to 4"),
            Self::Whole(least, most) => {
                return Bilingual::new(
                    format!("een heel getal van {least} tot en met {most}"),
                    format!("a whole number from {least} to {most}"),
                );
            }
            Self::Number(least, most) => {
                return Bilingual::new(
                    format!("een getal van {least} tot en met {most}"),
                    format!("a number from {least} to {most}"),
                );
            }
            Self::YesNo => ("ja of nee", "ja or nee"),
            Self::OneOf(words) => {
                return Bilingual::new(
                    format!("een van {}", words.join(", ")),
                    format!("one of {}", words.join(", ")),
                );
            }
            Self::Area => (
                "de code van een gebied van de studie",
                "the code of an area of the study",
            ),
            Self::Neighbourhood => (
                "de code van een buurt van de studie",
                "the code of a neighbourhood of the study",
            ),
            Self::Building => (
                "het id van een gebouw van de studie",
                "the id of a building of the study",
            ),
            Self::Facility => (
                "het id van een voorziening van de studie",
                "the id of a facility of the study",
            ),
            Self::Facilities => (
                "een lijst met ids van voorzieningen van de studie",
                "a list of ids of facilities of the study",
            ),
            Self::Kind => (
                "de code van een soort zoals BIBLIOTHEEK",
                "the code of a kind such as BIBLIOTHEEK",
            ),
            Self::AmbitionCode => (
                "een ambitie van A1 tot en met A33, of A6a tot en met A6g",
                "an ambition from A1 to A33, or A6a to A6g",
            ),
        };
        Bilingual::new(dutch, english)
    }
}
