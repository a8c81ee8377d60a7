//! Indicators to a need profile: per domain first, an index second, with low, high and evidence.
