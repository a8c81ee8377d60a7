//! What a plan does: the actions of the question as the solver knows them, and a plan of the solver in the question's
//! words, with what it costs.

use std::collections::BTreeMap;

use crate::model::bilingual::Bilingual;
use crate::model::location_question::{Change, LocationAction, LocationQuestion, Places, Weighing};
use crate::model::site_actions::{OpenState, SiteActions};
use crate::model::town_data::TownData;
use crate::siting::mergers::{Merger, Possibilities};
use crate::study::error::StudyError;
use crate::study::locations::location_sites::{LocationSite, field_of_action, missing, refused};

/// So many mergers at most: every combination of them is a search of its own.
const MOST_MERGERS: usize = 5;

/// What a plan does with one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// The place, as an index of the question's sites.
    pub site: usize,
    /// What is done.
    pub change: Change,
    /// In a merger, the place that takes the people in.
    pub into: Option<usize>,
    /// What it costs, in cents.
    pub cost: u64,
    /// Whether that is one reservation, for want of an estimate.
    pub is_assumed: bool,
    /// Its places then, where they are known.
    pub places: Option<u32>,
}

/// What a candidate is counted at, in cents, and whether that is assumed: its estimate, else one reservation.
pub fn price_of_candidate(town: &TownData, site: &LocationSite) -> (u64, bool) {
    let building = site
        .building
        .and_then(|index| town.planning.buildings.get(index));
    let estimate = building.and_then(|building| building.estimate);
    let counted = estimate.unwrap_or(town.weights.community_school.reservation);
    (cents(counted.value()), estimate.is_none())
}

/// Euros in cents.
pub fn cents(euros: f64) -> u64 {
    (euros * 100.0).round() as u64
}

/// What may be done with the sites; nothing when the question has no actions.
///
/// # Errors
/// Names the action that cannot be.
pub fn possibilities(
    town: &TownData,
    question: &LocationQuestion,
    sites: &[LocationSite],
) -> Result<Option<Possibilities>, StudyError> {
    check(question)?;
    if question.actions.is_empty() {
        return Ok(None);
    }
    let mut possible = Possibilities::default();
    let standing = sites.iter().filter(|site| site.facility.is_some());
    for site in standing {
        possible.stands.push(site.table_id());
        let as_it_is = OpenState {
            name: String::new(),
            cost: 0,
            cost_per_weight: 0,
            capacity: room(question, site.places),
        };
        let actions = SiteActions {
            closed: None,
            open: vec![as_it_is],
        };
        possible.actions.insert(site.table_id(), actions);
    }
    for (number, action) in question.actions.iter().enumerate() {
        let state = OpenState {
            name: number.to_string(),
            cost: cost_of(number, action)?,
            cost_per_weight: 0,
            capacity: room(question, action.places),
        };
        let site = place_of(sites, number, action)?;
        let actions = possible.actions.entry(site.table_id()).or_default();
        match action.change {
            Change::Close => actions.closed = Some(state.cost),
            Change::Stay => actions.open[0].cost = state.cost,
            Change::Extend => actions.open.push(state),
            Change::Open => {
                actions.closed = Some(0);
                actions.open.push(state);
            }
            Change::Merge => {
                let into = into_of(sites, number, action)?;
                if into.table_id() == site.table_id() {
                    return Err(refused(
                        field_of_action(number, "met"),
                        &into.id,
                        "een andere plek dan de plek die sluit",
                        "another place than the one that closes",
                    ));
                }
                let (closes, into) = (site.table_id(), into.table_id());
                possible.mergers.push(Merger {
                    closes,
                    into,
                    state,
                });
            }
        }
    }
    if possible.mergers.len() > MOST_MERGERS {
        let found = possible.mergers.len().to_string();
        return Err(refused(
            "acties",
            &found,
            format!("hoogstens {MOST_MERGERS} keer samenvoegen"),
            format!("at most {MOST_MERGERS} times samenvoegen"),
        ));
    }
    // A candidate that only a merger opens is for sale at its estimate too.
    let of_town = |site: &&LocationSite| site.facility.is_none();
    for site in sites.iter().filter(of_town) {
        possible
            .actions
            .entry(site.table_id())
            .or_insert_with(|| SiteActions {
                closed: Some(0),
                open: vec![OpenState {
                    name: String::new(),
                    cost: price_of_candidate(town, site).0,
                    cost_per_weight: 0,
                    capacity: None,
                }],
            });
    }
    Ok(Some(possible))
}

fn check(question: &LocationQuestion) -> Result<(), StudyError> {
    if question.places == Places::Limited && question.weighing == Weighing::PeopleByNeed {
        return Err(refused(
            "weging",
            question.weighing.code(),
            "personen, want de capaciteit telt mee en plaatsen zijn voor personen",
            "personen, because capaciteit telt mee and places are for people",
        ));
    }
    if !question.actions.is_empty() && question.budget.is_none() {
        return Err(missing(
            "budget_eur",
            Bilingual::new(
                "wat er besteed mag worden, want acties kosten geld",
                "what may be spent, because acties cost money",
            ),
        ));
    }
    let extends = |action: &&LocationAction| action.change == Change::Extend;
    if question.places == Places::Unlimited
        && question.actions.iter().any(|action| extends(&action))
    {
        return Err(refused(
            "capaciteit",
            question.places.code(),
            "telt mee, want uitbreiden verandert alleen plaatsen",
            "telt mee, because uitbreiden changes nothing but places",
        ));
    }
    let once = |action: &&LocationAction| matches!(action.change, Change::Close | Change::Stay);
    let mut seen = BTreeMap::new();
    let actions = question.actions.iter().enumerate();
    for (number, action) in actions.filter(|(_, action)| once(action)) {
        if seen
            .insert((&action.place, action.change.code()), ())
            .is_some()
        {
            let change = action.change.code();
            return Err(refused(
                field_of_action(number, "voorziening"),
                &action.place,
                format!("{change} één keer voor elke plek"),
                format!("{change} once for each place"),
            ));
        }
    }
    Ok(())
}

fn room(question: &LocationQuestion, places: Option<u32>) -> Option<f64> {
    match question.places {
        Places::Unlimited => None,
        Places::Limited => places.map(f64::from),
    }
}

fn cost_of(number: usize, action: &LocationAction) -> Result<u64, StudyError> {
    let cost = action.cost().map(|cost| cents(cost.value()));
    cost.ok_or_else(|| {
        missing(
            field_of_action(number, "vaste_kosten_eur"),
            Bilingual::new(
                "wat dit kost, ook als dat 0 is",
                "what this costs, also where that is 0",
            ),
        )
    })
}

fn place_of<'a>(
    sites: &'a [LocationSite],
    number: usize,
    action: &LocationAction,
) -> Result<&'a LocationSite, StudyError> {
    let (id, is_new) = (&action.place, action.change == Change::Open);
    let found = sites
        .iter()
        .find(|site| site.id == *id && site.facility.is_none() == is_new);
    let (dutch, english) = match is_new {
        true => ("het kenmerk van een kandidaat", "the id of a candidate"),
        false => (
            "het kenmerk van een voorziening van de soort",
            "the id of a facility of the kind",
        ),
    };
    let field = || field_of_action(number, "voorziening");
    found.ok_or_else(|| refused(field(), id, dutch, english))
}

/// A facility of the kind, else a candidate with that id.
fn into_of<'a>(
    sites: &'a [LocationSite],
    number: usize,
    action: &LocationAction,
) -> Result<&'a LocationSite, StudyError> {
    let id = action.into.as_deref().unwrap_or_default();
    let standing = sites.iter().filter(|site| site.facility.is_some());
    let new = sites.iter().filter(|site| site.facility.is_none());
    let found = standing.chain(new).find(|site| site.id == id);
    found.ok_or_else(|| {
        refused(
            field_of_action(number, "met"),
            id,
            "het kenmerk van een voorziening van de soort of een kandidaat",
            "the id of a facility of the kind or a candidate",
        )
    })
}

/// What a plan does, place by place: `open` are the sites with the name of the state that each is in, as
/// [`possibilities`] names them.
pub fn deeds(
    town: &TownData,
    question: &LocationQuestion,
    sites: &[LocationSite],
    open: &[(usize, Option<&str>)],
) -> Vec<Deed> {
    let action = |state: Option<&str>| {
        let number: usize = state?.parse().ok()?;
        question.actions.get(number)
    };
    let mut deeds = Vec::new();
    for &(site, state) in open {
        let place = &sites[site];
        match (action(state), place.facility) {
            (Some(action), _) => deeds.push(Deed {
                site: match action.change {
                    Change::Merge => closes_of(sites, action).unwrap_or(site),
                    Change::Close | Change::Extend | Change::Open | Change::Stay => site,
                },
                change: action.change,
                into: (action.change == Change::Merge).then_some(site),
                cost: action.cost().map_or(0, |cost| cents(cost.value())),
                is_assumed: false,
                places: action.places,
            }),
            (None, None) => {
                let (cost, is_assumed) = price_of_candidate(town, place);
                deeds.push(Deed {
                    site,
                    change: Change::Open,
                    into: None,
                    cost,
                    is_assumed,
                    places: None,
                });
            }
            (None, Some(_)) => deeds.extend(alone(question, sites, site, Change::Stay)),
        }
    }
    let merged: Vec<usize> = deeds
        .iter()
        .filter(|deed| deed.change == Change::Merge)
        .map(|deed| deed.site)
        .collect();
    for site in (0..sites.len()).filter(|site| sites[*site].facility.is_some()) {
        let is_open = open.iter().any(|&(other, _)| other == site);
        if !is_open && !merged.contains(&site) {
            deeds.extend(alone(question, sites, site, Change::Close));
        }
    }
    deeds
}

fn closes_of(sites: &[LocationSite], action: &LocationAction) -> Option<usize> {
    let closes = |site: &LocationSite| site.facility.is_some() && site.id == action.place;
    sites.iter().position(closes)
}

/// What the question says of closing a place, or of leaving it as it is.
fn alone(
    question: &LocationQuestion,
    sites: &[LocationSite],
    site: usize,
    change: Change,
) -> Option<Deed> {
    let mut actions = question.actions.iter();
    let action =
        actions.find(|action| action.change == change && action.place == sites[site].id)?;
    Some(Deed {
        site,
        change,
        into: None,
        cost: action.cost().map_or(0, |cost| cents(cost.value())),
        is_assumed: false,
        places: sites[site].places,
    })
}
