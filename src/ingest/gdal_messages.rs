//! What GDAL, PROJ and GEOS say aside: kept for our own messages instead of written to the error output.

use std::cell::RefCell;
use std::sync::Once;

use gdal::config::{set_config_option, set_error_handler};
use gdal::errors::CplErrType;

/// More than this says nothing new; the oldest are the cause.
const KEPT: usize = 32;

thread_local! {
    static FAILURES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static WARNINGS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Silences GDAL for the whole process, keeps it off the network, and clears what this thread heard before.
/// To be called before any use of GDAL; the second and later calls only clear.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_error_handler(|class, _number, message| keep(class, message));
        for (option, value) in [
            ("GML_SKIP_RESOLVE_ELEMS", "ALL"),
            ("CPL_CURL_ENABLE_VSIMEM", "NO"),
        ] {
            // An option that cannot be set leaves GDAL's own default, which is safe as well.
            let _ = set_config_option(option, value);
        }
    });
    let _ = take_failures();
    let _ = take_warnings();
}

/// What went wrong on this thread since it was last asked, oldest first.
pub fn take_failures() -> Vec<String> {
    FAILURES.take()
}

/// What GDAL warned of on this thread since it was last asked, oldest first.
pub fn take_warnings() -> Vec<String> {
    WARNINGS.take()
}

fn keep(class: CplErrType, message: &str) {
    tracing::debug!(class = ?class, message, "gdal");
    let list = match class {
        CplErrType::None | CplErrType::Debug => return,
        CplErrType::Warning => &WARNINGS,
        CplErrType::Failure | CplErrType::Fatal => &FAILURES,
    };
    // A thread that is ending has no list any more, and nobody left to read it.
    let _ = list.try_with(|messages| {
        let mut messages = messages.borrow_mut();
        if messages.len() < KEPT {
            messages.push(message.trim().to_owned());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_heard_once_and_by_its_own_thread() {
        listen();
        let bow_tie = gdal::vector::Geometry::from_wkt("POLYGON ((0 0, 1 1, 0 1, 1 0, 0 0))")
            .expect("well-known text");
        assert!(!bow_tie.is_valid());
        let there = std::thread::spawn(take_warnings)
            .join()
            .expect("the other thread only looks");
        assert!(there.is_empty());
        assert!(
            take_warnings()
                .iter()
                .any(|message| message.contains("Self-intersection"))
        );
        assert!(take_warnings().is_empty());
    }
}
