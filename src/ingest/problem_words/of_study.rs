//! The study file and the files of norms, profiles, kinds and weights.

/// English and Dutch.
pub const PHRASES: &[(&str, &str)] = &[
    // Keys.
    ("no such key", "geen sleutel met deze naam"),
    ("an unknown key", "een onbekende sleutel"),
    (
        "this key to be given in this table",
        "deze sleutel in deze tabel",
    ),
    (
        "\"{}\" perhaps (known here: {})",
        "misschien \"{}\" (hier bekend: {})",
    ),
    ("a key = value of TOML", "een sleutel = waarde van TOML"),
    // Settings about who asks.
    ("nothing, with an issuer", "niets, terwijl er een issuer is"),
    (
        "the name of the service at the identity provider",
        "de naam van de dienst bij wie mensen laat inloggen",
    ),
    (
        "https://, a host and perhaps a port, or http:// on this machine",
        "https://, een naam en misschien een poort, of http:// op dit apparaat",
    ),
    ("a file with the secret", "een bestand met het geheim"),
    (
        "a file that can be added to",
        "een bestand waaraan iets toegevoegd kan worden",
    ),
    (
        "a file with {#} random bytes or more",
        "een bestand met {#} willekeurige bytes of meer",
    ),
    ("{#} bytes in {}", "{#} bytes in {}"),
    (
        "{}: No such file or directory (os error {#})",
        "{}: dat is er niet (os error {#})",
    ),
    (
        "{}: Is a directory (os error {#})",
        "{}: dat is een map (os error {#})",
    ),
    (
        "a file with settings in TOML",
        "een bestand met instellingen in TOML",
    ),
    ("a text with \"{}\"", "een tekst met \"{}\""),
    (
        "host:port with an IP address as host, such as 127.0.0.1:8080 or [::1]:8080",
        "host:poort met een IP-adres als host, zoals 127.0.0.1:8080 of [::1]:8080",
    ),
    (
        "IP addresses, such as 127.0.0.1 or ::1",
        "IP-adressen, zoals 127.0.0.1 of ::1",
    ),
    (
        "a file, or a database as postgresql://user@host/name",
        "een bestand, of een database als postgresql://gebruiker@host/naam",
    ),
    ("{#} tables [[age_shares]]", "{#} tabellen [[age_shares]]"),
    ("one at most", "hoogstens één"),
    (
        "\"{}\" or a file in the data folder",
        "\"{}\" of een bestand in de map met gegevens",
    ),
    ("a text file in UTF-8", "een tekstbestand in UTF-8"),
    // Sources.
    (
        "the name \"{}\" a second time",
        "de naam \"{}\" een tweede keer",
    ),
    (
        "another name for each source",
        "voor elke bron een andere naam",
    ),
    (
        "the words that the maker of the map asks for beside it",
        "de woorden die de maker van de kaart erbij vraagt",
    ),
    (
        "https://, a host, and a path with {z}, {x} and {y}, as of tiles in EPSG:3857",
        "https://, een host, en een pad met {z}, {x} en {y}, zoals van tegels in EPSG:3857",
    ),
    (
        "who answers for the data",
        "wie voor de gegevens verantwoordelijk is",
    ),
    (
        "an address that begins with https:// or http://",
        "een adres dat begint met https:// of http://",
    ),
    (
        "an address such as geo@gemeente.nl",
        "een adres zoals geo@gemeente.nl",
    ),
    ("\"D2\" without barriers", "\"D2\" zonder barrières"),
    (
        "a table [[barriers]], or D0 or D1",
        "een tabel [[barriers]], of D0 of D1",
    ),
    ("\"D3\" without streets", "\"D3\" zonder straten"),
    (
        "a table [[streets]], or D0 or D1",
        "een tabel [[streets]], of D0 of D1",
    ),
    ("no class", "geen klasse"),
    ("class or class_column", "class of class_column"),
    // Kinds.
    ("both kind and columns.kind", "kind en ook columns.kind"),
    ("one of them", "een van beide"),
    ("no kind", "geen soort"),
    (
        "kind = \"PO\" for all rows, or columns.kind",
        "kind = \"PO\" voor alle rijen, of columns.kind",
    ),
    (
        "a value that \"kinds\" in study.toml names",
        "een waarde die \"kinds\" in study.toml noemt",
    ),
    (
        "the code of a kind such as PO, or \"kinds\" in study.toml to translate it",
        "de code van een soort zoals PO, of \"kinds\" in study.toml om hem te vertalen",
    ),
    (
        "unknown kind \"{}\" for \"{}\"",
        "onbekende soort \"{}\" voor \"{}\"",
    ),
    (
        "one of {}, or a table [[kinds]] for it",
        "een van {}, of een tabel [[kinds]] ervoor",
    ),
    ("each kind once", "elke soort één keer"),
    ("\"{}\" at kind {}", "\"{}\" bij soort {}"),
    (
        "a code of capitals, digits and underscores such as PO or SCHOOL_10_14",
        "een code van hoofdletters, cijfers en lage streepjes zoals PO of SCHOOL_10_14",
    ),
    ("\"de\" or \"het\"", "\"de\" of \"het\""),
    ("one letter", "één letter"),
    // Norms.
    ("{..} at kind \"{}\"", "{..} bij soort \"{}\""),
    ("one norm for each kind", "één norm voor elke soort"),
    ("an unknown kind", "een onbekende soort"),
    ("0-4, 4-12, 12-18 or alle", "0-4, 4-12, 12-18 of alle"),
    ("no age group", "geen leeftijdsgroep"),
    (
        "at least one of 0-4, 4-12, 12-18, alle",
        "ten minste één van 0-4, 4-12, 12-18, alle",
    ),
    (
        "a limit of {#} s with a norm of {#} s",
        "een grens van {#} s bij een norm van {#} s",
    ),
    ("a limit above the norm", "een grens boven de norm"),
    (
        "either {} or {}, as a number of 0 or more",
        "{} of {}, als getal van 0 of meer",
    ),
    ("both", "allebei"),
    ("neither", "geen van beide"),
    // Profiles.
    ("{..} at profile \"{}\"", "{..} bij profiel \"{}\""),
    ("each profile once", "elk profiel één keer"),
    (
        "one of foot, wheelchair, bicycle, car",
        "een van foot, wheelchair, bicycle, car",
    ),
    // Weights and rules.
    ("a weight of {#}", "een gewicht van {#}"),
    ("a weight of \"{}\"", "een gewicht van \"{}\""),
    (
        "0, for the Afwegingskader of the education agenda says: \"kunnen we inclusiviteit niet als \
         sturingsinstrument gebruiken om voorrang te verlenen aan scholen bij huisvesting of renovatie\" \
         (inclusive use is shown with each building, it is never weighed)",
        "0, want het Afwegingskader van de onderwijsagenda zegt: \"kunnen we inclusiviteit niet als \
         sturingsinstrument gebruiken om voorrang te verlenen aan scholen bij huisvesting of renovatie\" \
         (inclusief gebruik staat bij elk gebouw, het weegt nooit mee)",
    ),
    (
        "a number of 0 or more, or a fraction such as \"1/3\"",
        "een getal van 0 of meer, of een breuk zoals \"1/3\"",
    ),
    (
        "a number or a fraction such as \"1/3\"",
        "een getal of een breuk zoals \"1/3\"",
    ),
    (
        "a text or a list of texts",
        "een tekst of een lijst van teksten",
    ),
    ("weights that sum to {#}", "gewichten die samen {#} zijn"),
    (
        "weights that sum to 1 (a third may be written as \"1/3\")",
        "gewichten die samen 1 zijn (een derde mag als \"1/3\")",
    ),
    ("no weight for {}", "geen gewicht voor {}"),
    (
        "a weight for each, 0 where it does not count",
        "een gewicht voor elk, 0 waar het niet meetelt",
    ),
    (
        "the age that starts to count and a higher one that counts in full, in years",
        "de leeftijd die begint te tellen en een hogere die helemaal telt, in jaren",
    ),
    (
        "weeks with school and without, 1 to 53 together",
        "weken met school en zonder, samen 1 tot 53",
    ),
    ("no room type for {}", "geen soort ruimte voor {}"),
    ("at least one", "ten minste één"),
];
