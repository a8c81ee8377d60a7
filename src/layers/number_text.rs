//! Numbers as people read them.

/// Seconds as minutes with at most one decimal; halves and quarters as fractions: "7½", "11,3".
pub fn minutes(seconds: f64) -> String {
    minutes_with(seconds, ',')
}

/// The same with another mark before the decimal: "7½", "11.3".
pub fn minutes_with(seconds: f64, mark: char) -> String {
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
    decimal_with(seconds / 60.0, mark)
}

/// A number with one decimal and a decimal comma: "11,5".
pub fn decimal(number: f64) -> String {
    decimal_with(number, ',')
}

/// A number with one decimal and a decimal point, as English has it: "11.5".
pub fn decimal_en(number: f64) -> String {
    decimal_with(number, '.')
}

fn decimal_with(number: f64, mark: char) -> String {
    format!("{number:.1}").replace('.', mark.encode_utf8(&mut [0; 4]))
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
        assert_eq!(
            [450.0, 694.0].map(|seconds| minutes_with(seconds, '.')),
            ["7½", "11.6"]
        );
        assert_eq!(
            (decimal(1.1).as_str(), decimal_en(1.1).as_str()),
            ("1,1", "1.1")
        );
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
