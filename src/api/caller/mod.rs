//! Who asks, what they may, and what is written down of it.

pub mod role;

pub mod reading;

pub mod permission;

pub mod who;

pub mod from_here;

pub mod audit;

pub mod openid;

pub mod ended_logins;

pub mod session;

pub mod setup;

pub mod from_settings;

pub mod secret;

pub mod last_day;

pub mod tokens;

pub mod admission;

pub mod gate;

pub mod follow_ended;

pub mod login_routes;

pub mod token_routes;
