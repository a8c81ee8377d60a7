//! Which format a sent file has, by its name and its first bytes, which must agree.

use crate::ingest::error::IngestError;

/// So many bytes of the start of a file tell what it is.
pub const START: usize = 4_096;

const GEOPACKAGE: &[u8] = b"SQLite format 3\0";
const FLATGEOBUF: &[u8] = b"fgb";
const ARCHIVE: &[u8] = b"PK\x03\x04";
const BYTE_ORDER_MARKS: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];

/// A format that may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadFormat {
    /// Delimited text.
    Text,
    /// GeoJSON.
    GeoJson,
    /// The parts of one Shapefile, zipped.
    ZippedShapefile,
    /// GeoPackage.
    GeoPackage,
    /// FlatGeobuf.
    FlatGeobuf,
}

impl UploadFormat {
    /// The format of a file with this name and start.
    ///
    /// # Errors
    /// Another format, or a start that does not fit the name.
    pub fn of(name: &str, start: &[u8]) -> Result<Self, IngestError> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let format = match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Self::Text,
            "geojson" | "json" => Self::GeoJson,
            "zip" => Self::ZippedShapefile,
            "gpkg" => Self::GeoPackage,
            "fgb" => Self::FlatGeobuf,
            _ => {
                return Err(IngestError::of_file(
                    name,
                    "another kind of file",
                    "a .geojson, .gpkg, .fgb or .csv, or a .zip with one Shapefile",
                ));
            }
        };
        if start.is_empty() {
            return Err(IngestError::of_file(name, "an empty file", format.name()));
        }
        if format.fits(start) {
            Ok(format)
        } else {
            Err(IngestError::of_file(
                name,
                "a file that is something else than its name says",
                format.name(),
            ))
        }
    }

    /// The name under which it is kept; nothing of the sender's name is in it.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Text => "sent.csv",
            Self::GeoJson => "sent.geojson",
            Self::ZippedShapefile => "sent.zip",
            Self::GeoPackage => "sent.gpkg",
            Self::FlatGeobuf => "sent.fgb",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Text => "delimited text (CSV)",
            Self::GeoJson => "GeoJSON",
            Self::ZippedShapefile => "a zip archive with one Shapefile",
            Self::GeoPackage => "a GeoPackage",
            Self::FlatGeobuf => "a FlatGeobuf",
        }
    }

    fn fits(self, start: &[u8]) -> bool {
        match self {
            Self::Text => is_text(start),
            Self::GeoJson => is_text(start) && first_letter(start) == Some(b'{'),
            Self::ZippedShapefile => start.starts_with(ARCHIVE),
            Self::GeoPackage => start.starts_with(GEOPACKAGE),
            Self::FlatGeobuf => start.starts_with(FLATGEOBUF),
        }
    }
}

fn is_text(start: &[u8]) -> bool {
    let marked = BYTE_ORDER_MARKS.iter().any(|mark| start.starts_with(mark));
    marked || (!start.starts_with(ARCHIVE) && !start.contains(&0))
}

fn first_letter(start: &[u8]) -> Option<u8> {
    let start = start.strip_prefix(BYTE_ORDER_MARKS[0]).unwrap_or(start);
    let mut letters = start.iter().copied();
    letters.find(|byte| !byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_start_must_agree() {
        let known: [(&str, &[u8], UploadFormat); 6] = [
            ("scholen.CSV", b"naam;x;y\n", UploadFormat::Text),
            ("a.csv", b"\xff\xfen\0a\0", UploadFormat::Text),
            ("a.geojson", b"\xef\xbb\xbf \n{", UploadFormat::GeoJson),
            ("a.zip", b"PK\x03\x04...", UploadFormat::ZippedShapefile),
            ("a.gpkg", b"SQLite format 3\0", UploadFormat::GeoPackage),
            ("a.fgb", b"fgb\x03fgb\x01", UploadFormat::FlatGeobuf),
        ];
        for (name, start, format) in known {
            assert_eq!(UploadFormat::of(name, start).expect("known"), format);
        }
        let refused: [(&str, &[u8]); 9] = [
            ("a.gpkg", b"PK\x03\x04"),
            ("a.csv", b"PK\x03\x04"),
            ("a.csv", b"a\0b"),
            ("a.geojson", b"[1]"),
            ("a.zip", b"{}"),
            ("a.fgb", b""),
            ("a.vrt", b"<OGRVRTDataSource>"),
            ("a.shp", b"\0\0\x27\x0a"),
            ("zonder ending", b"x"),
        ];
        for (name, start) in refused {
            let said = UploadFormat::of(name, start).expect_err(name).to_string();
            assert!(
                said.starts_with(name) && said.contains("expected"),
                "{said}"
            );
        }
    }
}
