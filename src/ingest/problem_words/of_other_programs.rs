//! What other programs say of a file: the readers of TOML, CSV and GeoJSON, the checker of polygons, the operating system.
//! Where they say more than this, it stays in English.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    // Polygons, by GEOS.
    (
        "Ring Self-intersection at or near point {}",
        "een ring die zichzelf snijdt bij punt {}",
    ),
    (
        "Self-intersection at or near point {}",
        "een rand die zichzelf snijdt bij punt {}",
    ),
    (
        "Ring Self-intersection[{}]",
        "een ring die zichzelf snijdt[{}]",
    ),
    ("Self-intersection[{}]", "een rand die zichzelf snijdt[{}]"),
    (
        "Hole lies outside shell at or near point {}",
        "een gat buiten het vlak bij punt {}",
    ),
    (
        "Holes are nested at or near point {}",
        "gaten in elkaar bij punt {}",
    ),
    (
        "Nested shells at or near point {}",
        "vlakken in elkaar bij punt {}",
    ),
    (
        "Duplicate Rings at or near point {}",
        "dubbele ringen bij punt {}",
    ),
    (
        "Interior is disconnected at or near point {}",
        "een vlak dat binnenin niet samenhangt bij punt {}",
    ),
    (
        "Too few points in geometry component at or near point {}",
        "te weinig punten in een deel van de vorm bij punt {}",
    ),
    (
        "Too few distinct points in geometry component at or near point {}",
        "te weinig verschillende punten in een deel van de vorm bij punt {}",
    ),
    (
        "IllegalArgumentException: {}",
        "een vorm die niet te controleren is ({})",
    ),
    // TOML.
    ("found {#}", "{#}"),
    ("invalid type: {}", "een verkeerd soort waarde: {}"),
    ("invalid value: {}", "een verkeerde waarde: {}"),
    ("invalid length {#}", "een verkeerde lengte: {#}"),
    ("unknown variant `{}`", "de onbekende waarde `{}`"),
    (
        "duplicate key `{}` in document root",
        "de sleutel `{}` twee keer in het bestand",
    ),
    (
        "duplicate key `{}` in table `{}`",
        "de sleutel `{}` twee keer in tabel `{}`",
    ),
    ("duplicate key", "twee keer dezelfde sleutel"),
    ("duplicate field `{}`", "het veld `{}` twee keer"),
    ("`{}`", "`{}`"),
    ("`{}` or `{}`", "`{}` of `{}`"),
    (
        "string values must be quoted",
        "een tekst zonder aanhalingstekens",
    ),
    ("key with no value", "een sleutel zonder waarde"),
    ("missing value", "geen waarde"),
    ("missing value for key", "geen waarde bij een sleutel"),
    ("unclosed array", "een lijst die niet is gesloten"),
    (
        "unclosed table",
        "een kop van een tabel die niet is gesloten",
    ),
    (
        "unclosed inline table",
        "een groep velden die niet is gesloten",
    ),
    ("invalid basic string", "een tekst die niet klopt"),
    (
        "invalid unquoted key",
        "een sleutel die aanhalingstekens nodig heeft",
    ),
    ("unexpected content", "iets dat hier niet hoort"),
    (
        "unexpected key or value",
        "een sleutel of waarde die hier niet hoort",
    ),
    ("literal string", "een tekst tussen aanhalingstekens"),
    ("value", "een waarde"),
    ("key", "een sleutel"),
    ("newline", "een nieuwe regel"),
    ("newline, `#`", "een nieuwe regel of `#`"),
    ("invalid socket address syntax", "een adres dat niet klopt"),
    ("invalid IP address syntax", "een IP-adres dat niet klopt"),
    ("a string", "een tekst"),
    ("a boolean", "true of false"),
    ("a sequence", "een lijst"),
    ("a map", "een groep velden"),
    ("a character", "één teken"),
    ("struct {}", "een tabel ({})"),
    ("a tuple of size {#}", "een lijst van {#}"),
    ("an array of length {#}", "een lijst van {#}"),
    ("u8", "een heel getal van 0 tot en met 255"),
    ("u16", "een heel getal van 0 tot en met 65535"),
    ("u32", "een heel getal van 0 of meer"),
    ("u64", "een heel getal van 0 of meer (u64)"),
    ("usize", "een heel getal van 0 of meer (usize)"),
    ("i64", "een heel getal"),
    ("f64", "een getal (f64)"),
    ("nonzero u32", "een heel getal boven 0"),
    ("a nonzero u32", "een heel getal boven 0 (u32)"),
    ("a nonzero u64", "een heel getal boven 0 (u64)"),
    ("a nonzero usize", "een heel getal boven 0 (usize)"),
    // Shapefiles and dBase.
    (
        "The conversion is not supported",
        "een vorm die niet om te zetten is",
    ),
    (
        "Inner ring without a previous outer ring",
        "een gat zonder vlak eromheen",
    ),
    (
        "Integer value could not be obtained: {}",
        "geen heel getal ({})",
    ),
    ("Float value could not be obtained: {}", "geen getal ({})"),
    ("Invalid date: {}", "geen datum ({})"),
    ("An I/O error happened: {}", "een fout bij het lezen ({})"),
    // CSV and the operating system.
    ("CSV error: {}", "fout in de CSV: {}"),
    ("CSV parse error: {}", "fout in de tekst van de CSV: {}"),
    (
        "stream did not contain valid UTF-8",
        "tekst die geen UTF-8 is",
    ),
    (
        "{} (os error {#})",
        "{} (fout {#} van het besturingssysteem)",
    ),
];
