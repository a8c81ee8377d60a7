//! The candidates for a community school as a layer of points.

use std::sync::Arc;

use geo::{Geometry, Point};

use crate::layers::decimals::tenth;
use crate::layers::error::LayerError;
use crate::layers::fields::community_school_columns::COMMUNITY_SCHOOL_COLUMNS;
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::estimate::Estimate;
use crate::model::position::Planar;

/// One candidate as the map shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub position: Planar,
    /// The district it lies in.
    pub district: Option<String>,
    /// Its rank, from 1; `None` is not ranked.
    pub rank: Option<usize>,
    /// The three criteria.
    pub criteria: [Estimate; 3],
    /// The score.
    pub score: Estimate,
    /// `kansrijk`, `verkennen` or `nog onvoldoende bekend`.
    pub label: &'static str,
    /// `robuust`, `gevoelig` or `onzeker`; `None` where it is not ranked.
    pub stability: Option<&'static str>,
    /// Whether it is in the set that is worth most.
    pub in_first_set: bool,
    /// One sentence.
    pub sentence: String,
    /// What should be known with it.
    pub reasons: Vec<String>,
}

/// The candidates, in the order of the rows.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn community_school_layer(rows: &[CandidateRow], crs: &str) -> Result<Layer, LayerError> {
    let places = rows
        .iter()
        .map(|row| Geometry::Point(Point::from(row.position)))
        .collect();
    Ok(Layer {
        name: "kandidaten_buurtschool",
        columns: COMMUNITY_SCHOOL_COLUMNS,
        shapes: Arc::new(Shapes::project(places, crs)?),
        ids: rows.iter().map(|row| row.id.clone()).collect(),
        properties: rows.iter().map(properties).collect(),
    })
}

fn properties(row: &CandidateRow) -> Properties {
    let [rebuilding, ambition, added_value] = row.criteria.map(|criterion| number(criterion.value));
    let rank = row.rank.and_then(|rank| i64::try_from(rank).ok());
    let reasons = row.reasons.join("; ");
    vec![
        ("id", Property::Text(row.id.clone())),
        ("naam", Property::Text(row.name.clone())),
        ("wijk", Property::text(row.district.as_deref())),
        ("rang", rank.map_or(Property::Missing, Property::Whole)),
        ("bouwnoodzaak", rebuilding),
        ("ambitie", ambition),
        ("meerwaarde", added_value),
        ("score", number(row.score.value)),
        ("laag", number(Some(row.score.low))),
        ("hoog", number(Some(row.score.high))),
        ("bewijs_pct", number(Some(100.0 * row.score.evidence))),
        ("label", Property::Text(row.label.to_owned())),
        ("stabiliteit", Property::text(row.stability)),
        ("in_eerste_set", Property::Truth(row.in_first_set)),
        ("zin", Property::Text(row.sentence.clone())),
        (
            "reden",
            Property::text(Some(reasons.as_str()).filter(|reasons| !reasons.is_empty())),
        ),
    ]
}

/// With one decimal.
fn number(value: Option<f64>) -> Property {
    Property::number(value.map(tenth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_score_is_missing_and_has_its_bounds() {
        let row = CandidateRow {
            id: "g1".to_owned(),
            name: "Gebouw".to_owned(),
            position: Planar {
                x: 136_000.0,
                y: 456_000.0,
            },
            district: None,
            rank: None,
            criteria: [Estimate::known(72.48), Estimate::UNKNOWN, Estimate::UNKNOWN],
            score: Estimate::UNKNOWN,
            label: "nog onvoldoende bekend",
            stability: None,
            in_first_set: false,
            sentence: String::new(),
            reasons: vec!["bouwjaar nog onbekend".to_owned()],
        };
        let layer = community_school_layer(&[row], "EPSG:28992").expect("on the map");
        let value = |name: &str| {
            let found = layer.properties[0].iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| value.clone()).expect("a property")
        };
        assert_eq!(value("bouwnoodzaak"), Property::Number(72.5));
        assert_eq!(
            (value("score"), value("ambitie")),
            (Property::Missing, Property::Missing)
        );
        assert_eq!(
            (value("laag"), value("hoog")),
            (Property::Number(0.0), Property::Number(100.0))
        );
        assert_eq!(
            value("reden"),
            Property::Text("bouwjaar nog onbekend".to_owned())
        );
    }
}
