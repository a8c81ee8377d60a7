//! Pages for people: everything that programs can ask, without JavaScript, in the look of the map.

pub mod stylesheet;

pub mod frame;

pub mod values;

pub mod start;

pub mod layers;

pub mod items;

pub mod fields;

pub mod drawing;

pub mod legend;

pub mod tilesets;

pub mod schema_words;

pub mod processes;

pub mod problem;

pub mod jobs;
