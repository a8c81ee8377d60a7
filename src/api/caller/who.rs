//! Who asks: known by a login, by a token, or because they work on this machine.

use crate::api::caller::role::Role;

tokio::task_local! {
    static CURRENT: Option<Caller>;
}

/// Who works on the machine itself.
const THIS_MACHINE: &str = "dit apparaat";

/// Somebody who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The name in the history: that of the login or the token.
    pub name: String,
    /// What stays the same when the name changes, and is nobody else's: what is somebody's own is kept under it.
    pub key: String,
    /// What they are to the service.
    pub role: Role,
    /// How they are known.
    pub way: Way,
}

/// How somebody is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a login, of which the browser has a cookie.
    Login,
    /// By a token in the header.
    Token,
    /// Nobody else reaches the service.
    ThisMachine,
}

impl Caller {
    /// Who works on the machine itself.
    pub fn on_this_machine() -> Self {
        Self {
            name: THIS_MACHINE.to_owned(),
            key: THIS_MACHINE.to_owned(),
            role: Role::Keeper,
            way: Way::ThisMachine,
        }
    }

    /// Who asks what is being answered; nobody in particular outside a request.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok().flatten()
    }

    /// Runs `work` as the answering of what this caller asks.
    pub async fn during<T>(caller: Option<Self>, work: impl Future<Output = T>) -> T {
        CURRENT.scope(caller, work).await
    }
}
