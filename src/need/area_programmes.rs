//! The programmes that a neighbourhood has already, as people recorded them for it or for its district.

use jiff::civil::Date;

use crate::model::area::{Area, AreaLevel};
use crate::model::record::Programme;

/// Whether a programme runs on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// It begins later.
    Later,
    /// It runs.
    Now,
    /// It has ended.
    Ended,
}

/// A programme of one neighbourhood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AreaProgramme<'a> {
    /// What was recorded.
    pub record: &'a Programme,
    /// Whether it was recorded for the district that the neighbourhood lies in.
    pub of_district: bool,
    /// Whether it runs today; nothing where today is unknown.
    pub running: Option<Running>,
}

/// The programmes of a neighbourhood and of its district, in the order of the register.
///
/// # Shape
/// `areas` are all areas of the study.
pub fn area_programmes<'a>(
    areas: &[Area],
    area: &Area,
    programmes: &'a [Programme],
    today: Option<Date>,
) -> Vec<AreaProgramme<'a>> {
    let parent = area
        .parent
        .and_then(|parent| areas.get(parent.0 as usize))
        .filter(|parent| parent.level == AreaLevel::District);
    let of = |record: &'a Programme| {
        let of_district = parent.is_some_and(|parent| parent.code == record.area);
        (of_district || record.area == area.code).then(|| AreaProgramme {
            record,
            of_district,
            running: today.map(|today| running(record, today)),
        })
    };
    programmes.iter().filter_map(of).collect()
}

/// The last day is one on which it runs.
fn running(programme: &Programme, today: Date) -> Running {
    if today < programme.from {
        Running::Later
    } else if programme.until.is_some_and(|until| until < today) {
        Running::Ended
    } else {
        Running::Now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::RecordedBy;
    use crate::model::source::SourceId;
    use crate::need::drawn_areas::drawn_areas;
    use jiff::civil::date;

    fn programme(area: &Area, from: Date, until: Option<Date>) -> Programme {
        Programme {
            area: area.code.clone(),
            name: "Huiswerkklas".to_owned(),
            kind: "huiswerkhulp".to_owned(),
            from,
            until,
            recorded: RecordedBy {
                basis: "gesprek".to_owned(),
                date: from,
                role: "sociaal architect".to_owned(),
            },
            source: SourceId(0),
        }
    }

    #[test]
    fn a_neighbourhood_has_its_own_programmes_and_those_of_its_district() {
        let areas = drawn_areas(&[(500, 100); 2]);
        let district = &areas[areas[0].parent.expect("a district").0 as usize];
        let from = date(2024, 9, 1);
        let register = [
            programme(&areas[0], from, None),
            programme(&areas[1], from, None),
            programme(district, from, None),
        ];
        let found = area_programmes(&areas, &areas[0], &register, None);
        let shown: Vec<_> = found
            .iter()
            .map(|one| (one.record, one.of_district, one.running))
            .collect();
        assert_eq!(
            shown,
            [(&register[0], false, None), (&register[2], true, None)]
        );
    }

    #[test]
    fn a_programme_runs_from_its_first_day_to_its_last() {
        let areas = drawn_areas(&[(500, 100)]);
        let (first, last) = (date(2025, 1, 1), date(2025, 6, 30));
        let ended = programme(&areas[0], first, Some(last));
        for (today, expected) in [
            (date(2024, 12, 31), Running::Later),
            (first, Running::Now),
            (last, Running::Now),
            (date(2025, 7, 1), Running::Ended),
        ] {
            assert_eq!(running(&ended, today), expected, "{today}");
        }
        let open = programme(&areas[0], first, None);
        assert_eq!(running(&open, date(2100, 1, 1)), Running::Now);
    }
}
