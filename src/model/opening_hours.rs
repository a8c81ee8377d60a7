//! When a facility is open, read from the simple part of OpenStreetMap's `opening_hours`.
//! What is not understood is refused by name: half-understood hours would be wrong hours.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::model::week_slots::{DAYS, MINUTES_A_DAY, MINUTES_A_SLOT, WeekSlots};

const DAY_NAMES: [&str; DAYS] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// The opening hours of an ordinary week, neither a school holiday nor a public one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpeningHours {
    /// For each day from Monday on: from and until, in minutes since its midnight, sorted;
    /// `until` lies after 24:00 when it is open past midnight.
    days: [Vec<(u16, u16)>; DAYS],
}

/// Opening hours with a part that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("opening hours \"{text}\": found \"{part}\", expected {expected}")]
pub struct HoursNotUnderstood {
    /// The whole text.
    pub text: String,
    /// The part that is not understood.
    pub part: String,
    /// What is understood there.
    pub expected: &'static str,
}

impl OpeningHours {
    /// The half-hour slots of the week in which it is open from beginning to end.
    pub fn slots(&self) -> WeekSlots {
        let open = self.open_minutes();
        let slot = usize::from(MINUTES_A_SLOT);
        WeekSlots::new(|index| open[index * slot..][..slot].iter().all(|&open| open))
    }

    /// How long it is open in a week, in minutes; overlapping hours count once.
    pub fn minutes_a_week(&self) -> usize {
        self.open_minutes().into_iter().filter(|&open| open).count()
    }

    /// Each minute of the week from Monday 00:00 on; hours past Sunday's midnight are Monday's.
    fn open_minutes(&self) -> Vec<bool> {
        let day_length = usize::from(MINUTES_A_DAY);
        let mut open = vec![false; DAYS * day_length];
        for (day, hours) in self.days.iter().enumerate() {
            for minute in hours.iter().flat_map(|&(from, until)| from..until) {
                open[(day * day_length + usize::from(minute)) % (DAYS * day_length)] = true;
            }
        }
        open
    }

    fn apply(&mut self, rule: &Rule) {
        for day in (0..DAYS).filter(|&day| rule.days[day]) {
            if rule.replaces {
                self.days[day].clear();
            }
            self.days[day].extend(&rule.hours);
            self.days[day].sort_unstable();
        }
    }
}

impl FromStr for OpeningHours {
    type Err = HoursNotUnderstood;

    /// Reads `24/7`, `off`, or rules such as `Mo-Fr 08:30-15:00; We,Sa 10:00-12:00,13:00-17:00; Su off`.
    ///
    /// A later rule replaces an earlier one for its days; after a comma it adds to it. A rule without days is for
    /// every day. Hours may run past midnight (`22:00-02:00`). Rules for public and school holidays
    /// (`PH`, `SH`) are passed over, because this is an ordinary week.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut hours = Self::default();
        let rules = text
            .split(';')
            .map(str::trim)
            .filter(|rule| !rule.is_empty());
        let refused = |(part, expected): Refusal| HoursNotUnderstood {
            text: text.to_owned(),
            part,
            expected,
        };
        let mut any = false;
        for rule in rules {
            any = true;
            for rule in parse_rules(rule).map_err(refused)? {
                hours.apply(&rule);
            }
        }
        if any {
            Ok(hours)
        } else {
            Err(refused((String::new(), "hours such as Mo-Fr 08:30-15:00")))
        }
    }
}

impl fmt::Display for OpeningHours {
    /// Day by day, in a form that is read again as the same hours.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let days = DAY_NAMES.iter().zip(&self.days);
        let open = days.filter(|(_, hours)| !hours.is_empty());
        let written: Vec<String> = open
            .map(|(name, hours)| {
                let hours = hours
                    .iter()
                    .map(|&(from, until)| format!("{}-{}", clock(from), clock(until)));
                format!("{name} {}", hours.collect::<Vec<_>>().join(","))
            })
            .collect();
        if written.is_empty() {
            formatter.write_str("off")
        } else {
            formatter.write_str(&written.join("; "))
        }
    }
}

/// A part that is not understood, and what would be.
type Refusal = (String, &'static str);

/// Hours for some days.
#[derive(Debug)]
struct Rule {
    days: [bool; DAYS],
    hours: Vec<(u16, u16)>,
    replaces: bool,
}

/// The rules between two semicolons: the first replaces, further ones after a comma add.
fn parse_rules(text: &str) -> Result<Vec<Rule>, Refusal> {
    if text == "24/7" {
        return Ok(vec![Rule {
            days: [true; DAYS],
            hours: vec![(0, MINUTES_A_DAY)],
            replaces: true,
        }]);
    }
    let mut rules = Vec::new();
    let (mut rest, mut first) = (text, true);
    while !rest.is_empty() {
        let (days, after_days) = split_days(rest);
        let (hours, after) = split_hours(after_days);
        rest = after;
        let rule = Rule {
            days: parse_days(days)?,
            hours: parse_hours(hours, text)?,
            replaces: first,
        };
        first = false;
        rules.push(rule);
    }
    Ok(rules)
}

/// Splits before the first digit, or before `off` or `closed`.
fn split_days(text: &str) -> (&str, &str) {
    let word = ["off", "closed"]
        .iter()
        .filter_map(|word| text.find(word))
        .min();
    let digit = text.find(|letter: char| letter.is_ascii_digit());
    let end = [word, digit]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(text.len());
    let (days, hours) = text.split_at(end);
    (days.trim().trim_end_matches(':'), hours.trim())
}

/// Splits after the last comma-separated time, where the days of an additional rule begin.
fn split_hours(text: &str) -> (&str, &str) {
    let starts_a_rule = |&(comma, _): &(usize, &str)| {
        let next = text[comma + 1..].trim_start().chars().next();
        next.is_some_and(|letter| letter.is_ascii_uppercase())
    };
    match text.match_indices(',').find(starts_a_rule) {
        Some((comma, _)) => (text[..comma].trim(), text[comma + 1..].trim()),
        None => (text, ""),
    }
}

/// The days named; holidays name no day of an ordinary week.
fn parse_days(text: &str) -> Result<[bool; DAYS], Refusal> {
    if text.is_empty() {
        return Ok([true; DAYS]);
    }
    let mut days = [false; DAYS];
    let parts = text.split(',').map(str::trim);
    for part in parts.filter(|part| !matches!(*part, "PH" | "SH")) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (Some(first), Some(last)) = (day(first), day(last)) else {
            return Err((part.to_owned(), "days such as Mo, Mo-Fr or We,Sa"));
        };
        let length = (last + DAYS - first) % DAYS;
        for step in 0..=length {
            days[(first + step) % DAYS] = true;
        }
    }
    Ok(days)
}

fn day(name: &str) -> Option<usize> {
    DAY_NAMES.iter().position(|&day| day == name.trim())
}

fn parse_hours(text: &str, rule: &str) -> Result<Vec<(u16, u16)>, Refusal> {
    const EXPECTED: &str = "hours such as 08:30-15:00, or off";
    match text {
        "off" | "closed" => return Ok(Vec::new()),
        "" => return Err((rule.to_owned(), EXPECTED)),
        _ => {}
    }
    let refused = |part: &str| (part.to_owned(), EXPECTED);
    text.split(',')
        .map(str::trim)
        .map(|part| hours_from_until(part).ok_or_else(|| refused(part)))
        .collect()
}

fn hours_from_until(text: &str) -> Option<(u16, u16)> {
    let (from, until) = text.split_once('-')?;
    let (from, until) = (clock_time(from)?, clock_time(until)?);
    if from >= MINUTES_A_DAY {
        return None;
    }
    let until = if until <= from {
        until + MINUTES_A_DAY
    } else {
        until
    };
    Some((from, until))
}

/// Minutes since midnight; hours up to 48:00 name the next day.
fn clock_time(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let two_digits = |part: &str| -> Option<u16> {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
    let time = hour * 60 + minute;
    (minute < 60 && time <= 2 * MINUTES_A_DAY).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hours(text: &str) -> OpeningHours {
        text.parse().expect("understood")
    }

    fn written(text: &str) -> String {
        hours(text).to_string()
    }

    #[test]
    fn school_days_and_a_saturday_morning() {
        let week = hours("Mo-Fr 08:30-15:00; Sa 10:00-12:00");
        assert_eq!(week.minutes_a_week(), 5 * 390 + 120);
        assert_eq!(week.slots().count(), 5 * 13 + 4);
    }

    #[test]
    fn later_rules_replace_and_commas_add() {
        assert_eq!(written("Mo-Tu 09:00-17:00; Tu off"), "Mo 09:00-17:00");
        assert_eq!(
            written("Mo 09:00-12:00, Mo,Su 13:00-17:00"),
            "Mo 09:00-12:00,13:00-17:00; Su 13:00-17:00"
        );
        assert_eq!(
            written("Mo-Tu,PH 10:00-11:00, PH 12:00-13:00"),
            "Mo 10:00-11:00; Tu 10:00-11:00"
        );
        assert_eq!(
            written("Sa-Mo 10:00-11:00; PH off; SH,PH 12:00-13:00"),
            "Mo 10:00-11:00; Sa 10:00-11:00; Su 10:00-11:00"
        );
        assert_eq!(written("Mo-Su closed"), "off");
        assert_eq!(hours("08:00-20:00"), hours("Mo-Su 08:00-20:00"));
        assert_eq!(hours("24/7").minutes_a_week(), 7 * 24 * 60);
    }

    #[test]
    fn hours_that_touch_inside_a_slot_leave_it_open() {
        let seam = hours("Mo 09:00-10:15,10:15-12:00; Tu 22:00-24:10; We 00:10-01:00");
        assert!(seam.slots().is_open(0, 10 * 60) && seam.slots().is_open(2, 0));
        assert_eq!(hours("Mo 09:10-10:20").slots().count(), 1);
    }

    #[test]
    fn hours_run_past_midnight_into_the_next_day_and_the_next_week() {
        let club = hours("Su 22:00-02:00");
        assert_eq!(club, hours("Su 22:00-26:00"));
        assert_eq!((club.minutes_a_week(), club.slots().count()), (240, 8));
        assert!(club.slots().is_open(0, 90) && !club.slots().is_open(0, 120));
    }

    #[test]
    fn what_is_not_understood_is_refused_by_name() {
        let refusal = |text: &str| {
            text.parse::<OpeningHours>()
                .expect_err("refused")
                .to_string()
        };
        assert_eq!(
            refusal("Mo-Fr 08:30-15:00; Za 10:00-12:00"),
            "opening hours \"Mo-Fr 08:30-15:00; Za 10:00-12:00\": found \"Za\", expected days such as Mo, Mo-Fr or We,Sa"
        );
        assert_eq!(
            refusal("Mo 08:30+"),
            "opening hours \"Mo 08:30+\": found \"08:30+\", expected hours such as 08:30-15:00, or off"
        );
        for text in [
            "",
            ";",
            "Mo",
            "Apr-Oct Mo 10:00-12:00",
            "sunrise-sunset",
            "Mo[1] 10:00-12:00",
            "\"on request\"",
            "Mo 8:30-15:00",
            "Mo 08:60-15:00",
            "Mo 25:00-26:00",
            "Mo 10:00-49:00",
            "Mo 10:00-12:00 open",
            "week 1-53 Mo 10:00-11:00",
            "Mo 10:00-12:00,",
            "é 10:00-12:00",
            "Mo-Fr-Su 10:00-12:00",
            "PH sometimes",
        ] {
            assert!(
                text.parse::<OpeningHours>().is_err(),
                "{text} was understood"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_to_refuse(text in "[-MoTuSaPH0-9:;,+ é]{0,30}") {
            if let Ok(hours) = text.parse::<OpeningHours>() {
                prop_assert_eq!(hours.to_string().parse::<OpeningHours>(), Ok(hours));
            }
        }

        #[test]
        fn what_is_written_is_read_again(
            rules in prop::collection::vec((0usize..7, 0u16..48, 1u16..96), 1..9),
        ) {
            let mut hours = OpeningHours::default();
            for (day, from, length) in rules {
                let (from, until) = (from * 30, (from * 30 + length * 15).min(from * 30 + 1440));
                hours.apply(&Rule {
                    days: std::array::from_fn(|index| index == day),
                    hours: vec![(from, until)],
                    replaces: false,
                });
            }
            prop_assert_eq!(hours.to_string().parse::<OpeningHours>(), Ok(hours));
        }
    }
}
