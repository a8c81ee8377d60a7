//! access

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

pub mod week_slots;

pub mod opening_hours;

pub mod time_of_week;

#[cfg(test)]
mod drawn_table;
