//! The shapes of answers, as JSON Schema of OpenAPI 3.0: what a program may count on.

use serde_json::{Value, json};

/// All schemas that operations refer to, by name.
pub fn schemas() -> Value {
    json!({
        "Page": { "type": "string", "description": "Een HTML-pagina in het Nederlands." },
        "Tile": { "type": "string", "format": "binary" },
        "Drawing": { "type": "string" },
        "Lines": { "type": "string", "description": "Een document in JSON op elke regel." },
        "Problem": {
            "type": "object",
            "description": "Waarom er geen antwoord is (RFC 9457).",
            "required": ["status", "title", "detail"],
            "properties": {
                "type": { "type": "string" },
                "status": { "type": "integer" },
                "title": { "type": "string" },
                "detail": { "type": "string" },
                "parameter": { "type": "string", "description": "De parameter of het veld waar het aan ligt." },
                "geldig": { "type": "object", "description": "Bij 409: wat nu geldt, van wie eerder was." },
                "gestuurd": { "type": "object", "description": "Bij 409: wat u in plaats daarvan stuurde. Het is niet bewaard." },
                "problemen": {
                    "type": "array",
                    "description": "Bij een kopie: alles wat er niet in klopt.",
                    "items": object(&["soort", "id", "versie", "veld", "gevonden", "verwacht", "zin"], json!({
                        "soort": { "type": "string" },
                        "id": { "type": "string" },
                        "versie": { "type": "integer" },
                        "veld": { "type": "string" },
                        "gevonden": { "type": "string" },
                        "verwacht": { "type": "string" },
                        "zin": { "type": "string" },
                    })),
                },
                "conflicten": {
                    "type": "array",
                    "description": "Bij een kopie: wat hier anders is, met beide versies.",
                    "items": object(&["soort", "id", "zin", "bestand", "hier"], json!({
                        "soort": { "type": "string" },
                        "id": { "type": "string" },
                        "zin": { "type": "string" },
                        "bestand": reference("RecordVersion"),
                        "hier": reference("RecordVersion"),
                    })),
                },
            },
        },
        "Link": {
            "type": "object",
            "required": ["href", "rel"],
            "properties": {
                "href": { "type": "string" },
                "rel": { "type": "string" },
                "type": { "type": "string" },
                "title": { "type": "string" },
                "hreflang": { "type": "string" },
                "templated": { "type": "boolean" },
            },
        },
        "Links": { "type": "array", "items": reference("Link") },
        "Processes": object(&["processes", "links"], json!({
            "processes": { "type": "array", "items": object(PROCESS, process()) },
            "links": reference("Links"),
        })),
        "Process": {
            "type": "object",
            "required": ["id", "version", "jobControlOptions", "outputTransmission", "inputs", "outputs"],
            "properties": process(),
        },
        "Execute": {
            "type": "object",
            "properties": {
                "inputs": { "type": "object", "description": "Op /processes/{processId} staan de inputs." },
                "outputs": { "type": "object", "description": "Elk proces heeft er een, als waarde." },
                "response": { "type": "string", "enum": ["raw", "document"], "default": "raw" },
            },
            "additionalProperties": false,
            "example": { "inputs": { "vraag": { "vraag": "clusters_0_18" } } },
        },
        "StatusInfo": object(&["jobID", "type", "status"], json!({
            "jobID": { "type": "string" },
            "processID": { "type": "string" },
            "type": { "type": "string", "enum": ["process"] },
            "status": { "type": "string", "enum": ["accepted", "running", "successful", "failed", "dismissed"] },
            "message": { "type": "string" },
            "progress": { "type": "integer", "minimum": 0, "maximum": 100 },
            "created": { "type": "string", "format": "date-time" },
            "started": { "type": "string", "format": "date-time" },
            "finished": { "type": "string", "format": "date-time" },
            "expires": { "type": "string", "format": "date-time", "description": "Daarna wordt de opdracht weggegooid." },
            "links": reference("Links"),
        })),
        "Jobs": object(&["jobs", "links"], json!({
            "jobs": { "type": "array", "items": reference("StatusInfo") },
            "links": reference("Links"),
        })),
        "LandingPage": object(&["title", "links"], json!({
            "title": { "type": "string" },
            "description": { "type": "string" },
            "links": reference("Links"),
        })),
        "Conformance": object(&["conformsTo"], json!({
            "conformsTo": { "type": "array", "items": { "type": "string" } },
            "links": reference("Links"),
        })),
        "Collections": object(&["links", "collections"], json!({
            "links": reference("Links"),
            "crs": { "type": "array", "items": { "type": "string" } },
            "collections": { "type": "array", "items": reference("Collection") },
        })),
        "Collection": object(&["id", "links", "itemType", "extent", "crs"], json!({
            "id": { "type": "string" },
            "title": { "type": "string" },
            "description": { "type": "string" },
            "itemType": { "type": "string", "enum": ["feature"] },
            "extent": { "type": "object" },
            "crs": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "storageCrs": { "type": "string" },
            "links": reference("Links"),
        })),
        "Fields": object(&["$schema", "$id", "type", "properties"], json!({
            "$schema": { "type": "string" },
            "$id": { "type": "string" },
            "type": { "type": "string", "enum": ["object"] },
            "properties": { "type": "object" },
        })),
        "Geometry": {
            "type": "object",
            "nullable": true,
            "required": ["type"],
            "properties": {
                "type": { "type": "string", "enum": ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"] },
                "coordinates": { "type": "array", "items": {} },
            },
        },
        "Feature": object(&["type", "id", "geometry", "properties"], json!({
            "type": { "type": "string", "enum": ["Feature"] },
            "id": { "type": "string" },
            "geometry": reference("Geometry"),
            "properties": { "type": "object" },
            "links": reference("Links"),
            "place": reference("Geometry"),
            "time": { "type": "object", "nullable": true },
            "featureType": { "type": "string" },
            "coordRefSys": { "type": "string" },
            "conformsTo": { "type": "array", "items": { "type": "string" } },
        })),
        "FeatureCollection": object(&["type", "features", "links", "numberMatched", "numberReturned", "timeStamp"], json!({
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "timeStamp": { "type": "string", "format": "date-time" },
            "numberMatched": { "type": "integer", "minimum": 0 },
            "numberReturned": { "type": "integer", "minimum": 0 },
            "links": reference("Links"),
            "features": { "type": "array", "items": reference("Feature") },
        })),
        "Styles": object(&["styles"], json!({
            "links": reference("Links"),
            "styles": { "type": "array", "items": object(&["id", "links"], json!({
                "id": { "type": "string" },
                "title": { "type": "string" },
                "links": reference("Links"),
            })) },
        })),
        "Legend": object(&["title", "regels"], json!({
            "title": { "type": "string" },
            "links": reference("Links"),
            "regels": { "type": "array", "items": object(&["naam", "soort", "kleur"], json!({
                "naam": { "type": "string" },
                "soort": { "type": "string", "enum": ["vlak", "lijn", "punt"] },
                "kleur": { "type": "string", "nullable": true },
                "rand": { "type": "string" },
            })) },
        })),
        "TileMatrixSets": object(&["tileMatrixSets"], json!({
            "links": reference("Links"),
            "tileMatrixSets": { "type": "array", "items": { "type": "object" } },
        })),
        "TileMatrixSet": object(&["id", "crs", "tileMatrices"], json!({
            "id": { "type": "string" },
            "crs": { "type": "string" },
            "tileMatrices": { "type": "array", "items": object(
                &["id", "scaleDenominator", "cellSize", "pointOfOrigin", "tileWidth", "tileHeight", "matrixWidth", "matrixHeight"],
                json!({
                    "id": { "type": "string" },
                    "scaleDenominator": { "type": "number" },
                    "cellSize": { "type": "number" },
                    "pointOfOrigin": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
                    "tileWidth": { "type": "integer" },
                    "tileHeight": { "type": "integer" },
                    "matrixWidth": { "type": "integer" },
                    "matrixHeight": { "type": "integer" },
                }),
            ) },
        })),
        "TileSets": object(&["tilesets"], json!({
            "links": reference("Links"),
            "tilesets": { "type": "array", "items": reference("TileSet") },
        })),
        "TileSet": object(&["dataType", "crs", "tileMatrixSetId", "links"], json!({
            "title": { "type": "string" },
            "dataType": { "type": "string", "enum": ["vector"] },
            "crs": { "type": "string" },
            "tileMatrixSetId": { "type": "string" },
            "tileMatrixSetLimits": { "type": "array", "items": { "type": "object" } },
            "links": reference("Links"),
        })),
        "TileJson": object(&["tilejson", "tiles", "vector_layers"], json!({
            "tilejson": { "type": "string", "enum": ["3.0.0"] },
            "tiles": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "vector_layers": { "type": "array", "items": { "type": "object" } },
            "minzoom": { "type": "integer" },
            "maxzoom": { "type": "integer" },
            "bounds": { "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 4 },
        })),
    })
}

const PROCESS: &[&str] = &["id", "version", "jobControlOptions", "outputTransmission"];

/// What is told of a process.
fn process() -> Value {
    json!({
        "id": { "type": "string" },
        "title": { "type": "string" },
        "description": { "type": "string" },
        "version": { "type": "string" },
        "jobControlOptions": { "type": "array", "items": { "type": "string", "enum": ["sync-execute", "async-execute", "dismiss"] } },
        "outputTransmission": { "type": "array", "items": { "type": "string", "enum": ["value", "reference"] } },
        "inputs": { "type": "object" },
        "outputs": { "type": "object" },
        "links": reference("Links"),
    })
}

/// A pointer at a schema.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}
