//! Weights and thresholds from a file: the built-in set and a user's own are read and checked by the same code.
//! A weight that cannot stand is a problem that blocks, so that no answer rests on weights nobody wrote.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ingest::community_school_rules::{CommunitySchoolEntry, community_school};
use crate::ingest::kinds_file::kind_descriptions;
use crate::ingest::problem::Problem;
use crate::ingest::rule_reading::{PERCENT, RuleReading, SHARE, one_of};
use crate::ingest::toml_problem::problem_of_toml;
use crate::ingest::weight_shares::{WrittenWeight, weight_shares};
use crate::model::facility_kind::KindDescription;
use crate::model::indicator::Domain;
use crate::model::weight_set::{
    ClusterRules, NeedPreset, NeedRules, OpportunityRules, SchoolLibraryRules, Standardisation,
    WeightSet,
};

/// The built-in weights: their name and their text.
pub const BUILT_IN_WEIGHTS: (&str, &str) = (
    "nabij-gewichten-1",
    include_str!("../../data/norms/nabij-gewichten-1.toml"),
);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    name: String,
    label_nl: String,
    label_en: String,
    need: NeedEntry,
    community_school: CommunitySchoolEntry,
    cluster: ClusterEntry,
    opportunity: OpportunityEntry,
    school_library: SchoolLibraryEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedEntry {
    standardisation: String,
    smallest_evidence: f64,
    smallest_residents: u32,
    smallest_children: u32,
    default_preset: String,
    presets: Vec<PresetEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetEntry {
    code: String,
    name_nl: String,
    name_en: String,
    domains: BTreeMap<String, WrittenWeight>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClusterEntry {
    diameter_m: f64,
    stage_years: [f64; 3],
    children_per_place: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpportunityEntry {
    any_domain: f64,
    together: Vec<String>,
    together_from: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolLibraryEntry {
    budget_eur: f64,
    childcare_distance_m: f64,
}

/// The built-in weights.
pub fn built_in_weights() -> WeightSet {
    let mut problems = Vec::new();
    let (name, text) = BUILT_IN_WEIGHTS;
    let kinds = kind_descriptions(name, &[], &mut problems);
    parse_weights((name, &kinds), text, &mut problems)
        .expect("the built-in file is part of the program")
}

/// The weights of a file with the kinds there are. Nothing when something is wrong, each of which is a problem that blocks.
pub fn parse_weights(
    (file, kinds): (&str, &[KindDescription]),
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<WeightSet> {
    let parsed = toml::from_str::<WeightsFile>(text)
        .map_err(|error| problems.push(problem_of_toml(file, text, &error)))
        .ok()?;
    let mut reading = RuleReading {
        file,
        kinds,
        problems,
    };
    // Every table is read before giving up, so that all that is wrong is named at once.
    let need = need(&mut reading, &parsed.need);
    let community_school = community_school(&mut reading, &parsed.community_school);
    let cluster = cluster(&mut reading, &parsed.cluster);
    let opportunity = opportunity(&mut reading, &parsed.opportunity);
    let school_library = school_library(&mut reading, &parsed.school_library);
    Some(WeightSet {
        name: parsed.name,
        label_nl: parsed.label_nl,
        label_en: parsed.label_en,
        need: need?,
        community_school: community_school?,
        cluster: cluster?,
        opportunity: opportunity?,
        school_library: school_library?,
        chosen: Vec::new(),
    })
}

fn need(reading: &mut RuleReading<'_>, entry: &NeedEntry) -> Option<NeedRules> {
    let standardisation = standardisation(reading, &entry.standardisation);
    let evidence = reading.within("need.smallest_evidence", entry.smallest_evidence, SHARE);
    let presets: Vec<_> = entry
        .presets
        .iter()
        .map(|entry| preset(reading, entry))
        .collect();
    let codes: Vec<&str> = entry.presets.iter().map(|one| one.code.as_str()).collect();
    let unique = reading.each_once("need.presets.code", &codes);
    let default = Some(&entry.default_preset).filter(|code| codes.contains(&code.as_str()));
    if default.is_none() {
        let found = format!("\"{}\"", entry.default_preset);
        reading.refuse("need.default_preset", found, &one_of(&codes));
    }
    unique?;
    Some(NeedRules {
        standardisation: standardisation?,
        smallest_evidence: evidence?,
        smallest_residents: entry.smallest_residents,
        smallest_children: entry.smallest_children,
        default_preset: default?.clone(),
        presets: presets.into_iter().collect::<Option<_>>()?,
        chosen: Vec::new(),
    })
}

fn standardisation(reading: &mut RuleReading<'_>, code: &str) -> Option<Standardisation> {
    let known = Standardisation::EVERY.map(Standardisation::code);
    let ways = Standardisation::EVERY.into_iter();
    reading.known("need.standardisation", code, &known, ways)
}

fn preset(reading: &mut RuleReading<'_>, entry: &PresetEntry) -> Option<NeedPreset> {
    let field = format!("need.presets.{}.domains", entry.code);
    let names = Domain::EVERY.map(Domain::code);
    let shares = weight_shares(
        (reading.file, &field),
        &entry.domains,
        names,
        reading.problems,
    )?;
    let weighed = Domain::EVERY.into_iter().zip(shares);
    Some(NeedPreset {
        code: entry.code.clone(),
        name_nl: entry.name_nl.clone(),
        name_en: entry.name_en.clone(),
        domains: weighed
            .filter_map(|(domain, share)| Some((domain, share.filter(|&share| share > 0.0)?)))
            .collect(),
    })
}

fn cluster(reading: &mut RuleReading<'_>, entry: &ClusterEntry) -> Option<ClusterRules> {
    let diameter = reading.metres("cluster.diameter_m", entry.diameter_m);
    let years = entry.stage_years;
    let years = years.map(|years| reading.above_zero("cluster.stage_years", years));
    let [Some(first), Some(second), Some(third)] = years else {
        return None;
    };
    let children = reading.above_zero("cluster.children_per_place", entry.children_per_place);
    Some(ClusterRules {
        diameter: diameter?,
        stage_years: [first, second, third],
        children_per_place: children?,
    })
}

fn opportunity(
    reading: &mut RuleReading<'_>,
    entry: &OpportunityEntry,
) -> Option<OpportunityRules> {
    let any_domain = reading.within("opportunity.any_domain", entry.any_domain, PERCENT);
    let from = reading.within("opportunity.together_from", entry.together_from, PERCENT);
    let names = Domain::EVERY.map(Domain::code);
    let domain = |code: &String| {
        let domains = Domain::EVERY.into_iter();
        reading.known("opportunity.together", code, &names, domains)
    };
    let together: Vec<_> = entry.together.iter().map(domain).collect();
    Some(OpportunityRules {
        any_domain: any_domain?,
        together_from: from?,
        together: together.into_iter().collect::<Option<_>>()?,
    })
}

fn school_library(
    reading: &mut RuleReading<'_>,
    entry: &SchoolLibraryEntry,
) -> Option<SchoolLibraryRules> {
    let budget = reading.euros("school_library.budget_eur", entry.budget_eur);
    let field = "school_library.childcare_distance_m";
    let distance = reading.metres(field, entry.childcare_distance_m);
    Some(SchoolLibraryRules {
        budget: budget?,
        childcare_distance: distance?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::worked_weights::worked_weights;

    fn read(text: &str) -> (Option<WeightSet>, Vec<String>) {
        let mut problems = Vec::new();
        let kinds = kind_descriptions("study.toml", &[], &mut problems);
        let set = parse_weights(("w.toml", &kinds), text, &mut problems);
        (set, problems.iter().map(ToString::to_string).collect())
    }

    /// What is said of the built-in file with one thing changed.
    fn changed(from: &str, to: &str) -> Vec<String> {
        let (name, text) = BUILT_IN_WEIGHTS;
        assert!(text.contains(from), "{name} has no {from}");
        let (set, problems) = read(&text.replacen(from, to, 1));
        assert_eq!(set.is_none(), !problems.is_empty());
        problems
    }

    #[test]
    fn the_built_in_weights_are_the_worked_ones_and_call_themselves_a_proposal() {
        assert_eq!(read(BUILT_IN_WEIGHTS.1).1, [""; 0]);
        let mut set = built_in_weights();
        assert_eq!(set.name, BUILT_IN_WEIGHTS.0);
        assert!(set.label_nl.starts_with("voorstel") && set.label_en.starts_with("proposal"));
        let mut worked = worked_weights();
        worked.need.presets[0]
            .code
            .clone_into(&mut set.need.default_preset);
        // The worked set has one preset, one space norm and one room demand; the file has these and more.
        assert!(set.need.presets.contains(&worked.need.presets[0]));
        let (school, worked_school) = (&mut set.community_school, &worked.community_school);
        let norm = &school.space_norms[0];
        assert_eq!(
            norm.basis,
            "VNG modelverordening huisvesting onderwijs, bijlage III (zekerheid: hoog)"
        );
        assert_eq!(
            (norm.fixed, norm.per_pupil),
            (
                worked_school.space_norms[0].fixed,
                worked_school.space_norms[0].per_pupil
            )
        );
        assert!(school.room_demands.contains(&worked_school.room_demands[0]));
        school.space_norms.clone_from(&worked_school.space_norms);
        school.room_demands.clone_from(&worked_school.room_demands);
        worked.need.presets.clone_from(&set.need.presets);
        assert_eq!(
            (
                set.need,
                set.community_school,
                set.cluster,
                set.opportunity,
                set.school_library
            ),
            (
                worked.need,
                worked.community_school,
                worked.cluster,
                worked.opportunity,
                worked.school_library
            )
        );
    }

    #[test]
    fn every_preset_is_there_and_none_counts_facilities_nearby_which_candidates_count_already() {
        let presets = built_in_weights().need.presets;
        let codes: Vec<&str> = presets.iter().map(|preset| preset.code.as_str()).collect();
        let expected = [
            "lezen",
            "mentale_gezondheid",
            "schoolaanwezigheid",
            "kansenwerkplaats",
            "breed",
        ];
        assert_eq!(codes, expected);
        let mut domains = presets.iter().flat_map(|preset| &preset.domains);
        assert!(domains.all(|(domain, _)| *domain != Domain::Facilities));
    }

    #[test]
    fn a_weight_on_inclusivity_is_refused_in_the_words_of_the_agenda() {
        for table in [
            "meerwaarde = \"1/3\"",
            "meervoudig_gebruik = 0.25",
            "ruimtetekort = 0.2",
        ] {
            let problems = changed(
                &format!("{table}, inclusiviteit = 0"),
                &format!("{table}, inclusiviteit = 0.1"),
            );
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].contains(
                "inclusiviteit\": found a weight of 0.1, expected 0, for the Afwegingskader"
            ));
        }
    }

    #[test]
    fn what_cannot_stand_is_named_with_its_field() {
        let cases = [
            (
                "leeftijd = 0.4",
                "leeftijd = 0.5",
                "w.toml, field \"community_school.rebuilding\": found weights that sum to 1.1, expected weights that sum to 1",
            ),
            (
                "leeftijd = 0.4",
                "leeftijd = -0.4",
                "w.toml, field \"community_school.rebuilding.leeftijd\": found a weight of -0.4, expected a number of 0 or more",
            ),
            (
                "leeftijd = 0.4, ",
                "",
                "w.toml, field \"community_school.rebuilding\": found no weight for leeftijd, expected a weight for each",
            ),
            (
                "{ taal = 1 }",
                "{ tale = 1 }",
                "w.toml, field \"need.presets.lezen.domains.tale\": found an unknown key, expected \"taal\" perhaps",
            ),
            (
                "default_preset = \"breed\"",
                "default_preset = \"smal\"",
                "w.toml, field \"need.default_preset\": found \"smal\", expected one of lezen, ",
            ),
            (
                "code = \"breed\"",
                "code = \"lezen\"",
                "w.toml, field \"need.presets.code\": found \"lezen\" a second time, expected each once",
            ),
            (
                "\"percentiel\"",
                "\"rang\"",
                "w.toml, field \"need.standardisation\": found \"rang\", expected one of percentiel, z, minmax",
            ),
            (
                "kind = \"SBO\"",
                "kind = \"SBOO\"",
                "w.toml, field \"community_school.space_norms.kind\": found \"SBOO\", expected one of BIBLIOTHEEK, ",
            ),
            (
                "kind = \"SBO\"",
                "kind = \"PO\"",
                "w.toml, field \"community_school.space_norms.kind\": found \"PO\" a second time",
            ),
            (
                "per_pupil_m2 = 5.03",
                "per_pupil_m2 = -5.03",
                "w.toml, field \"community_school.space_norms.per_pupil_m2\": found -5.03, expected a number of square metres, 0 or more",
            ),
            (
                "room_types = [\"klaslokaal\"]",
                "room_types = []",
                "w.toml, field \"community_school.room_demands.room_types\": found no room type for TAALSCHOOL",
            ),
            (
                "[15, 40]",
                "[40, 15]",
                "w.toml, field \"community_school.age_years\": found [40, 15], expected the age",
            ),
            (
                "capital_cost_rate = 0.04",
                "capital_cost_rate = 4",
                "w.toml, field \"community_school.capital_cost_rate\": found 4, expected a number from 0 to 1",
            ),
            (
                "any_domain = 80",
                "any_domain = 180",
                "w.toml, field \"opportunity.any_domain\": found 180, expected a number from 0 to 100",
            ),
            (
                "\"zorggebruik_jeugd\"]",
                "\"zorg\"]",
                "w.toml, field \"opportunity.together\": found \"zorg\", expected one of taal, ",
            ),
            (
                "stage_years = [4, 8, 6]",
                "stage_years = [4, 0, 6]",
                "w.toml, field \"cluster.stage_years\": found 0, expected a number above 0",
            ),
        ];
        for (from, to, message) in cases {
            let problems = changed(from, to);
            assert!(problems[0].starts_with(message), "{problems:?}");
        }
        assert!(changed("reservation_eur", "reservation")[0].contains("found an unknown key"));
    }
}
