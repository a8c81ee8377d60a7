//! The word that says how firm a place in a list is. It stands beside every ranked list.

/// From this share of draws on a place is robust.
const ROBUST: f64 = 0.80;
/// From this share of draws on it is sensitive.
const SENSITIVE: f64 = 0.50;

/// How firm a place among the first is, or an answer whose inputs move within their bounds.
///
/// # Source
/// DOMAIN §C.10, labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    /// In at least 80 of 100 draws; where it is said of a place in a list, missing data cannot take it away.
    Robust,
    /// In at least 50 of 100 draws; a small change would make it different.
    Sensitive,
    /// In fewer; the data allow almost anything.
    Uncertain,
}

impl Stability {
    /// The label of a probability of 0 to 1.
    ///
    /// # Source
    /// DOMAIN §C.10, labels.
    pub fn of(probability: f64) -> Self {
        if probability >= ROBUST {
            Self::Robust
        } else if probability >= SENSITIVE {
            Self::Sensitive
        } else {
            Self::Uncertain
        }
    }

    /// The label of a place that missing data can still take away, or not: what is open is never robust.
    pub fn while_open(self, can_leave: bool) -> Self {
        if can_leave {
            self.max(Self::Sensitive)
        } else {
            self
        }
    }

    /// The word on screen: `robuust`, `gevoelig`, `onzeker`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Robust => "robuust",
            Self::Sensitive => "gevoelig",
            Self::Uncertain => "onzeker",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_missing_data_can_take_away_is_not_robust() {
        let every = [
            Stability::Robust,
            Stability::Sensitive,
            Stability::Uncertain,
        ];
        assert_eq!(every.map(|word| word.while_open(false)), every);
        let open = every.map(|word| word.while_open(true).code());
        assert_eq!(open, ["gevoelig", "gevoelig", "onzeker"]);
    }

    #[test]
    fn the_limits_belong_to_the_firmer_word() {
        let words = [1.0, 0.8, 0.799, 0.5, 0.499, 0.0].map(|share| Stability::of(share).code());
        assert_eq!(
            words,
            [
                "robuust", "robuust", "gevoelig", "gevoelig", "onzeker", "onzeker"
            ]
        );
    }
}
