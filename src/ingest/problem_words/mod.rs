//! The Dutch of what is wrong with files: phrases with holes, in tables by what they are about.

pub mod sentence;

pub mod phrases;
pub mod template;

mod of_cells;
mod of_columns;
mod of_files;
mod of_other_programs;
mod of_places;
mod of_plans;
mod of_solving;
mod of_streets;
mod of_study;
