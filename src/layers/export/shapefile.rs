//! A layer as a zipped Shapefile: with its character set, what its shortened field names stand for, its style and metadata.
//!
//! A text in a Shapefile has 254 bytes at most. A longer one is cut, which the list of fields says, and the whole of it
//! is then in a table beside it: nothing is lost in silence.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;

use gdal::DriverManager;
use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::layers::export::columns::{Columns, columns, text};
use crate::layers::export::exported::Exported;
use crate::layers::export::field_names::short_names;
use crate::layers::export::gdal_layer::{Failure, add_gdal_layer};
use crate::layers::export::text_parts::{TextFormat, write_text};
use crate::layers::style::qml::qml;
use crate::layers::style::sld::sld;

/// The bytes that a text may have.
const LONGEST_TEXT: usize = 254;
/// The list of fields.
const FIELDS: &str = "velden.txt";

/// Writes the zip.
///
/// # Errors
/// Passes on that of GDAL or of the disk.
///
/// # Source
/// ESRI Shapefile Technical Description, 1998; the field names of dBASE have ten letters.
pub fn write_shapefile(exported: &Exported<'_>, out: impl Write + Seek) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let columns = columns(exported.layer);
    let names: Vec<&str> = std::iter::once(columns.id)
        .chain(columns.others.iter().map(|column| column.name))
        .collect();
    let short = short_names(&names);
    write_parts(exported, &columns, &short, folder.path())?;
    let mut archive = ZipWriter::new(out);
    let options = options(exported.record.day());
    for part in ["shp", "shx", "dbf", "prj", "cpg"] {
        let name = format!("{}.{part}", exported.name);
        let path = folder.path().join(&name);
        if path.exists() {
            archive.start_file(name, options)?;
            std::io::copy(&mut File::open(path)?, &mut archive)?;
        }
    }
    let cut = cut_texts(exported, &columns);
    let field = |property: &'static str| {
        let place = names.iter().position(|name| *name == property);
        place
            .and_then(|place| short.get(place))
            .cloned()
            .unwrap_or_else(|| property.to_owned())
    };
    let document = exported.record.document(exported.system, &columns);
    let texts = [
        (FIELDS.to_owned(), field_list(&columns, &short, &cut)),
        (
            format!("{}.qml", exported.name),
            qml(exported.style, &field),
        ),
        (
            format!("{}.sld", exported.name),
            sld(exported.style, exported.name, &field),
        ),
        (
            format!("{}.metadata.json", exported.name),
            format!("{document:#}"),
        ),
    ];
    for (name, text) in texts {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    if !cut.is_empty() {
        archive.start_file(format!("{}.csv", exported.name), options)?;
        write_text(exported, &columns, TextFormat::Csv, &mut archive)?;
    }
    archive.finish()?.flush()?;
    Ok(())
}

fn write_parts(
    exported: &Exported<'_>,
    columns: &Columns,
    names: &[String],
    folder: &Path,
) -> Result<(), Failure> {
    let driver = DriverManager::get_driver_by_name("ESRI Shapefile")?;
    let mut dataset = driver.create_vector_only(folder.join(format!("{}.shp", exported.name)))?;
    let date = format!("DBF_DATE_LAST_UPDATE={}", exported.record.day());
    add_gdal_layer(
        &mut dataset,
        exported,
        columns,
        (names, &["ENCODING=UTF-8", &date]),
    )?;
    dataset.close()?;
    Ok(())
}

fn options(day: Date) -> SimpleFileOptions {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(2000);
    let moment = DateTime::from_date_and_time(year, part(day.month()), part(day.day()), 0, 0, 0);
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(moment.unwrap_or_default())
        .unix_permissions(0o644)
}

/// The columns with texts that are cut, and how many are.
fn cut_texts(exported: &Exported<'_>, columns: &Columns) -> Vec<(&'static str, usize)> {
    let mut counts = vec![0usize; columns.others.len() + 1];
    for (index, id) in exported.layer.ids.iter().enumerate() {
        let row = columns.row(exported.layer, index).into_iter().map(text);
        for (count, text) in counts
            .iter_mut()
            .zip(std::iter::once(id.clone()).chain(row))
        {
            *count += usize::from(text.len() > LONGEST_TEXT);
        }
    }
    let names = std::iter::once(columns.id).chain(columns.others.iter().map(|column| column.name));
    names.zip(counts).filter(|(_, count)| *count > 0).collect()
}

fn field_list(columns: &Columns, short: &[String], cut: &[(&'static str, usize)]) -> String {
    let mut lines = vec![
        "Een Shapefile heeft veldnamen van hoogstens tien letters. Hier staat waar zij voor staan.".to_owned(),
        "Ontbrekende waarden zijn leeg (NULL), nooit nul. Tekenset: UTF-8. Waar of onwaar: ja, nee.".to_owned(),
        String::new(),
        format!("{:<12}{:<24} {}", "veld", "eigenschap", "betekenis"),
    ];
    let id = (columns.id, "Het kenmerk van het object.".to_owned());
    let others = columns.others.iter().map(|column| {
        let unit = column
            .unit
            .map_or_else(String::new, |unit| format!(" In {}.", unit.name()));
        (column.name, format!("{}{unit}", column.description))
    });
    let told = std::iter::once(id).chain(others);
    lines.extend(
        short
            .iter()
            .zip(told)
            .map(|(short, (name, meaning))| format!("{short:<12}{name:<24} {meaning}")),
    );
    for (name, count) in cut {
        lines.push(format!(
            "\nVan {name} zijn {count} teksten afgekapt op {LONGEST_TEXT} bytes; het csv-bestand hiernaast heeft ze helemaal."
        ));
    }
    lines.join("\n") + "\n"
}
