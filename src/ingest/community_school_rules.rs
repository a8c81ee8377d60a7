//! The part of a weights file about candidates for a community school: criteria, space norms, rooms and amounts.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::norms_file::founded_on;
use crate::ingest::rule_reading::{PERCENT, RuleReading, SHARE};
use crate::ingest::weight_shares::{WrittenWeight, weight_shares};
use crate::model::weight_set::{CommunitySchoolRules, RoomDemand, SpaceNorm};

/// `[community_school]` as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommunitySchoolEntry {
    criteria: BTreeMap<String, WrittenWeight>,
    rebuilding: BTreeMap<String, WrittenWeight>,
    added_value: BTreeMap<String, WrittenWeight>,
    age_years: [f64; 2],
    weeks: Option<WeeksEntry>,
    partner_distance_m: f64,
    ambition_months: u32,
    reservation_eur: f64,
    capital_cost_rate: f64,
    smallest_evidence: f64,
    promising_score: f64,
    #[serde(default)]
    space_norms: Vec<SpaceNormEntry>,
    #[serde(default)]
    room_demands: Vec<RoomDemandEntry>,
}

/// Weeks of a year with school and without.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeeksEntry {
    schoolweek: u16,
    vakantieweek: u16,
}

/// Where a weights file does not say it.
///
/// # Source
/// DOMAIN §C.8, calendars.
const WEEKS: WeeksEntry = WeeksEntry {
    schoolweek: 40,
    vakantieweek: 12,
};
/// Weeks of a year, the one that not every year has among them.
const MOST_WEEKS: u16 = 53;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpaceNormEntry {
    kind: String,
    fixed_m2: f64,
    per_pupil_m2: f64,
    basis: String,
    confidence: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoomDemandEntry {
    kind: String,
    room_types: Vec<String>,
    #[serde(default)]
    attributes: Vec<String>,
    shortest_min: u16,
}

/// The rules of `[community_school]`. Everything that is wrong is a problem that blocks.
pub fn community_school(
    reading: &mut RuleReading<'_>,
    entry: &CommunitySchoolEntry,
) -> Option<CommunitySchoolRules> {
    let criteria = ["noodzaak", "ambitie", "meerwaarde"];
    let criteria = weights(reading, "criteria", &entry.criteria, criteria);
    let rebuilding = ["leeftijd", "conditie", "ruimtetekort"];
    let rebuilding = weights(reading, "rebuilding", &entry.rebuilding, rebuilding);
    let added_value = ["bereik", "dekkingswinst", "partners", "meervoudig_gebruik"];
    let added_value = weights(reading, "added_value", &entry.added_value, added_value);
    let age_years = age_years(reading, entry.age_years);
    let space_norms = space_norms(reading, &entry.space_norms);
    let room_demands = room_demands(reading, &entry.room_demands);
    let weeks = weeks(reading, entry.weeks.unwrap_or(WEEKS));
    let distance = reading.metres(
        "community_school.partner_distance_m",
        entry.partner_distance_m,
    );
    let reservation = reading.euros("community_school.reservation_eur", entry.reservation_eur);
    let rate = "community_school.capital_cost_rate";
    let rate = reading.within(rate, entry.capital_cost_rate, SHARE);
    let evidence = "community_school.smallest_evidence";
    let evidence = reading.within(evidence, entry.smallest_evidence, SHARE);
    let promising = "community_school.promising_score";
    let promising = reading.within(promising, entry.promising_score, PERCENT);
    Some(CommunitySchoolRules {
        criteria: criteria?,
        rebuilding: rebuilding?,
        added_value: added_value?,
        age_years: age_years?,
        space_norms: space_norms?,
        room_demands: room_demands?,
        weeks: weeks?,
        partner_distance: distance?,
        ambition_months: entry.ambition_months,
        reservation: reservation?,
        capital_cost_rate: rate?,
        smallest_evidence: evidence?,
        promising_score: promising?,
    })
}

/// Weights of which every one must be given.
fn weights<const N: usize>(
    reading: &mut RuleReading<'_>,
    table: &str,
    written: &BTreeMap<String, WrittenWeight>,
    names: [&str; N],
) -> Option<[f64; N]> {
    let field = format!("community_school.{table}");
    let missing = names.iter().filter(|name| !written.contains_key(**name));
    let missing: Vec<&str> = missing.copied().collect();
    if !missing.is_empty() {
        let found = format!("no weight for {}", missing.join(", "));
        reading.refuse(
            &field,
            found,
            "a weight for each, 0 where it does not count",
        );
    }
    let shares = weight_shares((reading.file, &field), written, names, reading.problems)?;
    missing
        .is_empty()
        .then(|| shares.map(Option::unwrap_or_default))
}

fn age_years(reading: &mut RuleReading<'_>, [from, full]: [f64; 2]) -> Option<(f64, f64)> {
    let in_order = from >= 0.0 && from < full && full.is_finite();
    if !in_order {
        let expected =
            "the age that starts to count and a higher one that counts in full, in years";
        let found = format!("[{from}, {full}]");
        reading.refuse("community_school.age_years", found, expected);
    }
    in_order.then_some((from, full))
}

fn weeks(reading: &mut RuleReading<'_>, entry: WeeksEntry) -> Option<[u16; 2]> {
    let weeks = [entry.schoolweek, entry.vakantieweek];
    let all = weeks.map(u32::from).iter().sum::<u32>();
    let is_year = (1..=u32::from(MOST_WEEKS)).contains(&all);
    if !is_year {
        let found = format!("{} and {}", weeks[0], weeks[1]);
        let expected = "weeks with school and without, 1 to 53 together";
        reading.refuse("community_school.weeks", found, expected);
    }
    is_year.then_some(weeks)
}

fn space_norms(
    reading: &mut RuleReading<'_>,
    entries: &[SpaceNormEntry],
) -> Option<Vec<SpaceNorm>> {
    let field = "community_school.space_norms";
    let codes: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    let unique = reading.each_once(&format!("{field}.kind"), &codes);
    let norms: Vec<_> = entries
        .iter()
        .map(|entry| space_norm(reading, field, entry))
        .collect();
    unique?;
    norms.into_iter().collect()
}

fn space_norm(
    reading: &mut RuleReading<'_>,
    field: &str,
    entry: &SpaceNormEntry,
) -> Option<SpaceNorm> {
    let kind = reading.kind(&format!("{field}.kind"), &entry.kind);
    let fixed = reading.square_metres(&format!("{field}.fixed_m2"), entry.fixed_m2);
    let per_pupil = reading.square_metres(&format!("{field}.per_pupil_m2"), entry.per_pupil_m2);
    Some(SpaceNorm {
        kind: kind?,
        fixed: fixed?,
        per_pupil: per_pupil?,
        basis: founded_on(&entry.basis, entry.confidence.as_deref()),
    })
}

fn room_demands(
    reading: &mut RuleReading<'_>,
    entries: &[RoomDemandEntry],
) -> Option<Vec<RoomDemand>> {
    let field = "community_school.room_demands";
    let codes: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    let unique = reading.each_once(&format!("{field}.kind"), &codes);
    let demands: Vec<_> = entries
        .iter()
        .map(|entry| room_demand(reading, field, entry))
        .collect();
    unique?;
    demands.into_iter().collect()
}

fn room_demand(
    reading: &mut RuleReading<'_>,
    field: &str,
    entry: &RoomDemandEntry,
) -> Option<RoomDemand> {
    let kind = reading.kind(&format!("{field}.kind"), &entry.kind);
    if entry.room_types.is_empty() {
        let found = format!("no room type for {}", entry.kind);
        reading.refuse(&format!("{field}.room_types"), found, "at least one");
        return None;
    }
    Some(RoomDemand {
        kind: kind?,
        room_types: entry.room_types.clone(),
        attributes: entry.attributes.clone(),
        shortest_minutes: entry.shortest_min,
    })
}
