//! Geometry, coordinates and their systems.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    // Kinds of geometry.
    ("a point", "een punt"),
    ("a group of points", "een groep punten"),
    ("a line", "een lijn"),
    ("a polygon", "een vlak"),
    ("a mixed geometry", "een gemengde vorm"),
    ("a geometry", "een vorm op de kaart"),
    ("no geometry", "geen vorm op de kaart"),
    ("a point or a line", "een punt of een lijn"),
    ("a polygon or a line", "een vlak of een lijn"),
    ("points, lines or polygons", "punten, lijnen of vlakken"),
    ("another kind of geometry", "een ander soort vorm"),
    (
        "{..} as most rows have",
        "{..}, zoals de meeste rijen hebben",
    ),
    (
        "a coordinate that is not a number",
        "een coördinaat die geen getal is",
    ),
    ("an empty geometry", "een lege vorm"),
    ("a broken geometry", "een kapotte vorm op de kaart"),
    (
        "a position of fewer than two numbers",
        "een plaats van minder dan twee getallen",
    ),
    (
        "a collection of points, lines and polygons",
        "een verzameling van punten, lijnen en vlakken",
    ),
    (
        "a collection within a collection",
        "een verzameling in een verzameling",
    ),
    (
        "a curve that cannot be drawn as lines",
        "een kromme die niet als lijnen te tekenen is",
    ),
    ("a geometry of type {}", "een vorm van het type {}"),
    (
        "a geometry that cannot be read ({})",
        "een vorm die niet te lezen is ({})",
    ),
    // Polygons.
    (
        "a polygon ring that is not closed",
        "een ring van een vlak die niet is gesloten",
    ),
    (
        "a closed ring; it was closed",
        "een gesloten ring; hij is gesloten",
    ),
    ("a polygon with a surface", "een vlak met een oppervlakte"),
    ("a polygon without a surface", "een vlak zonder oppervlakte"),
    (
        "a polygon that cannot be checked",
        "een vlak dat niet te controleren is",
    ),
    ("an invalid polygon", "een ongeldig vlak"),
    ("a valid polygon", "een geldig vlak"),
    (
        "a valid polygon; it was mended",
        "een geldig vlak; het is hersteld",
    ),
    // Places in columns.
    ("a point with coordinates", "een punt met coördinaten"),
    ("missing coordinates", "geen coördinaten"),
    ("no coordinate", "geen coördinaat"),
    (
        "no number as coordinate",
        "een coördinaat die geen getal is",
    ),
    (
        "a number (x or longitude, y or latitude)",
        "een getal (x of lengtegraad, y of breedtegraad)",
    ),
    (
        "well-known text, such as POINT (136000 456000)",
        "well-known text, zoals POINT (136000 456000)",
    ),
    ("no well-known text", "geen well-known text"),
    ("no column {}", "geen kolom {}"),
    ("an incomplete position", "een halve plaats"),
    ("both x and y, or wkt alone", "x en y, of alleen wkt"),
    // Coordinates that cannot be there.
    (
        "coordinates that look like degrees",
        "coördinaten die op graden lijken",
    ),
    (
        "coordinates that look like metres",
        "coördinaten die op meters lijken",
    ),
    (
        "coordinates with swapped axes",
        "coördinaten met verwisselde assen",
    ),
    (
        "coordinates outside the area of the system",
        "coördinaten buiten het gebied van het stelsel",
    ),
    ("they look like degrees", "ze lijken op graden"),
    ("they look like metres", "ze lijken op meters"),
    ("the axes look swapped", "de assen lijken verwisseld"),
    (
        "outside the area of the system",
        "buiten het gebied van het stelsel",
    ),
    (
        "coordinates ({#}, {#}) in {}: {..}",
        "coördinaten ({#}, {#}) in {}: {..}",
    ),
    (
        "{..} (and so for all {#} rows)",
        "{..} (en zo voor alle {#} rijen)",
    ),
    (
        "x {#} to {#} and y {#} to {#}",
        "x {#} tot {#} en y {#} tot {#}",
    ),
    (
        "longitude {#} to {#} and latitude {#} to {#}",
        "lengtegraad {#} tot {#} en breedtegraad {#} tot {#}",
    ),
    (
        "x and y in the area of the system",
        "x en y in het gebied van het stelsel",
    ),
    (
        "longitude and latitude in the area of the system",
        "lengtegraad en breedtegraad in het gebied van het stelsel",
    ),
    // Systems.
    ("coordinate system \"{}\"", "coördinatenstelsel \"{}\""),
    (
        "coordinate system \"{}\" in {..}",
        "coördinatenstelsel \"{}\" in {..}",
    ),
    (
        "coordinate system \"{}\" in {}",
        "coördinatenstelsel \"{}\" in {}",
    ),
    ("degrees", "graden"),
    ("an unknown unit", "een onbekende eenheid"),
    (
        "one that PROJ knows, such as EPSG:28992 or OGC:CRS84",
        "een stelsel dat PROJ kent, zoals EPSG:28992 of OGC:CRS84",
    ),
    (
        "a projected system in metres, such as EPSG:28992",
        "een geprojecteerd stelsel in meters, zoals EPSG:28992",
    ),
    (
        "no transformation from \"{}\" to \"{}\"",
        "geen omrekening van \"{}\" naar \"{}\"",
    ),
    (
        "two systems on earth that PROJ can relate",
        "twee stelsels op aarde die PROJ in elkaar kan omrekenen",
    ),
    ("x {#}, y {#} in \"{}\"", "x {#}, y {#} in \"{}\""),
    (
        "a place that \"{}\" can show",
        "een plaats die \"{}\" kan tonen",
    ),
    (
        "a usable coordinate system",
        "een bruikbaar coördinatenstelsel",
    ),
    ("a system without a text", "een stelsel zonder tekst"),
    (
        "crs = {}, while the file says {}",
        "crs = {}, terwijl het bestand {} zegt",
    ),
    (
        "the system of the file, or none declared",
        "het stelsel van het bestand, of geen opgegeven stelsel",
    ),
    (
        "a system in the file that is not known ({}); {} was used",
        "een stelsel in het bestand dat niet bekend is ({}); {} is gebruikt",
    ),
    ("a system that PROJ knows", "een stelsel dat PROJ kent"),
    (
        "a system in the file that is not known ({})",
        "een stelsel in het bestand dat niet bekend is ({})",
    ),
    (
        "crs = \"EPSG:28992\" or another declared in the study",
        "crs = \"EPSG:28992\" of een ander stelsel, opgegeven in de studie",
    ),
    (
        "no coordinate system, neither in the file nor declared",
        "geen coördinatenstelsel, niet in het bestand en niet opgegeven",
    ),
    (
        "crs = \"EPSG:28992\" or crs = \"OGC:CRS84\" in the study",
        "crs = \"EPSG:28992\" of crs = \"OGC:CRS84\" in de studie",
    ),
];
