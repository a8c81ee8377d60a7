//! The layers that are served, by their public names.

use crate::layers::column::Column;
use crate::layers::fields::area_columns::{AREA_COLUMNS, AREA_NAME_COLUMNS, DIFFERENCE_COLUMNS};
use crate::layers::fields::barrier_columns::{BARRIER_COLUMNS, CROSSING_COLUMNS};
use crate::layers::fields::cluster_columns::{CLUSTER_COLUMNS, CLUSTER_MEMBER_COLUMNS};
use crate::layers::fields::community_school_columns::COMMUNITY_SCHOOL_COLUMNS;
use crate::layers::fields::coverage_columns::{COVERAGE_COLUMNS, GAP_COLUMNS};
use crate::layers::fields::facility_columns::FACILITY_COLUMNS;
use crate::layers::fields::need_columns::NEED_COLUMNS;
use crate::layers::fields::opportunity_columns::OPPORTUNITY_COLUMNS;
use crate::layers::fields::school_library_columns::SCHOOL_LIBRARY_COLUMNS;

/// What is said of a layer where layers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collection {
    /// The name in addresses.
    pub id: &'static str,
    /// The title, in Dutch.
    pub title: &'static str,
    /// What is in it, in Dutch.
    pub description: &'static str,
    /// The fields of its features.
    pub columns: &'static [Column],
    /// The question about where to build that it answers as the weight set proposes it; none for the others.
    pub site_question: Option<&'static str>,
}

/// A layer that a tile of a collection holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileLayer {
    /// Its name in the tile.
    pub id: &'static str,
    /// The title, in Dutch.
    pub title: &'static str,
    /// What is in it, in Dutch.
    pub description: &'static str,
    /// The fields of its features.
    pub columns: &'static [Column],
}

/// The names of areas, each on a point inside its area.
const AREA_NAMES: TileLayer = TileLayer {
    id: "gebieden_naam",
    title: "Namen van gebieden",
    description: "De naam van elk gebied op een punt in dat gebied.",
    columns: AREA_NAME_COLUMNS,
};

impl Collection {
    /// The layers that its tiles hold: its own, and for areas also their names.
    pub fn tile_layers(&self) -> Vec<TileLayer> {
        let own = TileLayer {
            id: self.id,
            title: self.title,
            description: self.description,
            columns: self.columns,
        };
        let names = (self.id == "gebieden").then_some(AREA_NAMES);
        std::iter::once(own).chain(names).collect()
    }
}

/// All layers, in the order in which they are listed.
pub const COLLECTIONS: [Collection; 13] = [
    Collection {
        id: "gebieden",
        title: "Gebieden",
        description: "Buurten, wijken en de gemeente, met voor één vraag het aantal personen, hoeveel er de \
                      voorziening binnen de norm bereiken en hoe lang zij onderweg zijn; en de aandachtsindex van buurten \
                      en wijken met onder- en bovengrens en bewijs.",
        columns: AREA_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "voorzieningen",
        title: "Voorzieningen",
        description: "Scholen, opvang, bibliotheken, zorgpunten en andere voorzieningen, ook net buiten de gemeente.",
        columns: FACILITY_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "dekking",
        title: "Dekking",
        description: "De plekken waar mensen wonen, met de vraag of de voorziening binnen de norm ligt: zeker, \
                      mogelijk of niet.",
        columns: COVERAGE_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "witte_vlekken",
        title: "Witte vlekken",
        description: "Vakken van 100 bij 100 meter bij elkaar waar mensen verder dan de norm van de \
                      voorziening wonen; plekken met minder dan 5 personen staan er niet in. \
                      Stabiliteit zegt welk deel van de vakken ook met een 20 % langere norm overblijft.",
        columns: GAP_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "barrieres",
        title: "Barrières",
        description: "Spoor, water, snelwegen en wat de studie zelf een barrière noemt, met wie zij tegenhouden. Leeg waar \
                      afstanden in een rechte lijn worden gemeten.",
        columns: BARRIER_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "oversteken",
        title: "Oversteken",
        description: "Waar een barrière te passeren is: brug, tunnel of overweg, met wie er mag, of het drempelvrij is (ja, \
                      nee of onbekend) en hoe lang het wachten is.",
        columns: CROSSING_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "scenario_verschil",
        title: "Verschil door een scenario",
        description: "Gebieden met de tijd van de middelste persoon en het aandeel binnen de norm, zonder en met het scenario \
                      van de parameter scenario, en het verschil in klassen. Zonder scenario is het verschil nul. Het gaat \
                      over bereikbaarheid, niet over wat dat voor mensen betekent.",
        columns: DIFFERENCE_COLUMNS,
        site_question: None,
    },
    Collection {
        id: "inzet",
        title: "Inzetprofiel",
        description: "Buurten met per domein en samen hoeveel inzet gewenst is, en wijken met het gemiddelde over hun kinderen, \
                      met onder- en bovengrens en het aandeel van het gewicht waarvoor cijfers bekend zijn. Stabiliteit zegt \
                      of het kwintiel, en bij een wijk haar plaats tussen de wijken, met andere gewichten, op een andere schaal \
                      en met wat ontbreekt hetzelfde blijft.",
        columns: NEED_COLUMNS,
        site_question: Some("inzetprofiel"),
    },
    Collection {
        id: "kandidaten_buurtschool",
        title: "Kandidaten buurtschool",
        description: "Schoolgebouwen met de drie criteria van A14: noodzaak om te bouwen of renoveren, ambitie van \
                      professionals en meerwaarde voor leerlingen, met grenzen, label en redenen. Stabiliteit zegt \
                      hoe vaak een gebouw met andere gewichten bij de eerste hoort. Een verkenning; mensen beslissen.",
        columns: COMMUNITY_SCHOOL_COLUMNS,
        site_question: Some("buurtschool"),
    },
    Collection {
        id: "clusters_0_18",
        title: "0-18 clusters",
        description: "Plekken waar kinderopvang, basisschool en middelbare school binnen een loopafstand van elkaar \
                      liggen, en plekken waar één daarvan ontbreekt. Stabiliteit zegt of het cluster er ook is bij een \
                      andere doorsnede en een andere manier van meten. Ruimtelijk kansrijk om te verkennen; mensen beslissen.",
        columns: CLUSTER_COLUMNS,
        site_question: Some("clusters_0_18"),
    },
    Collection {
        id: "clusters_0_18_leden",
        title: "Leden van 0-18 clusters",
        description: "De voorzieningen die samen een 0-18 cluster kunnen vormen, met de stabiliteit van dat cluster.",
        columns: CLUSTER_MEMBER_COLUMNS,
        site_question: Some("clusters_0_18"),
    },
    Collection {
        id: "kansenwerkplaats_lijst",
        title: "Kansenwerkplaatsen",
        description: "Buurten die in beeld komen voor een Kansenwerkplaats, met de reden, de vastgelegde ambitie en \
                      hoe zeker dat is. Stabiliteit zegt of de buurt in beeld blijft met wat niet \
                      bekend is. De lijst is geen volgorde; mensen kiezen.",
        columns: OPPORTUNITY_COLUMNS,
        site_question: Some("kansenwerkplaats"),
    },
    Collection {
        id: "dbos_lijst",
        title: "dBos-lijst",
        description: "Scholen zonder bibliotheek op school, op volgorde van taalcijfers, loopafstand tot een \
                      bibliotheek en aantal leerlingen. Scholen met onvoldoende gegevens staan apart. Stabiliteit zegt of het \
                      kwintiel met wat niet bekend is en op een andere schaal hetzelfde blijft. De budgetlijn \
                      staat in het antwoord op de vraag dbos, met de kosten per school.",
        columns: SCHOOL_LIBRARY_COLUMNS,
        site_question: Some("dbos"),
    },
];
