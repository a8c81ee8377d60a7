//! Sums of which some terms are not known: not known is never zero.

/// The sum of the known terms, in the order given; nothing when there are terms but none is known.
///
/// With some terms unknown it is a lower bound, as every term is 0 or more.
pub fn known_sum(terms: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let mut sum = 0.0;
    let (mut known, mut unknown) = (false, false);
    for term in terms {
        match term {
            Some(term) => {
                known = true;
                sum += term;
            }
            None => unknown = true,
        }
    }
    (known || !unknown).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_terms_are_zero_and_unknown_terms_are_unknown() {
        assert_eq!(known_sum([].into_iter()), Some(0.0));
        assert_eq!(known_sum([None].into_iter()), None);
        assert_eq!(known_sum([None, Some(2.0)].into_iter()), Some(2.0));
    }
}
