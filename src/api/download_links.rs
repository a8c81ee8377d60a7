//! The addresses at which a collection can be had as a file or a style, as its description links to them.

use serde::Serialize;

use crate::layers::export::format::ExportFormat;
use crate::layers::style::format::StyleFormat;
use crate::study::collection::Collection;

/// A link in a description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DownloadLink {
    /// What it is to the collection.
    pub rel: &'static str,
    /// The address.
    pub href: String,
    /// The media type at the address.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// What people call it, in Dutch.
    pub title: String,
}

/// The files of a collection, its metadata and its styles.
pub fn download_links(collection: &Collection) -> Vec<DownloadLink> {
    let home = format!("/v1/collections/{}", collection.id);
    let files = ExportFormat::EVERY.map(|format| DownloadLink {
        rel: "enclosure",
        href: format!("{home}/download/{}", format.code()),
        media_type: format.media_type(),
        title: format!("{} als {}", collection.title, format.title()),
    });
    let metadata = DownloadLink {
        rel: "describedby",
        href: format!("{home}/metadata"),
        media_type: "application/json",
        title: format!("Bronnen, licentie en methode van {}", collection.title),
    };
    let styles = StyleFormat::EVERY.map(|format| DownloadLink {
        rel: "stylesheet",
        href: format!("{home}/styles/{}", format.code()),
        media_type: format.media_type(),
        title: format!("Stijl voor {}", format.title()),
    });
    files.into_iter().chain([metadata]).chain(styles).collect()
}
