//! Who reaches what, and in how long: travel per home, coverage per area, small numbers hidden.
//! This room reads no file; it is asked with a study's data and keeps no state of its own.

pub mod error;

pub mod reach;

pub mod straight;

pub mod data_edge;

pub mod judged_kinds;

pub mod placed_town;
pub mod places;

pub mod crossing_town;

pub mod travel;

pub mod place_times;

pub mod facility_distances;

pub mod distances_between;

pub mod proximity;
pub mod proximity_sum;

pub mod quantile;

pub mod area_tree;

pub mod residents;

pub mod judged_travel;

pub mod area_sums;

pub mod coverage;

pub mod home_set;

mod turned_homes;

pub mod turned_areas;

pub mod sorted_homes;

pub mod suppression;

pub mod crossed_table;

pub mod publication;

pub mod turned_people;

pub mod homes_within;

pub mod analysis;

pub mod travel_table;

pub mod decay;

pub mod choice;

pub mod known_sum;

pub mod gravity;

pub mod cumulative_opportunities;

pub mod floating_catchment;

pub mod two_step_catchment;

pub mod enhanced_catchment;

pub mod modified_catchment;

pub mod three_step_catchment;

pub mod balanced_catchment;

pub mod spatial_availability;

pub mod rational_agents;

pub mod best_assignment;

pub mod capacity_coverage;

pub mod utilisation;

pub mod shortfall;

pub mod detour;

pub mod passive_access;

pub mod closure;

pub mod outcome;

pub mod share_curve;

pub mod gini;

pub mod palma;

pub mod concentration_index;

pub mod theil;

pub mod day_parts;

pub mod time_of_week;

pub mod travel_tables;

pub mod edited_straight;

pub mod edited_streets;

pub mod edited_town;

pub mod edited_study;

pub mod values_of_people;

pub mod point_measures;

pub mod published_classes;

pub mod measures;

pub mod day_part_access;

pub mod known_barriers;

pub mod barrier_lines;

pub mod crossing_places;

pub mod detours_by_barrier;

pub mod equity_by_need;

pub mod closure_report;

pub mod supply_report;

pub mod isochrone;

#[cfg(test)]
mod known_equations;

#[cfg(test)]
pub mod worked_town;

#[cfg(test)]
mod drawn_table;

#[cfg(test)]
mod edit_oracle;

#[cfg(test)]
mod edit_examples;
