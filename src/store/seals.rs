//! Whether revisions are what was sealed when they were kept.

use std::collections::BTreeMap;

use crate::store::error::StoreError;
use crate::store::revision::Revision;

/// Whether every revision is what was sealed, and follows on the one before it.
///
/// # Errors
/// Names the first that is not.
pub fn sealed(revisions: &[Revision]) -> Result<(), StoreError> {
    let mut before = BTreeMap::new();
    for one in revisions {
        let earlier = before.insert((&one.kind, &one.id), one);
        let follows = earlier.map_or(1, |earlier: &Revision| earlier.version + 1);
        if one.version != follows || one.seal != one.seal_after(earlier) {
            return Err(StoreError::Damaged { entry: one.name() });
        }
    }
    Ok(())
}
