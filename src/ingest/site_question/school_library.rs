//! `vraag = "dbos"`: in which order schools come into view for a library at school.

use serde::Deserialize;

use crate::ingest::site_question::refused::QuestionRefused;
use crate::ingest::site_question::value::{at_least_one, kinds, quantity, set, within};
use crate::model::school_library_question::SchoolLibraryQuestion;
use crate::model::units::{Euros, Metres};
use crate::model::weight_set::WeightSet;

/// The question as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSchoolLibraryQuestion {
    kosten_per_school_eur: Option<f64>,
    budget_eur: Option<f64>,
    scholen: Option<Vec<String>>,
    bibliotheken: Option<Vec<String>>,
    opvang: Option<Vec<String>>,
    opvang_afstand_m: Option<f64>,
    bewijs_minimaal: Option<f64>,
}

impl RawSchoolLibraryQuestion {
    /// The question, with what the weight set proposes where nothing is given; the cost of one school is never proposed.
    ///
    /// # Errors
    /// Names the field that cannot be read.
    pub fn read(self, weights: &WeightSet) -> Result<SchoolLibraryQuestion, QuestionRefused> {
        let mut question = SchoolLibraryQuestion::proposed(weights);
        question.cost_per_school = quantity(
            "kosten_per_school_eur",
            self.kosten_per_school_eur,
            Euros::new,
        )?;
        set(
            &mut question.budget,
            quantity("budget_eur", self.budget_eur, Euros::new)?,
        );
        set(
            &mut question.schools,
            at_least_one("scholen", kinds("scholen", self.scholen.as_deref())?)?,
        );
        set(
            &mut question.libraries,
            at_least_one(
                "bibliotheken",
                kinds("bibliotheken", self.bibliotheken.as_deref())?,
            )?,
        );
        set(
            &mut question.childcare,
            at_least_one("opvang", kinds("opvang", self.opvang.as_deref())?)?,
        );
        set(
            &mut question.childcare_distance,
            quantity("opvang_afstand_m", self.opvang_afstand_m, Metres::new)?,
        );
        set(
            &mut question.smallest_evidence,
            within("bewijs_minimaal", self.bewijs_minimaal, 0.0..=1.0)?,
        );
        Ok(question)
    }
}
