//! Numbers in sentences: `1 link`, `12,431 links`.

/// The number with its noun, in the plural where it is not one.
pub fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// The number with a comma before every third digit from the right.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_and_one_is_singular() {
        assert_eq!(counted(0, "link"), "0 links");
        assert_eq!(counted(1, "link"), "1 link");
        assert_eq!(counted(999, "link"), "999 links");
        assert_eq!(counted(1_000, "link"), "1,000 links");
        assert_eq!(grouped(2_261_034), "2,261,034");
    }
}
