//! The forms in which an answer can be given, and which of them a request asks for.

use crate::layers::export::format::ExportFormat;
use crate::layers::style::format::StyleFormat;

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// A page for people.
    Html,
    /// Features as GeoJSON.
    GeoJson,
    /// Features as JSON-FG.
    JsonFg,
    /// A JSON Schema.
    Schema,
    /// A description of this interface.
    OpenApi,
    /// A tileset as TileJSON.
    TileJson,
    /// A vector tile.
    VectorTile,
    /// A drawing.
    Svg,
    /// A whole layer as a file.
    File(ExportFormat),
    /// Tiles as one PMTiles file.
    TileArchive,
    /// Several files as one.
    Zip,
    /// A document of JSON on every line.
    JsonLines,
    /// A style in another language than MapLibre's.
    StyleFile(StyleFormat),
}

impl Format {
    /// The value of the parameter `f`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Json | Self::GeoJson | Self::Schema | Self::OpenApi => "json",
            Self::Html => "html",
            Self::JsonFg => "jsonfg",
            Self::TileJson => "tilejson",
            Self::VectorTile => "mvt",
            Self::Svg => "svg",
            Self::File(format) => format.code(),
            Self::TileArchive => "pmtiles",
            Self::Zip => "zip",
            Self::JsonLines => "jsonl",
            Self::StyleFile(format) => format.code(),
        }
    }

    /// What stands in `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Html => "text/html; charset=utf-8",
            Self::GeoJson => "application/geo+json",
            Self::JsonFg => "application/vnd.ogc.fg+json",
            Self::Schema => "application/schema+json",
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
            Self::TileJson => "application/vnd.mapbox.tile+json",
            Self::VectorTile => "application/vnd.mapbox-vector-tile",
            Self::Svg => "image/svg+xml",
            Self::File(format) => format.media_type(),
            Self::TileArchive => "application/vnd.pmtiles",
            Self::Zip => "application/zip",
            Self::JsonLines => "application/x-ndjson",
            Self::StyleFile(format) => format.media_type(),
        }
    }

    /// The media type without parameters such as a version.
    pub fn bare_type(self) -> &'static str {
        let media_type = self.media_type();
        media_type.split(';').next().unwrap_or(media_type)
    }

    /// The name that people read on a link.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Html => "pagina",
            Self::GeoJson => "GeoJSON",
            Self::JsonFg => "JSON-FG",
            Self::Schema => "JSON Schema",
            Self::OpenApi => "OpenAPI",
            Self::TileJson => "TileJSON",
            Self::VectorTile => "vectortegel",
            Self::Svg => "SVG",
            Self::File(format) => format.title(),
            Self::TileArchive => "PMTiles",
            Self::Zip => "zip",
            Self::JsonLines => "regels van JSON",
            Self::StyleFile(format) => format.title(),
        }
    }

    /// How well this form fits one range of an `Accept` header: the more precise the more; nothing when not at all.
    fn fit(self, range: &str) -> Option<u8> {
        let own = self.bare_type();
        let general = own.split('/').next().unwrap_or_default();
        if range == own {
            Some(3)
        } else if range == "application/json" && own.ends_with("+json") {
            // Every form of JSON is JSON.
            Some(2)
        } else if range.strip_suffix("/*") == Some(general) {
            Some(1)
        } else {
            (range == "*/*").then_some(0)
        }
    }
}

/// The form that an `Accept` header asks for, the first one that is offered when all are as welcome;
/// nothing when none is accepted.
///
/// # Source
/// RFC 9110, section 12.5.1.
pub fn accepted(offered: &[Format], accept: &str) -> Option<Format> {
    let ranges: Vec<(&str, f32)> = accept.split(',').filter_map(range).collect();
    let weight = |format: Format| {
        ranges
            .iter()
            .filter_map(|&(range, weight)| Some((format.fit(range)?, weight)))
            .max_by_key(|&(fit, _)| fit)
            .map_or(0.0, |(_, weight)| weight)
    };
    let mut best: Option<(Format, f32)> = None;
    for &format in offered {
        let weight = weight(format);
        if weight > best.map_or(0.0, |(_, known)| known) {
            best = Some((format, weight));
        }
    }
    best.map(|(format, _)| format)
}

/// A range with its weight; a weight that is no number counts as 1.
fn range(text: &str) -> Option<(&str, f32)> {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().filter(|range| !range.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
    Some((range, weight.unwrap_or(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: [Format; 3] = [Format::GeoJson, Format::JsonFg, Format::Html];
    const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    #[test]
    fn a_browser_gets_a_page_and_a_program_gets_data() {
        assert_eq!(accepted(&ITEMS, BROWSER), Some(Format::Html));
        for accept in [
            "*/*",
            "application/json",
            "application/geo+json, application/json;q=0.5",
        ] {
            assert_eq!(accepted(&ITEMS, accept), Some(Format::GeoJson), "{accept}");
        }
        assert_eq!(
            accepted(&ITEMS, "application/vnd.ogc.fg+json"),
            Some(Format::JsonFg)
        );
        assert_eq!(accepted(&[Format::Json], BROWSER), Some(Format::Json));
    }

    #[test]
    fn weights_count_and_the_most_precise_range_wins() {
        assert_eq!(
            accepted(&ITEMS, "text/html;q=0.2, */*;q=0.1"),
            Some(Format::Html)
        );
        assert_eq!(
            accepted(&ITEMS, "*/*, application/geo+json;q=0"),
            Some(Format::JsonFg)
        );
        assert_eq!(accepted(&ITEMS, "image/png"), None);
        assert_eq!(accepted(&ITEMS, "*/*;q=0"), None);
        assert_eq!(accepted(&ITEMS, ""), None);
    }
}
