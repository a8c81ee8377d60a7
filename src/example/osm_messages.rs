//! The messages of OpenStreetMap's PBF format that the made-up town needs.
//!
//! # Source
//! OSM-binary, `fileformat.proto` and `osmformat.proto`, format version 1.

use prost::Message;

/// What a blob holds and how long it is.
#[derive(Clone, PartialEq, Message)]
pub struct BlobHeader {
    /// `OSMHeader` or `OSMData`.
    #[prost(string, required, tag = "1")]
    pub kind: String,
    /// Bytes of the blob that follows.
    #[prost(int32, required, tag = "3")]
    pub datasize: i32,
}

/// A compressed block.
#[derive(Clone, PartialEq, Message)]
pub struct Blob {
    /// Bytes before compression.
    #[prost(int32, optional, tag = "2")]
    pub raw_size: Option<i32>,
    /// The block, by zlib.
    #[prost(bytes = "vec", optional, tag = "3")]
    pub zlib_data: Option<Vec<u8>>,
}

/// The rectangle of the file, in 1e-9 degree.
#[derive(Clone, PartialEq, Message)]
pub struct HeaderBox {
    /// West.
    #[prost(sint64, required, tag = "1")]
    pub left: i64,
    /// East.
    #[prost(sint64, required, tag = "2")]
    pub right: i64,
    /// North.
    #[prost(sint64, required, tag = "3")]
    pub top: i64,
    /// South.
    #[prost(sint64, required, tag = "4")]
    pub bottom: i64,
}

/// The first block of a file.
#[derive(Clone, PartialEq, Message)]
pub struct HeaderBlock {
    /// The rectangle of the file.
    #[prost(message, optional, tag = "1")]
    pub bbox: Option<HeaderBox>,
    /// What a reader must know.
    #[prost(string, repeated, tag = "4")]
    pub required_features: Vec<String>,
    /// What a reader may use.
    #[prost(string, repeated, tag = "5")]
    pub optional_features: Vec<String>,
    /// What wrote the file.
    #[prost(string, optional, tag = "16")]
    pub writing_program: Option<String>,
}

/// The texts of a block; number 0 stays empty.
#[derive(Clone, PartialEq, Message)]
pub struct StringTable {
    /// The texts.
    #[prost(bytes = "vec", repeated, tag = "1")]
    pub texts: Vec<Vec<u8>>,
}

/// Nodes or ways.
#[derive(Clone, PartialEq, Message)]
pub struct PrimitiveBlock {
    /// The texts.
    #[prost(message, required, tag = "1")]
    pub string_table: StringTable,
    /// The nodes or ways.
    #[prost(message, repeated, tag = "2")]
    pub groups: Vec<PrimitiveGroup>,
}

/// Nodes, ways or relations, never two of them.
#[derive(Clone, PartialEq, Message)]
pub struct PrimitiveGroup {
    /// Nodes.
    #[prost(message, optional, tag = "2")]
    pub dense: Option<DenseNodes>,
    /// Ways.
    #[prost(message, repeated, tag = "3")]
    pub ways: Vec<PbfWay>,
    /// Relations.
    #[prost(message, repeated, tag = "4")]
    pub relations: Vec<PbfRelation>,
}

/// Nodes, each number as its difference with that of the node before.
#[derive(Clone, PartialEq, Message)]
pub struct DenseNodes {
    /// Ids.
    #[prost(sint64, repeated, tag = "1")]
    pub ids: Vec<i64>,
    /// Latitudes in 1e-7 degree.
    #[prost(sint64, repeated, tag = "8")]
    pub latitudes: Vec<i64>,
    /// Longitudes in 1e-7 degree.
    #[prost(sint64, repeated, tag = "9")]
    pub longitudes: Vec<i64>,
    /// Numbers of key and value for each tag, with a 0 after each node; empty when no node has tags.
    #[prost(int32, repeated, tag = "10")]
    pub keys_values: Vec<i32>,
}

/// One way.
#[derive(Clone, PartialEq, Message)]
pub struct PbfWay {
    /// Its id.
    #[prost(int64, required, tag = "1")]
    pub id: i64,
    /// Numbers of the keys of its tags.
    #[prost(uint32, repeated, tag = "2")]
    pub keys: Vec<u32>,
    /// Numbers of the values.
    #[prost(uint32, repeated, tag = "3")]
    pub values: Vec<u32>,
    /// Ids of its nodes, each as its difference with the one before.
    #[prost(sint64, repeated, tag = "8")]
    pub nodes: Vec<i64>,
}

/// One relation.
#[derive(Clone, PartialEq, Message)]
pub struct PbfRelation {
    /// Its id.
    #[prost(int64, required, tag = "1")]
    pub id: i64,
    /// Numbers of the keys of its tags.
    #[prost(uint32, repeated, tag = "2")]
    pub keys: Vec<u32>,
    /// Numbers of the values.
    #[prost(uint32, repeated, tag = "3")]
    pub values: Vec<u32>,
    /// Numbers of the roles of its members.
    #[prost(int32, repeated, tag = "8")]
    pub roles: Vec<i32>,
    /// Ids of its members, each as its difference with the one before.
    #[prost(sint64, repeated, tag = "9")]
    pub members: Vec<i64>,
    /// What each member is: 1 for a way.
    #[prost(int32, repeated, tag = "10")]
    pub types: Vec<i32>,
}
