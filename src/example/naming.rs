//! Names and codes of neighbourhoods and districts, in the way of Statistics Netherlands.
//!
//! Names fit their place: by the canal, by the station, by the park. No name says anything of the people.

use crate::example::bend::Bend;
use crate::example::borders::Side;
use crate::example::cell_use::CellUse;
use crate::example::chance::Chance;
use crate::example::mesh::Mesh;
use crate::example::neighbourhood::{Era, Neighbourhood};
use crate::example::plan_point::PlanPoint;
use crate::example::town_size::TownSize;

/// The municipality of the made-up town; no real one has this code.
pub const MUNICIPALITY_CODE: &str = "GM9999";
/// Its name.
pub const MUNICIPALITY_NAME: &str = "Voorbeeldstad";

/// The names and codes of one neighbourhood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// `BU9999` with two characters for the district and two for itself.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The number of its district, from 0.
    pub district: usize,
}

/// One district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// `WK9999` with two characters.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// What a place must have for a name to fit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    Anywhere,
    Canal,
    Rail,
    Park,
    Lake,
    Edge,
    Growth,
}

/// A name, what it needs, and where in the town it lies: percent of the way from the middle to the edge, east and north.
const NAMES: [(&str, Fits, i32, i32); 32] = [
    ("Rietlanden", Fits::Growth, 42, 70),
    ("Parkrand", Fits::Park, 15, 62),
    ("Lommerrijk", Fits::Park, -82, 32),
    ("Marktbuurt", Fits::Anywhere, -25, 14),
    ("Stationsbuurt", Fits::Rail, 8, 11),
    ("Kersenhof", Fits::Rail, 43, 11),
    ("Sluisbuurt", Fits::Canal, -34, 68),
    ("Vaartzoom", Fits::Canal, -48, -1),
    ("Kanaalzicht", Fits::Canal, -33, -35),
    ("Vaarthoek", Fits::Canal, -24, -72),
    ("Meerzicht", Fits::Lake, 56, -82),
    ("Plassenbuurt", Fits::Lake, 29, -41),
    ("De Kreek", Fits::Lake, 76, -51),
    ("Oude Werf", Fits::Anywhere, -8, 80),
    ("Havenkwartier", Fits::Edge, 18, 89),
    ("Noordoever", Fits::Edge, -66, 62),
    ("Hofbuurt", Fits::Anywhere, -13, 33),
    ("Dijkzicht", Fits::Edge, 60, 53),
    ("Molenhoek", Fits::Anywhere, 38, 27),
    ("Lindekwartier", Fits::Anywhere, -56, 38),
    ("Oosterweide", Fits::Edge, 77, 22),
    ("Boomgaard", Fits::Edge, 88, -10),
    ("Wilgenhof", Fits::Anywhere, 59, -33),
    ("Spoorzicht", Fits::Rail, 16, -14),
    ("Weverskwartier", Fits::Canal, -6, -39),
    ("Zuiderhout", Fits::Anywhere, 4, -82),
    ("Weidebuurt", Fits::Edge, 30, -80),
    ("De Horst", Fits::Anywhere, -50, -66),
    ("Akkerbuurt", Fits::Anywhere, -63, -73),
    ("Schanskwartier", Fits::Edge, -83, -67),
    ("Zandkamp", Fits::Rail, -70, -21),
    ("Westerkade", Fits::Edge, -91, -23),
];

const FIRST_PARTS: [&str; 40] = [
    "Appel",
    "Beuken",
    "Berken",
    "Bloemen",
    "Brink",
    "Duin",
    "Eiken",
    "Elzen",
    "Vogel",
    "Hazel",
    "Heide",
    "Zomer",
    "Iepen",
    "Jasmijn",
    "Kastanje",
    "Klaver",
    "Kapel",
    "Linden",
    "Lijster",
    "Meidoorn",
    "Merel",
    "Molen",
    "Noten",
    "Oever",
    "Peren",
    "Populieren",
    "Raven",
    "Riet",
    "Rozen",
    "Sering",
    "Sterren",
    "Tuin",
    "Gras",
    "Vlinder",
    "Vlier",
    "Water",
    "Wielewaal",
    "Wilgen",
    "Zilver",
    "Zonnen",
];
const LAST_PARTS: [&str; 12] = [
    "buurt", "hof", "kwartier", "hoek", "rand", "zoom", "veld", "kamp", "horst", "gaard", "wijk",
    "zicht",
];

/// District middles in the oval of the town, with their names.
const DISTRICTS: [(&str, PlanPoint); 7] = [
    ("Centrum", PlanPoint::new(-0.14, 0.16)),
    ("Noord", PlanPoint::new(-0.12, 0.80)),
    ("Noordoost", PlanPoint::new(0.55, 0.55)),
    ("Oost", PlanPoint::new(0.66, -0.18)),
    ("Zuid", PlanPoint::new(0.10, -0.62)),
    ("Zuidwest", PlanPoint::new(-0.62, -0.45)),
    ("West", PlanPoint::new(-0.70, 0.32)),
];

/// Names and codes of all neighbourhoods, in their order, and the districts they form.
pub fn naming(
    mesh: &Mesh,
    uses: &[CellUse],
    places: &[Neighbourhood],
    size: &TownSize,
    bend: &Bend,
    seed: u64,
) -> (Vec<Naming>, Vec<District>) {
    let (memberships, districts) = districts(mesh, places, size, seed);
    let names = names(mesh, uses, places, size, bend);
    let mut members = vec![0u32; districts.len()];
    let codes = memberships.iter().zip(places).map(|(&district, place)| {
        let own = &districts[district].code[2..];
        if place.era == Era::Growth && size.growth_areas == 1 {
            // A neighbourhood that was added later, with letters as in real codes.
            return format!("BU{own}A1");
        }
        members[district] += 1;
        format!("BU{own}{}", two_characters(members[district]))
    });
    let codes: Vec<String> = codes.collect();
    let named = codes
        .into_iter()
        .zip(names)
        .zip(&memberships)
        .map(|((code, name), &district)| Naming {
            code,
            name,
            district,
        })
        .collect();
    (named, districts)
}

/// `01` to `99`, then with letters: `0A`, ... `ZZ`.
fn two_characters(number: u32) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if number < 100 {
        return format!("{number:02}");
    }
    // The numbers in which a letter occurs, in order: every pair but the hundred of two digits.
    let mut pairs = (0..36usize * 36)
        .map(|pair| (pair / 36, pair % 36))
        .filter(|&(tens, ones)| tens > 9 || ones > 9);
    let (tens, ones) = pairs.nth(number as usize - 100).unwrap_or((35, 35));
    [DIGITS[tens], DIGITS[ones]]
        .iter()
        .map(|&digit| char::from(digit))
        .collect()
}

/// The district of each neighbourhood: the one whose middle is nearest.
fn districts(
    mesh: &Mesh,
    places: &[Neighbourhood],
    size: &TownSize,
    seed: u64,
) -> (Vec<usize>, Vec<District>) {
    let mut chance = Chance::new(seed, "districts", 0);
    let middles: Vec<PlanPoint> = (0..size.districts as usize)
        .map(|number| match DISTRICTS.get(number) {
            Some(&(_, middle)) => middle,
            None => PlanPoint::new(chance.between(-0.9, 0.9), chance.between(-0.9, 0.9)),
        })
        .collect();
    let nearest = |place: PlanPoint, middles: &mut dyn Iterator<Item = PlanPoint>| {
        middles
            .enumerate()
            .min_by(|one, other| one.1.distance(place).total_cmp(&other.1.distance(place)))
            .map_or(0, |(number, _)| number)
    };
    let chosen: Vec<usize> = places
        .iter()
        .map(|place| {
            nearest(
                size.in_oval(mesh.cells[place.home as usize].middle),
                &mut middles.iter().copied(),
            )
        })
        .collect();
    let mut used: Vec<usize> = chosen.clone();
    used.sort_unstable();
    used.dedup();
    let districts = used
        .iter()
        .enumerate()
        .map(|(number, &middle)| {
            let (compass, _) = DISTRICTS[nearest(
                middles[middle],
                &mut DISTRICTS.iter().map(|(_, place)| *place),
            )];
            let name = if middle < DISTRICTS.len() {
                compass.to_owned()
            } else {
                format!("{compass} {}", middle + 1)
            };
            District {
                code: format!("WK9999{}", two_characters(number as u32 + 1)),
                name,
            }
        })
        .collect();
    let memberships = chosen
        .iter()
        .map(|middle| used.binary_search(middle).unwrap_or(0))
        .collect();
    (memberships, districts)
}

/// A name for each neighbourhood: the known names at the place where they fit best, made-up words for the rest.
fn names(
    mesh: &Mesh,
    uses: &[CellUse],
    places: &[Neighbourhood],
    size: &TownSize,
    bend: &Bend,
) -> Vec<String> {
    let mut names: Vec<Option<String>> = vec![None; places.len()];
    let middle = bend.ground(size.middle);
    let mut fits: Vec<(f64, usize, usize)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let ground = bend.ground(mesh.cells[place.home as usize].middle);
        let (east, north) = (
            (ground.x - middle.x) / size.reach.x,
            (ground.y - middle.y) / size.reach.y,
        );
        let traits = traits(mesh, uses, place);
        // Only what lies around the first market can carry a known name; larger towns go on from there.
        let near = size.scale;
        for (number, &(_, needed, x, y)) in NAMES.iter().enumerate() {
            let wanted = PlanPoint::new(f64::from(x), f64::from(y)) * 0.01;
            let away = PlanPoint::new(east * near, north * near).distance(wanted);
            let strict = strictness(needed);
            let misfit = match (traits.contains(&needed), strict > 1.0) {
                (true, true) => -strict,
                (true, false) => 0.0,
                (false, _) => strict,
            };
            fits.push((away + misfit, number, index));
        }
    }
    fits.sort_by(|one, other| {
        one.0
            .total_cmp(&other.0)
            .then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut taken = [false; NAMES.len()];
    for (_, number, index) in fits {
        if !taken[number] && names[index].is_none() {
            taken[number] = true;
            names[index] = Some(NAMES[number].0.to_owned());
        }
    }
    let mut next = 0;
    names
        .into_iter()
        .map(|name| name.unwrap_or_else(|| made_up_name(&mut next)))
        .collect()
}

/// How far away a name may rather lie than at a place that does not have what it speaks of.
const fn strictness(needed: Fits) -> f64 {
    match needed {
        Fits::Anywhere => 0.0,
        Fits::Edge => 0.3,
        Fits::Canal | Fits::Rail => 0.8,
        Fits::Park | Fits::Lake | Fits::Growth => 5.0,
    }
}

fn traits(mesh: &Mesh, uses: &[CellUse], place: &Neighbourhood) -> Vec<Fits> {
    let mut traits = vec![Fits::Anywhere];
    for &part in &mesh.cells[place.home as usize].ring {
        traits.push(match mesh.beyond(part) {
            Side::Rail => Fits::Rail,
            Side::Canal => Fits::Canal,
            Side::Outline(_) => Fits::Edge,
            Side::Cell(other) if uses[other as usize] == CellUse::Lake => Fits::Lake,
            Side::Cell(_) => Fits::Anywhere,
        });
    }
    if !place.park.is_empty() {
        traits.push(Fits::Park);
    }
    if place.era == Era::Growth {
        traits.push(Fits::Growth);
    }
    traits
}

/// The next word that is not one of the known names; after all pairs with a number.
fn made_up_name(next: &mut usize) -> String {
    loop {
        let pairs = FIRST_PARTS.len() * LAST_PARTS.len();
        let (pair, round) = (*next % pairs, *next / pairs);
        *next += 1;
        // 7 and the number of first parts have no factor in common, so neighbours get different words.
        let first = pair * 7 % FIRST_PARTS.len();
        let last = (pair / FIRST_PARTS.len() + first) % LAST_PARTS.len();
        let word = format!("{}{}", FIRST_PARTS[first], LAST_PARTS[last]);
        if NAMES.iter().all(|(known, ..)| *known != word) {
            return if round == 0 {
                word
            } else {
                format!("{word} {}", round + 1)
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn made_up_names_do_not_repeat() {
        let mut next = 0;
        let names: BTreeSet<String> = (0..2_000).map(|_| made_up_name(&mut next)).collect();
        assert_eq!(names.len(), 2_000);
    }

    #[test]
    fn two_characters_tell_1296_things_apart() {
        let all: BTreeSet<String> = (0..1_296).map(two_characters).collect();
        assert_eq!(all.len(), 1_296);
        assert_eq!(
            [
                two_characters(7),
                two_characters(100),
                two_characters(1_295)
            ],
            ["07", "0A", "ZZ"]
        );
    }
}
