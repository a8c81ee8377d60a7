//! Who may what: one table, from which every check is made.

use crate::api::caller::reading::Reading;
use crate::api::caller::role::Role;
use crate::api::operation::{Group, Method, Operation};

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Seeing what the service is and who one is to it.
    LookIn,
    /// Reading and computing; nothing is kept but an outcome for an hour.
    Read,
    /// Looking at layers that were sent and are not in the study (yet).
    SeeSent,
    /// Sending, using and throwing away layers.
    Send,
    /// Entering records and keeping scenarios, with links to share them.
    Enter,
    /// Taking in a copy of records, with the names and days that it tells: whoever does so vouches for others.
    TakeIn,
    /// Giving and taking back tokens.
    Manage,
}

/// Whether somebody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They may.
    May,
    /// Who are they?
    Who,
    /// They may not.
    MayNot,
}

/// For each action: nobody in particular where reading is open, the same where it is not, `lezer`, `planner`, `beheerder`.
const TABLE: [(Action, [Verdict; 5]); 7] = {
    use Verdict::{May, MayNot, Who};
    [
        (Action::LookIn, [May, May, May, May, May]),
        (Action::Read, [May, Who, May, May, May]),
        (Action::SeeSent, [Who, Who, MayNot, May, May]),
        (Action::Send, [Who, Who, MayNot, May, May]),
        (Action::Enter, [Who, Who, MayNot, May, May]),
        (Action::TakeIn, [Who, Who, MayNot, MayNot, May]),
        (Action::Manage, [Who, Who, MayNot, MayNot, May]),
    ]
};

impl Action {
    /// What an operation does.
    pub fn of(operation: &Operation) -> Self {
        match (operation.group, operation.method, operation.path) {
            (Group::Access, _, "/wie") => Self::LookIn,
            (Group::Access, ..) => Self::Manage,
            (Group::Start, ..) => Self::LookIn,
            (Group::Uploads, Method::Get, _) => Self::SeeSent,
            (Group::Uploads, ..) => Self::Send,
            (Group::Register, Method::Get, path) if !path.ends_with("/links") => Self::Read,
            (Group::Register, Method::PostCopy, _) => Self::TakeIn,
            (Group::Register, ..) => Self::Enter,
            _ => Self::Read,
        }
    }

    /// Whether something may be different after it, for others as well.
    pub const fn changes(self, method: Method) -> bool {
        match self {
            Self::LookIn | Self::Read | Self::SeeSent => false,
            Self::Send | Self::Enter | Self::TakeIn | Self::Manage => {
                !matches!(method, Method::Get)
            }
        }
    }
}

/// Whether somebody with this role may do this.
pub fn verdict(action: Action, role: Option<Role>, reading: Reading) -> Verdict {
    let column = match (role, reading) {
        (None, Reading::Open) => 0,
        (None, Reading::Login) => 1,
        (Some(Role::Reader), _) => 2,
        (Some(Role::Planner), _) => 3,
        (Some(Role::Keeper), _) => 4,
    };
    let row = TABLE.iter().find(|(known, _)| *known == action);
    row.and_then(|(_, row)| row.get(column).copied())
        .unwrap_or(Verdict::MayNot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::route_table::operations;

    /// Every operation by its name: one that is new must be decided on here.
    #[test]
    fn every_operation_does_what_was_decided() {
        let of = |action| {
            let found = operations().filter(|one| Action::of(one) == action);
            found.map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(
            of(Action::LookIn),
            ["start", "conformance", "openapi", "openapiPage", "whoAmI"]
        );
        assert_eq!(of(Action::SeeSent), ["uploads", "upload"]);
        assert_eq!(
            of(Action::Send),
            [
                "sendUpload",
                "replaceUpload",
                "removeUpload",
                "readUpload",
                "useUpload",
                "stopUsingUpload"
            ]
        );
        assert_eq!(
            of(Action::Enter),
            [
                "keepScenario",
                "changeScenario",
                "withdrawScenario",
                "branchScenario",
                "scenarioLinks",
                "shareScenario",
                "withdrawLink",
                "record",
                "changeRecord",
                "withdrawRecord"
            ]
        );
        assert_eq!(of(Action::TakeIn), ["takeInRecords"]);
        assert_eq!(of(Action::Manage), ["tokens", "newToken", "withdrawToken"]);
        for one in operations().filter(|one| Action::of(one) == Action::Read) {
            let keeps = matches!(
                one.method,
                Method::Put
                    | Method::PutFile
                    | Method::PostFile
                    | Method::PostEntry
                    | Method::PutEntry
                    | Method::PostCopy
                    | Method::Withdraw
            );
            assert!(!keeps, "{}", one.id);
        }
    }
}
