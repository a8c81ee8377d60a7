//! Rooms of buildings that others may use.

use std::collections::BTreeSet;

use crate::ingest::cell_words::{above_zero, phrases};
use crate::ingest::planning_tables::RoomTable;
use crate::ingest::references::{A_BUILDING, References};
use crate::ingest::report::Report;
use crate::ingest::row_cells::SourceRows;
use crate::model::building::Room;
use crate::model::units::SquareMetres;

/// The rooms of one table. `seen` holds the rooms of the tables before it.
pub fn read_rooms(
    spec: &RoomTable,
    rows: &SourceRows<'_>,
    (known, seen): (&References, &mut BTreeSet<String>),
    report: &mut Report,
) -> Vec<Room> {
    let columns = &spec.columns;
    let building = |text: &str| known.building(text);
    let area = |text: &str| SquareMetres::new(above_zero(text)?).ok();
    rows.read(&columns.named(), report, |cells, _| {
        let id = cells.required_text(&columns.id, "the id of a room")?;
        let attributes = cells.text(columns.attributes.as_ref()).unwrap_or_default();
        let room = Room {
            id: id.clone(),
            building: cells.required(&columns.building, A_BUILDING, building)?,
            room_type: cells
                .required_text(&columns.room_type, "a type of room such as gymzaal")?
                .to_lowercase(),
            floor_area: cells.required(&columns.floor_area, "square metres above 0", area)?,
            attributes: phrases(&attributes.to_lowercase()),
            source: rows.source,
        };
        cells.first_time(&columns.id, id, seen)?;
        Ok(room)
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::trial::planned;

    #[test]
    fn a_room_stands_in_a_building_of_the_study_and_says_what_it_has() {
        let tables = "[[buildings]]\nfile = \"gebouwen.csv\"\ncrs = \"EPSG:28992\"\nposition = { x = \"x\", y = \"y\" }\n\
            columns = { id = \"id\" }\n[[rooms]]\nname = \"ruimten\"\nfile = \"ruimten.csv\"\ncolumns = { id = \"id\", \
            building = \"gebouw\", room_type = \"soort\", floor_area = \"m2\", attributes = \"wat\" }\n";
        let rows = "id;gebouw;soort;m2;wat\nR2;B1;Aula;80;Rustig, eigen ingang\nR1;B1;gymzaal;252,5;\nR1;B1;aula;80;\nR3;B9;aula;80;\nR4;B1;aula;0;\n";
        let files = [
            ("gebouwen.csv", "id;x;y\nB1;130100;450100\n"),
            ("ruimten.csv", rows),
        ];
        let (planning, problems) = planned(tables, &files);
        let rooms = planning.expect("nothing blocks").rooms;
        let shown: Vec<_> = rooms
            .iter()
            .map(|room| {
                (
                    room.id.as_str(),
                    room.room_type.as_str(),
                    room.floor_area.value(),
                    room.attributes.join("/"),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("R1", "gymzaal", 252.5, String::new()),
                ("R2", "aula", 80.0, "eigen ingang/rustig".to_owned())
            ]
        );
        assert_eq!(
            problems,
            [
                "ruimten.csv, row 4, field \"id\": found \"R1\" a second time, expected each once",
                "ruimten.csv, row 5, field \"gebouw\": found \"B9\", expected the id of a building of the study",
                "ruimten.csv, row 6, field \"m2\": found \"0\", expected square metres above 0"
            ]
        );
    }
}
