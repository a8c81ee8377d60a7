//! Which neighbourhoods qualify for a Kansenwerkplaats by need, and why. Nothing is ranked: people choose.
//! One domain is enough, so that a neighbourhood with a single concern is not lost in a mean.

use crate::model::estimate::Estimate;
use crate::model::indicator::Domain;
use crate::need::need_profile::has_evidence;
use crate::need::standardise::percentile_beside;
use crate::siting::stability::Stability;

/// When a neighbourhood qualifies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QualifyingRules<'a> {
    /// Any domain at this percentile or higher.
    pub any_domain: f64,
    /// All domains of `together` at this percentile or higher.
    pub together_from: f64,
    /// See `together_from`; empty switches it off.
    pub together: &'a [Domain],
    /// A domain with less evidence than this has no percentile.
    pub smallest_evidence: f64,
}

/// Why a neighbourhood qualifies.
#[derive(Debug, Clone, PartialEq)]
pub enum QualifyingReason {
    /// One domain stands high.
    OneDomain {
        /// The domain.
        domain: Domain,
        /// Its percentile.
        percentile: f64,
    },
    /// Several domains stand rather high together.
    Together {
        /// The domains with their percentiles.
        domains: Vec<(Domain, f64)>,
    },
}

/// How one neighbourhood stands in its town.
#[derive(Debug, Clone, PartialEq)]
pub struct Qualification {
    /// The percentile of each domain; bounds are the percentiles at which it could stand, others as they are.
    pub percentiles: Vec<(Domain, Estimate)>,
    /// The highest of them: value by the data, bounds by what is missing.
    pub highest: Estimate,
    /// Why it qualifies by the data; empty when it does not.
    pub reasons: Vec<QualifyingReason>,
    /// How sure that is; nothing when it does not qualify and could not.
    pub stability: Option<Stability>,
}

impl Qualification {
    /// Whether it qualifies by the data.
    pub fn qualifies(&self) -> bool {
        !self.reasons.is_empty()
    }
}

/// How every neighbourhood stands, in domains of 0 to 100.
///
/// # Shape
/// One answer for each row, in the same order; a row that is not measured has none and moves no other.
///
/// # Source
/// DOMAIN §C.6: any domain from P80 with evidence from 0.6, or social cohesion and use of youth care both from P60.
pub fn qualifications(
    rows: &[Option<&[(Domain, Estimate)]>],
    rules: &QualifyingRules<'_>,
) -> Vec<Option<Qualification>> {
    let known: Vec<(Domain, Vec<f64>)> = Domain::EVERY
        .into_iter()
        .map(|domain| (domain, known_values(rows, domain, rules.smallest_evidence)))
        .collect();
    let of_row = |row: &[(Domain, Estimate)]| {
        let percentiles: Vec<(Domain, Estimate)> = row
            .iter()
            .map(|&(domain, score)| {
                let sorted = known.iter().find(|(other, _)| *other == domain);
                let sorted = sorted.map_or(&[][..], |(_, values)| values);
                (domain, percentile(&score, sorted, rules.smallest_evidence))
            })
            .collect();
        qualification(percentiles, rules)
    };
    rows.iter().map(|row| row.map(of_row)).collect()
}

fn known_values(
    rows: &[Option<&[(Domain, Estimate)]>],
    domain: Domain,
    smallest_evidence: f64,
) -> Vec<f64> {
    let of_domain = rows.iter().flatten().flat_map(|row| row.iter());
    let mut values: Vec<f64> = of_domain
        .filter(|(other, score)| *other == domain && has_evidence(score, smallest_evidence))
        .filter_map(|(_, score)| score.value)
        .collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The percentile of a score among the others, of which `sorted` also holds the score itself when it is known.
fn percentile(score: &Estimate, sorted: &[f64], smallest_evidence: f64) -> Estimate {
    let value = score
        .value
        .filter(|_| has_evidence(score, smallest_evidence));
    let mut others = sorted.to_vec();
    if let Some(value) = value {
        let own = others.partition_point(|&other| other < value);
        others.remove(own);
    }
    Estimate {
        value: value.map(|value| percentile_beside(&others, value)),
        low: percentile_beside(&others, score.low),
        high: percentile_beside(&others, score.high),
        evidence: score.evidence,
    }
}

fn qualification(
    percentiles: Vec<(Domain, Estimate)>,
    rules: &QualifyingRules<'_>,
) -> Qualification {
    let by = |of: &dyn Fn(&Estimate) -> Option<f64>| reasons(&percentiles, rules, of);
    let found = by(&|percentile| percentile.value);
    let at_lowest = by(&|percentile| percentile.value.map(|_| percentile.low));
    let stability = if !at_lowest.is_empty() {
        Some(Stability::Robust)
    } else if !found.is_empty() {
        Some(Stability::Sensitive)
    } else if !by(&|percentile| Some(percentile.high)).is_empty() {
        Some(Stability::Uncertain)
    } else {
        None
    };
    Qualification {
        highest: highest(&percentiles),
        percentiles,
        reasons: found,
        stability,
    }
}

fn reasons(
    percentiles: &[(Domain, Estimate)],
    rules: &QualifyingRules<'_>,
    of: &dyn Fn(&Estimate) -> Option<f64>,
) -> Vec<QualifyingReason> {
    let standing = |&(domain, percentile): &(Domain, Estimate)| Some((domain, of(&percentile)?));
    let standing: Vec<(Domain, f64)> = percentiles.iter().filter_map(standing).collect();
    let mut reasons: Vec<QualifyingReason> = standing
        .iter()
        .filter(|(_, percentile)| *percentile >= rules.any_domain)
        .map(|&(domain, percentile)| QualifyingReason::OneDomain { domain, percentile })
        .collect();
    let high_enough = |domain: &Domain| {
        let found = standing.iter().find(|(other, _)| other == domain).copied();
        found.filter(|(_, percentile)| *percentile >= rules.together_from)
    };
    let together: Option<Vec<(Domain, f64)>> = rules.together.iter().map(high_enough).collect();
    reasons.extend(
        together
            .filter(|domains| !domains.is_empty())
            .map(|domains| QualifyingReason::Together { domains }),
    );
    reasons
}

fn highest(percentiles: &[(Domain, Estimate)]) -> Estimate {
    let most = |of: &dyn Fn(&Estimate) -> Option<f64>| {
        let values = percentiles
            .iter()
            .filter_map(|(_, percentile)| of(percentile));
        values.max_by(f64::total_cmp)
    };
    let value = most(&|percentile| percentile.value);
    let of_highest = percentiles
        .iter()
        .find(|(_, percentile)| percentile.value == value);
    match (
        most(&|percentile| Some(percentile.low)),
        most(&|percentile| Some(percentile.high)),
    ) {
        (Some(low), Some(high)) => Estimate {
            value,
            low,
            high,
            evidence: of_highest.map_or(0.0, |(_, percentile)| percentile.evidence),
        },
        (None, _) | (_, None) => Estimate::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULES: QualifyingRules<'static> = QualifyingRules {
        any_domain: 80.0,
        together_from: 60.0,
        together: &[Domain::Cohesion, Domain::YouthCare],
        smallest_evidence: 0.6,
    };

    type Row = Vec<(Domain, Estimate)>;

    fn stand(rows: &[Row]) -> Vec<Qualification> {
        let rows: Vec<Option<&[(Domain, Estimate)]>> =
            rows.iter().map(|row| Some(row.as_slice())).collect();
        let found = qualifications(&rows, &RULES).into_iter();
        found.map(|one| one.expect("measured")).collect()
    }

    fn rows(scores: &[(f64, f64, f64)]) -> Vec<Row> {
        let row = |&(mental, cohesion, care): &(f64, f64, f64)| {
            vec![
                (Domain::MentalHealth, Estimate::known(mental)),
                (Domain::Cohesion, Estimate::known(cohesion)),
                (Domain::YouthCare, Estimate::known(care)),
            ]
        };
        scores.iter().map(row).collect()
    }

    #[test]
    fn one_high_domain_is_enough_and_so_are_two_rather_high_together() {
        // Five neighbourhoods stand at 10, 30, 50, 70 and 90. The first has the highest mental health alone
        // (the Leidsche Rijn case); the second is third of five in both others (50): not enough; the third is
        // fourth in both (70): the pair of the text.
        let found = stand(&rows(&[
            (90.0, 10.0, 10.0),
            (10.0, 30.0, 30.0),
            (20.0, 40.0, 40.0),
            (30.0, 20.0, 50.0),
            (40.0, 50.0, 20.0),
        ]));
        let domain = QualifyingReason::OneDomain {
            domain: Domain::MentalHealth,
            percentile: 90.0,
        };
        assert_eq!(found[0].reasons, [domain]);
        assert_eq!(
            (found[0].stability, found[0].highest.value),
            (Some(Stability::Robust), Some(90.0))
        );
        assert_eq!((found[1].reasons.len(), found[1].stability), (0, None));
        let pair = QualifyingReason::Together {
            domains: vec![(Domain::Cohesion, 70.0), (Domain::YouthCare, 70.0)],
        };
        assert_eq!(found[2].reasons, [pair]);
        let care = QualifyingReason::OneDomain {
            domain: Domain::YouthCare,
            percentile: 90.0,
        };
        assert_eq!(found[3].reasons, [care]);
    }

    #[test]
    fn what_is_missing_may_make_it_sensitive_or_leave_it_open() {
        // Beside 10, 20, 30 and 40: a value of 90 that could be 30 qualifies, but not at its lowest; one with half
        // its evidence and no percentile could still qualify; one that is not known at all as well.
        let mut town: Vec<Row> = [10.0, 20.0, 30.0, 40.0]
            .map(|score| vec![(Domain::Language, Estimate::known(score))])
            .to_vec();
        let with = |value, low, high, evidence| {
            let score = Estimate {
                value,
                low,
                high,
                evidence,
            };
            vec![(Domain::Language, score)]
        };
        town.push(with(Some(90.0), 30.0, 95.0, 0.7));
        town.push(with(Some(20.0), 10.0, 95.0, 0.5));
        town.push(vec![(Domain::Language, Estimate::UNKNOWN)]);
        let found = stand(&town);
        assert_eq!(found[4].stability, Some(Stability::Sensitive));
        assert_eq!(found[4].highest.value, Some(90.0));
        assert_eq!(
            (found[5].qualifies(), found[5].stability),
            (false, Some(Stability::Uncertain))
        );
        assert_eq!(found[5].highest.value, None);
        assert_eq!(found[6].stability, Some(Stability::Uncertain));
        assert_eq!(found[0].stability, None);
    }

    #[test]
    fn who_is_not_measured_moves_nobody() {
        let town = rows(&[(1.0, 1.0, 1.0), (2.0, 2.0, 2.0)]);
        let some = [Some(town[0].as_slice()), None, Some(town[1].as_slice())];
        let found = qualifications(&some, &RULES);
        assert!(found[1].is_none());
        let highest = found[2].as_ref().and_then(|found| found.highest.value);
        assert_eq!(highest, Some(75.0));
    }

    proptest! {
        #[test]
        fn percentiles_lie_between_their_bounds_and_robust_is_never_without_a_reason(
            scores in prop::collection::vec((0u8..9, 0u8..4, 0u8..4, 0u8..=10), 1..12),
        ) {
            let town: Vec<Row> = scores.iter().map(|&(value, below, above, tenths)| {
                let value = f64::from(value) * 10.0;
                let evidence = f64::from(tenths) / 10.0;
                let low = (value - 10.0 * f64::from(below)).max(0.0);
                let high = value + 10.0 * f64::from(above);
                vec![(Domain::Language, Estimate { value: Some(value), low, high, evidence })]
            }).collect();
            for one in stand(&town) {
                let highest = one.highest;
                prop_assert!(highest.value.is_none_or(|value| highest.low <= value && value <= highest.high));
                prop_assert_eq!(one.qualifies(), matches!(one.stability, Some(Stability::Robust | Stability::Sensitive)));
            }
        }
    }
}
