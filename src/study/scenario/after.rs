//! A study after the changes of a scenario, as far as they can be followed without a new start.

use std::collections::BTreeSet;

use crate::access::edited_study::{DeadEnd, EditBase, EditedStudy};
use crate::access::error::{AccessError, NO_SUCH_FACILITY, PART_OF_STREET, WHOLE_LINE};
use crate::access::places::{Placed, Unplaced};
use crate::access::travel::TravelIndex;
use crate::model::bilingual::Bilingual;
use crate::model::scenario::change::ChangeOf;
use crate::model::scenario::ordered_changes::Scenario;
use crate::model::scenario::refusal::ScenarioRefused;
use crate::model::study_edit::StudyEdit;
use crate::model::town_data::TownData;
use crate::study::scenario::problem::ScenarioProblem;
use crate::study::scenario::resolved::{Resolved, resolved};

/// A study after changes.
#[derive(Debug)]
pub struct After<'a> {
    /// The study that follows them.
    pub edited: EditedStudy<'a>,
    /// The ends of new streets that join nothing, each with the place of the change in the scenario.
    pub dead_ends: Vec<(usize, DeadEnd)>,
    /// New or moved facilities, their entrances and planned homes that found no place on the streets, each with its change.
    pub unplaced: Vec<(usize, Unplaced)>,
}

/// Makes the changes of a scenario, one after the other.
///
/// # Errors
/// Names the change that cannot be made, and its field.
pub fn after<'a>(
    town: &'a TownData,
    index: &'a TravelIndex,
    base: &EditBase,
    scenario: &Scenario,
) -> Result<After<'a>, ScenarioProblem> {
    let mut edited = EditedStudy::new(town, index, base)?;
    let mut dead_ends = Vec::new();
    let edits = resolved(town, scenario)?;
    for Resolved { change, edit } in &edits {
        let made = edited.apply(edit);
        let ends = made.map_err(|cause| refusal(cause, *change, scenario))?;
        dead_ends.extend(ends.into_iter().map(|end| (*change, end)));
    }
    let unplaced = unplaced(&edited, &edits, town.demand.len());
    Ok(After {
        edited,
        dead_ends,
        unplaced,
    })
}

/// Of what the changes put somewhere, what found no place on the streets.
fn unplaced(
    edited: &EditedStudy<'_>,
    edits: &[Resolved],
    homes_before: usize,
) -> Vec<(usize, Unplaced)> {
    let facilities = edited.town().facilities.iter();
    let is_put = |edit: &StudyEdit| match edit {
        StudyEdit::Facility(edit) => edit.moves_people(),
        StudyEdit::Home(_) => true,
        StudyEdit::Street(_) | StudyEdit::Barrier(_) => false,
    };
    if !edits.iter().any(|resolved| is_put(&resolved.edit)) {
        return Vec::new();
    }
    let ids: Vec<_> = facilities.map(|facility| &facility.id).collect();
    let mut homes = homes_before..;
    let mut put = Vec::new();
    for Resolved { change, edit } in edits {
        match edit {
            StudyEdit::Facility(edit) if edit.moves_people() => {
                let index = ids.iter().position(|id| *id == edit.facility());
                put.extend(index.map(|index| (Placed::Facility(index), *change)));
            }
            StudyEdit::Home(_) => {
                put.extend(homes.next().map(|home| (Placed::Home(home), *change)));
            }
            StudyEdit::Facility(_) | StudyEdit::Street(_) | StudyEdit::Barrier(_) => {}
        }
    }
    let gone = |facility: usize| {
        let facility = edited.town().facilities.get(facility);
        facility.is_none_or(|facility| facility.kinds.is_empty())
    };
    let change = |unplaced: Unplaced| {
        let placed = match unplaced.what {
            Placed::Entrance(facility) => Placed::Facility(facility),
            Placed::Home(_) | Placed::Facility(_) => unplaced.what,
        };
        let (_, change) = put.iter().rev().find(|(what, _)| *what == placed)?;
        let closed = matches!(placed, Placed::Facility(facility) if gone(facility));
        (!closed).then_some((*change, unplaced))
    };
    let facilities: BTreeSet<usize> = put.iter().filter_map(|(what, _)| facility(*what)).collect();
    let entrances = facilities.into_iter();
    let entrances = entrances.flat_map(|facility| edited.unplaced_entrances(facility));
    let every = edited.unplaced().into_iter().chain(entrances);
    every.filter_map(change).collect()
}

const fn facility(placed: Placed) -> Option<usize> {
    match placed {
        Placed::Facility(facility) | Placed::Entrance(facility) => Some(facility),
        Placed::Home(_) => None,
    }
}

fn refusal(cause: AccessError, change: usize, scenario: &Scenario) -> ScenarioProblem {
    let refused = &scenario.changes()[change];
    let of = |field: &str, found: Bilingual, expected: Bilingual| {
        let told = ScenarioRefused::of_scenario(field, found, expected);
        ScenarioProblem::Refused(told.in_change(change, &refused.id))
    };
    match cause {
        AccessError::FacilityId { found, expected } => {
            let expected = match expected {
                NO_SUCH_FACILITY => {
                    Bilingual::new("het id van een voorziening van de studie", expected)
                }
                other => Bilingual::new(
                    "een id dat geen voorziening heeft, ook geen gesloten",
                    other,
                ),
            };
            of("voorziening", Bilingual::quoted(&found), expected)
        }
        AccessError::UnknownKind { found, known } => of(
            "soorten",
            Bilingual::quoted(found.code()),
            Bilingual::new(
                format!("een van de soorten van de studie: {known}"),
                format!("one of the study's kinds: {known}"),
            ),
        ),
        AccessError::NoLine {
            found, expected, ..
        } => {
            let dutch = match expected {
                WHOLE_LINE => "twee of meer plaatsen en minder dan 4.000 kilometer",
                PART_OF_STREET => {
                    "twee plaatsen binnen 10 m van de straat, met een stuk ervan ertussen"
                }
                _ => "eindige getallen, in meters",
            };
            let field = line_field(&refused.what);
            of(field, found, Bilingual::new(dutch, expected))
        }
        AccessError::NotThere {
            what,
            number,
            there_are,
        } => of(
            "id",
            Bilingual::new(
                format!("{what} met nummer {number}"),
                format!("{what} of number {number}"),
            ),
            Bilingual::new(
                format!("minder dan {there_are}"),
                format!("less than {there_are}"),
            ),
        ),
        AccessError::NotOverStreets(_) | AccessError::NotAmongBarriers(_) => of(
            "soort",
            Bilingual::new("een wijziging die hier niet telt", cause.to_string()),
            Bilingual::new("een wijziging die hier telt", "a change that counts there"),
        ),
        AccessError::UnknownProfile { .. }
        | AccessError::NoStreets
        | AccessError::ModeNotPrepared(_)
        | AccessError::Ended(_)
        | AccessError::Streets(_) => cause.into(),
    }
}

/// The field in which a change has the places of a line.
const fn line_field(change: &ChangeOf) -> &'static str {
    if matches!(change, ChangeOf::CloseStreet { .. }) {
        "tussen"
    } else if matches!(change, ChangeOf::AddCrossing(_)) {
        "naar"
    } else {
        "lijn"
    }
}
