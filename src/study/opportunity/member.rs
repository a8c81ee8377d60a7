//! One neighbourhood of a place for a Kansenwerkplaats: why it is in view, and what ambition was recorded there.

use serde::Serialize;

use crate::layers::decimals::thousandth;
use crate::layers::need_figures::shown_score;
use crate::model::estimate::Estimate;
use crate::study::language::Language;
use crate::study::need::sentences::domain_name;
use crate::study::opportunity::answer::OpportunityRow;
use crate::study::opportunity::programmes::{ProgrammeDocument, programme_documents};
use crate::study::opportunity::shown::ShownAnswer;
use crate::study::overview::{SourceOverview, district_name, source_overview};

/// What a place's score is made of: the domain that stands highest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainPart {
    domein: &'static str,
    naam: &'static str,
    punten: f64,
}

/// A score with its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ScoreDocument {
    waarde: Option<f64>,
    laag: f64,
    hoog: f64,
}

/// One neighbourhood of a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberDocument {
    code: String,
    naam: String,
    wijk: Option<String>,
    redenen: Vec<String>,
    percentielen: Vec<PercentileDocument>,
    ambitie: AmbitionDocument,
    programmas: Option<Vec<ProgrammeDocument>>,
}

/// How a neighbourhood stands in one domain among all that are measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PercentileDocument {
    domein: &'static str,
    naam: &'static str,
    #[serde(flatten)]
    score: ScoreDocument,
    bewijs: f64,
    wijkcijfer: bool,
}

/// What people recorded; everything but the note is null where nothing was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AmbitionDocument {
    niveau: Option<u8>,
    berust_op: Option<String>,
    datum: Option<String>,
    rol: Option<String>,
    bron: Option<SourceOverview>,
    wijkcijfer: bool,
    verouderd: bool,
    maanden_geleden: Option<u32>,
}

impl ShownAnswer<'_> {
    /// One neighbourhood of a place.
    pub fn member(&self, row: &OpportunityRow<'_>) -> MemberDocument {
        let town = self.answer.need.town;
        let record = row.ambition.record;
        let source = record.and_then(|record| town.sources.get(usize::from(record.source.0)));
        MemberDocument {
            code: row.area.code.0.clone(),
            naam: row.area.name.clone(),
            wijk: district_name(town, row.area),
            redenen: self.reasons(row),
            percentielen: row
                .qualification
                .percentiles
                .iter()
                .map(|(domain, percentile)| PercentileDocument {
                    domein: domain.code(),
                    naam: domain_name(*domain, self.language),
                    score: score(percentile),
                    bewijs: thousandth(percentile.evidence),
                    wijkcijfer: self.is_of_district(row.row, *domain),
                })
                .collect(),
            ambitie: AmbitionDocument {
                niveau: record.map(|record| record.level.level()),
                berust_op: record.map(|record| record.recorded.basis.clone()),
                datum: record.map(|record| record.recorded.date.to_string()),
                rol: record.map(|record| record.recorded.role.clone()),
                bron: source.map(source_overview),
                wijkcijfer: row.ambition.inherited,
                verouderd: row.ambition.is_out_of_date(self.limits.months),
                maanden_geleden: row.ambition.months_ago,
            },
            programmas: programme_documents(town, &row.programmes),
        }
    }
}

/// The first of the domains that stand highest.
pub fn highest_domain(row: &OpportunityRow<'_>, language: Language) -> Option<DomainPart> {
    let highest = row.qualification.highest.value?;
    let found = row
        .qualification
        .percentiles
        .iter()
        .find(|(_, percentile)| percentile.value == Some(highest));
    found.map(|&(domain, _)| DomainPart {
        domein: domain.code(),
        naam: domain_name(domain, language),
        punten: shown_score(&Estimate::known(highest)).1,
    })
}

/// A score with its bounds, in tenths.
pub fn score(estimate: &Estimate) -> ScoreDocument {
    let (waarde, laag, hoog) = shown_score(estimate);
    ScoreDocument { waarde, laag, hoog }
}
