//! What can be computed on request: OGC API Processes, with jobs that tell how far they are and can be ended.

pub mod process;

pub mod schemas;

pub mod description;

pub mod example_inputs;

pub mod execution;

pub mod inputs;

pub mod task;

pub mod isochrone_inputs;

pub mod site_inputs;

pub mod solve_inputs;

pub mod solve_tables;

pub mod solve_task;

pub mod analysis_inputs;

pub mod outcome;

pub mod no_outcome;

pub mod owner;

pub mod job;

pub mod job_document;

pub mod jobs;

pub mod job_filter;

pub mod run;
