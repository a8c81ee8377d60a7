//! Settings of the service: a file, and lines with a key and a value as in its environment.

use nabij::api::running::settings::Written;
use nabij::store::address::StoreAddress;

use super::kept_table::{folder, written};

/// Reads bytes as both.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let path = written(&folder, "nabij.toml", bytes);
    let mut settings = Written::default();
    if settings.file(&path).is_ok() {
        read_through(settings);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut settings = Written::default();
    for (key, value) in text.lines().filter_map(|line| line.split_once('=')) {
        let _added = settings.text("omgeving", key.trim(), value.trim());
        let server = StoreAddress::of(&format!("postgres://{value}")).expect("a server");
        assert!(!server.to_string().is_empty());
        if let Err(refused) = StoreAddress::of(value) {
            assert!(!refused.to_string().is_empty());
        }
    }
    read_through(settings);
}

fn read_through(written: Written) {
    let _lines = written.summary().count();
    let mut settings = written.settings().expect("each was checked before");
    // Files that are named are left alone.
    settings.callers.audit = None;
    settings.callers.client_secret_file = None;
    settings.callers.session_key_file = None;
    let _callers = settings.callers.callers(true);
}
