//! Five classes of travel time around a norm: light is near, dark is far, and the norm is always a break.

use crate::layers::number_text::minutes_with;
use crate::model::norm::Norm;
use crate::model::units::Seconds;

/// The class of what has no number: hidden, not known, or nobody lives there.
pub const NO_CLASS: u8 = 0;
/// The colour of [`NO_CLASS`].
pub const NO_CLASS_COLOUR: &str = "#e6e8e8";

/// Breaks as parts of the norm; the third one is the norm.
const BREAKS: [f64; 4] = [0.5, 0.75, 1.0, 1.25];
/// Chosen so that neighbours differ for every kind of colour vision; no red anywhere on people.
const COLOURS: [&str; 5] = ["#f1f8f6", "#bcdcd7", "#84bdb6", "#dd9f45", "#a35d12"];

/// One class.
#[derive(Debug, Clone, PartialEq)]
pub struct NormClass {
    /// 1 (near) to 5 (far).
    pub number: u8,
    /// Above this time; the first class has 0 in it.
    pub from_seconds: f64,
    /// Up to and including this time; the last class has no end.
    pub to_seconds: Option<f64>,
    /// Its colour as `#rrggbb`.
    pub colour: &'static str,
    /// Whether its times meet the norm.
    pub within_norm: bool,
}

/// The five classes around a norm, near to far.
pub fn norm_classes(norm: &Norm) -> [NormClass; 5] {
    let ends = BREAKS.map(|part| part * norm.norm.value());
    std::array::from_fn(|index| NormClass {
        number: index as u8 + 1,
        from_seconds: index
            .checked_sub(1)
            .and_then(|before| ends.get(before))
            .copied()
            .unwrap_or(0.0),
        to_seconds: ends.get(index).copied(),
        colour: COLOURS[index],
        within_norm: BREAKS.get(index).is_some_and(|&part| part <= 1.0),
    })
}

/// The class of a time; the norm itself still meets the norm.
pub fn class_of(time: Option<Seconds>, norm: &Norm) -> u8 {
    let Some(time) = time else { return NO_CLASS };
    let above = BREAKS
        .iter()
        .filter(|&&part| time.value() > part * norm.norm.value())
        .count();
    above as u8 + 1
}

impl NormClass {
    /// Its name in minutes: "tot 5", "5 tot 7½", "meer dan 12½".
    pub fn name(&self, words: ClassWords) -> String {
        let minutes = |seconds| minutes_with(seconds, words.decimal_mark);
        match (self.number, self.to_seconds) {
            (1, Some(end)) => format!("{} {}", words.up_to, minutes(end)),
            (_, Some(end)) => format!(
                "{} {} {}",
                minutes(self.from_seconds),
                words.to,
                minutes(end)
            ),
            (_, None) => format!("{} {}", words.more_than, minutes(self.from_seconds)),
        }
    }
}

/// The words of a class name in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassWords {
    /// "tot"
    pub up_to: &'static str,
    /// "tot", between two numbers
    pub to: &'static str,
    /// "meer dan"
    pub more_than: &'static str,
    /// ',' before a decimal
    pub decimal_mark: char,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::age_group::AgeGroup;
    use crate::model::facility_kind::FacilityKind;

    const DUTCH: ClassWords = ClassWords {
        up_to: "tot",
        to: "tot",
        more_than: "meer dan",
        decimal_mark: ',',
    };

    fn ten_minutes() -> Norm {
        let seconds = |value| Seconds::new(value).expect("a time");
        Norm {
            kind: FacilityKind::new("PO").expect("a code"),
            ages: vec![AgeGroup::From4To12],
            profile: "lopen_kind".to_owned(),
            norm: seconds(600.0),
            limit: seconds(1_200.0),
            basis: String::new(),
        }
    }

    #[test]
    fn the_classes_of_ten_minutes_break_at_the_norm() {
        let names = norm_classes(&ten_minutes()).map(|class| class.name(DUTCH));
        assert_eq!(
            names,
            [
                "tot 5",
                "5 tot 7½",
                "7½ tot 10",
                "10 tot 12½",
                "meer dan 12½"
            ]
        );
        let within = norm_classes(&ten_minutes()).map(|class| class.within_norm);
        assert_eq!(within, [true, true, true, false, false]);
    }

    #[test]
    fn a_time_falls_in_the_class_that_ends_at_it() {
        let class = |seconds| class_of(Seconds::new(seconds).ok(), &ten_minutes());
        assert_eq!(
            [0.0, 300.0, 300.1, 600.0, 600.1, 750.0, 751.0].map(class),
            [1, 1, 2, 3, 4, 4, 5]
        );
        assert_eq!(class_of(None, &ten_minutes()), NO_CLASS);
    }
}
