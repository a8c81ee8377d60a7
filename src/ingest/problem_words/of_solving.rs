//! The text files of `nabij solve`: costs, demand, facts of sites and what can be done with them.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    ("a name", "een naam"),
    ("a name, each once", "een naam, elke één keer"),
    ("each demand point once", "elk vraagpunt één keer"),
    ("a number, 0 or more", "een getal, 0 of meer"),
    (
        "a number, 0 or more; a pair that cannot be reached has no row",
        "een getal, 0 of meer; een paar zonder weg ertussen heeft geen rij",
    ),
    ("at least one demand point", "ten minste één vraagpunt"),
    (
        "a demand point of the demand file",
        "een vraagpunt uit het bestand met de vraag",
    ),
    ("a table of costs", "een tabel met kosten"),
    (
        "a second cost from {} to {}",
        "een tweede kostenpost van {} naar {}",
    ),
    ("only the one of row {#}", "alleen die van rij {#}"),
    (
        "a table as comma-separated UTF-8 text",
        "een tabel als tekst in UTF-8 met komma's ertussen",
    ),
    ("the columns {}", "de kolommen {}"),
    ("a column \"{}\"", "een kolom \"{}\""),
    (
        "closed or the name of a way to be open, each once for a site",
        "closed of de naam van een manier om open te zijn, elk één keer voor een plek",
    ),
    (
        "also a way to be open, because a site that can only close is no choice",
        "ook een manier om open te zijn, want een plek die alleen dicht kan is geen keuze",
    ),
    (
        "nothing, because a closed site serves nobody",
        "niets, want een gesloten plek helpt niemand",
    ),
    (
        "a number of places, 0 or more",
        "een aantal plaatsen, 0 of meer",
    ),
    ("a number of metres", "een aantal meters"),
    (
        "a number of metres, as the other one has",
        "een aantal meters, zoals het andere veld heeft",
    ),
    (
        "euros, 0 or more, with at most two decimals",
        "euro, 0 of meer, met hoogstens twee decimalen",
    ),
    ("a text file that can be read", "een leesbaar tekstbestand"),
    (
        "a first line with the numbers of vertices, edges and sites",
        "een eerste regel met de aantallen punten, verbindingen en plekken",
    ),
    ("{#} to {#} vertices", "{#} tot {#} punten"),
    ("{#}, as row {#} says", "{#}, zoals rij {#} zegt"),
    ("{#} edges", "{#} verbindingen"),
    ("a vertex from 1 to {#}", "een punt van 1 tot en met {#}"),
    (
        "three whole numbers, 0 or more",
        "drie hele getallen, 0 of meer",
    ),
    ("costs between vertices", "kosten tussen punten"),
];
