//! The tables of a study: the first line names a file of the town, the rest is what is in its place.

use super::town::with_file;

/// Reads the town with a file replaced.
pub fn read(bytes: &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n');
    let Some((name, rest)) = end.and_then(|end| bytes.split_at_checked(end)) else {
        return;
    };
    if let Ok(name) = std::str::from_utf8(name) {
        with_file(name, &rest[1..]);
    }
}
