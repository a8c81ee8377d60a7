//! Columns and tables: which are there, codes that are there twice or not at all, and rows that do not go together.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    ("no such column", "geen kolom met deze naam"),
    (
        "the column that study.toml names",
        "de kolom die study.toml noemt",
    ),
    (
        "the column that study.toml names, \"{}\" perhaps (columns: {})",
        "de kolom die study.toml noemt, misschien \"{}\" (kolommen: {})",
    ),
    (
        "no column with a code (columns: {})",
        "geen kolom met een code (kolommen: {})",
    ),
    (
        "no column with the code of a {} (columns: {})",
        "geen kolom met de code van een {} (kolommen: {})",
    ),
    ("columns.code in study.toml", "columns.code in study.toml"),
    (
        "columns {} with the same meaning",
        "kolommen {} die hetzelfde betekenen",
    ),
    (
        "the right one to be named in study.toml",
        "de goede kolom, genoemd in study.toml",
    ),
    ("one of {}", "een van {}"),
    ("one of {} and {#} more", "een van {} en nog {#}"),
    ("some of {}", "een of meer van {}"),
    ("each once", "elk één keer"),
    ("\"{}\" a second time", "\"{}\" een tweede keer"),
    ("it a second time", "dit een tweede keer"),
    ("each code once", "elke code één keer"),
    ("{#} more with {..}", "nog {#} met {..}"),
    // Areas and their figures.
    ("code \"{}\" a second time", "code \"{}\" een tweede keer"),
    ("code \"{}\" without an area", "code \"{}\" zonder gebied"),
    ("no row for \"{}\"", "geen rij voor \"{}\""),
    (
        "a row for every area of the study",
        "een rij voor elk gebied van de studie",
    ),
    (
        "one row for each area of the study",
        "één rij voor elk gebied van de studie",
    ),
    ("no neighbourhoods", "geen buurten"),
    (
        "a table [[areas]] of level \"buurt\" with rows",
        "een tabel [[areas]] van niveau \"buurt\" met rijen",
    ),
    (
        "code \"{}\" again, which another table has already",
        "code \"{}\" nog eens, die een andere tabel al heeft",
    ),
    ("each area in one table", "elk gebied in één tabel"),
    (
        "code \"{}\" for a {} and a {}",
        "code \"{}\" voor een {} en een {}",
    ),
    (
        "another code for each area (code_prefix can make them so)",
        "voor elk gebied een andere code (code_prefix kan daarvoor zorgen)",
    ),
    (
        "parent \"{}\" of \"{}\", which no table has",
        "\"{}\" als gebied om \"{}\", dat in geen tabel staat",
    ),
    ("\"{}\" in no {}", "\"{}\" in geen enkele {}"),
    ("a {} around every {}", "een {} om elke {}"),
    ("the code of an area", "de code van een gebied"),
    (
        "code \"{}\" again, with another name or other figures",
        "code \"{}\" nog eens, met een andere naam of andere cijfers",
    ),
    (
        "one area for a code (the outlines are joined, the figures of row {#} are used)",
        "één gebied bij een code (de vlakken zijn samengevoegd, de cijfers van rij {#} zijn gebruikt)",
    ),
    (
        "code \"{}\", which is not of CBS",
        "code \"{}\", die niet van het CBS is",
    ),
    (
        "code \"{}\" and {#} more that are not of CBS",
        "code \"{}\" en nog {#} die niet van het CBS zijn",
    ),
    (
        "{} and {#} digits or letters (other codes are fine if they are meant)",
        "{} en {#} cijfers of letters (andere codes mogen, als ze zo bedoeld zijn)",
    ),
    (
        "no number of residents for \"{}\"",
        "geen aantal inwoners voor \"{}\"",
    ),
    (
        "a number of residents (it counts as not known, never as 0)",
        "een aantal inwoners (het geldt als niet bekend, nooit als 0)",
    ),
    (
        "{#} residents of \"{}\" and {#} in the {#} of its {#} areas with a figure",
        "{#} inwoners van \"{}\" en {#} in de {#} van zijn {#} gebieden met een cijfer",
    ),
    (
        "equal totals, but for rounding (at most {#})",
        "gelijke totalen, op afronding na (hoogstens {#})",
    ),
    // Ages.
    ("{..} for \"{}\"", "{..} voor \"{}\""),
    ("no ages", "geen leeftijden"),
    (
        "ages with a gap or nobody",
        "leeftijden met een gat of zonder mensen",
    ),
    (
        "people for every band of ages in {}",
        "mensen voor elke leeftijdsgroep in {}",
    ),
    (
        "ages such as 0-4 (both included) or 95+",
        "leeftijden zoals 0-4 (beide tellen mee) of 95+",
    ),
    (
        "a band of ages that does not exist",
        "een leeftijdsgroep die niet bestaat",
    ),
    (
        "one of 0-4, 4-12, 12-18, 0-15, 15-18, 15-25, alle, or a single year such as 4-5",
        "een van 0-4, 4-12, 12-18, 0-15, 15-18, 15-25, alle, of één jaar zoals 4-5",
    ),
    (
        "the south-west corner of a square such as E85900N436000",
        "de zuidwesthoek van een vierkant, zoals E85900N436000",
    ),
    ("no numbers of people", "geen aantallen mensen"),
    (
        "[residents.counts] with at least \"alle\"",
        "[residents.counts] met ten minste \"alle\"",
    ),
    // Facilities.
    (
        "all {#} facilities outside the study area",
        "alle {#} voorzieningen buiten het gebied van de studie",
    ),
    (
        "facilities in the study area (are the coordinate system and the order of x and y right?)",
        "voorzieningen in het gebied van de studie (kloppen het coördinatenstelsel en de volgorde van x en y?)",
    ),
    (
        "code \"{}\" of row {#} again, {..}",
        "code \"{}\" van rij {#} nog eens, {..}",
    ),
    (
        "code \"{}\" of {}, row {#} again, {..}",
        "code \"{}\" van {}, rij {#} nog eens, {..}",
    ),
    ("on the same spot", "op dezelfde plek"),
    ("{#} m farther", "{#} m verder"),
    (
        "one row (the two are one facility, its places count once)",
        "één rij (de twee zijn één voorziening, haar plaatsen tellen één keer)",
    ),
    (
        "each code once (it is kept as another location, places of the institution count once)",
        "elke code één keer (dit blijft als andere locatie, plaatsen van de instelling tellen één keer)",
    ),
    ("opening hours \"{}\"", "openingstijden \"{}\""),
    (
        "\"{}\", as the facility's first row says (these are kept)",
        "\"{}\", zoals de eerste rij van de voorziening zegt (die blijven gelden)",
    ),
    ("{} on exactly one place", "{} op precies één plek"),
    (
        "different places, unless they share a building",
        "verschillende plekken, tenzij ze in één gebouw zitten",
    ),
    (
        "0 pupils of \"{}\", which has {#} in {}",
        "0 leerlingen van \"{}\", die er {#} heeft in {}",
    ),
    (
        "a number near that (the number of the school's own row is kept)",
        "een aantal dat daarop lijkt (het aantal van de eigen rij van de school blijft gelden)",
    ),
    (
        "an institution of 4 characters and a location of 2 or 6",
        "een instelling van 4 tekens en een vestiging van 2 of 6",
    ),
    (
        "an entrance {#} m from \"{}\"",
        "een ingang op {#} m van \"{}\"",
    ),
    ("one on its own site", "een ingang op het eigen terrein"),
];
