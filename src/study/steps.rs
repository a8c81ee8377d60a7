//! What long work is doing, as sentences for who waits.

use crate::model::bilingual::Bilingual;

/// Trips to places are measured.
pub fn travel_times() -> Bilingual {
    Bilingual::new(
        "De reistijden naar elke plek worden gemeten.",
        "Travel times to every place are being measured.",
    )
}

/// Plans are searched.
pub fn best_plans() -> Bilingual {
    Bilingual::new(
        "De plannen worden gezocht.",
        "The plans are being searched for.",
    )
}

/// Plans are tested by draws.
pub fn draws() -> Bilingual {
    Bilingual::new(
        "Het plan wordt getest met andere gewichten en normen.",
        "The plan is being tested with other weights and norms.",
    )
}

/// Plans that trade one aim for another are searched.
pub fn balance() -> Bilingual {
    Bilingual::new(
        "Plannen met meer of minder locaties worden vergeleken.",
        "Plans with more or fewer sites are being compared.",
    )
}

/// One of some assumptions is changed.
pub fn one_assumption(number: usize, of: usize) -> Bilingual {
    Bilingual::new(
        format!("Het antwoord wordt getest met een andere aanname ({number} van {of})."),
        format!("The answer is being tested with another assumption ({number} of {of})."),
    )
}

/// Who gains and who loses is counted.
pub fn gains() -> Bilingual {
    Bilingual::new(
        "Er wordt geteld wie er dichterbij woont en wie niet.",
        "Who comes to live nearer, and who does not, is being counted.",
    )
}

/// Candidates are judged.
pub fn candidates() -> Bilingual {
    Bilingual::new(
        "De gebouwen worden beoordeeld en sets worden gezocht.",
        "Buildings are being judged and sets are being searched for.",
    )
}

/// A sheet is made for each candidate.
pub fn sheets() -> Bilingual {
    Bilingual::new(
        "Voor elk gebouw wordt een blad gemaakt.",
        "A sheet is being made for every building.",
    )
}

/// Tables of an analysis are computed.
pub fn measures() -> Bilingual {
    Bilingual::new(
        "De maten van elke voorziening worden berekend.",
        "The measures of every kind of facility are being computed.",
    )
}

/// One of some layers is written.
pub fn one_layer(number: usize, of: usize) -> Bilingual {
    Bilingual::new(
        format!("De lagen worden geschreven ({number} van {of})."),
        format!("The layers are being written ({number} of {of})."),
    )
}

/// Tables are written.
pub fn tables() -> Bilingual {
    Bilingual::new(
        "De tabellen worden geschreven.",
        "The tables are being written.",
    )
}

/// One of some limits is drawn.
pub fn one_limit(number: usize, of: usize) -> Bilingual {
    Bilingual::new(
        format!("Het bereik wordt getekend ({number} van {of})."),
        format!("The reach is being drawn ({number} of {of})."),
    )
}

/// A plan on a table of costs is searched.
pub fn solving() -> Bilingual {
    Bilingual::new("Het plan wordt gezocht.", "The plan is being searched for.")
}
