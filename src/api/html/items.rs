//! Features to read: a table with a filter, and one feature.

use geo::{BoundingRect, Geometry};
use maud::{Markup, html};

use crate::api::call::{Call, FORMAT};
use crate::api::html::frame::{Step, all_layers, frame, start};
use crate::api::html::values::{cell, text, value_of};
use crate::api::item_page::{Page, item_address};
use crate::layers::column::{Column, ColumnKind};
use crate::layers::layer::Layer;
use crate::layers::property::Property;
use crate::layers::reference_system::ReferenceSystem;
use crate::model::facility_kind::FacilityKind;
use crate::study::collection::{COLLECTIONS, Collection};
use crate::study::open_study::Study;

/// The parameters that the form asks for.
const ASKED: [&str; 4] = ["voorziening", "bbox", "filter", "limit"];

/// A page of features with a filter.
pub fn items_page(
    call: &Call,
    study: &Study,
    collection: &Collection,
    layer: &Layer,
    page: &Page,
) -> Markup {
    let content = html! {
        p { (collection.description) }
        (form(call, study, layer))
        p role="status" { (page.chosen.len()) " van " (page.matched) " objecten" }
        (beside(page))
        @if !page.chosen.is_empty() {
            div class="scroll" tabindex="0" role="region" aria-label="Tabel met objecten" {
                table {
                    thead { tr {
                        th scope="col" { "object" }
                        @for column in layer.columns { th scope="col" { (column.title) br; code { (column.name) } } }
                    } }
                    tbody {
                        @for &index in &page.chosen { (row(call, layer, index)) }
                    }
                }
            }
            (beside(page))
        }
    };
    let steps = [
        start(),
        all_layers(),
        layer_step(collection.id, collection.title),
    ];
    frame(call, "Objecten", &steps, &content)
}

/// One feature.
pub fn item_page(call: &Call, study: &Study, layer: &Layer, index: usize) -> Markup {
    let id = layer.ids.get(index).map_or("", String::as_str);
    let title = COLLECTIONS
        .iter()
        .find(|collection| collection.id == layer.name)
        .map_or(layer.name, |collection| collection.title);
    let properties = layer.properties.get(index).map_or(&[][..], Vec::as_slice);
    let systems = [Some(ReferenceSystem::Crs84), study.stored_system()];
    let content = html! {
        dl {
            @for system in systems.into_iter().flatten() {
                dt { "Plaats in " (system.name()) }
                dd { (place(layer, index, system)) }
            }
            @for column in layer.columns {
                dt { (column.title) " " code { (column.name) } }
                dd { (text(column.name, value_of(properties, column), properties)) (unit(column, value_of(properties, column))) }
            }
        }
    };
    let objects: Step = (
        "Objecten".to_owned(),
        format!("/collections/{}/items?f=html", layer.name),
    );
    let steps = [
        start(),
        all_layers(),
        layer_step(layer.name, title),
        objects,
    ];
    frame(call, id, &steps, &content)
}

/// Where a feature is in a system: a point, or the box around it, x (or longitude) first.
fn place(layer: &Layer, index: usize, system: ReferenceSystem) -> String {
    let shape = layer.shapes.in_system(system).get(index);
    let Some(bounds) = shape.and_then(BoundingRect::bounding_rect) else {
        return "onbekend".to_owned();
    };
    let (decimals, names, unit) = if system.is_degrees() {
        (5, ["lengte", "breedte"], "graden")
    } else {
        (0, ["x", "y"], "meter")
    };
    let (low, high) = (bounds.min(), bounds.max());
    let side = |name: &str, low: f64, high: f64| {
        let text = |number: f64| format!("{number:.decimals$}").replace('.', ",");
        if matches!(shape, Some(Geometry::Point(_))) {
            format!("{name} {}", text(low))
        } else {
            format!("{name} {} tot {}", text(low), text(high))
        }
    };
    let [first, second] = names;
    let (x, y) = (side(first, low.x, high.x), side(second, low.y, high.y));
    format!("{x}; {y} {unit}")
}

/// The unit behind a number that is known.
fn unit(column: &Column, value: &Property) -> String {
    let unit = column.unit.filter(|_| *value != Property::Missing);
    unit.map_or_else(String::new, |unit| format!(" {}", unit.name()))
}

fn layer_step(id: &str, title: &str) -> Step {
    (title.to_owned(), format!("/collections/{id}"))
}

fn row(call: &Call, layer: &Layer, index: usize) -> Markup {
    let id = layer.ids.get(index).map_or("", String::as_str);
    let values = layer.properties.get(index).map_or(&[][..], Vec::as_slice);
    html! {
        tr {
            td { a href=(item_address(call, layer, id)) { (id) } }
            @for column in layer.columns { (cell(column.name, value_of(values, column), values)) }
        }
    }
}

fn beside(page: &Page) -> Markup {
    html! {
        @if page.next.is_some() || page.previous.is_some() {
            nav class="row" aria-label="Bladeren" {
                @if let Some(address) = &page.previous { a rel="prev" href=(address) { "Vorige" } }
                @if let Some(address) = &page.next { a rel="next" href=(address) { "Volgende" } }
            }
        }
    }
}

/// A form that asks for the same page with other values; what it does not ask for is kept.
fn form(call: &Call, study: &Study, layer: &Layer) -> Markup {
    let value = |name: &str| call.parameters.text(name).unwrap_or_default().to_owned();
    let dropped = [FORMAT, "na", "voor", "offset"];
    let kept = call
        .parameters
        .pairs()
        .filter(|(name, _)| !ASKED.contains(name) && !dropped.contains(name));
    let asked = study
        .question(call.parameters.text("voorziening"), None)
        .ok();
    html! {
        form method="get" {
            input type="hidden" name=(FORMAT) value="html";
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            label {
                "Voorziening"
                select name="voorziening" {
                    @for kind in study.kinds().map(|travel| &travel.norm.kind) {
                        option value=(kind) selected[asked.as_ref().is_some_and(|asked| asked.kind == *kind)] { (name_of(study, kind)) }
                    }
                }
            }
            label class="wide" {
                "Filter (CQL2)" @if let Some(example) = example(layer) { ", zoals: " (example) }
                input name="filter" value=(value("filter")) autocomplete="off";
            }
            label {
                "Venster: west,zuid,oost,noord"
                input name="bbox" value=(value("bbox")) autocomplete="off";
            }
            label {
                "Objecten per bladzijde"
                input name="limit" type="number" min="1" max="10000" value=(call.parameters.text("limit").unwrap_or("100"));
            }
            button { "Tonen" }
        }
    }
}

/// A filter that the first feature meets; nothing where it has no words or numbers to ask for.
fn example(layer: &Layer) -> Option<String> {
    let first = layer.properties.first()?;
    let asked = |column: &Column| match (column.kind, value_of(first, column)) {
        (ColumnKind::Text, Property::Text(text)) if !text.contains('\'') => {
            Some(format!("{} = '{text}'", column.name))
        }
        (ColumnKind::Whole, Property::Whole(number)) => {
            Some(format!("{} >= {number}", column.name))
        }
        _ => None,
    };
    layer.columns.iter().find_map(asked)
}

/// What people call a kind of facility.
fn name_of<'a>(study: &'a Study, kind: &'a FacilityKind) -> &'a str {
    let mut descriptions = study.town().kind_descriptions.iter();
    let described = descriptions.find(|described| described.kind == *kind);
    described.map_or(kind.code(), |described| described.plural_nl.as_str())
}
