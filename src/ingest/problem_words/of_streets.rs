//! Lines and nodes of streets and of the background, and what found no place on the streets.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    (
        "barriers or crossings at distance level {}",
        "barrières of oversteken op afstandsniveau {}",
    ),
    (
        "distance level D2: elsewhere nobody goes round by them",
        "afstandsniveau D2: anders loopt niemand er omheen",
    ),
    ("no lines", "geen lijnen"),
    ("streets as lines", "straten als lijnen"),
    ("no line", "geen lijn"),
    ("a line without length", "een lijn zonder lengte"),
    (
        "a line of two or more places",
        "een lijn van twee of meer plaatsen",
    ),
    (
        "a value that the study does not name",
        "een waarde die de studie niet noemt",
    ),
    (
        "OpenStreetMap data (.osm.pbf)",
        "gegevens van OpenStreetMap (.osm.pbf)",
    ),
    (
        "whole OpenStreetMap data (.osm.pbf)",
        "hele gegevens van OpenStreetMap (.osm.pbf)",
    ),
    ("no ways with highway", "geen wegen met highway"),
    ("streets", "straten"),
    (
        "streets of which no nodes are in the file",
        "straten waarvan geen punten in het bestand staan",
    ),
    ("ways with their nodes", "wegen met hun punten"),
    (
        "nodes such as ({#}, {#}), none of them in {}",
        "punten zoals ({#}, {#}), geen daarvan in {}",
    ),
    ("missing nodes", "punten die er niet zijn"),
    (
        "way {#} over {#} of {#} nodes that are not in the file",
        "weg {#} over {#} van {#} punten die niet in het bestand staan",
    ),
    (
        "all nodes of every way; the other stretches were kept",
        "alle punten van elke weg; de andere stukken zijn gebleven",
    ),
    ("fewer than two nodes", "minder dan twee punten"),
    (
        "way {#} of fewer than two nodes",
        "weg {#} van minder dan twee punten",
    ),
    ("two or more nodes", "twee of meer punten"),
    ("way {#} with {..}", "weg {#} met {..}"),
    ("an open ring", "een open ring"),
    ("no surface", "geen oppervlakte"),
    (
        "a closed ring of known nodes",
        "een gesloten ring van bekende punten",
    ),
    ("no whole rings", "geen hele ringen"),
    ("multipolygon {#} with {..}", "multipolygon {#} met {..}"),
    ("no outer ring", "geen buitenste ring"),
    (
        "a way that is not in the file",
        "een weg die niet in het bestand staat",
    ),
    ("a ring that is not closed", "een ring die niet is gesloten"),
    (
        "a node that is not in the file",
        "een punt dat niet in het bestand staat",
    ),
    (
        "closed rings of ways and nodes that are in the file",
        "gesloten ringen van wegen en punten die in het bestand staan",
    ),
    // Without a place on the streets.
    (
        "home \"{}\" at {#} m from the nearest street usable {..}",
        "woning \"{}\" op {#} m van de dichtstbijzijnde straat die te gebruiken is {..}",
    ),
    (
        "facility \"{}\" at {#} m from the nearest street usable {..}",
        "voorziening \"{}\" op {#} m van de dichtstbijzijnde straat die te gebruiken is {..}",
    ),
    (
        "home \"{}\" where no street at all is usable {..}",
        "woning \"{}\" waar geen enkele straat te gebruiken is {..}",
    ),
    (
        "facility \"{}\" where no street at all is usable {..}",
        "voorziening \"{}\" waar geen enkele straat te gebruiken is {..}",
    ),
    ("on foot", "te voet"),
    ("by wheelchair", "met een rolstoel"),
    ("by bicycle", "met de fiets"),
    ("by car", "met de auto"),
    (
        "a usable street within {#} m",
        "een bruikbare straat binnen {#} m",
    ),
];
