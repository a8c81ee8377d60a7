//! Names of facilities: made up, friendly, and of nobody.

const SCHOOLS: [&str; 20] = [
    "De Driesprong",
    "De Regenboog",
    "De Vliet",
    "De Schans",
    "De Sleutel",
    "De Weversboom",
    "De Wilg",
    "De Zuiderster",
    "Het Baken",
    "Het Kompas",
    "Sint Joséschool",
    "De Bloesem",
    "Daltonschool De Boei",
    "Montessorischool Noord",
    "De Ark",
    "De Klimtoren",
    "Het Mozaïek",
    "De Toermalijn",
    "De Windroos",
    "De Zeilmaker",
];
const SECONDARY: [&str; 6] = [
    "Vaartcollege",
    "Lyceum Oostoever",
    "Markermeer College",
    "De Vrije Werf",
    "Praktijkschool De Helling",
    "Gymnasium De Brug",
];
const CHILDCARE: [&str; 24] = [
    "De Boomhut",
    "Ukkepuk",
    "De Rupsen",
    "Pippeloentje",
    "Het Zandkasteel",
    "Zonnestraal",
    "De Kleine Beer",
    "Kikkerland",
    "De Vuurtoren",
    "Dribbel",
    "De Speeldoos",
    "Het Nest",
    "Madelief",
    "De Kabouters",
    "Pinkeltje",
    "Vlindertuin",
    "Het Molentje",
    "De Bootjes",
    "Klavertje Vier",
    "De Eekhoorns",
    "Nijntjehof",
    "De Lieveheer",
    "Bij de Vaart",
    "Het Schelpje",
];

/// The name of a facility, by its kind, its number among those of its kind, and its neighbourhood.
pub fn facility_name(kind: &str, number: u32, neighbourhood: &str) -> String {
    let listed = |names: &[&str]| {
        let round = number as usize / names.len();
        let name = names[number as usize % names.len()];
        if round == 0 {
            name.to_owned()
        } else {
            format!("{name} {neighbourhood}")
        }
    };
    match kind {
        "PO" => listed(&SCHOOLS),
        "VO" => listed(&SECONDARY),
        "KDV" => format!("Kinderdagverblijf {}", listed(&CHILDCARE)),
        "BSO" => format!("BSO {}", listed(&CHILDCARE)),
        "SBO" => format!("SBO De Springplank {neighbourhood}"),
        "(V)SO" => format!("Het Palet {neighbourhood}"),
        "MBO" => format!("Vakschool {neighbourhood}"),
        "TAALSCHOOL" => format!("Taalschool {neighbourhood}"),
        "SCHOOL_10_14" => format!("School 10-14 {neighbourhood}"),
        "BUURTSCHOOL" => format!("Buurtschool {neighbourhood}"),
        "BIBLIOTHEEK" => format!("Bibliotheek {neighbourhood}"),
        "CONSULTATIEBUREAU" => format!("Consultatiebureau {neighbourhood}"),
        "HUISARTS" => format!("Huisartsenpraktijk {neighbourhood}"),
        "BUURTTEAM" => format!("Buurtteam {neighbourhood}"),
        "JONGERENWERK" => format!("Jongerenwerk {neighbourhood}"),
        "BUURTHUIS" => format!("Buurthuis {neighbourhood}"),
        "GYMZAAL" => format!("Gymzaal {neighbourhood}"),
        "SPORT" => format!("Sportpark {neighbourhood}"),
        _ => format!("Speelplek {neighbourhood} {}", number + 1),
    }
}
