//! Copies of a store.

use nabij::store::copy::{read_copy, write_copy};
use nabij::store::seals::sealed;

/// Reads bytes as a copy, which is the same after it was written.
pub fn read(bytes: &[u8]) {
    let Ok(copy) = read_copy(bytes) else {
        return;
    };
    let _sealed = sealed(&copy.revisions);
    let mut written = Vec::new();
    write_copy(&copy, &mut written).expect("memory can be written");
    assert_eq!(
        read_copy(written.as_slice()).expect("what was written can be read"),
        copy
    );
}
