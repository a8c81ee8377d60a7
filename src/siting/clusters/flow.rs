//! How many of the children who leave a primary school go on to a secondary school, as a part of all of them.

use crate::model::estimate::Estimate;
use crate::model::facility::FacilityId;
use crate::model::record::{Bounds, PupilFlow};

/// Nothing is told of schools that fewer children left.
///
/// # Source
/// DOMAIN §C.0: no percentage of fewer than ten.
const FEWEST: f64 = 10.0;
/// Numbers up to this are hidden: within this answer such a number may be any from 1 to this.
const HIDDEN_TO: f64 = 4.0;

/// `100·pupils from here to there / pupils from here`, in whole percent; small numbers are an interval, also where the
/// table gives them. Nothing is known of a school that the table does not name as one that children leave.
///
/// # Units
/// 0 to 100.
///
/// # Source
/// DOMAIN §C.5, flow; §C.0, small numbers.
pub fn flow_share(flows: &[PupilFlow], from: &FacilityId, to: &FacilityId) -> Estimate {
    let nobody = Bounds {
        low: 0.0,
        high: 0.0,
    };
    let leaving = || flows.iter().filter(|flow| flow.from == *from);
    let there = leaving().find(|flow| flow.to == *to);
    let there = there.map_or(nobody, |flow| shown(flow.pupils));
    let elsewhere = leaving().filter(|flow| flow.to != *to);
    let elsewhere = elsewhere.fold(nobody, |sum, flow| {
        let pupils = shown(flow.pupils);
        Bounds {
            low: sum.low + pupils.low,
            high: sum.high + pupils.high,
        }
    });
    if there.low + elsewhere.low < FEWEST {
        return Estimate::UNKNOWN;
    }
    let percent = |part: f64, rest: f64| (100.0 * part / (part + rest)).round();
    let (low, high) = (
        percent(there.low, elsewhere.high),
        percent(there.high, elsewhere.low),
    );
    Estimate {
        value: Some(f64::midpoint(low, high).round()),
        ..Estimate::between(low, high)
    }
}

fn shown(pupils: Bounds) -> Bounds {
    let is_small = pupils.high > 0.0 && pupils.low <= HIDDEN_TO;
    if is_small {
        Bounds {
            low: 1.0,
            high: pupils.high.max(HIDDEN_TO),
        }
    } else {
        pupils
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::SourceId;

    fn id(text: &str) -> FacilityId {
        FacilityId(text.to_owned())
    }

    fn flow(to: &str, low: f64, high: f64) -> PupilFlow {
        PupilFlow {
            from: id("P"),
            to: id(to),
            pupils: Bounds { low, high },
            source: SourceId(0),
        }
    }

    #[test]
    fn half_of_those_who_leave_go_there() {
        let flows = [flow("V", 20.0, 20.0), flow("W", 20.0, 20.0)];
        assert_eq!(
            flow_share(&flows, &id("P"), &id("V")),
            Estimate::known(50.0)
        );
        // The table names P, so a school that it does not name beside P has nobody from there.
        assert_eq!(flow_share(&flows, &id("P"), &id("X")), Estimate::known(0.0));
        assert_eq!(flow_share(&flows, &id("Q"), &id("V")), Estimate::UNKNOWN);
    }

    #[test]
    fn a_small_number_is_an_interval_however_the_table_has_it() {
        // 3 of 40, or `<5` of 37 and 1 to 4: from 1/38 to 4/41.
        for (low, high) in [(3.0, 3.0), (1.0, 4.0)] {
            let flows = [flow("V", low, high), flow("W", 37.0, 37.0)];
            let share = flow_share(&flows, &id("P"), &id("V"));
            assert_eq!((share.low, share.high), (3.0, 10.0));
            // And what goes elsewhere does not tell it either: 37/41 to 37/38.
            let share = flow_share(&flows, &id("P"), &id("W"));
            assert_eq!((share.low, share.high), (90.0, 97.0));
        }
    }

    #[test]
    fn of_fewer_than_ten_nothing_is_told() {
        let flows = [flow("V", 9.0, 9.0)];
        assert_eq!(flow_share(&flows, &id("P"), &id("V")), Estimate::UNKNOWN);
    }
}
