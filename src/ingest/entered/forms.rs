//! The kinds of records that people enter, with their forms.
//!
//! # Source
//! nabij domain note A.5 for interventions, Kansenwerkplaatsen and decisions; C.4 and C.5 for the others.

use crate::ingest::entered::form::{Content, Field, Form};

/// Ambitions of professionals.
pub const AMBITION: &str = "ambitie";
/// Visions of 0-18 learning communities.
pub const VISION: &str = "visie";
/// Wishes of people of an area.
pub const WISH: &str = "wens";
/// Facts of buildings.
pub const BUILDING: &str = "gebouw";
/// Interventions and initiatives.
pub const INTERVENTION: &str = "interventie";
/// Neighbourhoods that are considered for a Kansenwerkplaats.
pub const OPPORTUNITY: &str = "kansenwerkplaats";
/// Decisions.
pub const DECISION: &str = "besluit";

const fn must(name: &'static str, label: (&'static str, &'static str), content: Content) -> Field {
    Field {
        name,
        label,
        required: true,
        content,
    }
}

const fn may(name: &'static str, label: (&'static str, &'static str), content: Content) -> Field {
    Field {
        name,
        label,
        required: false,
        content,
    }
}

/// A year of renovation, a number of pupils or an amount is never more than this.
const MANY: u32 = 1_000_000_000;

// Fields that an intervention and a neighbourhood that is considered both have.
const PARTIES: Field = may(
    "partijen",
    (
        "Betrokken partijen (organisaties)",
        "Parties involved (organisations)",
    ),
    Content::Line,
);
const TARGET_GROUP: Field = may("doelgroep", ("Doelgroep", "Target group"), Content::Line);
const DESCRIPTION: Field = may(
    "omschrijving",
    ("Omschrijving", "Description"),
    Content::Text,
);
const MONITORING: Field = may(
    "monitoring",
    ("Monitoring en evaluatie", "Monitoring and evaluation"),
    Content::Text,
);
const FUNDING: Field = may("financiering", ("Financiering", "Funding"), Content::Line);
const AGENDA: Field = may(
    "ambitiecode",
    ("Ambitie van de agenda", "Ambition of the agenda"),
    Content::AmbitionCode,
);
const LAST_DAY: Field = may("tot", ("Laatste dag", "Last day"), Content::Day);
const MORE: Field = may(
    "meer_informatie",
    ("Meer informatie", "More information"),
    Content::Line,
);
const CONTACT: Field = may(
    "contactfunctie",
    ("Contactfunctie (geen naam)", "Contact function (no name)"),
    Content::Role,
);

/// All forms, in the order in which people see them.
pub const FORMS: [Form; 7] = [
    Form {
        kind: AMBITION,
        title: ("Ambitie van professionals", "Ambition of professionals"),
        about: (
            "Hoe ver de professionals van een gebied of gebouw zijn: 0 geen, 1 staat ervoor open, 2 heeft interesse, 3 heeft een plan, 4 afgesproken en ondertekend. Waar niets is vastgelegd, is het onbekend en nooit 0.",
            "How far the professionals of an area or a building are: 0 none, 1 open to it, 2 interested, 3 a plan, 4 agreed and signed. Where nothing is recorded it is unknown, never 0.",
        ),
        fields: &[
            may("gebied", ("Gebied", "Area"), Content::Area),
            may("gebouw", ("Of gebouw", "Or building"), Content::Building),
            must("niveau", ("Niveau", "Level"), Content::Level),
        ],
        one_of: &["gebied", "gebouw"],
        once: &["gebied", "gebouw", "datum"],
    },
    Form {
        kind: VISION,
        title: ("Gedeelde visie", "Shared vision"),
        about: (
            "De gedeelde pedagogische en didactische visie van een 0-18 leergemeenschap.",
            "The shared pedagogical and didactic vision of a 0-18 learning community.",
        ),
        fields: &[
            must(
                "voorzieningen",
                ("Wie haar delen", "Who share it"),
                Content::Facilities,
            ),
            must("document", ("Document", "Document"), Content::Line),
            must(
                "besturen",
                ("Besturen die ondertekenden", "Boards that signed"),
                Content::Line,
            ),
            may(
                "samen_ontwikkeld",
                ("Aanbod samen ontwikkeld", "Offer developed together"),
                Content::YesNo,
            ),
        ],
        one_of: &[],
        once: &["document", "datum"],
    },
    Form {
        kind: WISH,
        title: (
            "Wens van een wijk of buurt",
            "Wish of a district or neighbourhood",
        ),
        about: (
            "Een functie die bewoners en professionals graag in of bij hun buurtschool hebben.",
            "A function that residents and professionals would like in or near their community school.",
        ),
        fields: &[
            must("gebied", ("Gebied", "Area"), Content::Area),
            must(
                "soort",
                ("Soort voorziening", "Kind of facility"),
                Content::Kind,
            ),
            may(
                "gewicht",
                ("Gewicht naast andere wensen", "Weight beside other wishes"),
                Content::Whole(1, 100),
            ),
            may(
                "ruimte_uren",
                (
                    "Ruimte: vierkante meter maal uren per week",
                    "Room: square metres times hours a week",
                ),
                Content::Number(0, MANY),
            ),
        ],
        one_of: &[],
        once: &["gebied", "soort"],
    },
    Form {
        kind: BUILDING,
        title: ("Gegevens van een gebouw", "Facts of a building"),
        about: (
            "Wat over een gebouw nieuwer bekend is dan in de bestanden. Leeg laten wat gelijk blijft.",
            "What is known of a building that is newer than the files. Leave empty what stays as it is.",
        ),
        fields: &[
            must("gebouw", ("Gebouw", "Building"), Content::Building),
            may("bouwjaar", ("Bouwjaar", "Year built"), Content::Year),
            may(
                "renovatiejaar",
                (
                    "Jaar van de laatste grote renovatie",
                    "Year of the last major renovation",
                ),
                Content::Year,
            ),
            may(
                "conditie",
                (
                    "Technische conditie (NEN 2767)",
                    "Technical condition (NEN 2767)",
                ),
                Content::Whole(1, 6),
            ),
            may(
                "oppervlakte_m2",
                ("Bruto vloeroppervlak (m2)", "Gross floor area (m2)"),
                Content::Number(1, MANY),
            ),
            may(
                "eigenaar",
                ("Eigenaar (organisatie)", "Owner (organisation)"),
                Content::Role,
            ),
            may(
                "fase",
                ("Fase in het huisvestingsplan", "Phase in the housing plan"),
                Content::OneOf(&["nu", "straks", "later"]),
            ),
            may(
                "fase_van",
                ("Eerste jaar van die fase", "First year of that phase"),
                Content::Year,
            ),
            may(
                "fase_tot",
                ("Laatste jaar van die fase", "Last year of that phase"),
                Content::Year,
            ),
            may(
                "leerlingen_nu",
                ("Leerlingen nu", "Pupils now"),
                Content::Whole(0, 20_000),
            ),
            may(
                "leerlingen_5",
                ("Leerlingen over 5 jaar", "Pupils in 5 years"),
                Content::Whole(0, 20_000),
            ),
            may(
                "leerlingen_10",
                ("Leerlingen over 10 jaar", "Pupils in 10 years"),
                Content::Whole(0, 20_000),
            ),
            may(
                "leerlingen_15",
                ("Leerlingen over 15 jaar", "Pupils in 15 years"),
                Content::Whole(0, 20_000),
            ),
            may(
                "raming_euro",
                ("Raming in euro", "Estimate in euros"),
                Content::Number(0, MANY),
            ),
            may(
                "krediet",
                ("Krediet", "Credit"),
                Content::OneOf(&["niet aangevraagd", "aangevraagd", "geautoriseerd"]),
            ),
        ],
        one_of: &[],
        once: &["gebouw", "datum"],
    },
    Form {
        kind: INTERVENTION,
        title: ("Interventie of initiatief", "Intervention or initiative"),
        about: (
            "Wat er voor kinderen, jongeren of ouders loopt of komt. Het staat naast een gebied en weegt nergens mee.",
            "What there is or will be for children, young people or parents. It is shown beside an area and weighs nowhere.",
        ),
        fields: &[
            must("titel", ("Titel", "Title"), Content::Line),
            PARTIES,
            must("doel", ("Doel", "Aim"), Content::Text),
            TARGET_GROUP,
            must(
                "gebied",
                ("Wijk of buurt", "District or neighbourhood"),
                Content::Area,
            ),
            may("school", ("School", "School"), Content::Facility),
            DESCRIPTION,
            MONITORING,
            FUNDING,
            AGENDA,
            must("van", ("Eerste dag", "First day"), Content::Day),
            LAST_DAY,
            MORE,
            CONTACT,
        ],
        one_of: &[],
        once: &["gebied", "titel", "van"],
    },
    Form {
        kind: OPPORTUNITY,
        title: (
            "Buurt die voor een Kansenwerkplaats wordt overwogen",
            "Neighbourhood considered for a Kansenwerkplaats",
        ),
        about: (
            "Waarom een buurt wordt overwogen, wat het plan is en wat wordt gevolgd. Het wordt getoond en weegt nergens mee.",
            "Why a neighbourhood is considered, what the plan is and what is watched. It is shown and weighs nowhere.",
        ),
        fields: &[
            must("buurt", ("Buurt", "Neighbourhood"), Content::Neighbourhood),
            must(
                "motivering",
                ("Waarom deze buurt", "Why this neighbourhood"),
                Content::Text,
            ),
            may(
                "noodzaak",
                ("Onderbouwing van de noodzaak", "Grounds for the need"),
                Content::Text,
            ),
            may(
                "ambitie",
                ("Onderbouwing van de ambitie", "Grounds for the ambition"),
                Content::Text,
            ),
            may(
                "plan_van_aanpak",
                (
                    "Plan van aanpak, of waar het staat",
                    "Plan of approach, or where it is",
                ),
                Content::Line,
            ),
            may(
                "ontwikkelopgaven",
                ("Ontwikkelopgaven", "Development tasks"),
                Content::Text,
            ),
            may(
                "volgt",
                ("Wat wordt gevolgd", "What is watched"),
                Content::Lines,
            ),
            may("titel", ("Titel", "Title"), Content::Line),
            PARTIES,
            may("doel", ("Doel", "Aim"), Content::Text),
            TARGET_GROUP,
            DESCRIPTION,
            MONITORING,
            FUNDING,
            AGENDA,
            may("van", ("Eerste dag", "First day"), Content::Day),
            LAST_DAY,
            MORE,
            CONTACT,
        ],
        one_of: &[],
        once: &["buurt", "datum"],
    },
    Form {
        kind: DECISION,
        title: ("Besluit", "Decision"),
        about: (
            "Wat een orgaan heeft besloten, op de dag van het besluit.",
            "What a body decided, on the day of the decision.",
        ),
        fields: &[
            must(
                "orgaan",
                ("Orgaan", "Body"),
                Content::OneOf(&[
                    "college",
                    "raad",
                    "UOA",
                    "stuurgroep IHP",
                    "schoolbestuur",
                    "anders",
                ]),
            ),
            must("besluit", ("Besluit", "Decision"), Content::Text),
            must("document", ("Document", "Document"), Content::Line),
            may("gebied", ("Gebied", "Area"), Content::Area),
        ],
        one_of: &[],
        once: &["orgaan", "document", "datum", "gebied", "besluit"],
    },
];

/// The form of a kind.
pub fn form_of(kind: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.kind == kind)
}
