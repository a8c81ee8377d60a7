//! The binary: see `README.md` for its commands.

fn main() {}
