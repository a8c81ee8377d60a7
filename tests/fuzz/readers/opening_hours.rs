//! Opening hours, and days and moments as text.

use nabij::layers::time_span::TimeSpan;
use nabij::model::opening_hours::OpeningHours;

/// Reads bytes as opening hours, and as spans of time.
pub fn read(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(hours) = text.parse::<OpeningHours>() {
        assert_eq!(hours.to_string().parse(), Ok(hours.clone()), "{hours}");
        assert!(hours.slots().count() * 30 <= hours.minutes_a_week());
    }
    let spans = [
        TimeSpan::interval(text),
        TimeSpan::instant(text),
        TimeSpan::reference(text),
    ];
    for span in spans.into_iter().flatten() {
        assert!(span.meets(span), "{span:?}");
        assert!(
            span.from
                .zip(span.until)
                .is_none_or(|(from, until)| from <= until)
        );
    }
}
