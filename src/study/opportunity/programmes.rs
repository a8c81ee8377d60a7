//! The programmes that a neighbourhood has already, in the words of the public interface. They are shown beside need
//! and ambition and weigh nothing: a place with programmes is neither ahead nor behind.

use serde::Serialize;

use crate::model::town_data::TownData;
use crate::need::area_programmes::{AreaProgramme, Running};
use crate::study::language::Language;
use crate::study::need::sentences::listed;
use crate::study::overview::{SourceOverview, source_overview};

/// One programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgrammeDocument {
    naam: String,
    soort: String,
    van: String,
    tot: Option<String>,
    status: Option<&'static str>,
    van_de_wijk: bool,
    berust_op: String,
    datum: String,
    rol: String,
    bron: Option<SourceOverview>,
}

/// The programmes of a neighbourhood; nothing where the study has no register, which is not the same as none.
pub fn programme_documents(
    town: &TownData,
    programmes: &[AreaProgramme<'_>],
) -> Option<Vec<ProgrammeDocument>> {
    let document = |programme: &AreaProgramme<'_>| {
        let record = programme.record;
        let source = town.sources.get(usize::from(record.source.0));
        ProgrammeDocument {
            naam: record.name.clone(),
            soort: record.kind.clone(),
            van: record.from.to_string(),
            tot: record.until.map(|until| until.to_string()),
            status: programme.running.map(status),
            van_de_wijk: programme.of_district,
            berust_op: record.recorded.basis.clone(),
            datum: record.recorded.date.to_string(),
            rol: record.recorded.role.clone(),
            bron: source.map(source_overview),
        }
    };
    has_register(town).then(|| programmes.iter().map(document).collect())
}

/// Whether the study has a register of programmes.
pub fn has_register(town: &TownData) -> bool {
    !town.planning.programmes.is_empty()
}

/// What must be known of the programmes beside the list.
pub fn programmes_remark(town: &TownData, language: Language) -> String {
    match (has_register(town), language) {
        (true, Language::Dutch) => {
            "Programma's die er al zijn staan erbij en tellen niet mee. Wat niet is vastgelegd, kan er toch zijn."
        }
        (false, Language::Dutch) => {
            "Welke programma's er al zijn, is in deze studie niet vastgelegd."
        }
        (true, Language::English) => {
            "Programmes that exist stand beside it and weigh nothing. What is not recorded may still exist."
        }
        (false, Language::English) => "Which programmes exist is not recorded in this study.",
    }
    .to_owned()
}

/// "Huiswerkklas (huiswerkhulp, loopt); Zomerschool (leren in de vakantie, voor de wijk, voorbij)"
pub fn programme_names(programmes: &[AreaProgramme<'_>]) -> String {
    let name = |programme: &AreaProgramme<'_>| {
        let notes = [
            Some(programme.record.kind.as_str()),
            programme.of_district.then_some("voor de wijk"),
            programme.running.map(status),
        ];
        let notes: Vec<&str> = notes.into_iter().flatten().collect();
        format!("{} ({})", programme.record.name, notes.join(", "))
    };
    programmes.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// "Hier loopt al: Huiswerkklas en Zomerschool."; nothing where none is known to run.
pub fn running_sentence(programmes: &[AreaProgramme<'_>], language: Language) -> Option<String> {
    let running = programmes
        .iter()
        .filter(|programme| programme.running == Some(Running::Now));
    let names: Vec<&str> = running
        .map(|programme| programme.record.name.as_str())
        .collect();
    let said = match language {
        Language::Dutch => "Hier loopt al",
        Language::English => "Already running here",
    };
    (!names.is_empty()).then(|| format!("{said}: {}.", listed(&names, language)))
}

fn status(running: Running) -> &'static str {
    match running {
        Running::Later => "begint later",
        Running::Now => "loopt",
        Running::Ended => "voorbij",
    }
}
