//! The areas with what changes between two plans, of what is published of both.
//!
//! A reader who has both publications can make this table; so nothing is hidden here that is not hidden there.

use std::sync::Arc;

use crate::access::publication::Published;
use crate::access::suppression::Shown;
use crate::layers::area_layer::identity;
use crate::layers::difference_classes::DifferenceOf;
use crate::layers::fields::area_columns::DIFFERENCE_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::age_group::AgeGroup;
use crate::model::area::Area;
use crate::model::norm::Norm;
use crate::model::town_data::TownData;
use crate::model::units::Seconds;

/// What changes in one area, after minus before; nothing where one of both is hidden or not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaDifference {
    /// Of the time of the middle person, in seconds, to a tenth.
    pub seconds: Option<f64>,
    /// Of the share within the norm, in percentage points, to a tenth.
    pub points: Option<f64>,
}

impl AreaDifference {
    /// Between two publications of the same area.
    pub fn between(before: &Published, after: &Published) -> Self {
        let time = |side: &Published| side.figures.p50.value().map(Seconds::value);
        let share = |side: &Published| side.figures.share;
        Self {
            seconds: difference(time(before), time(after)),
            points: difference(share(before).value(), share(after).value()),
        }
    }

    /// The class of the change of time, and that of share.
    pub fn classes(&self) -> [u8; 2] {
        [
            DifferenceOf::Time.class_of(self.seconds),
            DifferenceOf::Share.class_of(self.points),
        ]
    }
}

/// The layer `scenario_verschil`.
///
/// # Shape
/// Both publications have one entry for each area of the study, in the same order.
pub fn difference_layer(
    town: &TownData,
    shapes: &Arc<Shapes>,
    sides: [&[Published]; 2],
    norm: &Norm,
    age: AgeGroup,
) -> Layer {
    let [before, after] = sides;
    let areas = town.areas.iter().zip(before.iter().zip(after));
    Layer {
        name: "scenario_verschil",
        columns: DIFFERENCE_COLUMNS,
        shapes: Arc::clone(shapes),
        ids: town.areas.iter().map(|area| area.code.0.clone()).collect(),
        properties: areas
            .map(|(area, sides)| properties(area, sides, norm, age))
            .collect(),
    }
}

fn properties(
    area: &Area,
    (before, after): (&Published, &Published),
    norm: &Norm,
    age: AgeGroup,
) -> Properties {
    let change = AreaDifference::between(before, after);
    let [time, share] = change.classes();
    let seconds = |time: Shown<Seconds>| Property::number(tenth(time.value().map(Seconds::value)));
    let percent = |share: Shown<f64>| Property::number(tenth(share.value()));
    let answer = [
        ("voorziening", Property::Text(norm.kind.code().to_owned())),
        ("leeftijd", Property::Text(age.code().to_owned())),
        ("norm_s", Property::Number(norm.norm.value())),
        ("t_p50_voor_s", seconds(before.figures.p50)),
        ("t_p50_na_s", seconds(after.figures.p50)),
        ("verschil_t_p50_s", Property::number(change.seconds)),
        ("aandeel_voor_pct", percent(before.figures.share)),
        ("aandeel_na_pct", percent(after.figures.share)),
        ("verschil_pct", Property::number(change.points)),
        ("klasse", Property::Whole(i64::from(time))),
        ("klasse_aandeel", Property::Whole(i64::from(share))),
    ];
    identity(area).into_iter().chain(answer).collect()
}

/// Of what is shown on both sides, as it is shown.
fn difference(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    let (before, after) = (tenth(before)?, tenth(after)?);
    tenth(Some(after - before))
}

fn tenth(number: Option<f64>) -> Option<f64> {
    number.map(|number| (number * 10.0).round() / 10.0)
}
