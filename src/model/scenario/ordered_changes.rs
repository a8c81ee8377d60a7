//! A scenario: a base that never changes, and changes of it in order. Everything here gives a new scenario and leaves
//! the old one as it was, so that undo is to take the old one again.

use std::collections::BTreeSet;

use crate::model::bilingual::{Bilingual, beginning};
use crate::model::chosen_weights::ChosenWeights;
use crate::model::facility::FacilityId;
use crate::model::norm::ChosenNorm;
use crate::model::scenario::base::ScenarioBase;
use crate::model::scenario::change::{Change, ChangeId, ChangeOf};
use crate::model::scenario::planned_homes::YieldTable;
use crate::model::scenario::refusal::ScenarioRefused;

/// Named changes of a study, in the order in which they are made.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    name: String,
    base: ScenarioBase,
    year: Option<u16>,
    yields: Option<YieldTable>,
    norms: Vec<ChosenNorm>,
    weights: ChosenWeights,
    changes: Vec<Change>,
}

/// How two scenarios of one base differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference<'a> {
    /// So many first changes they share.
    pub shared: usize,
    /// What only the first one has, in order.
    pub only_first: &'a [Change],
    /// What only the other one has, in order.
    pub only_other: &'a [Change],
}

impl Scenario {
    /// A scenario without changes.
    pub fn new(name: String, base: ScenarioBase) -> Self {
        Self {
            name,
            base,
            year: None,
            yields: None,
            norms: Vec::new(),
            weights: ChosenWeights::default(),
            changes: Vec::new(),
        }
    }

    /// The same scenario in a year: homes that are ready later are not there yet.
    #[must_use]
    pub fn in_year(self, year: Option<u16>) -> Self {
        Self { year, ..self }
    }

    /// The same scenario with numbers of people for each planned home.
    #[must_use]
    pub fn with_yields(self, yields: Option<YieldTable>) -> Self {
        Self { yields, ..self }
    }

    /// The same scenario judged by other norms than the norm set has, before and after its changes.
    #[must_use]
    pub fn with_norms(self, norms: Vec<ChosenNorm>) -> Self {
        Self { norms, ..self }
    }

    /// The same scenario with other weights than the weight set has, for questions about where to build under it.
    #[must_use]
    pub fn with_weights(self, weights: ChosenWeights) -> Self {
        Self { weights, ..self }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Of what it is a variant.
    pub fn base(&self) -> &ScenarioBase {
        &self.base
    }

    /// The year it is about, when it says so.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// People for each planned home, when they are given.
    pub fn yields(&self) -> Option<&YieldTable> {
        self.yields.as_ref()
    }

    /// The norms by which it is judged, where these are other than the norm set has; each kind at most once.
    pub fn norms(&self) -> &[ChosenNorm] {
        &self.norms
    }

    /// The weights by which questions about where to build are answered under it, where these are other than the weight
    /// set has.
    pub fn weights(&self) -> &ChosenWeights {
        &self.weights
    }

    /// The changes, in order.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The scenario with one more change.
    ///
    /// # Errors
    /// When its id is taken already, or it stands on a change that is not there or on a facility that is gone.
    pub fn with_change(&self, change: Change) -> Result<Self, ScenarioRefused> {
        let mut changes = self.changes.clone();
        changes.push(change);
        self.with_changes(changes)
    }

    /// The scenario without its last change; nothing when it has none.
    #[must_use]
    pub fn without_last(&self) -> Option<Self> {
        let (_, earlier) = self.changes.split_last()?;
        Some(Self {
            changes: earlier.to_vec(),
            ..self.clone()
        })
    }

    /// The scenario without one of its changes.
    ///
    /// # Errors
    /// When there is no such change, or later ones stand on it; they are named.
    pub fn without(&self, id: &ChangeId) -> Result<Self, ScenarioRefused> {
        let at = self.place_of(id)?;
        let dependants = self.dependants(at);
        if !dependants.is_empty() {
            let on_it = dependants.join(", ");
            let found = Bilingual::new(
                format!("\"{id}\", waarop {on_it} steunt"),
                format!("\"{id}\", on which stand {on_it}"),
            );
            let expected = Bilingual::new(
                "een wijziging waarop geen andere steunt",
                "a change that no other stands on",
            );
            return Err(ScenarioRefused::of_scenario("id", found, expected));
        }
        let mut changes = self.changes.clone();
        changes.remove(at);
        self.with_changes(changes)
    }

    /// A scenario of another name with the changes up to and including one of them; all of them when none is named.
    ///
    /// # Errors
    /// When there is no such change.
    pub fn branch(&self, name: String, up_to: Option<&ChangeId>) -> Result<Self, ScenarioRefused> {
        let kept = match up_to {
            None => self.changes.len(),
            Some(id) => self.place_of(id)? + 1,
        };
        Ok(Self {
            name,
            changes: self.changes[..kept].to_vec(),
            ..self.clone()
        })
    }

    /// How it differs from another scenario of the same base.
    ///
    /// # Errors
    /// When the other one has another base; norms and weights belong to it.
    pub fn difference<'a>(&'a self, other: &'a Self) -> Result<Difference<'a>, ScenarioRefused> {
        same_base(&self.base, &other.base)?;
        let pairs = self.changes.iter().zip(&other.changes);
        let shared = pairs.take_while(|(one, other)| one == other).count();
        Ok(Difference {
            shared,
            only_first: &self.changes[shared..],
            only_other: &other.changes[shared..],
        })
    }

    /// The scenario with all of these changes instead of its own.
    ///
    /// # Errors
    /// As [`Scenario::with_change`].
    pub fn with_changes(&self, changes: Vec<Change>) -> Result<Self, ScenarioRefused> {
        for (index, change) in changes.iter().enumerate() {
            check(&changes[..index], change)
                .map_err(|refused| refused.in_change(index, &change.id))?;
        }
        Ok(Self {
            changes,
            ..self.clone()
        })
    }

    fn place_of(&self, id: &ChangeId) -> Result<usize, ScenarioRefused> {
        let found = self.changes.iter().position(|change| change.id == *id);
        found.ok_or_else(|| {
            let expected = Bilingual::new(
                "het id van een wijziging van dit plan",
                "the id of a change of this plan",
            );
            ScenarioRefused::of_scenario("id", Bilingual::quoted(&id.0), expected)
        })
    }

    /// The ids of all changes that stand on one, directly or by another.
    fn dependants(&self, at: usize) -> Vec<String> {
        let (changed, after) = self.changes[at..].split_at(1);
        let mut standing: Vec<&Change> = changed.iter().collect();
        for later in after {
            if standing.iter().any(|earlier| later.what.stands_on(earlier)) {
                standing.push(later);
            }
        }
        let names = standing.iter().skip(1);
        names.map(|change| format!("\"{}\"", change.id)).collect()
    }
}

/// Refuses a scenario of another base than that of the study at hand.
///
/// # Errors
/// Names what differs, and says what can be done about it.
pub fn of_this_base(own: &ScenarioBase, of: &ScenarioBase) -> Result<(), ScenarioRefused> {
    same_base(own, of).map_err(|mut refused| {
        let Bilingual { dutch, english } = &mut *refused.expected;
        dutch.push_str(
            ". Laat het veld basis weg om met de studie van nu te rekenen, of open de studie waarvoor dit plan is gemaakt",
        );
        english.push_str(
            ". Leave out the field basis to use the study of now, or open the study that this plan was made for",
        );
        refused
    })
}

/// Refuses two sides of which study, norms or weights differ.
///
/// # Errors
/// Names what differs.
///
/// # Source
/// DOMAIN §C.9: the same norm set for both sides; refuse otherwise.
fn same_base(one: &ScenarioBase, other: &ScenarioBase) -> Result<(), ScenarioRefused> {
    let fields = [
        ("basis.studie", &one.study, &other.study),
        ("basis.normen", &one.norms, &other.norms),
        ("basis.gewichten", &one.weights, &other.weights),
        ("basis.invoer", &one.inputs, &other.inputs),
    ];
    let unequal = fields.into_iter().find(|(_, one, other)| one != other);
    unequal.map_or(Ok(()), |(field, one, other)| {
        let expected = Bilingual::new(
            format!("\"{one}\" aan beide kanten"),
            format!("\"{one}\" on both sides"),
        );
        Err(ScenarioRefused::of_scenario(
            field,
            Bilingual::quoted(other),
            expected,
        ))
    })
}

/// Whether a change can follow on others.
fn check(earlier: &[Change], change: &Change) -> Result<(), ScenarioRefused> {
    let refused = |field: &str, found: Bilingual, expected: (&str, &str)| {
        let expected = Bilingual::new(expected.0, expected.1);
        Err(ScenarioRefused::of_scenario(field, found, expected))
    };
    if earlier.iter().any(|known| known.id == change.id) {
        let found = Bilingual::quoted(&change.id.0);
        let expected = (
            "een id dat geen eerdere wijziging heeft",
            "an id that no earlier change has",
        );
        return refused("id", found, expected);
    }
    if let ChangeOf::OpenFacility(new) = &change.what
        && earlier.iter().any(|known| known.what.opens(&new.id))
    {
        let id = beginning(&new.id.0);
        let found = Bilingual::new(
            format!("\"{id}\", die een eerdere wijziging opent"),
            format!("\"{id}\", which an earlier change opens"),
        );
        let expected = (
            "een id dat geen voorziening heeft",
            "an id that no facility has",
        );
        return refused("voorziening", found, expected);
    }
    if let Some(marked) = change.what.marked_change() {
        let refused_mark = |found| {
            let expected = an_adding_change(earlier, &change.what);
            let field = marks(&change.what);
            Err(ScenarioRefused::of_scenario(field, found, expected))
        };
        let added = earlier.iter().find(|known| known.id == *marked);
        let Some(added) = added else {
            return refused_mark(Bilingual::quoted(&marked.0));
        };
        if !adds_what_is_marked(&added.what, &change.what) {
            let found = Bilingual::new(
                format!("\"{marked}\", dat {} is", added.what.code()),
                format!("\"{marked}\", which is {}", added.what.code()),
            );
            return refused_mark(found);
        }
    }
    if let Some(facility) = change.what.changed_facility()
        && closed_before(earlier).contains(facility)
    {
        let facility = beginning(&facility.0);
        let found = Bilingual::new(
            format!("\"{facility}\", die een eerdere wijziging sluit"),
            format!("\"{facility}\", which an earlier change closes"),
        );
        let expected = (
            "een voorziening die er nog is",
            "a facility that is still there",
        );
        return refused("voorziening", found, expected);
    }
    Ok(())
}

fn closed_before(earlier: &[Change]) -> BTreeSet<&FacilityId> {
    let is_closing = |change: &&Change| matches!(change.what, ChangeOf::CloseFacility(_));
    let closing = earlier.iter().filter(is_closing);
    closing
        .filter_map(|change| change.what.changed_facility())
        .collect()
}

const fn adds_what_is_marked(added: &ChangeOf, change: &ChangeOf) -> bool {
    matches!(
        (change, added),
        (
            ChangeOf::CloseStreet { .. },
            ChangeOf::AddStreet { .. } | ChangeOf::AddCrossing(_)
        ) | (ChangeOf::CloseCrossing(_), ChangeOf::AddCrossing(_))
            | (ChangeOf::RemoveBarrier(_), ChangeOf::AddBarrier(_))
    )
}

/// The field by which a change marks what another one added.
const fn marks(change: &ChangeOf) -> &'static str {
    if matches!(change, ChangeOf::CloseCrossing(_)) {
        "oversteek"
    } else if matches!(change, ChangeOf::RemoveBarrier(_)) {
        "barriere"
    } else {
        "straat"
    }
}

/// What may be marked by its change: what earlier ones added.
fn an_adding_change(earlier: &[Change], change: &ChangeOf) -> Bilingual {
    let (dutch, english) = match marks(change) {
        "oversteek" => ("een oversteek of brug", "a crossing or bridge"),
        "barriere" => ("een barrière", "a barrier"),
        _ => ("een straat of brug", "a street or bridge"),
    };
    let adding = earlier
        .iter()
        .filter(|known| adds_what_is_marked(&known.what, change));
    let ids: Vec<&str> = adding.map(|known| known.id.0.as_str()).collect();
    match ids.join(", ").as_str() {
        "" => Bilingual::new(
            format!("het veld plaats, want geen eerdere wijziging voegt {dutch} toe"),
            format!("the field plaats, because no earlier change adds {english}"),
        ),
        ids => Bilingual::new(
            format!("het id van een eerdere wijziging die {dutch} toevoegt: {ids}"),
            format!("the id of an earlier change that adds {english}: {ids}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::position::Planar;
    use crate::model::scenario::change::{Marked, NewFacility};
    use proptest::prelude::*;

    fn base() -> ScenarioBase {
        ScenarioBase {
            study: "proef".to_owned(),
            inputs: "00".to_owned(),
            norms: "norm-1".to_owned(),
            weights: "gewicht-1".to_owned(),
        }
    }

    fn empty() -> Scenario {
        Scenario::new("leeg".to_owned(), base())
    }

    fn change(id: &str, what: ChangeOf) -> Change {
        Change {
            id: ChangeId(id.to_owned()),
            what,
        }
    }

    fn opening(id: &str, facility: &str) -> Change {
        let new = NewFacility {
            id: FacilityId(facility.to_owned()),
            name: facility.to_owned(),
            kinds: Vec::new(),
            position: Planar { x: 0.0, y: 0.0 },
            entrances: Vec::new(),
            capacity: None,
            opening_hours: None,
        };
        change(id, ChangeOf::OpenFacility(new))
    }

    fn capacity(id: &str, facility: &str) -> Change {
        let facility = FacilityId(facility.to_owned());
        change(
            id,
            ChangeOf::SetCapacity {
                facility,
                capacity: Some(1),
            },
        )
    }

    fn closing(id: &str, facility: &str) -> Change {
        change(id, ChangeOf::CloseFacility(FacilityId(facility.to_owned())))
    }

    fn street(id: &str) -> Change {
        let line = vec![Planar { x: 0.0, y: 0.0 }, Planar { x: 9.0, y: 0.0 }];
        change(
            id,
            ChangeOf::AddStreet {
                line,
                tags: [("highway".to_owned(), "footway".to_owned())].into(),
            },
        )
    }

    fn closing_added(id: &str, added: &str) -> Change {
        let street = Marked::AddedBy(ChangeId(added.to_owned()));
        change(
            id,
            ChangeOf::CloseStreet {
                street,
                between: None,
            },
        )
    }

    fn of(changes: Vec<Change>) -> Result<Scenario, ScenarioRefused> {
        empty().with_changes(changes)
    }

    #[test]
    fn a_change_that_cannot_follow_is_refused_by_its_place_its_id_and_its_field() {
        let said = |changes| of(changes).expect_err("refused").to_string();
        assert_eq!(
            said(vec![street("a"), street("a")]),
            "wijzigingen[1] (id \"a\"), id: found \"a\", expected an id that no earlier change has"
        );
        assert_eq!(
            said(vec![closing_added("b", "a"), street("a")]),
            "wijzigingen[0] (id \"b\"), straat: found \"a\", expected the field plaats, because no earlier change adds a street or bridge"
        );
        assert_eq!(
            said(vec![
                street("s"),
                opening("a", "s"),
                closing_added("b", "a")
            ]),
            "wijzigingen[2] (id \"b\"), straat: found \"a\", which is voorziening_openen, expected the id of an earlier change that \
             adds a street or bridge: s"
        );
        assert_eq!(
            said(vec![closing("a", "s"), capacity("b", "s")]),
            "wijzigingen[1] (id \"b\"), voorziening: found \"s\", which an earlier change closes, expected a facility that is still there"
        );
    }

    #[test]
    fn a_change_on_which_others_stand_is_not_dropped_and_they_are_named() {
        let scenario = of(vec![
            opening("a", "new"),
            street("b"),
            capacity("c", "new"),
            closing("d", "new"),
            closing_added("e", "b"),
        ])
        .expect("sound");
        let refused = scenario.without(&ChangeId("a".to_owned()));
        assert_eq!(
            refused.expect_err("two stand on it").to_string(),
            "id: found \"a\", on which stand \"c\", \"d\", expected a change that no other stands on"
        );
        let without = scenario
            .without(&ChangeId("e".to_owned()))
            .expect("the last");
        assert_eq!(Some(without), scenario.without_last());
        assert!(scenario.without(&ChangeId("z".to_owned())).is_err());
    }

    #[test]
    fn scenarios_of_other_norms_are_not_compared() {
        let other = Scenario::new(
            "ander".to_owned(),
            ScenarioBase {
                norms: "norm-2".to_owned(),
                ..base()
            },
        );
        assert_eq!(
            empty().difference(&other).expect_err("refused").to_string(),
            "basis.normen: found \"norm-2\", expected \"norm-1\" on both sides"
        );
    }

    #[test]
    fn a_scenario_of_another_base_is_refused_with_what_can_be_done() {
        let other = ScenarioBase {
            inputs: "01".to_owned(),
            ..base()
        };
        let refused = of_this_base(&base(), &other).expect_err("refused");
        assert_eq!(
            refused.sentence().dutch,
            "basis.invoer: gevonden \"01\", verwacht \"00\" aan beide kanten. Laat het veld basis weg om met de studie van nu te \
             rekenen, of open de studie waarvoor dit plan is gemaakt"
        );
        assert_eq!(of_this_base(&base(), &base()), Ok(()));
    }

    #[test]
    fn undo_and_branches_keep_the_chosen_weights() {
        let weights = ChosenWeights {
            criteria: Some([0.6, 0.2, 0.2]),
            ..ChosenWeights::default()
        };
        let scenario = empty().with_weights(weights.clone());
        let scenario = scenario.with_changes(vec![street("a"), street("b")]);
        let scenario = scenario.expect("sound");
        let undone = scenario.without_last().expect("two changes");
        let branch = scenario.branch("tak".to_owned(), Some(&ChangeId("a".to_owned())));
        let branch = branch.expect("it is there");
        for kept in [&scenario, &undone, &branch] {
            assert_eq!(kept.weights(), &weights);
        }
    }

    /// Changes that are sound in any order of these few ids, or are refused.
    fn any_change() -> impl Strategy<Value = Change> {
        (0..5u8, 0..8u8, 0..8u8).prop_map(|(which, id, other)| {
            let (id, other) = (format!("w{id}"), format!("w{other}"));
            match which {
                0 => opening(&id, &format!("f{other}")),
                1 => capacity(&id, &format!("f{other}")),
                2 => closing(&id, &format!("f{other}")),
                3 => street(&id),
                _ => closing_added(&id, &other),
            }
        })
    }

    proptest! {
        #[test]
        fn undo_brings_back_the_scenario_before_and_branches_do_not_touch_their_trunk(
            changes in prop::collection::vec(any_change(), 0..12),
            more in prop::collection::vec(any_change(), 0..6),
        ) {
            let grown = |trunk: &Scenario, changes: Vec<Change>| {
                changes.into_iter().fold(trunk.clone(), |scenario, change| {
                    let Ok(next) = scenario.with_change(change) else { return scenario };
                    let ids = |of: &Scenario| of.changes().len();
                    assert_eq!(ids(&next), ids(&scenario) + 1);
                    assert_eq!(next.without_last().as_ref(), Some(&scenario));
                    let last = &next.changes()[ids(&scenario)].id;
                    assert_eq!(next.without(last).as_ref(), Ok(&scenario));
                    next
                })
            };
            let trunk = grown(&empty(), changes);
            let branch = trunk.branch("tak".to_owned(), None).expect("all of it");
            let longer = grown(&branch, more);
            let difference = trunk.difference(&longer).expect("one base");
            prop_assert_eq!(difference.shared, trunk.changes().len());
            prop_assert!(difference.only_first.is_empty());
            prop_assert_eq!(difference.only_other.len(), longer.changes().len() - trunk.changes().len());
            for change in trunk.changes() {
                let part = trunk.branch("deel".to_owned(), Some(&change.id)).expect("it is there");
                prop_assert_eq!(part.changes().last(), Some(change));
                if let Ok(without) = longer.without(&change.id) {
                    prop_assert!(without.changes().iter().all(|kept| kept.id != change.id));
                    prop_assert_eq!(without.changes().len() + 1, longer.changes().len());
                }
            }
        }
    }
}
