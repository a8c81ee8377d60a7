//! For the tests of this room: small files in a folder of their own, read as a study would.

use std::path::{Path, PathBuf};

use crate::ingest::load::load_study;
use crate::ingest::problem::Problem;
use crate::ingest::read_table::read_table;
use crate::ingest::table::{GeometryFrom, Table, TableRequest};
use crate::model::planning::Planning;

/// A folder with files that goes when the test ends.
pub struct Trial {
    folder: tempfile::TempDir,
}

impl Trial {
    /// A folder with these files.
    pub fn with<Bytes: AsRef<[u8]>>(files: &[(&str, Bytes)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("a file for the test");
        }
        Self { folder }
    }

    /// Where a file is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A request for one of the files: the layer's own geometry, in whatever system the file says.
    pub fn request(&self, name: &str) -> TableRequest {
        request(&self.path(name), name)
    }
}

/// A request for a file that is there already.
pub fn request(path: &Path, name: &str) -> TableRequest {
    TableRequest {
        path: path.to_owned(),
        file: name.to_owned(),
        layer: None,
        crs: None,
        study_crs: "EPSG:28992".to_owned(),
        encoding: None,
        delimiter: None,
        geometry: GeometryFrom::Layer,
    }
}

/// The real data, where the tester has it.
#[expect(clippy::print_stderr, reason = "a tester must see what was not tested")]
pub fn real_data(file: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("NABIJ_DATA") else {
        eprintln!("skipped: NABIJ_DATA is not set, so there is no {file}");
        return None;
    };
    Some(PathBuf::from(folder).join(file))
}

/// The table and what was said of it.
pub fn read(request: &TableRequest) -> (Table, Vec<Problem>) {
    let mut problems = Vec::new();
    match read_table(request, &mut problems) {
        Ok(table) => (table, problems),
        Err(error) => unreachable!("{} should be readable, but: {error}", request.file),
    }
}

/// Why the file as a whole was refused.
pub fn refusal(request: &TableRequest) -> String {
    let mut problems = Vec::new();
    match read_table(request, &mut problems) {
        Ok(table) => unreachable!(
            "{} should be refused, but has {} rows",
            table.file,
            table.rows.len()
        ),
        Err(error) => error.to_string(),
    }
}

/// Problems as a person reads them.
pub fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// Two neighbourhoods in one district with figures, and facilities: a primary and a secondary school 10 m apart,
/// childcare elsewhere, and two locations of one institution farther away.
const PLANNED_TOWN: &str = "name = \"Proefstad\"\nreference_date = \"2026-01-01\"\n\
    [[areas]]\nname = \"buurten\"\nlevel = \"buurt\"\nfile = \"buurten.csv\"\ncrs = \"EPSG:28992\"\ndate = \"2023-01-01\"\n\
    columns = { code = \"code\" }\nposition = { wkt = \"wkt\" }\n[areas.residents]\n\"alle\" = { column = \"inwoners\" }\n\
    [areas.figures]\nwoz = { column = \"woz\" }\nleeg = { column = \"leeg\" }\n\
    [[areas]]\nname = \"wijken\"\nlevel = \"wijk\"\nfile = \"wijken.csv\"\ncrs = \"EPSG:28992\"\n\
    columns = { code = \"code\" }\nposition = { wkt = \"wkt\" }\n\
    [areas.figures]\nlezen = { column = \"lezen\" }\nwoz = { column = \"woz\" }\n\
    [[facilities]]\nname = \"scholen\"\nfile = \"scholen.csv\"\ncrs = \"EPSG:28992\"\nposition = { x = \"x\", y = \"y\" }\n\
    columns = { id = \"id\", kind = \"soort\", pupils = \"leerlingen\" }\nattributes = { pand = \"pand\" }\n";

/// What a study with these tables and files knows of planning, and what is said of it; nothing when something blocks.
pub fn planned(tables: &str, files: &[(&str, &str)]) -> (Option<Planning>, Vec<String>) {
    let outline = |west: u32, east: u32| {
        format!(
            "\"POLYGON(({west} 450000,{east} 450000,{east} 451000,{west} 451000,{west} 450000))\""
        )
    };
    let (west, east) = (outline(130_000, 131_000), outline(131_000, 132_000));
    let areas = format!(
        "code,inwoners,woz,leeg,wkt\nBU99990101,900,300,.,{west}\nBU99990102,600,.,.,{east}\n"
    );
    let both = outline(130_000, 132_000);
    let districts = format!("code,lezen,woz,wkt\nWK999901,12.5,290,{both}\n");
    let toml = format!("{PLANNED_TOWN}{tables}");
    let mut all = vec![
        ("study.toml", toml.as_str()),
        ("buurten.csv", areas.as_str()),
        ("wijken.csv", districts.as_str()),
        (
            "scholen.csv",
            "id;soort;leerlingen;pand;x;y\nS1;PO;200;;130100;450100\nS2;VO;900;;130110;450100\nK1;KDV;40;B2;130500;450500\n99AA00;PO;150;;131500;450500\n99AA01;PO;120;;131500;450800\n",
        ),
    ];
    all.extend(files);
    let trial = Trial::with(&all);
    let loaded =
        load_study(&trial.path("study.toml"), None, &|_| ()).expect("the study file is there");
    (
        loaded.town.map(|town| Planning::clone(&town.planning)),
        said(&loaded.report.problems),
    )
}
