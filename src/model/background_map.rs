//! A map of somebody else under the study's own, as tiles of pictures. Only a study that names one lets the page ask
//! another server for anything.

use thiserror::Error;

/// Where the tiles of a background map are, in web Mercator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackgroundMap {
    address: String,
    origin: String,
    attribution: String,
}

/// Why an address is not that of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("https://, a host, and a path with {{z}}, {{x}} and {{y}}, as of tiles in EPSG:3857")]
pub struct NoTileAddress;

impl BackgroundMap {
    /// A map with the words that its maker asks for beside it.
    ///
    /// # Errors
    /// When the address is not one of tiles over https; its host stands in a policy of the page, so nothing else may be in it.
    pub fn new(address: &str, attribution: &str) -> Result<Self, NoTileAddress> {
        let rest = address.strip_prefix("https://").ok_or(NoTileAddress)?;
        let (host, path) = rest.split_once('/').ok_or(NoTileAddress)?;
        let in_host = |letter: char| letter.is_ascii_alphanumeric() || ".-:".contains(letter);
        let in_path = |letter: char| letter.is_ascii_graphic() && !"\"'<>\\".contains(letter);
        let has_tile = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
        if host.is_empty() || !host.chars().all(in_host) || !path.chars().all(in_path) || !has_tile
        {
            return Err(NoTileAddress);
        }
        Ok(Self {
            origin: format!("https://{host}"),
            address: address.to_owned(),
            attribution: attribution.to_owned(),
        })
    }

    /// The address of a tile, with `{z}`, `{x}` and `{y}` to fill in.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The server that it is on, such as `https://service.pdok.nl`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whom to name beside the map.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_tiles_tells_its_server_and_anything_else_is_refused() {
        let address = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png";
        let map = BackgroundMap::new(address, "© Kadaster").expect("tiles");
        assert_eq!(map.origin(), "https://service.pdok.nl");
        let refused = [
            "http://service.pdok.nl/{z}/{x}/{y}.png",
            "https://service.pdok.nl/{z}/{x}.png",
            "https:///{z}/{x}/{y}.png",
            "https://service.pdok.nl; script-src */{z}/{x}/{y}.png",
            "https://service.pdok.nl/{z}/{x}/{y} .png",
        ];
        for address in refused {
            assert_eq!(
                BackgroundMap::new(address, ""),
                Err(NoTileAddress),
                "{address}"
            );
        }
    }
}
