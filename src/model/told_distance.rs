//! A distance in a message that also tells a limit: rounded, but never onto the other side of that limit.

use crate::model::bilingual::Bilingual;

/// Metres that lie beyond a limit: whole where that shows it, else with as many decimals as do.
pub fn metres_beyond(metres: f64, limit: f64) -> Bilingual {
    let is_beyond = |shown: f64| shown > limit;
    let shows_it = |text: &String| text.parse().map(is_beyond) == Ok(is_beyond(metres));
    let mut rounded = (0..4).map(|decimals| format!("{metres:.decimals$}"));
    let english = rounded.find(shows_it).unwrap_or_else(|| metres.to_string());
    Bilingual::new(english.replace('.', ","), english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_beyond_a_limit_is_never_told_as_the_limit() {
        for (metres, dutch, english) in [
            (39.6, "40", "40"),
            (10.6, "11", "11"),
            (10.3, "10,3", "10.3"),
            (10.04, "10,04", "10.04"),
            (10.000_25, "10,00025", "10.00025"),
            (9.8, "10", "10"),
        ] {
            let told = metres_beyond(metres, 10.0);
            assert_eq!(told, Bilingual::new(dutch, english));
        }
    }
}
