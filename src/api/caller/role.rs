//! What somebody is to the service.

/// A role. Each may do what the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `lezer`.
    Reader,
    /// `planner`.
    Planner,
    /// `beheerder`.
    Keeper,
}

impl Role {
    /// All of them.
    pub const EVERY: [Self; 3] = [Self::Reader, Self::Planner, Self::Keeper];

    /// The name in settings, answers and the audit log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reader => "lezer",
            Self::Planner => "planner",
            Self::Keeper => "beheerder",
        }
    }

    /// The role with this name.
    pub fn of(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|role| role.code() == code)
    }
}
