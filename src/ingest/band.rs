//! Bands of ages in which residents are counted, and the people between two ages that follow from them.

use std::collections::BTreeMap;

use crate::model::people::People;

/// Bands with both ends that are known by name, beside single years.
const NAMED: [(u8, u8); 6] = [(0, 4), (4, 12), (12, 18), (0, 15), (15, 25), (15, 18)];
/// Single years are known up to this age.
const LAST_YEAR: u8 = 25;

/// What a study file may write for a band.
pub const EXPECTED_BANDS: &str =
    "one of 0-4, 4-12, 12-18, 0-15, 15-18, 15-25, alle, or a single year such as 4-5";

/// A band of ages: everybody, or from one age up to but not including another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Everybody.
    All,
    /// From the first age up to but not including the second.
    Ages(u8, u8),
}

impl Band {
    /// The band of a text such as `0-15` or `alle`; nothing for a band that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "alle" {
            return Some(Self::All);
        }
        let (from, to) = text.split_once('-')?;
        let (from, to) = (
            from.trim().parse::<u8>().ok()?,
            to.trim().parse::<u8>().ok()?,
        );
        let single_year = to <= LAST_YEAR && from.checked_add(1) == Some(to);
        (single_year || NAMED.contains(&(from, to))).then_some(Self::Ages(from, to))
    }
}

/// The people of one row or area by band, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BandCounts(pub BTreeMap<Band, People>);

impl BandCounts {
    /// Everybody, if known.
    pub fn all(&self) -> Option<People> {
        self.0.get(&Band::All).copied()
    }

    /// The people from one age up to but not including another: the sum of bands that fit together without a gap.
    pub fn between(&self, from: u8, to: u8) -> Option<People> {
        if from == to {
            return Some(People::NONE);
        }
        let starting = self
            .0
            .range(Band::Ages(from, 0)..=Band::Ages(from, to))
            .rev();
        starting
            .filter_map(|(band, &people)| match band {
                Band::Ages(_, end) if *end > from => Some((*end, people)),
                Band::Ages(..) | Band::All => None,
            })
            .find_map(|(end, people)| Some(people + self.between(end, to)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(bands: &[(u8, u8, u32)]) -> BandCounts {
        BandCounts(
            bands
                .iter()
                .map(|&(from, to, people)| (Band::Ages(from, to), People::whole(people)))
                .collect(),
        )
    }

    #[test]
    fn bands_are_half_open_and_only_some_exist() {
        assert_eq!(Band::parse("0-15"), Some(Band::Ages(0, 15)));
        assert_eq!(Band::parse("17-18"), Some(Band::Ages(17, 18)));
        assert_eq!(Band::parse("alle"), Some(Band::All));
        for wrong in ["4-13", "12-4", "kinderen", "0", "65-66", "-", "4-4"] {
            assert_eq!(Band::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn single_years_add_up_to_a_group() {
        let years = counts(&[(0, 1, 1), (1, 2, 2), (2, 3, 4), (3, 4, 8), (4, 5, 16)]);
        assert_eq!(years.between(0, 4), Some(People::whole(15)));
        assert_eq!(years.between(0, 5), Some(People::whole(31)));
    }

    #[test]
    fn a_gap_makes_the_sum_unknown_and_not_smaller() {
        let gap = counts(&[(0, 1, 1), (2, 3, 4), (3, 4, 8)]);
        assert_eq!(gap.between(0, 4), None);
        assert_eq!(counts(&[(0, 15, 9)]).between(0, 4), None);
    }

    #[test]
    fn a_longer_band_is_preferred_and_a_shorter_one_tried_next() {
        let mixed = counts(&[(0, 4, 10), (0, 15, 50), (4, 12, 30)]);
        assert_eq!(mixed.between(0, 12), Some(People::whole(40)));
        assert_eq!(mixed.between(0, 15), Some(People::whole(50)));
    }
}
