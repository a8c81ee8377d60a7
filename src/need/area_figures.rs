//! The figure of an indicator for a neighbourhood: its own, or that of the district it lies in.
//! The municipality's figure is not inherited: it is the same for all and tells no neighbourhoods apart.

use crate::model::age_group::AgeGroup;
use crate::model::area::{Area, AreaLevel};
use crate::model::indicator::Indicator;
use crate::model::people::People;

/// A figure with whose it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaFigure {
    /// The figure, finite, in the indicator's unit.
    pub value: f64,
    /// Whose it is.
    pub level: FigureLevel,
}

/// Whose figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureLevel {
    /// The area's own.
    Own,
    /// That of the district it lies in.
    District,
}

/// The figure of an indicator for one area; nothing where neither the area nor its district has one, or where
/// fewer people live in the area than the indicator asks for.
///
/// # Shape
/// `areas` are all areas of the study, as parents are numbers in that list.
pub fn area_figure(areas: &[Area], area: &Area, indicator: &Indicator) -> Option<AreaFigure> {
    let residents = area.residents[AgeGroup::All];
    let needed = People::whole(indicator.smallest_residents);
    let too_few = residents.map_or(!needed.is_none(), |count| count.people < needed);
    if too_few {
        return None;
    }
    let figure = |area: &Area, level| {
        let value = area.figures.get(&indicator.figure).copied();
        let finite = value.filter(|value| value.is_finite());
        finite.map(|value| AreaFigure { value, level })
    };
    figure(area, FigureLevel::Own).or_else(|| {
        let parent = areas.get(area.parent?.0 as usize)?;
        (parent.level == AreaLevel::District)
            .then(|| figure(parent, FigureLevel::District))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::Domain;
    use crate::need::drawn_areas::{drawn_areas, indicator};

    #[test]
    fn a_neighbourhood_without_a_figure_takes_that_of_its_district_and_says_so() {
        // Two neighbourhoods in one district in one municipality.
        let mut areas = drawn_areas(&[(500, 100), (500, 100)]);
        let reading = indicator("lezen", Domain::Language);
        areas[0].figures.insert("lezen".to_owned(), 12.0);
        areas[2].figures.insert("lezen".to_owned(), 20.0);
        areas[3].figures.insert("lezen".to_owned(), 30.0);
        let own = area_figure(&areas, &areas[0], &reading).expect("a figure");
        assert_eq!((own.value, own.level), (12.0, FigureLevel::Own));
        let inherited = area_figure(&areas, &areas[1], &reading).expect("a figure");
        assert_eq!(
            (inherited.value, inherited.level),
            (20.0, FigureLevel::District)
        );
        areas[2].figures.clear();
        assert_eq!(area_figure(&areas, &areas[1], &reading), None);
    }

    #[test]
    fn an_indicator_asks_for_enough_residents() {
        let mut areas = drawn_areas(&[(500, 100), (499, 100)]);
        let mut reading = indicator("lezen", Domain::Language);
        reading.smallest_residents = 500;
        for area in &mut areas {
            area.figures.insert("lezen".to_owned(), 1.0);
        }
        assert!(area_figure(&areas, &areas[0], &reading).is_some());
        assert!(area_figure(&areas, &areas[1], &reading).is_none());
    }
}
