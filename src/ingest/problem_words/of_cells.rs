//! What one cell says: numbers, dates, times, words and codes.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    // What was written.
    ("nothing", "niets"),
    ("{#}", "{#}"),
    ("{#}-{#}-{#}", "{#}-{#}-{#}"),
    ("\"{}\"", "\"{}\""),
    ("\"{}\" in \"{}\"", "\"{}\" in \"{}\""),
    ("[{#}, {#}]", "[{#}, {#}]"),
    ("{#} and {#}", "{#} en {#}"),
    ("{#} to {#}", "{#} tot {#}"),
    ("{#} to nothing", "{#} tot niets"),
    ("nothing to {#}", "niets tot {#}"),
    // Numbers.
    ("a number", "een getal"),
    ("a number of 0 or more", "een getal van 0 of meer"),
    ("a number above 0", "een getal boven 0"),
    (
        "a number from {#} to {#}",
        "een getal van {#} tot en met {#}",
    ),
    ("a number of {..}, 0 or more", "een aantal {..}, 0 of meer"),
    ("metres", "meter"),
    ("seconds", "seconden"),
    ("square metres", "vierkante meter"),
    ("euros", "euro"),
    ("people", "mensen"),
    (
        "a number of people (0 or more)",
        "een aantal mensen (0 of meer)",
    ),
    (
        "at most a thousand million people",
        "hoogstens duizend miljoen mensen",
    ),
    (
        "a whole number of people (1 or more)",
        "een heel aantal mensen (1 of meer)",
    ),
    (
        "a whole number of places (0 or more)",
        "een heel aantal plaatsen (0 of meer)",
    ),
    (
        "a whole number of pupils (0 or more)",
        "een heel aantal leerlingen (0 of meer)",
    ),
    (
        "a number of pupils (0 or more), or a hidden one such as <5",
        "een aantal leerlingen (0 of meer), of een verborgen aantal zoals <5",
    ),
    (
        "a percentage from 0 to 100",
        "een percentage van 0 tot en met 100",
    ),
    (
        "a percentage of the residents (0 to 100)",
        "een percentage van de inwoners (0 tot en met 100)",
    ),
    ("a weight (0 or more)", "een gewicht (0 of meer)"),
    ("a weight above 0", "een gewicht boven 0"),
    (
        "a number of seconds, 0 or more",
        "een aantal seconden, 0 of meer",
    ),
    (
        "a number of metres: 0 or more, and for squares their side",
        "een aantal meters: 0 of meer, en bij vierkanten hun zijde",
    ),
    (
        "a length of 0 metres or more",
        "een lengte van 0 meter of meer",
    ),
    (
        "a speed above 0 metres per second",
        "een snelheid boven 0 meter per seconde",
    ),
    ("a factor of 1 or more", "een factor van 1 of meer"),
    ("square metres above 0", "vierkante meters boven 0"),
    (
        "square metre hours a week, 0 or more",
        "vierkante meter maal uren per week, 0 of meer",
    ),
    ("euros, 0 or more", "euro, 0 of meer"),
    (
        "two numbers, the smaller one first",
        "twee getallen, het kleinste eerst",
    ),
    ("{#} of {#} pupils", "{#} van {#} leerlingen"),
    ("a part of all pupils", "een deel van alle leerlingen"),
    // Days and times.
    (
        "a date such as 2025-03-31 or 31-03-2025",
        "een datum zoals 2025-03-31 of 31-03-2025",
    ),
    (
        "a date, not before its first day",
        "een datum, niet vóór de eerste dag",
    ),
    (
        "a time such as 08:30, from 00:00 to 24:00",
        "een tijd zoals 08:30, van 00:00 tot 24:00",
    ),
    ("a time after the beginning", "een tijd na het begin"),
    (
        "a day: ma, di, wo, do, vr, za, zo, or 1 (Monday) to 7",
        "een dag: ma, di, wo, do, vr, za, zo, of 1 (maandag) tot en met 7",
    ),
    ("a year such as 1974", "een jaar zoals 1974"),
    (
        "a year, not before that in which it was built",
        "een jaar, niet vóór het bouwjaar",
    ),
    (
        "a first year and a last one that is not before it",
        "een eerste jaar en een laatste jaar dat daar niet vóór ligt",
    ),
    (
        "a day up to the reference date {} (it counts only in questions about a later day)",
        "een dag tot en met de peildatum {} (dit telt alleen in vragen over een latere dag)",
    ),
    (
        "a day from {} on, which the file with the building describes",
        "een dag vanaf {}, de dag die het bestand met het gebouw beschrijft",
    ),
    (
        "hours such as Mo-Fr 08:30-15:00",
        "tijden zoals Mo-Fr 08:30-15:00",
    ),
    (
        "hours such as 08:30-15:00, or off",
        "tijden zoals 08:30-15:00, of off",
    ),
    (
        "days such as Mo, Mo-Fr or We,Sa",
        "dagen zoals Mo, Mo-Fr of We,Sa",
    ),
    // Words and codes.
    ("ja or nee", "ja of nee"),
    ("nu, straks or later", "nu, straks of later"),
    (
        "niet aangevraagd, aangevraagd or geautoriseerd",
        "niet aangevraagd, aangevraagd of geautoriseerd",
    ),
    (
        "altijd, schoolweek or vakantieweek",
        "altijd, schoolweek of vakantieweek",
    ),
    ("vast or optie", "vast of optie"),
    (
        "a condition by NEN 2767, from 1 to 6",
        "een conditie volgens NEN 2767, van 1 tot en met 6",
    ),
    (
        "a level from 0 to 4 (leave the row out where it is not known)",
        "een niveau van 0 tot en met 4 (laat de rij weg waar het niet bekend is)",
    ),
    (
        "the code of an area of the study",
        "de code van een gebied van de studie",
    ),
    (
        "the code of a neighbourhood of the study",
        "de code van een buurt van de studie",
    ),
    (
        "the id of a facility of the study",
        "het id van een voorziening van de studie",
    ),
    (
        "the id of a building of the study",
        "het id van een gebouw van de studie",
    ),
    (
        "the id of a room of the study",
        "het id van een ruimte van de studie",
    ),
    (
        "the code of a kind such as BIBLIOTHEEK",
        "de code van een soort zoals BIBLIOTHEEK",
    ),
    ("the id of a building", "het id van een gebouw"),
    ("the id of a room", "het id van een ruimte"),
    ("the id of a school", "het id van een school"),
    (
        "a type of room such as gymzaal",
        "een soort ruimte zoals gymzaal",
    ),
];
