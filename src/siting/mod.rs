//! Where a facility should come: location models on tables of travel times, never on the street graph,
//! so that full enumeration can check them.
