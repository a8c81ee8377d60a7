//! Files as a whole: whether they can be read, their format, their letters, their layers and parts, and sent archives.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    ("a file", "een bestand"),
    ("a folder", "een map"),
    ("no such file", "geen bestand met deze naam"),
    ("a file on disk", "een bestand op schijf"),
    ("a whole file", "een heel bestand"),
    ("an empty file", "een leeg bestand"),
    ("a readable file", "een leesbaar bestand"),
    (
        "a file that cannot be read",
        "een bestand dat niet te lezen is",
    ),
    ("{..} ({})", "{..} ({})"),
    (
        "a damaged or cut off file ({})",
        "een beschadigd of afgebroken bestand ({})",
    ),
    ("{} bytes in the .shp", "{} bytes in de .shp"),
    (
        "{} bytes, as its header says",
        "{} bytes, zoals haar kop zegt",
    ),
    (
        "a file that was not read to its end",
        "een bestand dat niet tot het einde is gelezen",
    ),
    (
        "a file that takes too much memory or time to read",
        "een bestand dat te veel geheugen of tijd kost om te lezen",
    ),
    (
        "a smaller or simpler file",
        "een kleiner of eenvoudiger bestand",
    ),
    ("another kind of file", "een ander soort bestand"),
    (
        "a file that is something else than its name says",
        "een bestand dat iets anders is dan de naam zegt",
    ),
    (
        "a .geojson, .gpkg, .fgb or .csv, or a .zip with one Shapefile",
        "een .geojson, .gpkg, .fgb of .csv, of een .zip met één Shapefile",
    ),
    ("delimited text (CSV)", "tekst met scheidingstekens (CSV)"),
    ("GeoJSON", "GeoJSON"),
    (
        "a zip archive with one Shapefile",
        "een zip-archief met één Shapefile",
    ),
    ("a GeoPackage", "een GeoPackage"),
    ("a FlatGeobuf", "een FlatGeobuf"),
    // Which reader.
    ("a part of a Shapefile", "een deel van een Shapefile"),
    ("the .shp itself", "de .shp zelf"),
    ("OpenStreetMap data", "gegevens van OpenStreetMap"),
    (
        "a table here; name it under [[streets]]",
        "hier een tabel; noem dit bestand bij [[streets]]",
    ),
    ("a packed file", "een ingepakt bestand"),
    ("the unpacked file", "het uitgepakte bestand"),
    (
        "a virtual layer, which may point anywhere",
        "een virtuele laag, die overal heen kan wijzen",
    ),
    ("the data itself", "de gegevens zelf"),
    ("no rows", "geen rijen"),
    ("at least one row", "ten minste één rij"),
    // Text and its letters.
    ("bytes that are not text", "bytes die geen tekst zijn"),
    (
        "\"utf-8\" or \"windows-1252\"",
        "\"utf-8\" of \"windows-1252\"",
    ),
    (
        "the byte order mark of {}, which was followed",
        "de byte order mark van {}; die is gevolgd",
    ),
    ("{} as declared", "{}, zoals opgegeven"),
    ("delimiter {}", "scheidingsteken {}"),
    (
        "delimiter {} as declared",
        "scheidingsteken {}, zoals opgegeven",
    ),
    ("one ASCII character", "één ASCII-teken"),
    (
        "a header with {#} times {} and no {}",
        "een kopregel met {#} keer {} en geen {}",
    ),
    (
        "column {} twice; the first is used",
        "kolom {} twee keer; de eerste is gebruikt",
    ),
    ("every column name once", "elke kolomnaam één keer"),
    ("another number of fields", "een ander aantal velden"),
    ("{#} fields", "{#} velden"),
    (
        "{#} fields (a quotation mark that is not closed?)",
        "{#} velden (een aanhalingsteken dat niet is gesloten?)",
    ),
    (
        "{#} fields as in the header",
        "{#} velden, zoals in de kopregel",
    ),
    (
        "bytes that are not UTF-8, read as {} by windows-1252",
        "bytes die geen UTF-8 zijn, met windows-1252 gelezen als {}",
    ),
    (
        "UTF-8; where that reading is right, declare encoding = \"windows-1252\"",
        "UTF-8; klopt deze lezing, geef dan encoding = \"windows-1252\" op",
    ),
    (
        "bytes that are UTF-8, read as {} by {}",
        "bytes die UTF-8 zijn, gelezen als {} met {}",
    ),
    (
        "{} as declared; most likely encoding = \"utf-8\" is right",
        "{}, zoals opgegeven; waarschijnlijk klopt encoding = \"utf-8\"",
    ),
    (
        "{..} (and {#} more such fields)",
        "{..} (en nog {#} zulke velden)",
    ),
    // GeoJSON.
    (
        "a byte that is not UTF-8 at position {#}",
        "een byte die geen UTF-8 is op plaats {#}",
    ),
    (
        "GeoJSON, which is UTF-8 by definition",
        "GeoJSON; dat is altijd UTF-8",
    ),
    (
        "a GeoJSON FeatureCollection",
        "een FeatureCollection van GeoJSON",
    ),
    (
        "{#} features with {#} or more names of properties",
        "{#} features met {#} of meer namen van eigenschappen",
    ),
    (
        "features that have the names of their properties in common",
        "features die de namen van hun eigenschappen delen",
    ),
    ("a GeoJSON feature", "een feature van GeoJSON"),
    ("a broken feature", "een kapotte feature"),
    ("a feature with {}", "een feature met {}"),
    (
        "a file that ends too early, at line {#}, column {#}",
        "een bestand dat te vroeg eindigt, op regel {#}, kolom {#}",
    ),
    (
        "text that is not JSON at line {#}, column {#}",
        "tekst die geen JSON is op regel {#}, kolom {#}",
    ),
    (
        "JSON that is not GeoJSON at line {#}, column {#}",
        "JSON die geen GeoJSON is op regel {#}, kolom {#}",
    ),
    (
        "a FeatureCollection without \"features\"",
        "een FeatureCollection zonder \"features\"",
    ),
    ("JSON of type {}", "JSON van het type {}"),
    ("JSON without \"type\"", "JSON zonder \"type\""),
    // Layers.
    (
        "a whole file of a known format: .csv, .geojson, .shp, .gpkg, .fgb, .gdb, .tab, .gpx, .kml, .xlsx, .ods",
        "een heel bestand in een bekende vorm: .csv, .geojson, .shp, .gpkg, .fgb, .gdb, .tab, .gpx, .kml, .xlsx, .ods",
    ),
    (
        "a file that cannot be opened ({})",
        "een bestand dat niet te openen is ({})",
    ),
    ("{#} rows", "{#} rijen"),
    (
        "a damaged file, of which {#} rows could be read",
        "een beschadigd bestand, waarvan {#} rijen te lezen waren",
    ),
    ("a file with layers", "een bestand met lagen"),
    ("layer = {}", "layer = {}"),
    ("no layers", "geen lagen"),
    ("at least one layer", "ten minste één laag"),
    ("{#} layers: {}", "{#} lagen: {}"),
    ("{#} layers: {} and {#} more", "{#} lagen: {} en nog {#}"),
    ("layer = one of these", "layer = een van deze"),
    // Shapefiles.
    (
        "{#} shapes in the .shp and {#} rows in the .dbf",
        "{#} vormen in de .shp en {#} rijen in de .dbf",
    ),
    (
        "a .shp and .dbf that belong together",
        "een .shp en .dbf die bij elkaar horen",
    ),
    (
        "no .shx beside it; shapes were read in file order",
        "geen .shx ernaast; de vormen zijn gelezen in de volgorde van het bestand",
    ),
    ("the index (.shx)", "de index (.shx)"),
    ("no .dbf beside it", "geen .dbf ernaast"),
    (
        "no .dbf and no .prj beside it",
        "geen .dbf en geen .prj ernaast",
    ),
    ("the values (.dbf)", "de waarden (.dbf)"),
    (
        "the values (.dbf) and the coordinate system (.prj)",
        "de waarden (.dbf) en het coördinatenstelsel (.prj)",
    ),
    (
        "no .prj beside it, and no system declared",
        "geen .prj ernaast, en geen stelsel opgegeven",
    ),
    (
        "the coordinate system (.prj), or crs = \"EPSG:28992\" in the study",
        "het coördinatenstelsel (.prj), of crs = \"EPSG:28992\" in de studie",
    ),
    ("no Shapefile", "geen Shapefile"),
    ("a whole Shapefile", "een hele Shapefile"),
    (
        "a damaged or cut off file after {#} shapes ({})",
        "een beschadigd of afgebroken bestand na {#} vormen ({})",
    ),
    ("a broken shape", "een kapotte vorm"),
    (
        "a whole dBase table beside it (.dbf)",
        "een hele dBase-tabel ernaast (.dbf)",
    ),
    ("a damaged .dbf", "een beschadigde .dbf"),
    (
        "a .dbf that ends after {#} rows ({})",
        "een .dbf die eindigt na {#} rijen ({})",
    ),
    ("an unreadable value", "een onleesbare waarde"),
    ("a readable value", "een leesbare waarde"),
    ("a mark of deletion", "een teken dat de rij is gewist"),
    (
        "a row marked as deleted",
        "een rij die als gewist is gemerkt",
    ),
    ("a row to keep", "een rij om te houden"),
    // Sent archives.
    ("{#} entries", "{#} bestanden erin"),
    ("at most {#}", "hoogstens {#}"),
    ("an empty archive", "een leeg archief"),
    ("no .shp but {}", "geen .shp maar {}"),
    (
        "no .shp but {} and {#} more",
        "geen .shp maar {} en nog {#}",
    ),
    (
        "one Shapefile: .shp with .shx, .dbf and .prj",
        "één Shapefile: .shp met .shx, .dbf en .prj",
    ),
    ("{#} Shapefiles: {}", "{#} Shapefiles: {}"),
    (
        "{#} Shapefiles: {} and {#} more",
        "{#} Shapefiles: {} en nog {#}",
    ),
    ("one Shapefile", "één Shapefile"),
    ("a locked archive", "een archief met een wachtwoord"),
    (
        "an archive without a password",
        "een archief zonder wachtwoord",
    ),
    (
        "an archive that grows without measure when it is unpacked",
        "een archief dat uitgepakt veel te groot wordt",
    ),
    (
        "at most {#} MB, and no part more than {#} times as large",
        "hoogstens {#} MB, en geen deel meer dan {#} keer zo groot",
    ),
    ("a damaged archive", "een beschadigd archief"),
    ("a whole zip archive", "een heel zip-archief"),
];
