//! Five classes of how much an area changes between two plans: the middle class is "about the same", and on both sides
//! of it lies a little and much. The first class is where the way gets shorter, or where more people come within the norm.

use crate::layers::norm_classes::NO_CLASS;
use crate::layers::number_text::minutes;

/// From teal (nearer) over paper (the same) to ochre (farther): told apart with every kind of colour vision, and not red.
const COLOURS: [&str; 5] = ["#2f8583", "#9fd0cb", "#f3f1ec", "#ecc483", "#b2701f"];

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceOf {
    /// The time of the middle person, in seconds; less is nearer.
    Time,
    /// The share within the norm, in percentage points; more is nearer.
    Share,
}

/// One class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DifferenceClass {
    /// 1 (much nearer) to 5 (much farther); 3 is about the same.
    pub number: u8,
    /// Its colour as `#rrggbb`.
    pub colour: &'static str,
    of: DifferenceOf,
}

/// The words of a class name in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DifferenceWords {
    /// "gelijk"
    pub same: &'static str,
    /// "tot", between two numbers
    pub to: &'static str,
    /// "meer dan"
    pub more_than: &'static str,
}

impl DifferenceOf {
    /// Up to the first it is about the same, up to the second it is a little: in seconds, or in percentage points.
    const fn breaks(self) -> [f64; 2] {
        match self {
            Self::Time => [60.0, 180.0],
            Self::Share => [2.0, 10.0],
        }
    }

    /// The five classes, from nearer to farther.
    pub fn classes(self) -> [DifferenceClass; 5] {
        std::array::from_fn(|index| DifferenceClass {
            number: index as u8 + 1,
            colour: COLOURS[index],
            of: self,
        })
    }

    /// The class of a difference, after minus before; of nothing it is [`NO_CLASS`].
    pub fn class_of(self, difference: Option<f64>) -> u8 {
        let Some(difference) = difference else {
            return NO_CLASS;
        };
        let farther = match self {
            Self::Time => difference,
            Self::Share => -difference,
        };
        let [little, much] = self.breaks();
        let steps = u8::from(farther.abs() > little) + u8::from(farther.abs() > much);
        if farther < 0.0 { 3 - steps } else { 3 + steps }
    }
}

impl DifferenceClass {
    /// Its name, with a sign beside the colour: "▼ meer dan 3", "▼ 1 tot 3", "gelijk (±1)".
    pub fn name(&self, words: DifferenceWords) -> String {
        let [little, much] = self.of.breaks().map(|end| match self.of {
            DifferenceOf::Time => minutes(end),
            DifferenceOf::Share => format!("{end}"),
        });
        let rises = (self.number > 3) == (self.of == DifferenceOf::Time);
        let sign = if rises { '▲' } else { '▼' };
        match self.number {
            3 => format!("{} (±{little})", words.same),
            2 | 4 => format!("{sign} {little} {} {much}", words.to),
            _ => format!("{sign} {} {much}", words.more_than),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUTCH: DifferenceWords = DifferenceWords {
        same: "gelijk",
        to: "tot",
        more_than: "meer dan",
    };

    #[test]
    fn a_break_belongs_to_the_class_nearer_to_the_middle() {
        let of = |seconds| DifferenceOf::Time.class_of(Some(seconds));
        let seconds = [-180.1, -180.0, -60.1, -60.0, 0.0, 60.0, 60.1, 180.0, 181.0];
        assert_eq!(seconds.map(of), [1, 2, 2, 3, 3, 3, 4, 4, 5]);
        assert_eq!(DifferenceOf::Time.class_of(None), NO_CLASS);
    }

    #[test]
    fn a_shorter_way_and_a_larger_share_are_on_the_same_side() {
        let of = |points| DifferenceOf::Share.class_of(Some(points));
        assert_eq!([10.1, 10.0, 2.0, -2.1, -11.0].map(of), [1, 2, 3, 4, 5]);
        let names = |of: DifferenceOf| of.classes().map(|class| class.name(DUTCH));
        assert_eq!(
            names(DifferenceOf::Time),
            [
                "▼ meer dan 3",
                "▼ 1 tot 3",
                "gelijk (±1)",
                "▲ 1 tot 3",
                "▲ meer dan 3"
            ]
        );
        assert_eq!(
            names(DifferenceOf::Share),
            [
                "▲ meer dan 10",
                "▲ 2 tot 10",
                "gelijk (±2)",
                "▼ 2 tot 10",
                "▼ meer dan 10"
            ]
        );
    }
}
