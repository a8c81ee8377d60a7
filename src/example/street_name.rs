//! Names of streets: ordinary words that belong to no person.

use crate::example::borders::Side;
use crate::example::mesh::Mesh;

const WORDS: [&str; 48] = [
    "Abrikozen",
    "Anjer",
    "Beuken",
    "Boter",
    "Brem",
    "Ceder",
    "Dahlia",
    "Distel",
    "Eiken",
    "Egel",
    "Fazanten",
    "Gans",
    "Geranium",
    "Haver",
    "Hazelaar",
    "Hermelijn",
    "Iris",
    "Jasmijn",
    "Kabel",
    "Kamille",
    "Kers",
    "Kievit",
    "Koren",
    "Lavendel",
    "Leeuwerik",
    "Lelie",
    "Linde",
    "Lisdodde",
    "Magnolia",
    "Mees",
    "Mosterd",
    "Narcis",
    "Ooievaar",
    "Papaver",
    "Pruimen",
    "Reiger",
    "Rogge",
    "Salie",
    "Spreeuwen",
    "Tarwe",
    "Tulp",
    "Valk",
    "Varen",
    "Vlas",
    "Walnoot",
    "Wikke",
    "Zeis",
    "Zwaluw",
];
const ENDINGS: [&str; 3] = ["straat", "laan", "weg"];

/// The name of the street on one line of a cell; lines of one cell have different names.
pub fn street_name(cell: u32, line: u32) -> String {
    let word = WORDS[((cell * 11 + line * 5) % WORDS.len() as u32) as usize];
    let ending = ENDINGS[((cell + line / WORDS.len() as u32) % ENDINGS.len() as u32) as usize];
    format!("{word}{ending}")
}

/// The name of the street along an edge of the mesh.
pub fn main_street_name(mesh: &Mesh, number: u32) -> Option<String> {
    let edge = &mesh.edges[number as usize];
    let quarter = mesh.cells[edge.left as usize].quarter;
    Some(match edge.right {
        Side::Canal if quarter.east => "Oosterkade".to_owned(),
        Side::Canal => "Westerkade".to_owned(),
        Side::Rail if quarter.north => "Spoorlaan".to_owned(),
        Side::Rail => "Zuidelijke Spoorlaan".to_owned(),
        Side::Outline(_) => "Ringdijk".to_owned(),
        Side::Cell(right) => {
            let word = WORDS[((edge.left * 7 + right * 3) % WORDS.len() as u32) as usize];
            format!("{word}singel")
        }
    })
}
