//! Who gains and who loses when sites open in one study.

pub mod site_equity;

pub mod sentences;

pub mod document;
