//! How much support the neighbourhood of each home asks for.

/// The need of each home's neighbourhood.
#[derive(Debug, Clone, Copy)]
pub struct NeedOfHomes<'a> {
    /// The index, 0 to 100, for each demand point; `None` is not known.
    pub index: &'a [Option<f64>],
    /// The quintile, 1 (least) to 5 (most), for each demand point.
    pub quintile: &'a [Option<u8>],
}
