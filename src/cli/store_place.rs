//! The store that a command is told of.

use anyhow::{Result, bail};
use nabij::store::address::{AddressRefused, StoreAddress};

use super::say_error;

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
