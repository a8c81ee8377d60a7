//! Plans and what people recorded: buildings, rooms and who uses them, records, programmes, and figures that say need.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    // Buildings.
    (
        "one of quality_classes ({})",
        "een van quality_classes ({})",
    ),
    (
        "{#} for a building that is not in phase \"nu\"",
        "{#} voor een gebouw dat niet in fase \"nu\" is",
    ),
    (
        "a need set by hand in that phase only (it is not used)",
        "een met de hand gezette noodzaak alleen in die fase (deze is niet gebruikt)",
    ),
    ("{#} without a reason", "{#} zonder reden"),
    (
        "a reason in rebuild_reason (it is not used)",
        "een reden in rebuild_reason (dit is niet gebruikt)",
    ),
    // Who uses a room.
    (
        "room \"{}\" from {} to {} in the time of row {#}",
        "ruimte \"{}\" van {} tot {} in de tijd van rij {#}",
    ),
    (
        "room \"{}\" from {} to {} in the time of {}, row {#}",
        "ruimte \"{}\" van {} tot {} in de tijd van {}, rij {#}",
    ),
    (
        "room \"{}\" from {} to {} right beside row {#}",
        "ruimte \"{}\" van {} tot {} vlak naast rij {#}",
    ),
    (
        "room \"{}\" from {} to {} right beside {}, row {#}",
        "ruimte \"{}\" van {} tot {} vlak naast {}, rij {#}",
    ),
    ("one firm user at a time", "één vaste gebruiker tegelijk"),
    (
        "{#} minutes between two users",
        "{#} minuten tussen twee gebruikers",
    ),
    (
        "who uses it: a role or an organisation",
        "wie de ruimte gebruikt: een rol of een organisatie",
    ),
    // Records.
    (
        "what it rests on, such as a talk, a letter or a plan",
        "waarop het berust, zoals een gesprek, een brief of een plan",
    ),
    (
        "the role of who recorded it (not a name)",
        "de rol van wie het vastlegde (geen naam)",
    ),
    ("an area and a building", "een gebied en een gebouw"),
    ("neither area nor building", "geen gebied en geen gebouw"),
    ("one of the two", "een van de twee"),
    ("the document of the vision", "het document van de visie"),
    ("the boards that signed it", "de besturen die ondertekenden"),
    ("why it is considered", "waarom dit wordt overwogen"),
    ("the name of the programme", "de naam van het programma"),
    (
        "what it offers, such as huiswerkhulp",
        "wat het aanbiedt, zoals huiswerkhulp",
    ),
    // Figures that say need.
    ("{..} at indicator \"{}\"", "{..} bij indicator \"{}\""),
    (
        "a figure that [areas.figures] or [figures.figures] names",
        "een cijfer dat [areas.figures] of [figures.figures] noemt",
    ),
    ("the unknown figure \"{}\"", "het onbekende cijfer \"{}\""),
    ("a reason", "een reden"),
    (
        "a reason only with about_origin = true",
        "alleen een reden bij about_origin = true",
    ),
    (
        "no reason to look at origin",
        "geen reden om naar herkomst te kijken",
    ),
    (
        "a written reason (without one the indicator is not used)",
        "een geschreven reden (zonder reden wordt de indicator niet gebruikt)",
    ),
    (
        "no area with a figure \"{}\"",
        "geen gebied met een cijfer \"{}\"",
    ),
    (
        "a figure for some area at least",
        "een cijfer voor ten minste één gebied",
    ),
];
