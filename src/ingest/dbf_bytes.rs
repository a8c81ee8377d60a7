//! The bytes of a dBase table (.dbf), put right before the library reads them: numbers and dates are read as the text
//! they are on disk (so that "12O" is a value to name and not a broken file, and no digit is lost), rows that are
//! marked as deleted keep their place (their shapes are still there), and the encoding is looked into.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Lengths and places in the format. Source: dBase III+ file structure, Esri Shapefile technical description, 1998.
const HEADER: usize = 32;
const FIELD: usize = 32;
const END_OF_FIELDS: u8 = 0x0D;
const DELETED: u8 = b'*';
const KEPT: u8 = b' ';
const TEXT: u8 = b'C';

/// A .dbf in memory.
#[derive(Debug)]
pub struct DbfBytes {
    bytes: Vec<u8>,
    first_record: usize,
    record_length: usize,
    fields: Vec<FieldPlace>,
}

#[derive(Debug)]
struct FieldPlace {
    name: String,
    kind: u8,
    start: usize,
    length: usize,
}

/// The first text that is not UTF-8: its row (from 1), its field, its letters by windows-1252.
#[derive(Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The row as a person counts.
    pub row: u64,
    /// The name of the field.
    pub field: String,
    /// The letters.
    pub text: String,
}

impl DbfBytes {
    /// Looks at the header; none when it is too short or says nonsense.
    pub fn new(mut bytes: Vec<u8>) -> Option<Self> {
        let word = |at: usize| {
            Some(usize::from(u16::from_le_bytes([
                *bytes.get(at)?,
                *bytes.get(at + 1)?,
            ])))
        };
        let (first_record, record_length) = (word(8)?, word(10)?);
        let mut fields = Vec::new();
        let mut start = 1;
        let mut at = HEADER;
        while let Some(field) = bytes.get_mut(at..at + FIELD) {
            if field.first() == Some(&END_OF_FIELDS) || at >= first_record {
                break;
            }
            let kind = field.get_mut(11)?;
            let kind = if b"NFD".contains(kind) {
                std::mem::replace(kind, TEXT)
            } else {
                *kind
            };
            let length = usize::from(*field.get(16)?);
            let name = field
                .iter()
                .take(11)
                .take_while(|&&byte| byte != 0)
                .copied()
                .collect::<Vec<u8>>();
            fields.push(FieldPlace {
                name: String::from_utf8_lossy(&name).into_owned(),
                kind,
                start,
                length,
            });
            start += length;
            at += FIELD;
        }
        (record_length > 0 && start <= record_length.max(1) && bytes.get(first_record..).is_some())
            .then_some(Self {
                bytes,
                first_record,
                record_length,
                fields,
            })
    }

    /// What the file calls the kind of each field: C, N, F, D, L, ...
    pub fn kinds(&self) -> Vec<u8> {
        self.fields.iter().map(|field| field.kind).collect()
    }

    /// The language driver of the header, where it is one of the usual two.
    pub fn code_page(&self) -> Option<&'static Encoding> {
        match self.bytes.get(29) {
            Some(0x03 | 0x57 | 0x58 | 0x59) => Some(WINDOWS_1252),
            _ => None,
        }
    }

    /// The first text that is not UTF-8. A letter that is cut off by the end of its field is not counted.
    pub fn first_not_utf8(&self) -> Option<NotUtf8> {
        let records = self
            .bytes
            .get(self.first_record..)?
            .chunks_exact(self.record_length);
        (1..).zip(records).find_map(|(row, record)| {
            self.fields.iter().find_map(|field| {
                let value = record.get(field.start..field.start + field.length)?;
                let error = std::str::from_utf8(value).err()?;
                error.error_len()?;
                let text = WINDOWS_1252
                    .decode_without_bom_handling(value)
                    .0
                    .trim()
                    .to_owned();
                Some(NotUtf8 {
                    row,
                    field: field.name.clone(),
                    text,
                })
            })
        })
    }

    /// The encoding where nothing is said of it.
    pub fn likely_encoding(&self) -> &'static Encoding {
        match self.first_not_utf8() {
            None => UTF_8,
            Some(_) => WINDOWS_1252,
        }
    }

    /// Takes the marks of deletion away, so that records and shapes stay side by side; which rows had one (from 0).
    pub fn undelete(&mut self) -> Vec<usize> {
        let mut deleted = Vec::new();
        let records = self.bytes.get_mut(self.first_record..).unwrap_or_default();
        for (index, record) in records.chunks_exact_mut(self.record_length).enumerate() {
            if let Some(mark) = record.first_mut()
                && *mark == DELETED
            {
                *mark = KEPT;
                deleted.push(index);
            }
        }
        deleted
    }

    /// For the library.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}
