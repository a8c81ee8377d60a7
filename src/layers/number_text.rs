//! Numbers as people read them.

/// Seconds as minutes with at most one decimal; halves and quarters as fractions: "7½", "11,3".
pub fn minutes(seconds: f64) -> String {
    let quarters = seconds / 15.0;
    if quarters.fract() == 0.0 {
        let whole = (quarters / 4.0).trunc();
        let fraction = ["", "¼", "½", "¾"][(quarters as usize) % 4];
        return if whole == 0.0 && !fraction.is_empty() {
            fraction.to_owned()
        } else {
            format!("{whole}{fraction}")
        };
    }
    decimal(seconds / 60.0)
}

/// A number with one decimal and a decimal comma: "11,5".
pub fn decimal(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

/// A whole number with a point between thousands: "1.234".
pub fn thousands(number: u64) -> String {
    parted(number, '.')
}

/// A whole number with a comma between thousands, as English has it: "1,234".
pub fn thousands_en(number: u64) -> String {
    parted(number, ',')
}

fn parted(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_written_as_people_say_them() {
        let written = [0.0, 30.0, 300.0, 450.0, 615.0, 690.0, 694.0].map(minutes);
        assert_eq!(written, ["0", "½", "5", "7½", "10¼", "11½", "11,6"]);
    }

    #[test]
    fn thousands_are_parted_by_points() {
        assert_eq!(
            [0, 999, 1_234, 374_200, 1_000_000].map(thousands),
            ["0", "999", "1.234", "374.200", "1.000.000"]
        );
        assert_eq!([999, 374_200].map(thousands_en), ["999", "374,200"]);
    }
}
