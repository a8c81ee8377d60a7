//! Which constraint stands in the way when no set of sites meets them all.
//!
//! Each constraint is left out in turn; those without which there is a plan are named.

use crate::model::bilingual::Bilingual;
use crate::model::cost_table::CostTable;
use crate::siting::best_plan::best_plan;
use crate::siting::deadline::Deadline;
use crate::siting::error::SitingError;
use crate::siting::question::{Constraints, Question};

/// The message that names the constraints to relax, and none when time is over before one is found; without
/// constraints it was time that was short.
pub fn constraint_to_relax(
    table: &CostTable,
    question: &Question,
    deadline: &Deadline,
) -> SitingError {
    let mut present = Vec::new();
    let mut enough = Vec::new();
    for (name, without) in constraints_without_one(&question.constraints) {
        present.push(name);
        let relaxed = Question {
            constraints: without,
            ..question.clone()
        };
        if best_plan(table, &relaxed, deadline).is_ok() {
            enough.push(name);
        }
    }
    if present.is_empty() {
        return SitingError::NoSetInTime;
    }
    if enough.is_empty() && deadline.passed() {
        return SitingError::NoAllowedSet;
    }
    SitingError::Constraints {
        relax: in_words(&present, &enough),
    }
}

/// The names of a constraint in Dutch and in English.
type Names = (&'static str, &'static str);

fn in_words(present: &[Names], enough: &[Names]) -> Bilingual {
    let joined = |names: &[Names], between: Names| {
        let (dutch, english): (Vec<_>, Vec<_>) = names.iter().copied().unzip();
        (dutch.join(between.0), english.join(between.1))
    };
    if enough.is_empty() {
        let (dutch, english) = joined(present, (", ", ", "));
        return Bilingual::new(
            format!("meer dan een van: {dutch}"),
            format!("more than one of: {english}"),
        );
    }
    let (dutch, english) = joined(enough, (" of ", " or "));
    Bilingual { dutch, english }
}

/// For each constraint that is there, its name and all the others.
fn constraints_without_one(all: &Constraints) -> Vec<(Names, Constraints)> {
    let without = |name, leave_out: fn(&mut Constraints)| {
        let mut others = all.clone();
        leave_out(&mut others);
        (name, others)
    };
    let variants = [
        without(("het budget", "the budget"), |others| others.budget = None),
        without(
            (
                "het aantal plekken per wijk",
                "the number of sites per district",
            ),
            |others| others.districts = None,
        ),
        without(
            (
                "de kleinste afstand tussen plekken",
                "the minimum distance between sites",
            ),
            |others| others.too_close.clear(),
        ),
        without(
            (
                "de groepen waarvan één plek opengaat",
                "the groups of which one site opens",
            ),
            |others| others.one_of_each.clear(),
        ),
        without(
            (
                "het verschil met andere plannen",
                "the difference from other plans",
            ),
            |others| others.unlike.clear(),
        ),
        without(("de verplichte plekken", "the required sites"), |others| {
            others.required.clear()
        }),
        without(
            ("de uitgesloten plekken", "the forbidden sites"),
            |others| others.forbidden.clear(),
        ),
        without(("de capaciteiten", "the capacities"), |others| {
            others.capacities.clear()
        }),
    ];
    variants
        .into_iter()
        .filter(|(_, others)| others != all)
        .collect()
}
