//! What the study file says of the file behind a table, the same for every table.

/// What every source table may say of its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The short name of the source.
    pub name: Option<String>,
    /// The file, relative to the data folder.
    pub file: String,
    /// The layer in the file.
    pub layer: Option<String>,
    /// What it is, in one line.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// The day the figures describe.
    pub date: Option<String>,
    /// The system of its coordinates.
    pub crs: Option<String>,
    /// The encoding of its text.
    pub encoding: Option<String>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// Persons were rounded to a multiple of this.
    pub rounded_to: Option<u32>,
}

/// Writes a table of the study file: its own keys, and those every source may have.
/// (serde cannot refuse unknown keys in a flattened struct, so the shared keys are written out.)
macro_rules! source_table {
    ($(#[$documentation:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the shared keys are documented at Origin")]
        pub struct $name {
            $($(#[$attribute])* pub $field: $type,)*
            pub name: Option<String>,
            pub file: String,
            pub layer: Option<String>,
            pub title: Option<String>,
            pub publisher: Option<String>,
            pub licence: Option<String>,
            pub date: Option<String>,
            pub crs: Option<String>,
            pub encoding: Option<String>,
            pub delimiter: Option<char>,
            pub rounded_to: Option<u32>,
        }

        impl $name {
            /// What this table says of its file.
            pub fn origin(&self) -> $crate::ingest::origin::Origin {
                $crate::ingest::origin::Origin {
                    name: self.name.clone(),
                    file: self.file.clone(),
                    layer: self.layer.clone(),
                    title: self.title.clone(),
                    publisher: self.publisher.clone(),
                    licence: self.licence.clone(),
                    date: self.date.clone(),
                    crs: self.crs.clone(),
                    encoding: self.encoding.clone(),
                    delimiter: self.delimiter,
                    rounded_to: self.rounded_to,
                }
            }
        }
    };
}

pub(crate) use source_table;
