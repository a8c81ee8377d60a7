//! The language need of the pupils of schools: the mean of the places of their figures among those of all schools.

use crate::model::estimate::{Estimate, Term, Weighted, weighted};
use crate::model::record::{Bounds, SchoolReading};
use crate::model::weight_set::Standardisation;
use crate::siting::community_school::amount::Amount;
use crate::siting::community_school::common_scale::common_scale;
use crate::siting::mid_rank::percentiles;

/// A figure by which the language need of a school's pupils is measured; of each, higher is more need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageFigure {
    /// Schoolweging.
    SchoolWeighting,
    /// Share of pupils who do not read at level 2F yet.
    Below2F,
    /// Score of the educational figures of CBS, for each pupil.
    ScorePerPupil,
    /// Share of newcomers.
    Newcomers,
}

impl LanguageFigure {
    /// All figures, in the order of every table.
    pub const EVERY: [Self; 4] = [
        Self::SchoolWeighting,
        Self::Below2F,
        Self::ScorePerPupil,
        Self::Newcomers,
    ];

    /// What is recorded of it for one school.
    pub fn of(self, reading: &SchoolReading) -> Option<Bounds> {
        match self {
            Self::SchoolWeighting => reading.school_weighting,
            Self::Below2F => reading.below_2f,
            Self::ScorePerPupil => reading.score_per_pupil,
            Self::Newcomers => reading.newcomers,
        }
    }
}

/// The figures of one school, in the order of [`LanguageFigure::EVERY`]; `None` is not known.
pub type LanguageFigures = [Option<Bounds>; 4];

/// The figures that at least one school has.
pub fn known_figures(schools: &[LanguageFigures]) -> Vec<LanguageFigure> {
    let known = |place: usize| schools.iter().any(|school| school[place].is_some());
    let every = LanguageFigure::EVERY.into_iter().enumerate();
    every
        .filter(|(place, _)| known(*place))
        .map(|(_, figure)| figure)
        .collect()
}

/// The mean of each school's figures, each on a scale among the schools that have that figure: of percentiles, or of
/// another scale to try whether that would make a difference.
///
/// # Units
/// 0 to 100. A figure that no school has does not count; one that this school lacks widens its bounds.
///
/// # Source
/// DOMAIN §C.7, `L_s`; §C.10, 4.
pub fn language_needs(
    schools: &[LanguageFigures],
    figures: &[LanguageFigure],
    scale: Standardisation,
) -> Vec<Weighted> {
    let mut terms: Vec<Vec<Term>> = vec![Vec::new(); schools.len()];
    for figure in figures {
        let place = *figure as usize;
        let known: Vec<(usize, Bounds)> = schools
            .iter()
            .enumerate()
            .filter_map(|(school, found)| Some((school, found[place]?)))
            .collect();
        let bounds: Vec<Bounds> = known.iter().map(|(_, bounds)| *bounds).collect();
        let mut scores = vec![Estimate::UNKNOWN; schools.len()];
        for ((school, _), score) in known.iter().zip(on_scale(&bounds, scale)) {
            scores[*school] = score;
        }
        for (terms, score) in terms.iter_mut().zip(scores) {
            terms.push(Term { weight: 1.0, score });
        }
    }
    terms.iter().map(|terms| weighted(terms)).collect()
}

fn on_scale(figures: &[Bounds], scale: Standardisation) -> Vec<Estimate> {
    match scale {
        Standardisation::Percentile => percentiles(figures),
        Standardisation::StandardScore | Standardisation::FixedRange => {
            let amount = |figure: &Bounds| Amount {
                value: f64::midpoint(figure.low, figure.high),
                low: figure.low,
                high: figure.high,
                evidence: 1.0,
            };
            let amounts: Vec<Option<Amount>> = figures.iter().map(amount).map(Some).collect();
            common_scale(&amounts, scale)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn need_is_the_mean_of_the_figures_a_school_has() {
        let exact = |figure: f64| {
            Some(Bounds {
                low: figure,
                high: figure,
            })
        };
        // Weightings 1 and 2 are percentiles 25 and 75; shares 40, 20 and 30 are 83.3, 16.7 and 50.
        let schools = [
            [exact(1.0), exact(40.0), None, None],
            [exact(2.0), exact(20.0), None, None],
            [None, exact(30.0), None, None],
        ];
        let figures = known_figures(&schools);
        assert_eq!(
            figures,
            [LanguageFigure::SchoolWeighting, LanguageFigure::Below2F]
        );
        let needs = language_needs(&schools, &figures, Standardisation::Percentile);
        assert_eq!(needs[0].points, [Some(12.5), Some(500.0 / 12.0)]);
        let last = needs[2].score;
        assert_eq!((last.value, last.evidence), (Some(50.0), 0.5));
        assert_eq!((last.low, last.high), (25.0, 75.0));
    }
}
