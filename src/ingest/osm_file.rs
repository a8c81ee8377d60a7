//! Ways and nodes of an `.osm.pbf`, in file order whatever the threads do.
//! The file is read twice: nodes come before ways, and only nodes of kept ways are wanted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use osmpbf::{BlobDecode, BlobReader, Element, PrimitiveBlock, RelMemberType};
use rayon::prelude::*;

use crate::ingest::error::IngestError;
use crate::model::streets::Tags;

/// One way as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct OsmWay {
    /// Its number in OpenStreetMap.
    pub id: i64,
    /// The numbers of its nodes.
    pub nodes: Vec<i64>,
    /// Those of its tags that were asked for.
    pub tags: Tags,
}

/// One node as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct OsmNode {
    /// Its number in OpenStreetMap.
    pub id: i64,
    /// Degrees.
    pub place: geo::Coord<f64>,
    /// Those of its tags that were asked for.
    pub tags: Tags,
}

/// One relation of ways as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct OsmRelation {
    /// Its number in OpenStreetMap.
    pub id: i64,
    /// The numbers of the ways that it is made of, with their roles.
    pub members: Vec<(i64, String)>,
    /// Those of its tags that were asked for.
    pub tags: Tags,
}

/// A way or a relation.
enum WayOrRelation {
    Way(OsmWay),
    Relation(OsmRelation),
}

/// One `.osm.pbf`.
#[derive(Debug, Clone, Copy)]
pub struct OsmFile<'study> {
    /// Where it is.
    pub path: &'study Path,
    /// Its name in messages.
    pub file: &'study str,
}

impl OsmFile<'_> {
    /// The wanted ways in file order, with those of their tags whose keys are given.
    ///
    /// # Errors
    /// A missing, damaged or cut off file.
    pub fn ways(
        self,
        keys: &[&str],
        wanted: impl Fn(&Tags) -> bool + Sync,
    ) -> Result<Vec<OsmWay>, IngestError> {
        self.each_block(|block| {
            let ways = block.groups().flat_map(|group| group.ways());
            ways.filter_map(|way| {
                let tags = chosen(way.tags(), keys);
                wanted(&tags).then(|| way_with(&way, tags))
            })
            .collect()
        })
    }

    /// The wanted ways, and the wanted relations of them, in file order.
    ///
    /// # Errors
    /// A missing, damaged or cut off file.
    pub fn ways_and_relations(
        self,
        keys: &[&str],
        wanted_way: impl Fn(&Tags) -> bool + Sync,
        wanted_relation: impl Fn(&Tags) -> bool + Sync,
    ) -> Result<(Vec<OsmWay>, Vec<OsmRelation>), IngestError> {
        let read = self.each_block(|block| {
            let ways = block.groups().flat_map(|group| group.ways());
            let ways = ways.filter_map(|way| {
                let tags = chosen(way.tags(), keys);
                wanted_way(&tags).then(|| WayOrRelation::Way(way_with(&way, tags)))
            });
            let relations = block.groups().flat_map(|group| group.relations());
            let relations = relations.filter_map(|relation| {
                let tags = chosen(relation.tags(), keys);
                let wanted = wanted_relation(&tags);
                wanted.then(|| WayOrRelation::Relation(relation_with(&relation, tags)))
            });
            ways.chain(relations).collect()
        })?;
        let (mut ways, mut relations) = (Vec::new(), Vec::new());
        for item in read {
            match item {
                WayOrRelation::Way(way) => ways.push(way),
                WayOrRelation::Relation(relation) => relations.push(relation),
            }
        }
        Ok((ways, relations))
    }

    /// The ways with these numbers (which ascend), without tags, in file order.
    ///
    /// # Errors
    /// A missing, damaged or cut off file.
    pub fn ways_numbered(self, numbers: &[i64]) -> Result<Vec<OsmWay>, IngestError> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        self.each_block(|block| {
            let ways = block.groups().flat_map(|group| group.ways());
            ways.filter(|way| numbers.binary_search(&way.id()).is_ok())
                .map(|way| way_with(&way, Tags::new()))
                .collect()
        })
    }

    /// The nodes with these numbers (which ascend), by number, each once.
    ///
    /// # Errors
    /// A missing, damaged or cut off file.
    pub fn nodes(self, numbers: &[i64], keys: &[&str]) -> Result<Vec<OsmNode>, IngestError> {
        let wanted = |id: i64| numbers.binary_search(&id).is_ok();
        let mut nodes = self.each_block(|block| {
            let mut nodes = Vec::new();
            block.for_each_element(|element| match element {
                Element::DenseNode(node) if wanted(node.id()) => {
                    let place = geo::Coord {
                        x: node.lon(),
                        y: node.lat(),
                    };
                    nodes.push(OsmNode {
                        id: node.id(),
                        place,
                        tags: chosen(node.tags(), keys),
                    });
                }
                Element::Node(node) if wanted(node.id()) => {
                    let place = geo::Coord {
                        x: node.lon(),
                        y: node.lat(),
                    };
                    nodes.push(OsmNode {
                        id: node.id(),
                        place,
                        tags: chosen(node.tags(), keys),
                    });
                }
                Element::DenseNode(_)
                | Element::Node(_)
                | Element::Way(_)
                | Element::Relation(_) => {}
            });
            nodes
        })?;
        nodes.sort_by_key(|node| node.id);
        nodes.dedup_by_key(|node| node.id);
        Ok(nodes)
    }

    /// Decodes the blocks side by side, and puts what was read of them one after the other.
    fn each_block<Item: Send>(
        self,
        read: impl Fn(&PrimitiveBlock) -> Vec<Item> + Sync,
    ) -> Result<Vec<Item>, IngestError> {
        let blobs = BlobReader::from_path(self.path).map_err(|error| self.damaged(&error))?;
        let mut blocks: Vec<_> = blobs
            .enumerate()
            .par_bridge()
            .map(|(number, blob)| (number, blob.and_then(|blob| self.read_blob(&blob, &read))))
            .collect();
        blocks.sort_by_key(|&(number, _)| number);
        if blocks.is_empty() {
            return Err(IngestError::of_file(
                self.file,
                "an empty file",
                "OpenStreetMap data (.osm.pbf)",
            ));
        }
        let mut items = Vec::new();
        for (_, block) in blocks {
            items.append(&mut block.map_err(|error| self.damaged(&error))?);
        }
        Ok(items)
    }

    fn read_blob<Item>(
        self,
        blob: &osmpbf::Blob,
        read: impl Fn(&PrimitiveBlock) -> Vec<Item>,
    ) -> Result<Vec<Item>, osmpbf::Error> {
        Ok(match blob.decode()? {
            BlobDecode::OsmData(block) => read(&block),
            BlobDecode::OsmHeader(_) | BlobDecode::Unknown(_) => Vec::new(),
        })
    }

    fn damaged(self, error: &osmpbf::Error) -> IngestError {
        let found = match error.kind() {
            osmpbf::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
                "no such file".to_owned()
            }
            _ if self.path.is_dir() => "a folder".to_owned(),
            _ => format!("a damaged or cut off file ({error})"),
        };
        IngestError::of_file(self.file, found, "whole OpenStreetMap data (.osm.pbf)")
    }
}

fn way_with(way: &osmpbf::Way<'_>, tags: Tags) -> OsmWay {
    OsmWay {
        id: way.id(),
        nodes: way.refs().collect(),
        tags,
    }
}

/// A role that cannot be read is none. A relation has no members when one of them is of a type that is not known, at which
/// the library panics.
fn relation_with(relation: &osmpbf::Relation<'_>, tags: Tags) -> OsmRelation {
    let read = || {
        let members = relation.members();
        let ways = members.filter(|member| member.member_type == RelMemberType::Way);
        ways.map(|way| (way.member_id, way.role().unwrap_or_default().to_owned()))
            .collect()
    };
    OsmRelation {
        id: relation.id(),
        members: catch_unwind(AssertUnwindSafe(read)).unwrap_or_default(),
        tags,
    }
}

fn chosen<'text>(tags: impl Iterator<Item = (&'text str, &'text str)>, keys: &[&str]) -> Tags {
    tags.filter(|(key, _)| keys.contains(key))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}
