//! A what-if in the words of the public interface.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::access::publication::{Published, PublishedFigures, reasons_told};
use crate::access::suppression::Shown;
use crate::access::turned_people::WaysLeft;
use crate::layers::difference_layer::AreaDifference;
use crate::layers::norm_classes::class_of;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaLevel;
use crate::model::facility_kind::KindDescription;
use crate::model::norm::Norm;
use crate::model::people::People;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;
use crate::study::answer::whole_people;
use crate::study::dead_end::dead_end_sentence;
use crate::study::language::Language;
use crate::study::open_study::Study;
use crate::study::overview::{district_name, norm_label};
use crate::study::scenario::difference_document::difference_classes;
use crate::study::scenario::newcomers::newcomers;
use crate::study::scenario::planned_residents::{
    homes_of_unknown_people, homes_outside, neighbourhood_at, number_of, ready_homes, year_of,
};
use crate::study::scenario::scenario_document::{base_document, yields_label};
use crate::study::scenario::sentences::{
    Totals, newcomers_sentence, nobody_of_now_turns, nobody_turns, nothing_changes,
    outside_homes_sentence, turn_sentences, unknown_homes_sentence, unplaced_sentence,
    unplaced_sentences, what_it_is_about,
};
use crate::study::scenario::supply::{Supply, SupplyChange};
use crate::study::scenario::what_if::{AgeChange, KindChange, WhatIf};
use crate::study::scenario::what_if_form::{
    AreaDocument, FiguresDocument, LossDocument, QuestionDocument, WhatIfDocument,
};
use crate::study::sentences::{Wording, method};

/// Writes down what a scenario means, which goes by this mark.
pub fn what_if_document(
    study: &Study,
    (mark, scenario): (&str, &Scenario),
    what_if: &WhatIf<'_>,
    language: Language,
) -> WhatIfDocument {
    let town = study.town();
    let tellings: Vec<Telling<'_>> = what_if
        .kinds
        .iter()
        .flat_map(|kind| kind.ages.iter().map(move |age| (kind, age)))
        .filter_map(|(kind, age)| Telling::of(study, scenario, (kind, age), language))
        .collect();
    let unknown_homes = tellings.iter().map(|telling| telling.unknown_homes.number);
    let unknown_homes = unknown_homes.max().unwrap_or_default();
    let outside_homes = number_of(homes_outside(town, scenario));
    let mut sentences: Vec<String> = tellings.iter().flat_map(Telling::turns).collect();
    if sentences.is_empty() && unknown_homes == 0 {
        let new = ready_homes(scenario).next();
        sentences.push(match (what_if.kinds.is_empty(), new) {
            (true, _) => nothing_changes(language),
            (false, None) => nobody_turns(language),
            (false, Some(_)) => nobody_of_now_turns(language),
        });
    }
    sentences.extend(tellings.iter().filter_map(Telling::newcomers));
    sentences.extend(unknown_homes_sentence(unknown_homes, language));
    sentences.extend(outside_homes_sentence(outside_homes, language));
    let unplaced = what_if.unplaced.iter().map(|(_, unplaced)| unplaced);
    sentences.extend(unplaced_sentences(unplaced, language));
    let ids = scenario.changes();
    let dead_ends = what_if.dead_ends.iter().map(|(change, end)| {
        json!({
            "wijziging": ids[*change].id.0,
            "einde": end.unjoined.end,
            "vervoer": end.mode.public_code(),
            "dichtstbij_m": end.unjoined.nearest.map(|metres| metres.value().round()),
            "zin": dead_end_sentence(*end, language),
        })
    });
    let unplaced = what_if.unplaced.iter().map(|(change, unplaced)| {
        json!({
            "wijziging": ids[*change].id.0,
            "vervoer": unplaced.mode.public_code(),
            "dichtstbij_m": unplaced.nearest.map(|metres| metres.value().round()),
            "zin": unplaced_sentence(unplaced, language),
        })
    });
    WhatIfDocument {
        scenario: json!({
            "kenmerk": mark,
            "naam": scenario.name(),
            "basis": base_document(scenario.base()),
            "wijzigingen": scenario.changes().len(),
            "jaar": year_of(scenario),
            "kengetallen": yields_label(scenario),
        }),
        woningen_onbekend: unknown_homes,
        zinnen: sentences,
        over: what_it_is_about(language),
        afstandsniveau: town.distance_level.code(),
        normenset: json!({ "naam": town.norms.name, "label": norm_label(town, language) }),
        uitleg_methode: method(town.distance_level, language),
        vragen: tellings
            .iter()
            .map(|telling| telling.document(outside_homes))
            .collect(),
        verlies: tellings.iter().flat_map(Telling::losses).collect(),
        aanbod: what_if.supply.iter().map(supply_document).collect(),
        doodlopend: dead_ends.collect(),
        niet_geplaatst: unplaced.collect(),
    }
}

/// One kind and age group, with the words for it.
struct Telling<'a> {
    town: &'a TownData,
    norm: &'a Norm,
    kind: &'a KindDescription,
    change: &'a AgeChange<'a>,
    unknown_homes: UnknownHomes,
    wording: Wording<'a>,
}

/// The planned homes of which the people are not known.
struct UnknownHomes {
    /// How many.
    number: u64,
    /// How many in each area, by its index; nothing where there are none.
    of_areas: BTreeMap<usize, u64>,
}

impl UnknownHomes {
    fn of(study: &Study, scenario: &Scenario, age: AgeGroup) -> Self {
        let mut of_areas: BTreeMap<usize, u64> = BTreeMap::new();
        for homes in homes_of_unknown_people(scenario, age) {
            let Some(area) = neighbourhood_at(study.town(), homes.position) else {
                continue;
            };
            for area in study.tree().at_and_above(area.0 as usize) {
                *of_areas.entry(area).or_default() += u64::from(homes.number);
            }
        }
        Self {
            number: number_of(homes_of_unknown_people(scenario, age)),
            of_areas,
        }
    }
}

impl<'a> Telling<'a> {
    fn of(
        study: &'a Study,
        scenario: &Scenario,
        (kind, change): (&'a KindChange<'a>, &'a AgeChange<'a>),
        language: Language,
    ) -> Option<Self> {
        let town = study.town();
        let norm = &kind.before.norm;
        let described = town.kind_descriptions.iter();
        let described = described
            .clone()
            .find(|described| described.kind == norm.kind)?;
        Some(Self {
            town,
            norm,
            kind: described,
            change,
            unknown_homes: UnknownHomes::of(study, scenario, change.age),
            wording: Wording {
                language,
                kind: described,
                age: change.age,
                profile: &kind.before.profile,
                norm: norm.norm,
            },
        })
    }

    /// The area that all others lie in.
    fn whole(&self) -> Option<usize> {
        let levels = self.town.areas.iter().map(|area| area.level);
        let highest = levels.max()?;
        self.town
            .areas
            .iter()
            .position(|area| area.level == highest)
    }

    /// Whose way changes, who comes to live there, and which homes do not count.
    fn sentences(&self, outside_homes: u64) -> Vec<String> {
        let mut sentences = self.turns();
        let language = self.wording.language;
        sentences.extend(self.newcomers());
        sentences.extend(unknown_homes_sentence(self.unknown_homes.number, language));
        sentences.extend(outside_homes_sentence(outside_homes, language));
        sentences
    }

    /// Who comes to live there, where that is known of all planned homes.
    fn newcomers(&self) -> Option<String> {
        let whole = self.whole()?;
        if self.unknown_homes.of_areas.contains_key(&whole) {
            return None;
        }
        newcomers_sentence(&self.wording, newcomers(self.change, whole)?)
    }

    fn turns(&self) -> Vec<String> {
        let Some(whole) = self.whole() else {
            return Vec::new();
        };
        let turns = &self.change.turns;
        let of = |column: &[Shown<People>]| column.get(whole).copied().unwrap_or(Shown::Unknown);
        let totals = Totals {
            gained: of(&turns.gained),
            lost: of(&turns.lost),
            slower: of(&turns.slower),
            ways_left: turns
                .ways_left
                .get(whole)
                .copied()
                .unwrap_or(WaysLeft::ForAll),
        };
        turn_sentences(&self.wording, totals)
    }

    fn document(&self, outside_homes: u64) -> QuestionDocument {
        let whole = self.whole();
        let areas = (0..self.town.areas.len()).filter(|&area| self.changes(area));
        let areas = areas.filter(|area| Some(*area) != whole);
        let (kind, language) = (self.kind, self.wording.language);
        let name = match language {
            Language::Dutch => &kind.singular_nl,
            Language::English => &kind.singular_en,
        };
        QuestionDocument {
            voorziening: kind.kind.code().to_owned(),
            naam: name.clone(),
            leeftijd: self.change.age.code(),
            profiel: self.norm.profile.clone(),
            norm_s: self.norm.norm.value(),
            woningen_onbekend: self.unknown_homes.number,
            zinnen: self.sentences(outside_homes),
            geheel: whole.and_then(|area| self.area(area)),
            verschil: difference_classes(
                self.town,
                [self.change.before, &self.change.after],
                language,
            ),
            gebieden: areas.filter_map(|area| self.area(area)).collect(),
        }
    }

    /// The neighbourhoods that lose, with how many where that may be told; never ranked.
    fn losses(&self) -> Vec<LossDocument> {
        let neighbourhoods = self.town.areas.iter().enumerate();
        let neighbourhoods =
            neighbourhoods.filter(|(_, area)| area.level == AreaLevel::Neighbourhood);
        let losing = neighbourhoods.filter_map(|(index, area)| {
            let lost = *self.change.turns.lost.get(index)?;
            let nobody = lost.value().is_some_and(People::is_none);
            (!nobody).then(|| LossDocument {
                code: area.code.0.clone(),
                naam: area.name.clone(),
                voorziening: self.norm.kind.code().to_owned(),
                leeftijd: self.change.age.code(),
                personen: whole_people(lost),
            })
        });
        losing.collect()
    }

    fn changes(&self, area: usize) -> bool {
        let turns = &self.change.turns;
        let columns = [&turns.gained, &turns.lost, &turns.quicker, &turns.slower];
        let turned = columns.iter().any(|column| {
            let people = column.get(area).copied();
            people.is_some_and(|people| people != Shown::Value(People::NONE))
        });
        turned || self.change.before.get(area) != self.change.after.get(area)
    }

    fn area(&self, index: usize) -> Option<AreaDocument> {
        let area = self.town.areas.get(index)?;
        let (before, after) = (
            self.change.before.get(index)?,
            self.change.after.get(index)?,
        );
        let turns = &self.change.turns;
        let change = AreaDifference::between(before, after);
        let people = |column: &[Shown<People>]| whole_people(*column.get(index)?);
        let unknown_homes = self.unknown_homes.of_areas.get(&index).copied();
        let all_known = unknown_homes.is_none();
        let more = counted(before.figures.persons, after.figures.persons);
        let covered = counted(before.figures.covered, after.figures.covered);
        let ninth_tenth = tenth(slower(&before.figures, &after.figures));
        Some(AreaDocument {
            code: area.code.0.clone(),
            naam: area.name.clone(),
            niveau: area.level.code(),
            wijk: district_name(self.town, area),
            voor: self.figures(before),
            na: self.figures(after),
            erbij: people(&turns.gained),
            eraf: people(&turns.lost),
            korter: people(&turns.quicker),
            langer: people(&turns.slower),
            woningen_onbekend: unknown_homes.unwrap_or_default(),
            verschil_personen: more.filter(|_| all_known),
            verschil_gedekt: covered.filter(|_| all_known),
            verschil_t_p50_s: change.seconds.filter(|_| all_known),
            verschil_t_p90_s: ninth_tenth.filter(|_| all_known),
            verschil_pct: change.points.filter(|_| all_known),
        })
    }

    fn figures(&self, published: &Published) -> FiguresDocument {
        let figures: &PublishedFigures = &published.figures;
        let reason = reasons_told(&published.reasons);
        FiguresDocument {
            klasse: class_of(figures.p50.value(), self.norm),
            personen: whole_people(figures.persons),
            gedekt: whole_people(figures.covered),
            aandeel_pct: tenth(figures.share.value()),
            t_p50_s: tenth(figures.p50.value().map(Seconds::value)),
            t_p90_s: tenth(figures.p90.value().map(Seconds::value)),
            score: tenth(figures.score.value()),
            geschat_pct: tenth(figures.estimated_share.value()),
            reden: reason.map(|told| self.wording.language.of(told)),
        }
    }
}

/// After minus before, of what is shown on both sides.
fn counted(before: Shown<People>, after: Shown<People>) -> Option<i64> {
    let shown = |people| i64::try_from(whole_people(people)?).ok();
    Some(shown(after)? - shown(before)?)
}

/// The change of the time within which 90 % are there.
fn slower(before: &PublishedFigures, after: &PublishedFigures) -> Option<f64> {
    let shown = |figures: &PublishedFigures| tenth(figures.p90.value().map(Seconds::value));
    Some(shown(after)? - shown(before)?)
}

fn tenth(number: Option<f64>) -> Option<f64> {
    number.map(|number| (number * 10.0).round() / 10.0)
}

fn supply_document(change: &SupplyChange) -> Value {
    let supply = |supply: &Supply| {
        json!({
            "locaties": supply.facilities,
            "plaatsen": supply.places,
            "plaatsen_onbekend": supply.unknown_places,
            "uren_per_week": tenth(supply.minutes_a_week.map(|minutes| minutes as f64 / 60.0)),
            "uren_onbekend": supply.unknown_hours,
        })
    };
    json!({
        "voorziening": change.kind.code(),
        "voor": supply(&change.before),
        "na": supply(&change.after),
    })
}
