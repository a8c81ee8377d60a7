//! The parts of a Shapefile: `.shp`, `.dbf`, `.shx`, `.prj` and `.cpg`, each after its length in four bytes. Without a length
//! that fits, what is left is one part.

use nabij::ingest::table::{GeometryFrom, TableRequest};

use super::kept_table::{folder, read as read_file, request, written};

/// The parts in their order.
const PARTS: [&str; 5] = ["shp", "dbf", "shx", "prj", "cpg"];

/// Reads bytes as the parts of a Shapefile.
pub fn read(bytes: &[u8]) {
    let folder = folder();
    let mut rest = bytes;
    for part in PARTS {
        let Some((bytes, after)) = first_part(rest) else {
            break;
        };
        written(&folder, &format!("vlakken.{part}"), bytes);
        rest = after;
    }
    let path = folder.path().join("vlakken.shp");
    let stated = request(&path, GeometryFrom::Layer);
    read_file(&stated);
    read_file(&TableRequest {
        crs: Some("EPSG:28992".to_owned()),
        encoding: Some("windows-1252".to_owned()),
        ..stated
    });
}

fn first_part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    Some(rest.split_at_checked(length).unwrap_or((rest, &[])))
}
