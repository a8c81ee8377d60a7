//! 0–18 clusters as layers: an outline around the members of each, and the members as points.

use std::sync::Arc;

use geo::{Area as _, Buffer, ConvexHull, Geometry, MultiPoint, MultiPolygon, Point};

use crate::layers::decimals::tenth;
use crate::layers::error::LayerError;
use crate::layers::fields::cluster_columns::{CLUSTER_COLUMNS, CLUSTER_MEMBER_COLUMNS};
use crate::layers::layer::Layer;
use crate::layers::property::{Properties, Property};
use crate::layers::shapes::Shapes;
use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::model::town_data::TownData;
use crate::siting::clusters::answer::{Cluster, ClusterAnswer};
use crate::siting::clusters::housing::{Housing, SharedBy};
use crate::siting::clusters::near::{NearCluster, Nearest};
use crate::siting::clusters::town::Stage;

/// An outline without land of its own is drawn so many metres wide around its members.
const DRAWN_METRES: f64 = 15.0;

/// The clusters, then the near-clusters, as outlines.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn cluster_layer(
    town: &TownData,
    answer: &ClusterAnswer,
    question: &ClusterQuestion,
) -> Result<Layer, LayerError> {
    let clusters = answer.clusters.iter().map(|cluster| {
        let members = cluster.members();
        (
            cluster_id(town, &cluster.required.members),
            outline(town, &members),
            cluster_properties(town, cluster, question),
        )
    });
    let near = answer.near.iter().map(|near| {
        (
            near_id(town, near),
            outline(town, &near.members),
            near_properties(town, near, question),
        )
    });
    let mut shapes = Vec::new();
    let (mut ids, mut properties) = (Vec::new(), Vec::new());
    for (id, shape, of_feature) in clusters.chain(near) {
        ids.push(id);
        shapes.push(Geometry::MultiPolygon(shape));
        properties.push(of_feature);
    }
    Ok(Layer {
        name: "clusters_0_18",
        columns: CLUSTER_COLUMNS,
        shapes: Arc::new(Shapes::project(shapes, &town.crs)?),
        ids,
        properties,
    })
}

/// The members of the clusters as points; one that is in several clusters is there for each.
///
/// # Errors
/// Passes on that a coordinate has no place on the map.
pub fn cluster_member_layer(town: &TownData, answer: &ClusterAnswer) -> Result<Layer, LayerError> {
    let mut places = Vec::new();
    let (mut ids, mut properties) = (Vec::new(), Vec::new());
    for cluster in &answer.clusters {
        let id = cluster_id(town, &cluster.required.members);
        for member in cluster.members() {
            let Some(facility) = town.facilities.get(member) else {
                continue;
            };
            let required = cluster.required.members.contains(&member);
            let kinds: Vec<&str> = facility.kinds.iter().map(FacilityKind::code).collect();
            places.push(Geometry::Point(Point::from(facility.position)));
            ids.push(format!("{id}:{}", facility.id));
            properties.push(vec![
                ("id", Property::Text(facility.id.0.clone())),
                ("naam", Property::Text(facility.name.clone())),
                ("soorten", Property::Text(kinds.join(","))),
                ("cluster", Property::Text(id.clone())),
                ("vereist", Property::Truth(required)),
                (
                    "stabiliteit",
                    Property::Text(cluster.stability.code().to_owned()),
                ),
            ]);
        }
    }
    Ok(Layer {
        name: "clusters_0_18_leden",
        columns: CLUSTER_MEMBER_COLUMNS,
        shapes: Arc::new(Shapes::project(places, &town.crs)?),
        ids,
        properties,
    })
}

/// The id of a cluster: those of its required members.
pub fn cluster_id(town: &TownData, members: &[usize]) -> String {
    member_ids(town, members, "+")
}

/// The id of a near-cluster: those of its members and the stage that is missing.
pub fn near_id(town: &TownData, near: &NearCluster) -> String {
    let members = member_ids(town, &near.members, "+");
    format!("{members}+{}", stage_code(near.missing))
}

/// The name of the district a cluster is counted in.
pub fn cluster_district<'a>(town: &'a TownData, cluster: &Cluster) -> Option<&'a str> {
    let code = cluster.district.as_ref()?;
    let area = town.areas.iter().find(|area| area.code == *code)?;
    Some(&area.name)
}

/// The label of a cluster: by what is recorded, never by distance alone.
pub fn cluster_label(cluster: &Cluster) -> &'static str {
    if cluster.vision.in_development() {
        "0-18 in ontwikkeling"
    } else {
        "ruimtelijk kansrijk"
    }
}

/// The label of a near-cluster.
pub const fn near_label(near: &NearCluster) -> &'static str {
    match near.nearest {
        Nearest::At(..) | Nearest::Beyond => "verkennen",
        Nearest::NoSource => "nog onvoldoende bekend",
    }
}

/// The name of a stage in files.
pub const fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::Childcare => "kinderopvang",
        Stage::Primary => "basisschool",
        Stage::Secondary => "middelbare school",
    }
}

/// In how many buildings the required members are, as files name it.
pub const fn housing_code(housing: Housing) -> &'static str {
    match housing {
        Housing::One(SharedBy::Record | SharedBy::BagId) => "een gebouw",
        Housing::One(SharedBy::Nearness) => "een gebouw (afgeleid)",
        Housing::Several => "meer gebouwen",
    }
}

fn member_ids(town: &TownData, members: &[usize], between: &str) -> String {
    let found = members
        .iter()
        .filter_map(|&member| town.facilities.get(member));
    let ids: Vec<&str> = found.map(|facility| facility.id.0.as_str()).collect();
    ids.join(between)
}

fn member_names(town: &TownData, members: &[usize]) -> String {
    let found = members
        .iter()
        .filter_map(|&member| town.facilities.get(member));
    let names: Vec<&str> = found.map(|facility| facility.name.as_str()).collect();
    names.join("; ")
}

/// The hull of where members stand; where that has no land, a narrow band around it.
fn outline(town: &TownData, members: &[usize]) -> MultiPolygon<f64> {
    let places: MultiPoint<f64> = members
        .iter()
        .filter_map(|&member| town.facilities.get(member))
        .map(|facility| Point::from(facility.position))
        .collect();
    let hull = places.convex_hull();
    if hull.unsigned_area() > 0.0 {
        return MultiPolygon::new(vec![hull]);
    }
    let line: geo::LineString<f64> = places.into_iter().collect();
    let around = line.buffer(DRAWN_METRES);
    if around.0.is_empty() {
        line.0.first().map_or_else(
            || MultiPolygon::new(Vec::new()),
            |&place| Point::from(place).buffer(DRAWN_METRES),
        )
    } else {
        around
    }
}

fn cluster_properties(
    town: &TownData,
    cluster: &Cluster,
    question: &ClusterQuestion,
) -> Properties {
    let members = cluster.members();
    let scores = &cluster.scores;
    let text = |text: &str| Property::Text(text.to_owned());
    let barrier_free = &scores.barrier_free.score;
    vec![
        (
            "id",
            Property::Text(cluster_id(town, &cluster.required.members)),
        ),
        ("soort", text("cluster")),
        ("label", text(cluster_label(cluster))),
        ("leden", Property::Text(member_ids(town, &members, ","))),
        ("namen", Property::Text(member_names(town, &members))),
        ("ontbreekt", Property::Missing),
        (
            "doorsnede_m",
            Property::Number(cluster.required.diameter.value().round()),
        ),
        ("grens_m", Property::Number(question.diameter.value())),
        ("dichtstbijzijnde_m", Property::Missing),
        ("wijk", Property::text(cluster_district(town, cluster))),
        ("huisvesting", text(housing_code(cluster.housing))),
        ("compactheid", score(scores.compactness.score.value)),
        ("volledigheid", score(scores.completeness.score.value)),
        ("jaargroepen", score(scores.cohort_balance.score.value)),
        ("drempelvrij", score(barrier_free.value)),
        ("drempelvrij_laag", score(Some(barrier_free.low))),
        ("drempelvrij_hoog", score(Some(barrier_free.high))),
        ("inzet", score(scores.need.score.value)),
        ("inzet_laag", score(Some(scores.need.score.low))),
        ("inzet_hoog", score(Some(scores.need.score.high))),
        ("doorstroom", score(scores.flow.score.value)),
        ("stabiliteit", text(cluster.stability.code())),
    ]
}

/// The same columns as those of a cluster.
fn near_properties(town: &TownData, near: &NearCluster, question: &ClusterQuestion) -> Properties {
    let text = |text: &str| Property::Text(text.to_owned());
    let nearest = match near.nearest {
        Nearest::At(walk, _) => Property::Number(walk.value().round()),
        Nearest::Beyond | Nearest::NoSource => Property::Missing,
    };
    vec![
        ("id", Property::Text(near_id(town, near))),
        ("soort", text("bijna")),
        ("label", text(near_label(near))),
        (
            "leden",
            Property::Text(member_ids(town, &near.members, ",")),
        ),
        ("namen", Property::Text(member_names(town, &near.members))),
        ("ontbreekt", text(stage_code(near.missing))),
        ("doorsnede_m", Property::Number(near.walk.value().round())),
        ("grens_m", Property::Number(question.diameter.value())),
        ("dichtstbijzijnde_m", nearest),
        ("wijk", Property::Missing),
        ("huisvesting", Property::Missing),
        ("compactheid", Property::Missing),
        ("volledigheid", Property::Missing),
        ("jaargroepen", Property::Missing),
        ("drempelvrij", Property::Missing),
        ("drempelvrij_laag", Property::Missing),
        ("drempelvrij_hoog", Property::Missing),
        ("inzet", Property::Missing),
        ("inzet_laag", Property::Missing),
        ("inzet_hoog", Property::Missing),
        ("doorstroom", Property::Missing),
        ("stabiliteit", text(near.stability(question).code())),
    ]
}

fn score(value: Option<f64>) -> Property {
    Property::number(value.map(tenth))
}
