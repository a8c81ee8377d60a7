//! What people entered, kept safely: every change is a line that stays, in `SQLite` or in `PostgreSQL`.

pub mod open_store;

pub mod passing;

pub mod revision;

pub mod seals;

pub mod error;

pub mod address;

pub mod copy;

pub mod condition;

pub mod clashes;

mod opening;

mod taking_in;

mod revision_rows;

mod turn;

mod cell;

mod database;

mod migrations;

mod postgresql;

mod opened_file;

mod sqlite;
