//! Layers that people send: read apart, used in the study, taken out again, and nothing of it when it is hostile.

mod support {
    pub mod sent_layers;
}

use std::path::{Path, PathBuf};
use std::process::Command;

use axum::http::{Method, StatusCode};
use gdal::vector::{
    Feature, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType,
};
use gdal::{DriverManager, spatial_ref::SpatialRef};
use serde_json::{Value, json};

use support::sent_layers::{Desk, shapefile, zipped};

const LIBRARIES: &str = "naam;lengte;breedte\nBoekenboot;5.28;52.6\nLeeszaal;5.29;52.6\n";

fn libraries_used() -> Value {
    json!({ "als": "voorzieningen", "tabel": {
        "kind": "BIBLIOTHEEK", "crs": "OGC:CRS84", "title": "Twee bibliotheken",
        "columns": { "name": "naam" }, "position": { "x": "lengte", "y": "breedte" },
    } })
}

/// A GeoPackage with so many points, and what else is done to it in SQL.
fn geopackage(points: usize, statements: &[&str]) -> Vec<u8> {
    geopackage_of(&["punten"], points, statements)
}

/// The same with several layers, which have these points each.
fn geopackage_of(layers: &[&str], points: usize, statements: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.gpkg");
    let driver = DriverManager::get_driver_by_name("GPKG").expect("a format of GDAL");
    let mut dataset = driver.create_vector_only(&path).expect("a file");
    let rd_new = SpatialRef::from_epsg(28992).expect("a known system");
    for name in layers {
        let layer = dataset
            .create_layer(LayerOptions {
                name,
                srs: Some(&rd_new),
                ty: OGRwkbGeometryType::wkbPoint,
                options: None,
            })
            .expect("a layer");
        layer
            .create_defn_fields(&[("naam", OGRFieldType::OFTString)])
            .expect("a field");
        for number in 0..points {
            let mut feature = Feature::new(layer.defn()).expect("a feature");
            feature
                .set_field_string(0, &format!("punt {number}"))
                .expect("a value");
            let place = Geometry::from_wkt(&format!("POINT ({} 513000)", 147_000 + number))
                .expect("a point");
            feature.set_geometry(place).expect("a place");
            feature.create(&layer).expect("a row");
        }
    }
    for statement in statements {
        let done = dataset.execute_sql(statement, None, gdal::vector::sql::Dialect::DEFAULT);
        done.expect("a statement");
    }
    dataset.close().expect("a whole file");
    std::fs::read(path).expect("it was written")
}

#[tokio::test]
async fn a_layer_is_shown_used_replaced_and_taken_out() {
    let desk = Desk::open();
    let before = desk.count("voorzieningen?voorziening=BIBLIOTHEEK").await;
    let sent = desk.sent("bibliotheken.csv", LIBRARIES).await;
    let id = sent["id"].as_str().expect("an id");
    assert_eq!(sent["inhoud"]["rijen"], 2);
    assert_eq!(
        sent["inhoud"]["kolommen"],
        json!([
            { "naam": "naam", "soort": "tekst", "gevuld": 2 },
            { "naam": "lengte", "soort": "getal", "gevuld": 2 },
            { "naam": "breedte", "soort": "getal", "gevuld": 2 },
        ])
    );
    assert_eq!(
        desk.count("voorzieningen?voorziening=BIBLIOTHEEK").await,
        before,
        "only shown"
    );

    let used = desk.put(&format!("{id}/gebruik"), libraries_used()).await;
    assert_eq!(used["gebruik"]["verslag"]["behouden"], 2, "{used}");
    assert_eq!(
        desk.count("voorzieningen?voorziening=BIBLIOTHEEK").await,
        before + 2
    );
    let study = desk.json("/studie").await;
    let sources = study["bronnen"].as_array().expect("sources");
    let source = sources
        .iter()
        .find(|source| source["titel"] == "Twee bibliotheken");
    let source = source.expect("the sent layer is a source");
    // What its sender did not tell is not known, and never an empty text.
    assert_eq!(
        [&source["uitgever"], &source["licentie"], &source["datum"]],
        [&Value::Null; 3]
    );
    let told = desk.json("/collections/voorzieningen/metadata").await;
    let licence = told["licentie"].as_str().expect("a text");
    assert!(licence.contains("niet is opgegeven"), "{licence}");
    let check = desk.json("/controle").await;
    assert!(check.to_string().contains("bibliotheken.csv"));

    // Another file in its place is used as the one before it; one that cannot be leaves everything as it was.
    let place = format!("/uploads/{id}?naam=nieuw.csv");
    let three = format!("{LIBRARIES}Voorleeshuis;5.3;52.6\n");
    let (status, replaced) = desk.ask(Method::PUT, &place, three).await;
    assert_eq!(
        (status, &replaced["naam"]),
        (StatusCode::OK, &json!("nieuw.csv")),
        "{replaced}"
    );
    assert_eq!(replaced["gebruik"]["verslag"]["behouden"], 3, "{replaced}");
    for wrong in [
        "andere;kolommen\n1;2\n",
        "naam;lengte;breedte\n",
        "geen tabel",
    ] {
        let (status, refused) = desk.ask(Method::PUT, &place, wrong).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}: {refused}");
        let still = desk.json(&format!("/uploads/{id}")).await;
        assert_eq!(
            (&still["inhoud"]["rijen"], &still["bytes"]),
            (&json!(3), &replaced["bytes"])
        );
    }
    assert_eq!(
        desk.count("voorzieningen?voorziening=BIBLIOTHEEK").await,
        before + 3
    );
    let files = std::fs::read_dir(desk.folder().join(id)).expect("a folder");
    assert_eq!(files.count(), 3, "the file, its rows and its record");
    let gone = desk
        .ask(Method::PUT, "/uploads/zomaar?naam=a.csv", LIBRARIES)
        .await;
    assert_eq!(gone.0, StatusCode::NOT_FOUND);

    // A service that starts again has it still.
    let again = desk.again();
    assert_eq!(
        again.count("voorzieningen?voorziening=BIBLIOTHEEK").await,
        before + 3
    );

    let stopped = desk
        .ask(Method::DELETE, &format!("/uploads/{id}/gebruik"), "")
        .await;
    assert_eq!(stopped.0, StatusCode::OK);
    assert_eq!(
        desk.count("voorzieningen?voorziening=BIBLIOTHEEK").await,
        before
    );
    let removed = desk
        .ask(Method::DELETE, &format!("/uploads/{id}"), "")
        .await;
    assert_eq!(removed.0, StatusCode::NO_CONTENT);
    assert_eq!(desk.kept(), [""; 0], "nothing stays");
    let gone = desk.ask(Method::GET, &format!("/uploads/{id}"), "").await;
    assert_eq!(gone.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_role_is_used_in_the_study() {
    let desk = Desk::open();
    let barrier = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"naam":"Sloot"},"geometry":{"type":"LineString","coordinates":[[5.28,52.6],[5.29,52.601]]}}]}"#;
    let areas = desk.json("/collections/gebieden/items?limit=1").await;
    let code = areas["features"][0]["id"]
        .as_str()
        .expect("a code")
        .to_owned();
    for (name, content, used) in [
        (
            "sloten.geojson",
            barrier.to_owned(),
            json!({ "als": "barrieres", "tabel": { "label": "naam" } }),
        ),
        (
            "bruggen.csv",
            "naam;x;y\nBrug;147000;513000\n".to_owned(),
            json!({ "als": "oversteken", "tabel": { "crs": "EPSG:28992", "position": { "x": "x", "y": "y" }, "label": "naam" } }),
        ),
        (
            "huizen.csv",
            "id;x;y;alle\nh1;147000;513000;12\n".to_owned(),
            json!({ "als": "woningen", "tabel": { "shape": "points", "crs": "EPSG:28992", "position": { "x": "x", "y": "y" }, "columns": { "id": "id" }, "counts": { "alle": { "column": "alle" } } } }),
        ),
        (
            "panden.csv",
            "pand;x;y;m2\n0999;147000;513000;1200\n".to_owned(),
            json!({ "als": "kandidaten", "tabel": { "crs": "EPSG:28992", "position": { "x": "x", "y": "y" }, "columns": { "id": "pand", "floor_area": "m2" } } }),
        ),
        (
            "taal.csv",
            format!("code;taal\n{code};12\n"),
            json!({ "als": "indicatoren", "tabel": { "level": "buurt", "columns": { "code": "code" }, "figures": { "taalsteun": { "column": "taal" } } } }),
        ),
    ] {
        let sent = desk.sent(name, content).await;
        let id = sent["id"].as_str().expect("an id");
        let (status, used) = desk
            .ask(
                Method::PUT,
                &format!("/uploads/{id}/gebruik"),
                used.to_string(),
            )
            .await;
        assert_eq!(status, StatusCode::OK, "{name}: {used}");
        assert_eq!(used["gebruik"]["verslag"]["behouden"], 1, "{name}: {used}");
        // The town has streets, and over those nobody goes round by a line.
        let is_unused =
            ["barrieres", "oversteken"].contains(&used["gebruik"]["als"].as_str().expect("a role"));
        let told = used["gebruik"]["verslag"].to_string();
        assert_eq!(
            told.contains("afstandsniveau D2"),
            is_unused,
            "{name}: {told}"
        );
    }
}

/// A plan or a link names a facility by its id, so that another layer and another start leave it what it was.
#[tokio::test]
async fn rows_without_an_id_keep_the_one_they_have() {
    let desk = Desk::open();
    let mut ids = Vec::new();
    for name in ["Een", "Twee", "Drie"] {
        let sent = desk
            .sent(
                "punten.csv",
                format!("naam;lengte;breedte\n{name};5.28;52.6\n"),
            )
            .await;
        let id = sent["id"].as_str().expect("an id").to_owned();
        desk.put(&format!("{id}/gebruik"), libraries_used()).await;
        ids.push(id);
    }
    let facility = |id: &str| format!("/collections/voorzieningen/items/laag-{id}-2");
    let again = desk.again();
    desk.put(&format!("{}/gebruik", ids[0]), libraries_used())
        .await;
    for desk in [&desk, &again] {
        for (id, name) in ids.iter().zip(["Een", "Twee", "Drie"]) {
            assert_eq!(desk.json(&facility(id)).await["properties"]["naam"], name);
        }
    }
}

#[tokio::test]
async fn which_of_its_layers_is_asked_with_those_that_a_file_has() {
    let desk = Desk::open();
    let layers = ["speeltuinen", "gymzalen"];
    let sent = desk
        .sent("sport.gpkg", geopackage_of(&layers, 2, &[]))
        .await;
    let asked = &sent["inhoud"]["vraag"];
    assert_eq!(
        (&asked["veld"], &asked["keuzes"]),
        (&json!("layer"), &json!(layers))
    );
    let place = format!("{}/lezing", sent["id"].as_str().expect("an id"));
    for layer in layers {
        let told = desk.put(&place, json!({ "layer": layer })).await;
        let content = &told["inhoud"];
        assert_eq!(
            (&content["vraag"], &content["rijen"]),
            (&Value::Null, &json!(2))
        );
        let read = &content["gelezen_als"];
        assert_eq!(
            (&read["layer"], &read["layers"]),
            (&json!(layer), &json!(layers))
        );
    }
    let csv = desk.sent("bibliotheken.csv", LIBRARIES).await;
    let read = &csv["inhoud"]["gelezen_als"];
    assert_eq!(
        (&read["layer"], &read["layers"]),
        (&Value::Null, &json!([]))
    );
}

#[tokio::test]
async fn what_the_file_does_not_tell_is_asked_and_told() {
    let desk = Desk::open();
    let bare = shapefile("buurten")
        .into_iter()
        .filter(|(name, _)| !name.ends_with(".prj"));
    let sent = desk.sent("buurten.zip", zipped(bare.collect())).await;
    assert_eq!(sent["inhoud"]["vraag"]["veld"], "crs", "{sent}");
    assert!(
        sent["inhoud"]["kolommen"]
            .as_array()
            .expect("columns")
            .len()
            > 3,
        "columns are shown all the same: {sent}"
    );
    let id = sent["id"].as_str().expect("an id");
    let told = desk
        .put(&format!("{id}/lezing"), json!({ "crs": "EPSG:28992" }))
        .await;
    assert_eq!(told["inhoud"]["vraag"], Value::Null);
    assert_eq!(told["inhoud"]["meetkunde"], "vlakken");
    let (status, refused) = desk
        .ask(
            Method::PUT,
            &format!("/uploads/{id}/lezing"),
            r#"{"crs":"EPSG:99999"}"#,
        )
        .await;
    assert_eq!(
        (status, &refused["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("crs"))
    );
    let still = desk.json(&format!("/uploads/{id}")).await;
    assert_eq!(still["lezing"], told["lezing"], "it stays as it was");
    let (status, refused) = desk
        .ask(
            Method::PUT,
            &format!("/uploads/{id}/lezing"),
            r#"{"stelsel":"RD"}"#,
        )
        .await;
    assert_eq!(
        (status, &refused["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("stelsel"))
    );

    let latin = b"naam;x;y\nCaf\xe9;147000;513000\n".to_vec();
    let sent = desk.sent("cafe.csv", latin).await;
    let told = sent["inhoud"]["problemen"]["eerste"].to_string();
    assert!(
        told.contains("met windows-1252 gelezen als \\\"Café\\\""),
        "{told}"
    );
    assert_eq!(sent["inhoud"]["voorbeeld"][0][0], "Café");
    let id = sent["id"].as_str().expect("an id");
    let told = desk.json(&format!("/uploads/{id}?taal=en")).await;
    let told = told["inhoud"]["problemen"]["eerste"].to_string();
    assert!(
        told.contains("read as \\\"Café\\\" by windows-1252"),
        "kept once, told in either language: {told}"
    );

    let other_way_round = json!({ "als": "voorzieningen", "tabel": {
        "kind": "BIBLIOTHEEK", "crs": "OGC:CRS84", "columns": { "name": "naam" }, "position": { "x": "breedte", "y": "lengte" },
    } });
    let sent = desk.sent("omgekeerd.csv", LIBRARIES).await;
    let id = sent["id"].as_str().expect("an id");
    let (status, refused) = desk
        .ask(
            Method::PUT,
            &format!("/uploads/{id}/gebruik"),
            other_way_round.to_string(),
        )
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let detail = refused["detail"].as_str().expect("a sentence");
    assert!(
        detail.starts_with("omgekeerd.csv, rij 2") && detail.contains("assen lijken verwisseld"),
        "{detail}"
    );
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_with_its_field_and_nothing_changes() {
    let desk = Desk::open();
    let sent = desk.sent("bibliotheken.csv", LIBRARIES).await;
    let id = sent["id"].as_str().expect("an id").to_owned();
    let address = format!("/uploads/{id}/gebruik");
    let mut other_file = libraries_used();
    other_file["tabel"]["file"] = "/etc/passwd".into();
    for (asked, parameter) in [
        (json!({ "als": "scholen", "tabel": {} }), "als"),
        (json!({ "tabel": {} }), "als"),
        (other_file, "file"),
        (
            json!({ "als": "voorzieningen", "tabel": { "colums": {} } }),
            "colums",
        ),
        (
            json!({ "als": "voorzieningen", "tabel": { "kind": "BIBLIOTHEEK", "position": { "x": "lengte" } } }),
            "position",
        ),
    ] {
        let (status, refused) = desk.ask(Method::PUT, &address, asked.to_string()).await;
        assert_eq!(
            (status, &refused["parameter"]),
            (StatusCode::BAD_REQUEST, &json!(parameter)),
            "{refused}"
        );
    }
    for (asked, said) in [
        (
            json!({ "als": "voorzieningen", "tabel": { "kind": "bieb", "crs": "OGC:CRS84", "position": { "x": "lengte", "y": "breedte" } } }),
            "bieb",
        ),
        (
            json!({ "als": "voorzieningen", "tabel": { "kind": "BIBLIOTHEEK", "crs": "OGC:CRS84", "position": { "x": "lon", "y": "lat" } } }),
            "lon",
        ),
    ] {
        let (status, refused) = desk.ask(Method::PUT, &address, asked.to_string()).await;
        let detail = refused["detail"].as_str().unwrap_or_default();
        assert!(
            status == StatusCode::BAD_REQUEST && detail.contains(said),
            "{refused}"
        );
    }
    let (status, _) = desk.ask(Method::PUT, &address, "{").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    for asked in [json!({ "encoding": "klingon" }), json!({ "layer": "zzz" })] {
        let reading = format!("/uploads/{id}/lezing");
        let (status, refused) = desk.ask(Method::PUT, &reading, asked.to_string()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{asked}: {refused}");
        assert!(
            asked
                .get(refused["parameter"].as_str().unwrap_or_default())
                .is_some(),
            "{refused}"
        );
    }
    let kept = desk.json("/uploads").await;
    assert_eq!(kept["uploads"][0]["gebruik"], Value::Null);
    let files = std::fs::read_dir(desk.folder().join(&id))
        .expect("its folder")
        .count();
    assert_eq!(files, 2, "the file and its record");
}

#[tokio::test]
async fn a_hostile_file_is_refused_and_nothing_of_it_stays() {
    let desk = Desk::open();
    let whole = zipped(shapefile("buurten"));
    let lying = |part: &str, at: usize, bytes: [u8; 4]| {
        let mut parts = shapefile("buurten");
        let (_, content) = parts
            .iter_mut()
            .find(|(name, _)| name.ends_with(part))
            .expect("a part");
        content[at..at + 4].copy_from_slice(&bytes);
        zipped(parts)
    };
    let bomb = zipped(vec![("a.shp".to_owned(), vec![0; 400 * 1024 * 1024])]);
    assert!(bomb.len() < 1024 * 1024, "it is small when it is sent");
    let mut flatgeobuf = b"fgb\x03fgb\x00".to_vec();
    flatgeobuf.extend([0xff, 0xff, 0xff, 0x7f]);
    flatgeobuf.extend([0; 64]);
    let deep = format!("{{\"type\":{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let hostile: Vec<(&str, Vec<u8>)> = vec![
        ("leeg.csv", Vec::new()),
        ("alleen-kop.csv", b"naam;x;y\n".to_vec()),
        ("half.zip", whole[..whole.len() / 2].to_vec()),
        ("bom.zip", bomb),
        ("zip-in-zip.zip", zipped(vec![("binnen.zip".to_owned(), whole.clone())])),
        ("miljard.fgb", flatgeobuf),
        ("half.gpkg", geopackage(2_000, &[])[..60_000].to_vec()),
        ("diep.geojson", deep.into_bytes()),
        ("ander.gpkg", whole.clone()),
        ("ander.csv", geopackage(1, &[])),
        ("vrt.geojson", b"<OGRVRTDataSource><OGRVRTLayer name=\"passwd\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>".to_vec()),
        ("vreemd.exe", b"MZ".to_vec()),
        ("kapot.geojson", b"{\"type\":\"FeatureCollection\",\"features\":[{".to_vec()),
    ];
    for (name, content) in hostile {
        let (status, refused) = desk.send(name, content).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{name}: {refused}");
        let detail = refused["detail"].as_str().expect("a sentence");
        assert!(
            detail.starts_with(name) && detail.contains("verwacht"),
            "{detail}"
        );
        assert!(
            !detail.contains(desk.folder().to_string_lossy().as_ref()),
            "{detail}"
        );
        assert_eq!(desk.kept(), [""; 0], "{name}: nothing stays");
    }
    assert_eq!(desk.json("/uploads").await["uploads"], json!([]));
    // A header that lies is refused, or it is not needed: then every row is there.
    for lie in [
        lying(".shp", 24, [0x7f, 0xff, 0xff, 0xff]),
        lying(".shp", 104, [0x7f, 0xff, 0xff, 0xff]),
        lying(".shx", 24, [0x7f, 0xff, 0xff, 0xff]),
        lying(".shx", 100, [0x7f, 0xff, 0xff, 0xff]),
        lying(".dbf", 4, [0xff, 0xff, 0xff, 0x7f]),
        lying(".dbf", 8, [0xff, 0xff, 0xff, 0xff]),
    ] {
        let (status, answer) = desk.send("liegt.zip", lie).await;
        match status {
            StatusCode::BAD_REQUEST => assert!(answer["detail"].is_string()),
            _ => assert_eq!(answer["inhoud"]["bruikbaar"], 33, "{answer}"),
        }
    }
    assert_eq!(
        desk.ask(Method::GET, "/studie", "").await.0,
        StatusCode::OK,
        "unharmed"
    );
}

#[tokio::test]
async fn what_is_strange_but_harmless_is_read_as_what_it_is() {
    let desk = Desk::open();
    let trigger = "CREATE TRIGGER t AFTER INSERT ON punten BEGIN DELETE FROM punten; END";
    let view = "CREATE VIEW alles AS SELECT * FROM punten a, punten b, punten c";
    let sent = desk
        .sent("trigger.gpkg", geopackage(3, &[trigger, view]))
        .await;
    assert_eq!(
        (&sent["inhoud"]["rijen"], &sent["inhoud"]["meetkunde"]),
        (&json!(3), &json!("punten")),
        "{sent}"
    );

    let formulas = "naam;x;y\n=cmd|'/c calc'!A0;NaN;1e308\n\"<script>alert(1)</script>\";inf;0\n";
    let sent = desk.sent("../../formules.csv", formulas).await;
    assert_eq!(sent["naam"], "formules.csv");
    assert_eq!(
        sent["inhoud"]["voorbeeld"][0][0], "=cmd|'/c calc'!A0",
        "data is data"
    );
    let id = sent["id"].as_str().expect("an id");
    let used = json!({ "als": "voorzieningen", "tabel": { "kind": "BIBLIOTHEEK", "crs": "EPSG:28992", "position": { "x": "x", "y": "y" } } });
    let (status, refused) = desk
        .ask(
            Method::PUT,
            &format!("/uploads/{id}/gebruik"),
            used.to_string(),
        )
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{refused}");
}

/// A program that reads as the service does, but a file called `zwaar.csv` only when somebody writes into the pipe.
fn slow_reader(folder: &Path) -> (PathBuf, PathBuf) {
    let (script, pipe) = (folder.join("lezer"), folder.join("pijp"));
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo starts").success());
    let text = format!(
        "#!/bin/sh\nasked=$(/bin/cat)\ncase \"$asked\" in *zwaar.csv*) /bin/cat '{}' >&2;; esac\n\
         printf '%s' \"$asked\" | '{}' \"$@\"\n",
        pipe.display(),
        env!("CARGO_BIN_EXE_nabij")
    );
    // Another process writes the program: one that is still open here to be written could not be started.
    let draft = folder.join("lezer.txt");
    std::fs::write(&draft, text).expect("a script");
    let mut install = Command::new("install");
    let installed = install.args(["-m", "700"]).args([&draft, &script]).status();
    assert!(installed.expect("install starts").success());
    (script, pipe)
}

#[tokio::test]
async fn nobody_waits_for_a_file_of_another_that_takes_long_to_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, pipe) = slow_reader(folder.path());
    let desk = Desk::with_program(program);
    let others = async {
        let light = desk.sent("licht.csv", LIBRARIES).await;
        let id = light["id"].as_str().expect("an id");
        let used = desk.put(&format!("{id}/gebruik"), libraries_used()).await;
        let (status, _) = desk
            .ask(Method::DELETE, &format!("/uploads/{id}"), "")
            .await;
        // Only now the first one is read to its end.
        let written = tokio::task::spawn_blocking(move || std::fs::write(pipe, "verder"));
        written.await.expect("it ends").expect("somebody reads");
        (used, status)
    };
    let (heavy, (used, status)) = tokio::join!(desk.sent("zwaar.csv", LIBRARIES), others);
    assert_eq!(heavy["inhoud"]["rijen"], 2);
    assert_eq!(used["gebruik"]["verslag"]["behouden"], 2, "{used}");
    assert_eq!(status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_reader_that_is_stopped_harms_nobody() {
    // A program that never reads on, and one that ends at once.
    for (program, content) in [("/bin/false", LIBRARIES), ("/nowhere/nabij", LIBRARIES)] {
        let desk = Desk::with_program(program.into());
        let (status, refused) = desk.send("a.csv", content.as_bytes().to_vec()).await;
        let expected = match program {
            "/bin/false" => StatusCode::BAD_REQUEST,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        assert_eq!(status, expected, "{refused}");
        assert_eq!(desk.kept(), [""; 0]);
        assert_eq!(desk.ask(Method::GET, "/studie", "").await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_plan_of_before_a_layer_is_told_which_layer_came_and_goes_on_without_its_base() {
    let desk = Desk::open();
    let plan = json!({ "naam": "Niets", "crs": "OGC:CRS84", "wijzigingen": [] });
    let ask = async |plan: &Value| {
        let body = json!({ "scenario": plan }).to_string();
        desk.ask(Method::POST, "/wat-als", body).await
    };
    let (status, before) = ask(&plan).await;
    assert_eq!(status, StatusCode::OK, "{before}");
    let mut kept = plan.clone();
    kept["basis"] = before["scenario"]["basis"].clone();
    assert_eq!(ask(&kept).await.0, StatusCode::OK);

    let sent = desk.sent("bibliotheken.csv", LIBRARIES).await;
    let id = sent["id"].as_str().expect("an id");
    desk.put(&format!("{id}/gebruik"), libraries_used()).await;
    let (status, refused) = ask(&kept).await;
    assert_eq!(
        (status, &refused["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("basis.invoer"))
    );
    let detail = refused["detail"].as_str().expect("a sentence");
    assert!(
        detail.ends_with("gestuurde lagen die nu meedoen: bibliotheken.csv"),
        "{detail}"
    );
    assert_eq!(ask(&plan).await.0, StatusCode::OK, "on the base of now");

    desk.ask(Method::DELETE, &format!("/uploads/{id}"), "")
        .await;
    assert_eq!(
        ask(&kept).await.0,
        StatusCode::OK,
        "the base is what it was"
    );
}

/// What a hostile file could make the reading process do, tried inside it.
#[test]
fn the_process_that_reads_opens_no_other_file_no_socket_and_no_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = std::process::Command::new(env!("CARGO_BIN_EXE_nabij"))
        .args(["read-upload", "--holes"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let told: Value = serde_json::from_slice(&told.stdout).expect("it was not replaced");
    // A kernel before Linux 5.13 lacks Landlock; then it is told, and the other lock still holds.
    let known = [
        ("landlock", ["read", "list", "write"].as_slice()),
        ("seccomp", &["socket", "program"]),
    ];
    for (lock, closed) in known {
        if told[lock] == true {
            let holes = told["holes"].as_array().expect("a list");
            assert!(
                closed.iter().all(|hole| !holes.contains(&json!(hole))),
                "{told}"
            );
        }
    }
    assert_eq!(told["seccomp"], true, "every Linux of today has it: {told}");
}

#[tokio::test]
async fn only_who_works_on_this_machine_may_send_and_only_where_it_is_allowed() {
    let desk = Desk::open();
    let elsewhere = [("origin", "https://elders.example")];
    let (status, refused) = desk.send_with("a.csv", LIBRARIES, &elsewhere).await;
    assert_eq!(
        (status, &refused["title"]),
        (StatusCode::FORBIDDEN, &json!("Dit mag hier niet"))
    );
    let sent = desk.sent("eigen.csv", LIBRARIES).await;
    let one = format!("/uploads/{}", sent["id"].as_str().expect("an id"));
    for address in ["/uploads", one.as_str()] {
        let (status, told) = desk.get_with(address, &elsewhere).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{told}");
    }
    let (status, _) = desk.ask(Method::DELETE, &one, "").await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, _) = desk
        .send_with("a.csv", LIBRARIES, &[("host", "nabij.example")])
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = desk
        .send_with("a.csv", LIBRARIES, &[("content-type", "text/plain")])
        .await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let (status, refused) = desk.ask(Method::POST, "/uploads?naam=", LIBRARIES).await;
    assert_eq!(
        (status, &refused["parameter"]),
        (StatusCode::BAD_REQUEST, &json!("naam"))
    );
    assert_eq!(desk.kept(), [""; 0]);

    let closed = Desk::closed();
    assert_eq!(closed.json("/uploads").await["aangenomen"], false);
    let (status, refused) = closed.send("a.csv", LIBRARIES.as_bytes().to_vec()).await;
    let detail = refused["detail"].as_str().unwrap_or_default();
    assert!(
        status == StatusCode::FORBIDDEN && detail.contains("--uploads"),
        "{refused}"
    );
}

/// Common /req/oas30/oas-impl: what can be answered is described, and what is described can be asked.
#[tokio::test]
async fn every_answer_about_sent_layers_is_described() {
    let desk = Desk::open();
    let sent = desk.sent("a.csv", LIBRARIES).await;
    let id = sent["id"].as_str().expect("an id");
    let described = desk.json("/openapi.json").await["paths"].clone();
    let mut asked = 0;
    for (method, path, body) in [
        (Method::GET, "/uploads", ""),
        (Method::POST, "/uploads?naam=b.csv", LIBRARIES),
        (Method::POST, "/uploads?naam=b.exe", LIBRARIES),
        (Method::GET, "/uploads/{upload}", ""),
        (Method::GET, "/uploads/weg", ""),
        (Method::PUT, "/uploads/{upload}/lezing", "{}"),
        (Method::PUT, "/uploads/weg/lezing", "{}"),
        (Method::PUT, "/uploads/{upload}/gebruik", "{}"),
        (Method::DELETE, "/uploads/{upload}/gebruik", ""),
        (Method::DELETE, "/uploads/{upload}", ""),
        (Method::DELETE, "/uploads/{upload}", ""),
    ] {
        let address = path.replace("{upload}", id);
        let (status, answer) = desk.ask(method.clone(), &address, body).await;
        let template = path
            .split('?')
            .next()
            .unwrap_or(path)
            .replace("/weg", "/{upload}");
        let operation = &described[&template][method.as_str().to_lowercase()];
        assert!(
            operation["responses"][status.as_str()].is_object(),
            "{method} {address}: {status} {answer}"
        );
        asked += 1;
    }
    let operations = described.as_object().expect("paths");
    let operations = operations
        .iter()
        .filter(|(path, _)| path.starts_with("/uploads"));
    let operations: usize = operations
        .map(|(_, methods)| methods.as_object().map_or(0, serde_json::Map::len))
        .sum();
    assert!(operations == 8 && asked > operations);
}

/// A value as every form can say it: yes and no as 1 and 0, numbers to a millionth, missing as nothing.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => u8::from(*truth).to_string(),
        Value::Number(number) => format!("{:.6}", number.as_f64().expect("finite"))
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
        other => match other.as_str().unwrap_or_default() {
            "true" | "ja" => "1".to_owned(),
            "false" | "nee" => "0".to_owned(),
            text => match text.parse::<f64>() {
                Ok(number) => plain(&json!(number)),
                Err(_) => text.to_owned(),
            },
        },
    }
}

/// What a look at a file tells: the columns, how many values each has, and the first rows.
#[derive(Clone)]
struct Told {
    names: Vec<String>,
    filled: Vec<u64>,
    rows: Vec<Vec<String>>,
}

impl Told {
    fn of(content: &Value) -> Self {
        let columns = content["kolommen"].as_array().expect("columns");
        let rows = content["voorbeeld"].as_array().expect("rows");
        let row = |row: &Value| row.as_array().expect("a row").iter().map(plain).collect();
        Self {
            names: columns
                .iter()
                .map(|one| one["naam"].as_str().expect("a name").to_owned())
                .collect(),
            filled: columns
                .iter()
                .map(|one| one["gevuld"].as_u64().expect("a count"))
                .collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    /// The same with only these columns, in this order; by their place where names are shortened.
    fn with(&self, names: &[String]) -> Self {
        let places = (0..).zip(names).map(|(place, name)| {
            self.names
                .iter()
                .position(|known| known == name)
                .unwrap_or(place)
        });
        let places: Vec<usize> = places.collect();
        let row = |row: &Vec<String>| places.iter().map(|&place| row[place].clone()).collect();
        Self {
            names: names.to_vec(),
            filled: places.iter().map(|&place| self.filled[place]).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// Download, send again: the same rows, places and values, and nothing that was missing is there.
#[tokio::test]
async fn a_layer_goes_round_in_every_form() {
    let desk = Desk::open();
    for layer in ["voorzieningen", "gebieden", "inzet"] {
        let items = format!("/collections/{layer}/items?limit=1");
        let count = desk.json(&items).await["numberMatched"].clone();
        let mut reference: Option<Told> = None;
        let mut extents = Vec::new();
        for (form, name) in [
            ("gpkg", "a.gpkg"),
            ("geojson", "a.geojson"),
            ("fgb", "a.fgb"),
            ("shp", "a.zip"),
            ("csv", "a.csv"),
        ] {
            let address = format!("/collections/{layer}/download/{form}");
            let sent = desk.sent(name, desk.file(&address).await).await;
            let content = &sent["inhoud"];
            assert_eq!(content["bruikbaar"], count, "{layer} {form}: {content}");
            let told = Told::of(content);
            let first = reference.get_or_insert_with(|| told.clone());
            let told = told.with(&first.names);
            assert_eq!(
                told.filled, first.filled,
                "{layer} {form}: {:?}",
                first.names
            );
            // An index of places puts rows in another order.
            for row in told.rows.iter().filter(|_| form != "fgb") {
                assert!(
                    first.rows.contains(row),
                    "{layer} {form}: {row:?} in {:?}",
                    first.rows
                );
            }
            if form != "csv" {
                let extent = content["omvang"]["bbox"].as_array().expect("an extent");
                let corner = |number: &Value| number.as_f64().expect("a number");
                extents.push(extent.iter().map(corner).collect::<Vec<f64>>());
            }
            let id = sent["id"].as_str().expect("an id");
            let gone = desk
                .ask(Method::DELETE, &format!("/uploads/{id}"), "")
                .await;
            assert_eq!(gone.0, StatusCode::NO_CONTENT);
        }
        for extent in &extents {
            let mut apart = extent.iter().zip(&extents[0]);
            // Degrees in GeoJSON have seven decimals: a centimetre.
            assert!(
                apart.all(|(one, other)| (one - other).abs() < 0.05),
                "{extents:?}"
            );
        }
    }
}
