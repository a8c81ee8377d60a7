//! Who may use a way and in which direction, from what the way says of itself (OpenStreetMap's tags).
//! The rules are data, read from a file of profiles; the built-in file stands until a study brings its own.

use crate::model::streets::Tags;

/// In which directions a way may be used, as seen from the way it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Directions {
    /// Both ways.
    Both,
    /// Only as drawn.
    Forward,
    /// Only against it.
    Backward,
}

impl Directions {
    /// Whether one may go as drawn.
    pub const fn forward(self) -> bool {
        match self {
            Self::Both | Self::Forward => true,
            Self::Backward => false,
        }
    }

    /// Whether one may go against it.
    pub const fn backward(self) -> bool {
        match self {
            Self::Both | Self::Backward => true,
            Self::Forward => false,
        }
    }
}

/// A key with the values that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagMatch {
    /// The key.
    pub key: String,
    /// The values, any of which will do.
    pub values: Vec<String>,
}

/// What the values of an access key mean; a value in neither list says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// The key, such as `foot`.
    pub key: String,
    /// Values that shut out.
    pub refuses: Vec<String>,
    /// Values that let in, also where a more general key or the kind of way would not.
    pub permits: Vec<String>,
}

/// How one-way streets bind a mode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnewayRules {
    /// The mode's own key, which decides when it is there: `oneway:bicycle`.
    pub own_key: String,
    /// Tags by which a one-way street may be used both ways, unless the own key speaks.
    pub contraflow: Vec<TagMatch>,
    /// The key for everybody, if it binds this mode: `oneway`.
    pub general_key: Option<String>,
    /// Tags that make a way one-way without saying so: `junction` = `roundabout`.
    pub implied: Vec<TagMatch>,
    /// Values for: only as drawn.
    pub forward: Vec<String>,
    /// Values for: only against it.
    pub backward: Vec<String>,
}

/// Whether barriers on a node (gates, bollards) can stop this mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barriers {
    /// They never do.
    Ignored,
    /// They do when an access key of their own refuses.
    Respected,
}

/// Which ways a mode may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayRules {
    /// Values of `highway` that may be used. A way with several values at once (`a;b`) is in no list.
    pub highways: Vec<String>,
    /// Values of `highway` that may be used where an access key permits it.
    pub highways_if_permitted: Vec<String>,
    /// The access keys, the most specific first; the first one that refuses or permits decides.
    pub access: Vec<AccessKey>,
    /// At least one of these must hold; no condition when empty.
    pub only_where: Vec<TagMatch>,
    /// One-way streets.
    pub oneway: OnewayRules,
    /// Barriers on nodes.
    pub barriers: Barriers,
    /// Values of `highway` whose squares (`area` = `yes`) may be crossed, and not only walked around.
    pub squares: Vec<String>,
}

impl WayRules {
    /// The same rules where nothing known of a way is as good as free: the other side of the band.
    ///
    /// Nothing when the rules ask for no knowledge.
    pub fn with_unknown(&self) -> Option<Self> {
        (!self.only_where.is_empty()).then(|| Self {
            only_where: Vec::new(),
            ..self.clone()
        })
    }

    /// Whether a way with these tags is the outline of a square that may be crossed in all directions.
    pub fn is_square(&self, tags: &Tags) -> bool {
        tags.get("area").is_some_and(|area| area == "yes")
            && tags
                .get("highway")
                .is_some_and(|highway| self.squares.contains(highway))
    }

    /// In which directions a way with these tags may be used; nothing when it may not.
    pub fn directions(&self, tags: &Tags) -> Option<Directions> {
        let highway = tags.get("highway")?;
        let open = match self.verdict(tags) {
            Verdict::Refused => false,
            Verdict::Permitted => {
                self.highways.contains(highway) || self.highways_if_permitted.contains(highway)
            }
            Verdict::Silent => self.highways.contains(highway),
        };
        let free = self.only_where.is_empty() || any_holds(&self.only_where, tags);
        (open && free).then(|| self.oneway.directions(tags))
    }

    /// Whether a barrier with these tags stops this mode.
    pub fn is_stopped_by(&self, barrier: &Tags) -> bool {
        match self.barriers {
            Barriers::Ignored => false,
            Barriers::Respected => self.verdict(barrier) == Verdict::Refused,
        }
    }

    fn verdict(&self, tags: &Tags) -> Verdict {
        let speaks = |rule: &AccessKey| {
            let value = tags.get(&rule.key)?;
            if rule.refuses.contains(value) {
                Some(Verdict::Refused)
            } else {
                rule.permits.contains(value).then_some(Verdict::Permitted)
            }
        };
        self.access
            .iter()
            .find_map(speaks)
            .unwrap_or(Verdict::Silent)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Refused,
    Permitted,
    Silent,
}

impl OnewayRules {
    fn directions(&self, tags: &Tags) -> Directions {
        let said = |value: &String| {
            if self.forward.contains(value) {
                Directions::Forward
            } else if self.backward.contains(value) {
                Directions::Backward
            } else {
                Directions::Both
            }
        };
        let general = self.general_key.as_ref().and_then(|key| tags.get(key));
        match (tags.get(&self.own_key), general) {
            (Some(own), _) => said(own),
            (None, _) if any_holds(&self.contraflow, tags) => Directions::Both,
            (None, Some(general)) => said(general),
            (None, None) if any_holds(&self.implied, tags) => Directions::Forward,
            (None, None) => Directions::Both,
        }
    }
}

fn any_holds(matches: &[TagMatch], tags: &Tags) -> bool {
    matches.iter().any(|wanted| {
        tags.get(&wanted.key)
            .is_some_and(|value| wanted.values.contains(value))
    })
}
