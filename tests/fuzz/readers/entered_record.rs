//! Records as people enter them: by each form; what was read is read again as the same, and the study has a table for it.

use std::sync::LazyLock;

use nabij::ingest::entered::document::{about_the_same, record};
use nabij::ingest::entered::forms::FORMS;
use nabij::ingest::entered::tables::table;
use nabij::model::town_data::TownData;
use serde_json::Value;

static TOWN: LazyLock<TownData> = LazyLock::new(super::town::town);

/// Reads bytes as a record of each kind.
pub fn read(bytes: &[u8]) {
    let Ok(written) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let today = "2030-01-01".parse().expect("a day");
    for form in &FORMS {
        let Ok(read) = record(form, written.clone(), (&TOWN, today)) else {
            continue;
        };
        let again = record(form, Value::Object(read.clone()), (&TOWN, today));
        assert_eq!(again.as_ref(), Ok(&read), "{}", form.kind);
        assert!(about_the_same(form, &read, &read));
        let _added = table(form.kind, &[read]).expect("a table for what was read");
    }
}
