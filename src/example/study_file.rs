//! The study file that reads the town, and a note that says it is made up.

use std::path::Path;

use crate::example::error::ExampleError;
use crate::example::request::ExampleSummary;
use crate::example::town_plan::TownPlan;

const STUDY: &str = include_str!("study_template.toml");

/// Writes `study.toml` and `README.md`.
///
/// # Errors
/// A file cannot be written.
pub fn write_study(
    plan: &TownPlan,
    summary: &ExampleSummary,
    out: &Path,
) -> Result<(), ExampleError> {
    let study = out.join("study.toml");
    std::fs::write(&study, STUDY).map_err(ExampleError::write(&study))?;
    let note = out.join("README.md");
    std::fs::write(&note, readme(plan, summary)).map_err(ExampleError::write(&note))
}

fn readme(plan: &TownPlan, summary: &ExampleSummary) -> String {
    format!(
        "# Voorbeeldstad\n\n\
         **Deze stad bestaat niet.** Zij ligt in het water van het Markermeer, zodat niemand haar voor een echte plaats \
         kan houden. Namen, mensen, scholen en gebouwen zijn verzonnen; overeenkomst met het echte berust op toeval.\n\n\
         - {} inwoners in {} wijken en {} buurten (gemeente GM9999), op {} woonpunten\n\
         - {} knooppunten van straten, {} voorzieningen\n\
         - gemaakt met `nabij example --inhabitants {} --seed {}`; dezelfde opdracht geeft dezelfde bestanden\n\n\
         | bestand | wat | vorm |\n|---|---|---|\n\
         | `study.toml` | zegt nabij hoe de bestanden gelezen worden | TOML |\n\
         | `buurten.shp` | buurten met kerncijfers, als bij het CBS | Shapefile, RD New |\n\
         | `wijken.gpkg` | wijken | GeoPackage, RD New |\n\
         | `gemeente.geojson` | gemeente | GeoJSON, WGS84 |\n\
         | `bewoners.csv` | bewoners per rij woningen en leeftijd | CSV, RD New |\n\
         | `straten.osm.pbf` | straten en paden | OpenStreetMap PBF |\n\
         | `scholen_*.csv`, `leerlingen.csv` | scholen en leerlingen, als bij DUO | CSV |\n\
         | `kinderopvang_lrk.csv` | kinderopvang, als in het LRK | CSV, WGS84 |\n\
         | `voorzieningen.gpkg` | zorg, ontmoeten, sport | GeoPackage, RD New |\n\
         | `speelplekken.geojson` | speelplekken | GeoJSON, WGS84 |\n\
         | `leefsituatie_*.csv` | cijfers per buurt en wijk voor de inzet die een omgeving vraagt; sommige ontbreken met opzet | CSV |\n\
         | `gebouwen.csv` | schoolgebouwen: jaren, conditie, oppervlakte, fase in het huisvestingsplan | CSV, RD New |\n\
         | `ruimten.csv`, `ruimtegebruik.csv` | ruimten in zes scholen, en wie ze wanneer gebruikt | CSV |\n\
         | `ambities.csv`, `visies.csv`, `wensen.csv`, `programmas.csv`, `overwegingen.csv` | wat mensen vastlegden, met bron, datum en rol | CSV |\n\
         | `lezen.csv` | lezen op basisscholen, als bij DUO | CSV |\n\
         | `doorstroom.csv` | naar welke middelbare school leerlingen van elke basisschool gaan | CSV |\n\
         | `achtergrond.gpkg`, `gebouwen.shp` | water, groen, spoor, bruggen, gebouwen | GeoPackage, Shapefile |\n\n\
         Kolommen van `bewoners.csv`: `punt_id`; `x_rd`, `y_rd` (meters, EPSG:28992: de deur van de rij); `inwoners`, \
         `leeftijd_0_4`, `leeftijd_4_12`, `leeftijd_12_18` (personen; 4–12 is 4 tot en met 11 jaar).\n\
         Kolommen van `buurten.shp`: `AANT_INW` (personen, afgerond op 5); `P_00_14_JR`, `P_15_24_JR`, `P_65_EO_JR` \
         (procent van de inwoners); `P_HH_M_K` (procent van de huishoudens); `WOZ` (duizend euro); \
         -99999999 is onbekend; `WATER` = `JA` is geen land.\n\
         `CAPACITEIT`, `aantal_kindplaatsen`: plaatsen; `LEERLINGEN_<jaar>`: leerlingen op 1 oktober; \
         `BOUWJAAR`, `RENOVATIEJAAR`: jaren; \
         `openingstijden`: zoals in OpenStreetMap, leeg is niet bekend.\n\
         Kolommen van `leefsituatie_*.csv`: `samenhang_score` van 0 tot 10, de andere in procenten; `.` is onbekend. De cijfers zijn \
         door het lot getrokken en hangen niet samen met namen, bouwjaren of ligging. `vaak_gespannen_pct` is er alleen per wijk.\n\
         `conditie_nen2767`: 1 (als nieuw) tot 6; `m2_bvo`, `m2`: vierkante meters; `niveau`, `BEREIDHEID`: 0 (geen) tot 4 (afgesproken); \
         `m2_uren_per_week`: vierkante meters maal uren; `LV_*`: leerlingen, `<5` is 1 tot 4.\n\n\
         Uitgever: nabij. Stand: 1 januari 2026. Licentie: CC0 1.0.\n",
        summary.inhabitants,
        summary.districts,
        summary.neighbourhoods,
        summary.residence_points,
        summary.street_nodes,
        summary.facilities,
        plan.size.inhabitants,
        plan.seed,
    )
}
