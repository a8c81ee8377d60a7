//! How much a supply counts at a travel time: all of it next door, less the farther away.
//! Every form shows the time at which a supply counts for half, because nobody can picture a rate.

use std::f64::consts::PI;

use thiserror::Error;

use crate::model::units::Seconds;

const NEGLIGIBLE: f64 = 1e-12;

/// A weight that never rises as the travel time grows.
///
/// Input: seconds, 0 or more. Output: a weight in [0, 1], without a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Decay(Form);

#[derive(Debug, Clone, PartialEq)]
enum Form {
    Exponential { half: Seconds },
    Gaussian { half: Seconds },
    Logistic { inflection: f64, scale: f64 },
    Power { from: Seconds, exponent: f64 },
    Steps(Vec<Step>),
    Linear { full: Seconds, none: Seconds },
}

/// One zone around a demand point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The longest time that still belongs to the zone.
    pub until: Seconds,
    /// The weight inside the zone.
    pub weight: f64,
}

/// A parameter with which no decay can be made.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("decay, field \"{field}\": found {found}, expected {expected}")]
pub struct NotADecay {
    /// The parameter.
    pub field: &'static str,
    /// Its value, as text.
    pub found: String,
    /// What it should be.
    pub expected: &'static str,
}

impl Decay {
    /// `f(t) = 2^(−t / half)`, which is `e^(−βt)` with `β = ln 2 / half`.
    ///
    /// # Errors
    /// When the half-time is zero.
    ///
    /// # Source
    /// Kwan 1998, negative exponential impedance; Wilson 1971 for its use in gravity models.
    pub fn exponential(half: Seconds) -> Result<Self, NotADecay> {
        let half = above_zero("half", half)?;
        Ok(Self(Form::Exponential { half }))
    }

    /// `f(t) = 2^(−(t / half)²)`, which is `e^(−t² / 2σ²)` with `σ = half / √(2 ln 2)`.
    ///
    /// # Errors
    /// When the half-time is zero.
    ///
    /// # Source
    /// Kwan 1998, Gaussian impedance.
    pub fn gaussian(half: Seconds) -> Result<Self, NotADecay> {
        let half = above_zero("half", half)?;
        Ok(Self(Form::Gaussian { half }))
    }

    /// `f(t) = (1 + e^(−m/s)) / (1 + e^((t−m)/s))`, where m is the inflection and `s = deviation · √3 / π`.
    ///
    /// # Errors
    /// When the inflection or the standard deviation is zero.
    ///
    /// # Source
    /// Bauer and Groneberg 2016, cumulative logistic with f(0) = 1, by median and standard deviation.
    pub fn logistic(inflection: Seconds, deviation: Seconds) -> Result<Self, NotADecay> {
        let inflection = above_zero("inflection", inflection)?.value();
        let scale = above_zero("deviation", deviation)?.value() * 3f64.sqrt() / PI;
        Ok(Self(Form::Logistic { inflection, scale }))
    }

    /// `f(t) = (t / from)^(−exponent)`, and 1 up to `from`, where the bare power would exceed 1.
    ///
    /// # Errors
    /// When `from` is zero or the exponent is not above zero.
    ///
    /// # Source
    /// Hansen 1959, inverse power of the travel time; the cap at `from` is ours.
    pub fn power(from: Seconds, exponent: f64) -> Result<Self, NotADecay> {
        let from = above_zero("from", from)?;
        if exponent.is_finite() && exponent > 0.0 {
            Ok(Self(Form::Power { from, exponent }))
        } else {
            Err(refusal("exponent", exponent, "a finite number above 0"))
        }
    }

    /// The weight of the zone a time falls in, and 0 beyond the last zone.
    ///
    /// # Errors
    /// When there are no zones, their times do not rise, or their weights rise or leave [0, 1].
    ///
    /// # Source
    /// Luo and Qi 2009, travel time zones.
    pub fn steps(steps: Vec<Step>) -> Result<Self, NotADecay> {
        if steps.is_empty() {
            return Err(refusal("steps", "none", "at least one step"));
        }
        if let Some(step) = steps
            .iter()
            .find(|step| !(0.0..=1.0).contains(&step.weight))
        {
            return Err(refusal("weight", step.weight, "a weight from 0 to 1"));
        }
        for pair in steps.windows(2) {
            if pair[1].until <= pair[0].until {
                let found = pair[1].until.value();
                return Err(refusal(
                    "until",
                    found,
                    "a longer time than the step before",
                ));
            }
            if pair[1].weight > pair[0].weight {
                return Err(refusal(
                    "weight",
                    pair[1].weight,
                    "no more than the step before",
                ));
            }
        }
        Ok(Self(Form::Steps(steps)))
    }

    /// 1 up to and including a time, 0 beyond it.
    ///
    /// # Source
    /// Luo and Wang 2003, the catchment; Wachs and Kumagai 1973, the cut-off.
    pub fn within(time: Seconds) -> Self {
        let step = Step {
            until: time,
            weight: 1.0,
        };
        Self(Form::Steps(vec![step]))
    }

    /// 1 up to `full`, 0 from `none` on, and a straight line in between.
    ///
    /// With a norm and a limit it is the proximity score divided by 100.
    ///
    /// # Errors
    /// When `none` is not later than `full`.
    ///
    /// # Source
    /// DOMAIN §C.1, q(t).
    pub fn linear(full: Seconds, none: Seconds) -> Result<Self, NotADecay> {
        if none > full {
            Ok(Self(Form::Linear { full, none }))
        } else {
            Err(refusal("none", none.value(), "a longer time than \"full\""))
        }
    }

    /// How much a supply at this travel time counts, from 0 to 1.
    ///
    /// Less than a million-millionth is nothing, so that no formula divides by next to nothing.
    pub fn weight(&self, time: Seconds) -> f64 {
        let weight = self.unrounded_weight(time);
        if weight < NEGLIGIBLE { 0.0 } else { weight }
    }

    fn unrounded_weight(&self, time: Seconds) -> f64 {
        let t = time.value();
        match &self.0 {
            Form::Exponential { half } => (-t / half.value()).exp2(),
            Form::Gaussian { half } => (-(t / half.value()).powi(2)).exp2(),
            Form::Logistic { inflection, scale } => {
                (1.0 + (-inflection / scale).exp()) / (1.0 + ((t - inflection) / scale).exp())
            }
            Form::Power { from, exponent } => (t / from.value()).max(1.0).powf(-exponent),
            Form::Steps(steps) => {
                let zone = steps.iter().find(|step| time <= step.until);
                zone.map_or(0.0, |step| step.weight)
            }
            Form::Linear { full, none } => {
                let part = (none.value() - t) / (none.value() - full.value());
                part.clamp(0.0, 1.0)
            }
        }
    }

    /// The longest time at which a supply still counts for half or more; nothing when it never does.
    pub fn half_time(&self) -> Option<Seconds> {
        let seconds = match &self.0 {
            Form::Exponential { half } | Form::Gaussian { half } => half.value(),
            Form::Logistic { inflection, scale } => {
                inflection + scale * (2.0 * (-inflection / scale).exp()).ln_1p()
            }
            Form::Power { from, exponent } => from.value() * exponent.recip().exp2(),
            Form::Steps(steps) => {
                let zone = steps.iter().rev().find(|step| step.weight >= 0.5);
                return zone.map(|step| step.until);
            }
            Form::Linear { full, none } => full.value() / 2.0 + none.value() / 2.0,
        };
        Seconds::new(seconds).ok()
    }
}

fn above_zero(field: &'static str, time: Seconds) -> Result<Seconds, NotADecay> {
    if time > Seconds::ZERO {
        Ok(time)
    } else {
        Err(refusal(field, time.value(), "a time above 0 seconds"))
    }
}

fn refusal(field: &'static str, found: impl ToString, expected: &'static str) -> NotADecay {
    NotADecay {
        field,
        found: found.to_string(),
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::drawn_table::{close, minutes};
    use proptest::prelude::*;

    fn zones() -> Decay {
        // Luo and Qi 2009: zones of 10 minutes with weights 1, 0.68 and 0.22.
        let step = |until, weight| Step {
            until: minutes(until),
            weight,
        };
        Decay::steps(vec![step(10.0, 1.0), step(20.0, 0.68), step(30.0, 0.22)]).expect("falling")
    }

    #[test]
    fn the_zones_of_luo_and_qi_include_their_last_minute() {
        let weights = [0.0, 10.0, 10.1, 20.0, 30.0, 30.1].map(|time| zones().weight(minutes(time)));
        assert_eq!(weights, [1.0, 1.0, 0.68, 0.68, 0.22, 0.0]);
        assert_eq!(zones().half_time(), Some(minutes(20.0)));
    }

    #[test]
    fn a_linear_decay_from_ten_to_twenty_minutes_is_half_at_fifteen() {
        let linear = Decay::linear(minutes(10.0), minutes(20.0)).expect("later");
        let weights = [0.0, 10.0, 15.0, 20.0, 99.0].map(|time| linear.weight(minutes(time)));
        assert_eq!(weights, [1.0, 1.0, 0.5, 0.0, 0.0]);
        assert_eq!(linear.half_time(), Some(minutes(15.0)));
    }

    #[test]
    fn known_points_of_the_smooth_forms() {
        let weight = |decay: Result<Decay, NotADecay>, time: f64| {
            decay.expect("valid").weight(minutes(time))
        };
        // Twice the half-time: a quarter, and (1/2)^4 for the Gaussian.
        assert_eq!(weight(Decay::exponential(minutes(10.0)), 20.0), 0.25);
        assert_eq!(weight(Decay::gaussian(minutes(10.0)), 20.0), 0.0625);
        // (20 / 5)^−2 = 1/16.
        assert_eq!(weight(Decay::power(minutes(5.0), 2.0), 20.0), 0.0625);
        // At the inflection: (1 + e^(−m/s)) / 2 with m/s = π / √3 = 1.8138 when m equals the deviation.
        let at_inflection = weight(Decay::logistic(minutes(10.0), minutes(10.0)), 10.0);
        assert!((at_inflection - 0.58151).abs() < 1e-5);
    }

    #[test]
    fn next_to_nothing_is_nothing() {
        // 2^−1000 is a number above zero, but dividing 1e300 places by it would not be one.
        let gaussian = Decay::gaussian(minutes(1.0)).expect("above zero");
        assert_eq!(gaussian.weight(minutes(1_000f64.sqrt())), 0.0);
    }

    #[test]
    fn what_is_no_decay_is_refused_with_its_field() {
        let refusals = [
            Decay::exponential(Seconds::ZERO),
            Decay::power(minutes(1.0), f64::NAN),
            Decay::linear(minutes(5.0), minutes(5.0)),
            Decay::steps(vec![]),
        ]
        .map(|decay| decay.expect_err("refused").to_string());
        assert_eq!(
            refusals,
            [
                "decay, field \"half\": found 0, expected a time above 0 seconds",
                "decay, field \"exponent\": found NaN, expected a finite number above 0",
                "decay, field \"none\": found 300, expected a longer time than \"full\"",
                "decay, field \"steps\": found none, expected at least one step",
            ]
        );
        let rising = [(5.0, 0.2), (9.0, 0.3)].map(|(until, weight)| Step {
            until: minutes(until),
            weight,
        });
        assert!(Decay::steps(rising.to_vec()).is_err());
    }

    fn any_decay() -> impl Strategy<Value = Decay> {
        let time = || (0.1f64..200.0).prop_map(minutes);
        prop_oneof![
            time().prop_map(Decay::exponential),
            time().prop_map(Decay::gaussian),
            (time(), time())
                .prop_map(|(inflection, deviation)| Decay::logistic(inflection, deviation)),
            (time(), 0.1f64..5.0).prop_map(|(from, exponent)| Decay::power(from, exponent)),
            (time(), time()).prop_map(|(full, longer)| Decay::linear(full, full + longer)),
            Just(Ok(zones())),
        ]
        .prop_map(|decay| decay.expect("valid by construction"))
    }

    proptest! {
        #[test]
        fn a_weight_never_rises_and_stays_from_zero_to_one(
            decay in any_decay(), near in 0.0f64..1e4, more in 0.0f64..1e4,
        ) {
            let (near, far) = (decay.weight(minutes(near)), decay.weight(minutes(near + more)));
            prop_assert!((0.0..=1.0).contains(&near) && (0.0..=1.0).contains(&far));
            prop_assert!(far <= near);
        }

        #[test]
        fn smooth_forms_weigh_one_half_at_their_half_time(decay in any_decay()) {
            prop_assume!(decay != zones());
            let half = decay.half_time().expect("smooth forms have one");
            prop_assert!(close(decay.weight(half), 0.5));
        }
    }
}
