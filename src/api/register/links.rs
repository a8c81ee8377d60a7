//! Links that share a plan: who has one reads that version of it until a last day, also when the plan is somebody's own, and no
//! longer than the plan is there.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::api::caller::last_day::is_before_the_end_of;
use crate::api::caller::secret::kept_of;
use crate::api::register::entry::content;
use crate::api::register::kept::Register;
use crate::api::register::plan::{Plan, SCENARIO_KIND};
use crate::store::error::StoreError;
use crate::store::revision::{EntryKey, Revision};
use crate::study::open_study::Study;

/// The kind of entry that a link is.
pub const LINK_KIND: &str = "deellink";
/// How links begin.
pub const LINK_START: &str = "deel_";

/// What is known of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The id of the plan.
    pub plan: String,
    /// The version that it shows.
    pub version: u64,
    /// It holds until the end of this day, in universal time.
    pub until: Date,
}

impl Link {
    /// As it is kept.
    pub fn content(&self) -> Value {
        json!({ "scenario": self.plan, "versie": self.version, "tot": self.until.to_string() })
    }

    /// The link of an entry; nothing when another program wrote something else there.
    pub fn kept(revision: &Revision) -> Option<Self> {
        let content = content(revision);
        Some(Self {
            plan: content["scenario"].as_str()?.to_owned(),
            version: content["versie"].as_u64()?,
            until: content["tot"].as_str()?.parse().ok()?,
        })
    }

    /// A link as people are told of it: all but what opens it.
    pub fn line(revision: &Revision) -> Option<Value> {
        let link = Self::kept(revision)?;
        let mut told = link.content();
        told["id"] = revision.id.as_str().into();
        told["geldt"] = link.holds(revision).into();
        told["wie"] = revision.author.who.as_str().into();
        told["wanneer"] = revision.author.at.as_str().into();
        told["waarom"] = revision.author.why.as_str().into();
        Some(told)
    }

    fn holds(&self, revision: &Revision) -> bool {
        revision.holds() && is_before_the_end_of(self.until, Timestamp::now())
    }
}

/// Whether a mark is what opens a link.
pub fn is_link(mark: &str) -> bool {
    mark.starts_with(LINK_START)
}

/// The plan that a link opens, as long as both hold.
///
/// # Errors
/// As the store.
pub fn by_link(
    register: &Arc<Register>,
    study: &Study,
    secret: &str,
) -> Result<Option<Plan>, StoreError> {
    let store = register.store();
    let id = kept_of(secret);
    let found = store.one(EntryKey {
        kind: LINK_KIND,
        id: &id,
    })?;
    let link = found
        .as_ref()
        .and_then(|found| Link::kept(found).filter(|link| link.holds(found)));
    let Some(link) = link else {
        return Ok(None);
    };
    let versions = store.history(EntryKey {
        kind: SCENARIO_KIND,
        id: &link.plan,
    })?;
    if !versions.last().is_some_and(Revision::holds) {
        return Ok(None);
    }
    let shown = versions.iter().find(|one| one.version == link.version);
    Ok(shown.and_then(|shown| Plan::kept(study, shown).ok()))
}
