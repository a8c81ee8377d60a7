//! Writes streets as an `.osm.pbf` file, block by block, so that ten million nodes need no more memory than ten.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use prost::Message;

use crate::example::error::ExampleError;
use crate::example::osm_messages::{
    Blob, BlobHeader, DenseNodes, HeaderBlock, HeaderBox, PbfRelation, PbfWay, PrimitiveBlock,
    PrimitiveGroup, StringTable,
};
use crate::model::position::LonLat;

/// Nodes or ways in one block, as other writers have it.
const BLOCK: usize = 8_000;

/// A member of a relation that is a way.
const WAY_MEMBER: i32 = 1;

/// A tag: key and value.
pub type Tag = (&'static str, String);

/// A file that takes all nodes in ascending order of id, then all ways, then all relations.
pub struct OsmFile {
    path: PathBuf,
    out: BufWriter<File>,
    nodes: Vec<(i64, LonLat, Vec<Tag>)>,
    ways: Vec<(i64, Vec<i64>, Vec<Tag>)>,
    /// How many nodes were written.
    pub nodes_written: u64,
    /// How many ways were written.
    pub ways_written: u64,
}

impl OsmFile {
    /// Begins a file that covers the rectangle between two corners.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(
        path: &Path,
        south_west: LonLat,
        north_east: LonLat,
    ) -> Result<Self, ExampleError> {
        let out = BufWriter::new(File::create(path).map_err(ExampleError::write(path))?);
        let mut file = Self {
            path: path.to_owned(),
            out,
            nodes: Vec::new(),
            ways: Vec::new(),
            nodes_written: 0,
            ways_written: 0,
        };
        let header = HeaderBlock {
            bbox: Some(HeaderBox {
                left: 100 * units(south_west.longitude),
                right: 100 * units(north_east.longitude),
                top: 100 * units(north_east.latitude),
                bottom: 100 * units(south_west.latitude),
            }),
            required_features: vec!["OsmSchema-V0.6".to_owned(), "DenseNodes".to_owned()],
            optional_features: vec!["Sort.Type_then_ID".to_owned()],
            writing_program: Some("nabij example".to_owned()),
        };
        file.write_blob("OSMHeader", &header.encode_to_vec())?;
        Ok(file)
    }

    /// Adds a node; ids must rise.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn node(&mut self, id: i64, place: LonLat, tags: Vec<Tag>) -> Result<(), ExampleError> {
        self.nodes.push((id, place, tags));
        self.nodes_written += 1;
        if self.nodes.len() == BLOCK {
            self.write_nodes()
        } else {
            Ok(())
        }
    }

    /// Adds a way over nodes; ids must rise, and all nodes come first.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn way(&mut self, id: i64, nodes: Vec<i64>, tags: Vec<Tag>) -> Result<(), ExampleError> {
        self.write_nodes()?;
        self.ways.push((id, nodes, tags));
        self.ways_written += 1;
        if self.ways.len() == BLOCK {
            self.write_ways()
        } else {
            Ok(())
        }
    }

    /// Adds a relation of ways, each with its role; all ways come first.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn relation(
        &mut self,
        id: i64,
        members: &[(i64, &str)],
        tags: &[Tag],
    ) -> Result<(), ExampleError> {
        self.write_nodes()?;
        self.write_ways()?;
        let mut texts = Texts::default();
        let relation = PbfRelation {
            id,
            keys: tags.iter().map(|(key, _)| texts.number(key)).collect(),
            values: tags.iter().map(|(_, value)| texts.number(value)).collect(),
            roles: members
                .iter()
                .map(|(_, role)| texts.number(role) as i32)
                .collect(),
            members: differences(members.iter().map(|(way, _)| *way)),
            types: vec![WAY_MEMBER; members.len()],
        };
        let group = PrimitiveGroup {
            relations: vec![relation],
            ..PrimitiveGroup::default()
        };
        self.write_block(texts, group)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<(), ExampleError> {
        self.write_nodes()?;
        self.write_ways()?;
        self.out.flush().map_err(ExampleError::write(&self.path))
    }

    fn write_nodes(&mut self) -> Result<(), ExampleError> {
        let nodes = std::mem::take(&mut self.nodes);
        if nodes.is_empty() {
            return Ok(());
        }
        let mut texts = Texts::default();
        let mut dense = DenseNodes {
            ids: differences(nodes.iter().map(|(id, ..)| *id)),
            latitudes: differences(nodes.iter().map(|(_, place, _)| units(place.latitude))),
            longitudes: differences(nodes.iter().map(|(_, place, _)| units(place.longitude))),
            keys_values: Vec::new(),
        };
        if nodes.iter().any(|(.., tags)| !tags.is_empty()) {
            for (.., tags) in &nodes {
                for (key, value) in tags {
                    dense
                        .keys_values
                        .extend([texts.number(key) as i32, texts.number(value) as i32]);
                }
                dense.keys_values.push(0);
            }
        }
        self.write_block(
            texts,
            PrimitiveGroup {
                dense: Some(dense),
                ..PrimitiveGroup::default()
            },
        )
    }

    fn write_ways(&mut self) -> Result<(), ExampleError> {
        let ways = std::mem::take(&mut self.ways);
        if ways.is_empty() {
            return Ok(());
        }
        let mut texts = Texts::default();
        let ways = ways
            .into_iter()
            .map(|(id, nodes, tags)| PbfWay {
                id,
                keys: tags.iter().map(|(key, _)| texts.number(key)).collect(),
                values: tags.iter().map(|(_, value)| texts.number(value)).collect(),
                nodes: differences(nodes.into_iter()),
            })
            .collect();
        let group = PrimitiveGroup {
            ways,
            ..PrimitiveGroup::default()
        };
        self.write_block(texts, group)
    }

    fn write_block(&mut self, texts: Texts, group: PrimitiveGroup) -> Result<(), ExampleError> {
        let block = PrimitiveBlock {
            string_table: StringTable { texts: texts.texts },
            groups: vec![group],
        };
        self.write_blob("OSMData", &block.encode_to_vec())
    }

    fn write_blob(&mut self, kind: &str, content: &[u8]) -> Result<(), ExampleError> {
        let failed = ExampleError::write;
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).map_err(failed(&self.path))?;
        let zlib_data = encoder.finish().map_err(failed(&self.path))?;
        let blob = Blob {
            raw_size: Some(content.len() as i32),
            zlib_data: Some(zlib_data),
        }
        .encode_to_vec();
        let header = BlobHeader {
            kind: kind.to_owned(),
            datasize: blob.len() as i32,
        }
        .encode_to_vec();
        let length = (header.len() as u32).to_be_bytes();
        for part in [length.as_slice(), &header, &blob] {
            self.out.write_all(part).map_err(failed(&self.path))?;
        }
        Ok(())
    }
}

/// The texts of one block, each once, in the order in which they were first needed.
struct Texts {
    texts: Vec<Vec<u8>>,
    numbers: BTreeMap<String, u32>,
}

impl Default for Texts {
    fn default() -> Self {
        // Number 0 separates the tags of nodes and stands for no text.
        Self {
            texts: vec![Vec::new()],
            numbers: BTreeMap::new(),
        }
    }
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.as_bytes().to_vec());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

/// Degrees in the units of the file: 1e-7 degree.
fn units(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

fn differences(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut before = 0;
    values
        .map(|value| {
            let difference = value - before;
            before = value;
            difference
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reader_finds_the_nodes_ways_and_tags_again() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("two.osm.pbf");
        let place = |longitude: f64| LonLat {
            longitude,
            latitude: 52.5,
        };
        let mut file = OsmFile::create(&path, place(5.0), place(6.0)).expect("written");
        file.node(1, place(5.25), Vec::new()).expect("written");
        file.node(
            7,
            place(5.5),
            vec![("railway", "level_crossing".to_owned())],
        )
        .expect("written");
        file.way(3, vec![7, 1], vec![("highway", "residential".to_owned())])
            .expect("written");
        file.finish().expect("written");

        let mut seen = Vec::new();
        let reader = osmpbf::ElementReader::from_path(&path).expect("opened");
        reader
            .for_each(|element| match element {
                osmpbf::Element::DenseNode(node) => {
                    let tags: Vec<_> = node.tags().collect();
                    seen.push(format!(
                        "node {} {:.7} {:.7} {tags:?}",
                        node.id(),
                        node.lon(),
                        node.lat()
                    ));
                }
                osmpbf::Element::Way(way) => {
                    let (tags, nodes): (Vec<_>, Vec<_>) =
                        (way.tags().collect(), way.refs().collect());
                    seen.push(format!("way {} {nodes:?} {tags:?}", way.id()));
                }
                osmpbf::Element::Node(_) | osmpbf::Element::Relation(_) => {
                    seen.push("unexpected".to_owned())
                }
            })
            .expect("read");
        assert_eq!(
            seen,
            [
                "node 1 5.2500000 52.5000000 []",
                "node 7 5.5000000 52.5000000 [(\"railway\", \"level_crossing\")]",
                "way 3 [7, 1] [(\"highway\", \"residential\")]",
            ]
        );
    }
}
