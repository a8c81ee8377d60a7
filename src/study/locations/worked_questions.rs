//! Location questions on the town of `worked_planning`, for tests.
//!
//! On the town of `worked_planning`: buildings g1 at 0 m, g2 at 500 m and g3 at 1,900 m; 100 children at 400 m, 20 at
//! 500 m, 50 at 600 m and 40 at 2,000 m, and an unknown number at 700 m. Nowhere is there a community school yet.
//! The norm of 600 s is 600 × 1.1 / 1.3 = 507.7 m as the crow flies, and 100 m takes 118.2 s.
//! So g1 has 120 children near, g2 has 170, g3 has 40.

use std::sync::LazyLock;

use crate::model::location_question::{Change, Existing, LocationAction, LocationQuestion};
use crate::model::units::Euros;
use crate::study::community_school::worked_planning::{kind, planned_study};
use crate::study::locations::location_plan::LocationPlan;
use crate::study::locations::outcome::Outcome;
use crate::study::locations::plans::LocationAnswer;
use crate::study::need::by_home::NeedByHome;
use crate::study::open_study::Study;

pub static NO_NEED: LazyLock<NeedByHome> = LazyLock::new(NeedByHome::default);

pub fn asked(change: impl FnOnce(&mut LocationQuestion)) -> LocationQuestion {
    let mut question = LocationQuestion::proposed(kind("BUURTSCHOOL"));
    (question.sites, question.plans) = (Some(1), 1);
    // The town has no source for this kind.
    question.existing = Existing::LeftOut;
    change(&mut question);
    question
}

pub fn names(answer: &LocationAnswer<'_>, plan: &LocationPlan) -> Vec<String> {
    let sites = plan.sites.iter();
    sites
        .map(|&site| answer.asked.sites[site].id.clone())
        .collect()
}

pub fn need_of(index: &[Option<f64>]) -> NeedByHome {
    NeedByHome {
        index: index.to_vec(),
        ..NeedByHome::default()
    }
}

pub fn whole(outcome: &Outcome) -> [u64; 3] {
    [outcome.people, outcome.within, outcome.unreached].map(|people| people.whole_persons())
}

/// Community schools at 0 m (A, 60 places) and 500 m (B); what the tests add can be done with them.
pub fn with_schools(places: u32) -> Study {
    planned_study(|town| {
        for facility in &mut town.facilities[..2] {
            facility.kinds.push(kind("BUURTSCHOOL"));
        }
        town.facilities[0].capacity = Some(places);
        town.kinds.insert(1, kind("BUURTSCHOOL"));
    })
}

pub fn action(place: &str, change: Change, cost: f64) -> LocationAction {
    LocationAction {
        place: place.to_owned(),
        change,
        into: None,
        fixed_cost: Euros::new(cost).ok(),
        cost_per_place: None,
        places: None,
    }
}

pub fn done(answer: &LocationAnswer<'_>) -> Vec<(String, &'static str)> {
    let deeds = answer.plans[0].deeds.iter();
    deeds
        .map(|deed| (answer.asked.sites[deed.site].id.clone(), deed.change.code()))
        .collect()
}

pub fn told(id: &str, change: Change) -> (String, &'static str) {
    (id.to_owned(), change.code())
}
