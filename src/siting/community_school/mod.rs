//! Candidates for a community school: the three criteria of ambition A14, each explained by its parts.

pub mod refusal;

pub mod part;

pub mod space_need;

pub mod rebuilding;

pub mod ambition;

pub mod amount;

pub mod common_scale;

pub mod reach_of_need;

pub mod coverage_gained;

pub mod partners;

pub mod room_week;

pub mod free_room;

pub mod added_value;

pub mod score;

pub mod conditions;

pub mod budget;

pub mod ranking;

pub mod question_check;
