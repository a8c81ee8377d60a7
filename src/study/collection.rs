//! The layers that are served, by their public names.

/// What is said of a layer where layers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collection {
    /// The name in addresses.
    pub id: &'static str,
    /// The title, in Dutch.
    pub title: &'static str,
    /// What is in it, in Dutch.
    pub description: &'static str,
}

/// All layers, in the order in which they are listed.
pub const COLLECTIONS: [Collection; 4] = [
    Collection {
        id: "gebieden",
        title: "Gebieden",
        description: "Buurten, wijken en de gemeente, met voor één vraag het aantal personen, hoeveel er de \
                      voorziening binnen de norm bereiken en hoe lang zij onderweg zijn.",
    },
    Collection {
        id: "voorzieningen",
        title: "Voorzieningen",
        description: "Scholen, opvang, bibliotheken, zorgpunten en andere voorzieningen, ook net buiten de gemeente.",
    },
    Collection {
        id: "dekking",
        title: "Dekking",
        description: "De plekken waar mensen wonen, met de vraag of de voorziening binnen de norm ligt: zeker, \
                      mogelijk of niet.",
    },
    Collection {
        id: "witte_vlekken",
        title: "Witte vlekken",
        description: "Vakken van 100 bij 100 meter bij elkaar waar mensen verder dan de norm van de \
                      voorziening wonen; plekken met minder dan 5 personen staan er niet in.",
    },
];
