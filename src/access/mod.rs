//! access

pub mod travel_table;

pub mod decay;

#[cfg(test)]
mod drawn_table;
