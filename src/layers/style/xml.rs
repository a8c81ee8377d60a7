//! Elements of XML, as the two style languages that are written in it need them.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// A document that is being written, indented by two.
pub type Document = Writer<Vec<u8>>;

/// A whole document: its declaration, and the element that `root` writes.
pub fn document(root: impl FnOnce(&mut Document) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    let written = writer
        .write_event(declaration)
        .and_then(|()| root(&mut writer));
    // Memory takes every byte, and what is written is UTF-8 text.
    drop(written);
    String::from_utf8_lossy(&writer.into_inner()).into_owned()
}

/// An element with other elements in it.
///
/// # Errors
/// Passes on those of the writer.
pub fn element(
    writer: &mut Document,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Document) -> io::Result<()>,
) -> io::Result<()> {
    let start = writer
        .create_element(name)
        .with_attributes(attributes.iter().copied());
    start.write_inner_content(inside).map(|_| ())
}

/// An element with text in it.
///
/// # Errors
/// Passes on those of the writer.
pub fn text(
    writer: &mut Document,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    let start = writer
        .create_element(name)
        .with_attributes(attributes.iter().copied());
    start.write_text_content(BytesText::new(text)).map(|_| ())
}

/// An element with nothing in it.
///
/// # Errors
/// Passes on those of the writer.
pub fn empty(writer: &mut Document, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let start = writer
        .create_element(name)
        .with_attributes(attributes.iter().copied());
    start.write_empty().map(|_| ())
}
