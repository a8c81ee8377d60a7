//! What people recorded about neighbourhoods they consider, in the words of the public interface. It is kept and shown,
//! also of a neighbourhood that is not on the list, and weighs nothing.

use serde::Serialize;

use crate::model::record::Consideration;
use crate::study::opportunity::answer::{OpportunityAnswer, OpportunityRow};
use crate::study::overview::{SourceOverview, district_name, source_overview};

/// One consideration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConsiderationDocument {
    code: String,
    naam: Option<String>,
    wijk: Option<String>,
    voldoet: &'static str,
    motivering: String,
    plan: Option<String>,
    volgindicatoren: Vec<String>,
    berust_op: String,
    datum: String,
    rol: String,
    bron: Option<SourceOverview>,
}

/// All considerations, by neighbourhood and day; nothing where the study has no register of them.
pub fn consideration_documents(
    answer: &OpportunityAnswer<'_>,
) -> Option<Vec<ConsiderationDocument>> {
    let considerations = &answer.need.town.planning.considerations;
    let documents = considerations.iter().map(|one| document(answer, one));
    (!considerations.is_empty()).then(|| documents.collect())
}

fn document(answer: &OpportunityAnswer<'_>, record: &Consideration) -> ConsiderationDocument {
    let town = answer.need.town;
    let area = town.areas.iter().find(|area| area.code == record.area);
    let mut rows = answer.rows.iter();
    let row = rows.find(|row| row.area.code == record.area);
    let source = town.sources.get(usize::from(record.source.0));
    ConsiderationDocument {
        code: record.area.0.clone(),
        naam: area.map(|area| area.name.clone()),
        wijk: area.and_then(|area| district_name(town, area)),
        voldoet: row.map_or("onbekend", qualifies),
        motivering: record.motivation.clone(),
        plan: record.plan.clone(),
        volgindicatoren: record.indicators.clone(),
        berust_op: record.recorded.basis.clone(),
        datum: record.recorded.date.to_string(),
        rol: record.recorded.role.clone(),
        bron: source.map(source_overview),
    }
}

/// Whether a neighbourhood qualifies: `ja`, `nee`, or `onbekend` where figures are missing.
pub fn qualifies(row: &OpportunityRow<'_>) -> &'static str {
    match (row.qualification.qualifies(), row.qualification.stability) {
        (true, _) => "ja",
        (false, Some(_)) => "onbekend",
        (false, None) => "nee",
    }
}
