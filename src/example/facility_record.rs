//! A facility with everything its row in a file says: name, address, pupils, places, building year.

use crate::example::chance::Chance;
use crate::example::dissolve::GroundPoint;
use crate::example::facilities::{Facilities, PlacedFacility};
use crate::example::facility_name::facility_name;
use crate::example::land::ground_point;
use crate::example::town_plan::TownPlan;

/// What a file says of one facility.
#[derive(Debug, Clone, PartialEq)]
pub struct FacilityRecord {
    /// Its kind, as in [`crate::example::facilities::KINDS`].
    pub kind: &'static str,
    /// Its number among those of its kind, from 0.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// The street of its address.
    pub street: String,
    /// The number of its address.
    pub house_number: u32,
    /// Its postcode.
    pub postcode: String,
    /// The number of its neighbourhood, from 0.
    pub area: usize,
    /// The name of its neighbourhood.
    pub neighbourhood: String,
    /// Where it stands.
    pub place: GroundPoint,
    /// The year its building was built.
    pub built: u32,
    /// The year in which it was last renovated, if it was.
    pub renovated: Option<u32>,
    /// Pupils or places in use.
    pub pupils: u32,
    /// Pupils or places there is room for.
    pub capacity: u32,
}

/// The record of one facility.
pub fn facility_record(
    plan: &TownPlan,
    facilities: &Facilities,
    facility: &PlacedFacility,
) -> FacilityRecord {
    let site = &facilities.sites[facility.site];
    let mut chance = Chance::new(
        plan.seed,
        facility.kind,
        u64::from(facility.number) + 1_000_000,
    );
    let naming = &plan.naming[site.neighbourhood as usize];
    let pupils = chance
        .between(
            usual_size(facility.kind) * 0.7,
            usual_size(facility.kind) * 1.3,
        )
        .round();
    // Old buildings are often full; some schools have more pupils than places.
    let room = if facility.built < 1950 {
        chance.between(0.92, 1.1)
    } else {
        chance.between(0.98, 1.35)
    };
    let renovated =
        (facility.built < 1985 && chance.happens(0.45)).then(|| 1990 + chance.below(34) as u32);
    FacilityRecord {
        kind: facility.kind,
        number: facility.number,
        name: facility_name(facility.kind, facility.number, &naming.name),
        street: site.street.clone(),
        house_number: site.number,
        postcode: postcode(site.neighbourhood, site.number),
        area: site.neighbourhood as usize,
        neighbourhood: naming.name.clone(),
        place: ground_point(&plan.bend, site.place),
        built: facility.built,
        renovated,
        pupils: pupils as u32,
        capacity: (pupils * room / 5.0).round() as u32 * 5,
    }
}

/// Pupils or places of a facility of usual size.
fn usual_size(kind: &str) -> f64 {
    match kind {
        "PO" => 370.0,
        "VO" => 1_250.0,
        "SBO" => 130.0,
        "(V)SO" => 110.0,
        "MBO" => 1_600.0,
        "TAALSCHOOL" => 90.0,
        "SCHOOL_10_14" => 240.0,
        "KDV" => 58.0,
        "BSO" => 48.0,
        _ => 100.0,
    }
}

/// A postcode between 9980 and 9999 with letters that no real address there has together with it.
fn postcode(neighbourhood: u32, number: u32) -> String {
    let letter = |value: u32| char::from(b"ABCDEGHJKLNPRSTVWXZ"[(value % 19) as usize]);
    format!(
        "{} {}{}",
        9_900 + neighbourhood % 100,
        letter(neighbourhood / 100 + number),
        letter(number / 19)
    )
}
