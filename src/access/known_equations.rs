//! For tests: whether a reader who knows some sums of hidden numbers can find one of them.

/// Whether the equations (rows of coefficients) fix one variable: whether its unit row is a
/// combination of them. Exact, in whole numbers modulo a prime.
pub(crate) fn is_fixed(equations: &[Vec<i64>], variable: usize) -> bool {
    let size = equations.first().map_or(0, Vec::len);
    let unit: Vec<i64> = (0..size)
        .map(|index| i64::from(index == variable))
        .collect();
    let with_unit: Vec<Vec<i64>> = equations.iter().cloned().chain([unit]).collect();
    rank(equations.to_vec()) == rank(with_unit)
}

const PRIME: i64 = 1_000_003;

fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    let size = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..size {
        let pivot = (rank..rows.len()).find(|&row| rows[row][column].rem_euclid(PRIME) != 0);
        let Some(pivot) = pivot else { continue };
        rows.swap(rank, pivot);
        let lead = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1) {
            let factor = row[column];
            for (value, above) in row.iter_mut().zip(&lead) {
                *value = (*value * lead[column] - above * factor).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}
