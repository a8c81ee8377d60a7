//! The shapes of answers and bodies in the words of the public interface, operation by operation.

use serde_json::{Map, Value};

use crate::api::operation::{Answer, Operation};

/// `operations`: by the id of an operation the shape of its answer (or by media type, where there are more), and of what is
/// sent. `schemas`: the shapes by name.
const SHAPES: &str = include_str!("../../data/schemas/answers.json");
/// What an operation says of a shape that is told in [`SHAPES`]. There is no shape of that name, so that none is forgotten.
const ANY: &str = "Object";

/// The shapes that [`SHAPES`] tells.
#[derive(Debug)]
pub struct Shapes(Value);

impl Shapes {
    /// All of them.
    pub fn read() -> Self {
        // A test reads them.
        Self(serde_json::from_str(SHAPES).unwrap_or_default())
    }

    /// The shapes by name.
    pub fn schemas(&self) -> Map<String, Value> {
        self.0["schemas"].as_object().cloned().unwrap_or_default()
    }

    /// The name of the shape of an answer: what the operation says itself, or what is told here.
    pub fn of_answer<'a>(&'a self, operation: &Operation, answer: &Answer) -> &'a str {
        if answer.schema != ANY {
            return answer.schema;
        }
        let told = &self.0["operations"][operation.id];
        let of_type = &told["answers"][answer.format.bare_type()];
        let name = of_type.as_str().or_else(|| told["answer"].as_str());
        name.unwrap_or(ANY)
    }

    /// The name of the shape of what is sent.
    pub fn of_body(&self, operation: &Operation) -> &str {
        let told = &self.0["operations"][operation.id]["body"];
        told.as_str().unwrap_or(ANY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every name after `#/components/schemas/` in a document.
    fn named(value: &Value, names: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                let name = value["$ref"].as_str();
                let name = name.and_then(|name| name.strip_prefix("#/components/schemas/"));
                names.extend(name.map(str::to_owned));
                members.values().for_each(|member| named(member, names));
            }
            Value::Array(items) => items.iter().for_each(|item| named(item, names)),
            _ => {}
        }
    }

    #[test]
    fn every_shape_that_is_named_is_there_and_every_shape_is_named() {
        let shapes = Shapes::read();
        let known = crate::api::openapi_schemas::schemas();
        let own: BTreeSet<String> = shapes.schemas().keys().cloned().collect();
        let mut used = BTreeSet::new();
        named(&shapes.0["schemas"], &mut used);
        let operations = shapes.0["operations"].as_object().expect("operations");
        for told in operations.values() {
            let by_type = told["answers"].as_object().into_iter().flatten();
            let others = [&told["answer"], &told["body"]].into_iter();
            let names = others.chain(by_type.map(|(_, name)| name));
            used.extend(names.filter_map(|name| name.as_str().map(str::to_owned)));
        }
        for name in &used {
            assert!(own.contains(name) || !known[name].is_null(), "{name}");
        }
        assert_eq!(
            own.difference(&used).collect::<Vec<_>>(),
            Vec::<&String>::new()
        );
        assert!(own.iter().all(|name| known[name].is_null()), "told twice");
    }
}
