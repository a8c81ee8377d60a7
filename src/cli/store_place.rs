//! The store that a command is told of, and a study with what people entered in it.

use anyhow::{Context, Result, bail};
use nabij::api::register::kept::Register;
use nabij::ingest::load::study_name;
use nabij::store::address::{AddressRefused, StoreAddress};
use nabij::store::open_store::Store;
use nabij::study::open_study::Study;

use super::{StudyArguments, said, say_error, show_progress};

/// The study with what people entered in a store, ready to answer; nothing when its files do not allow it, or what was written
/// is no place of a store, which is then said.
pub fn opened_with_entered(study: &StudyArguments, store: &str) -> Result<Option<Study>> {
    let Some(place) = store_place(store) else {
        return Ok(None);
    };
    must_be_there(&place)?;
    let name = match study_name(&study.study) {
        Ok(name) => name,
        Err(cause) => return said(Err(cause.into())),
    };
    let in_store = || format!("de opslag {place}");
    let store = Store::open_made(&place, &name).with_context(in_store)?;
    // Here nothing is answered with a part of what people entered.
    store.all().with_context(in_store)?;
    let entered = Register::over(store).holding().with_context(in_store)?;
    said(study.files().open_with(&entered.added, &show_progress))
}

/// Where it is; nothing when what was written is no place of a store, which is then said.
pub fn store_place(written: &str) -> Option<StoreAddress> {
    match StoreAddress::of(written) {
        Ok(place) => Some(place),
        Err(AddressRefused { found, expected }) => {
            let (found, expected) = (found.dutch, expected.dutch);
            say_error(&format!("--store: gevonden {found}, verwacht {expected}"));
            None
        }
    }
}

/// Refuses a file that is not there: opened it would be made, and nobody would notice that its name is mistyped.
pub fn must_be_there(place: &StoreAddress) -> Result<()> {
    match place {
        StoreAddress::File(path) if !path.exists() => {
            bail!("de opslag {place}: dit bestand is er niet")
        }
        StoreAddress::File(_) | StoreAddress::Server(_) => Ok(()),
    }
}
