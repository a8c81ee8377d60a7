//! Whose a job is: what is computed under a plan of somebody's own is no more for others than the plan.

use crate::api::caller::who::Caller;
use crate::api::register::links::is_link;
use crate::api::register::plan::is_own_shelf_key;

/// Whose a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Everybody's.
    Everybody,
    /// That of the caller with this key.
    Caller(String),
    /// That of whoever knows its name: nobody in particular asked it, by a link.
    Holder,
}

impl Owner {
    /// Whose a job under a scenario is, by the mark or link that was named and the place where that was found on the shelf.
    pub fn of((mark, place): (&str, &str), caller: Option<&Caller>) -> Self {
        match (is_link(mark) || is_own_shelf_key(place), caller) {
            (false, _) => Self::Everybody,
            (true, Some(caller)) => Self::Caller(caller.key.clone()),
            (true, None) => Self::Holder,
        }
    }

    /// Whether this caller, who knows the name of the job, may see it and end it.
    pub fn lets_in(&self, caller: Option<&Caller>) -> bool {
        match self {
            Self::Everybody | Self::Holder => true,
            Self::Caller(key) => caller.is_some_and(|caller| caller.key == *key),
        }
    }

    /// Whether the list tells this caller the name of the job.
    pub fn is_told_to(&self, caller: Option<&Caller>) -> bool {
        match self {
            Self::Everybody | Self::Caller(_) => self.lets_in(caller),
            Self::Holder => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::register::plan::own_shelf_key;

    #[test]
    fn a_job_under_a_plan_of_ones_own_or_a_link_is_nobody_elses() {
        let one = Caller::on_this_machine();
        let other = Caller {
            key: "j".to_owned(),
            ..one.clone()
        };
        let own = own_shelf_key(&one.key, "a1");
        let callers = [Some(&one), Some(&other), None];
        for ((mark, place), asked_by, let_in, told) in [
            (("a1", "a1"), Some(&one), [true; 3], [true; 3]),
            (
                ("a1", own.as_str()),
                Some(&one),
                [true, false, false],
                [true, false, false],
            ),
            (
                ("deel_x", "a1"),
                Some(&one),
                [true, false, false],
                [true, false, false],
            ),
            (("deel_x", own.as_str()), None, [true; 3], [false; 3]),
        ] {
            let owner = Owner::of((mark, place), asked_by);
            assert_eq!(
                callers.map(|caller| owner.lets_in(caller)),
                let_in,
                "{owner:?}"
            );
            assert_eq!(
                callers.map(|caller| owner.is_told_to(caller)),
                told,
                "{owner:?}"
            );
        }
    }
}
