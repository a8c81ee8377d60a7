//! One area on a page: what it has, how far everything is for each age, and how we know.

pub mod area_portrait;

pub mod lead;

pub mod nearness;

pub mod strengths;

pub mod support;

pub mod words;
