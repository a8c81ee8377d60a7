//! The addresses at which a collection can be had as a file or a style, as its description links to them.

use serde_json::Value;

use crate::api::call::Call;
use crate::api::format::Format;
use crate::layers::export::format::ExportFormat;
use crate::layers::style::format::StyleFormat;
use crate::study::collection::Collection;

/// A link in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadLink {
    /// What it is to the collection.
    pub relation: &'static str,
    /// The address below the version.
    pub path: String,
    /// The form of what is there.
    pub format: Format,
    /// What people call it, in Dutch.
    pub title: String,
}

impl DownloadLink {
    /// The link as descriptions have it.
    pub fn link(&self, call: &Call) -> Value {
        call.link(self.relation, &self.path, self.format, &self.title)
    }
}

/// The files with all collections together.
pub fn whole_links() -> [DownloadLink; 2] {
    let file = |path: &str, format: Format, title: &str| DownloadLink {
        relation: "enclosure",
        path: path.to_owned(),
        format,
        title: title.to_owned(),
    };
    [
        file(
            "/download/alles.gpkg",
            Format::File(ExportFormat::GeoPackage),
            "Alle lagen in één GeoPackage",
        ),
        file(
            "/tiles.pmtiles",
            Format::TileArchive,
            "Alle vectortegels in één bestand (PMTiles)",
        ),
    ]
}

/// The files of a collection, its metadata and its styles.
pub fn download_links(collection: &Collection) -> Vec<DownloadLink> {
    let home = format!("/collections/{}", collection.id);
    let files = ExportFormat::EVERY.map(|format| DownloadLink {
        relation: "enclosure",
        path: format!("{home}/download/{}", format.code()),
        format: Format::File(format),
        title: format!("{} als {}", collection.title, format.title()),
    });
    let metadata = DownloadLink {
        relation: "describedby",
        path: format!("{home}/metadata"),
        format: Format::Json,
        title: format!("Bronnen, licentie en methode van {}", collection.title),
    };
    let styles = StyleFormat::EVERY.map(|format| DownloadLink {
        relation: "stylesheet",
        path: format!("{home}/styles/{}", format.code()),
        format: Format::StyleFile(format),
        title: format!("Stijl voor {}", format.title()),
    });
    files.into_iter().chain([metadata]).chain(styles).collect()
}
