//! Every sentence of an answer, in plain Dutch (B1) or English. The words describe reachability,
//! never people or effects on them.

use crate::layers::norm_classes::ClassWords;
use crate::model::age_group::AgeGroup;
use crate::model::area::AreaLevel;
use crate::model::facility_kind::KindDescription;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::model::units::Seconds;
use crate::study::language::Language;

/// What all sentences of one question have in common.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The language.
    pub language: Language,
    /// The kind of facility.
    pub kind: &'a KindDescription,
    /// Whose residents are counted.
    pub age: AgeGroup,
    /// Who travels.
    pub profile: &'a Profile,
    /// How long the way may be.
    pub norm: Seconds,
}

impl Wording<'_> {
    /// "Lopen naar de dichtstbijzijnde basisschool"
    pub fn title(&self) -> String {
        match self.language {
            Language::Dutch => {
                let KindDescription {
                    article_nl,
                    singular_nl,
                    ..
                } = self.kind;
                format!(
                    "{} naar {article_nl} dichtstbijzijnde {singular_nl}",
                    capitalised(self.travelling())
                )
            }
            Language::English => {
                format!(
                    "{} to the nearest {}",
                    capitalised(self.travelling()),
                    self.kind.singular_en
                )
            }
        }
    }

    /// "minuten, middelste kind per buurt"
    pub fn unit(&self) -> String {
        match self.language {
            Language::Dutch => format!("minuten, {} per buurt", self.middle_person()),
            Language::English => format!("minutes, {} of each neighbourhood", self.middle_person()),
        }
    }

    /// "Voor 86 van de 220 kinderen van 4 tot 12 jaar in deze buurt ligt een basisschool binnen 10 minuten lopen."
    pub fn coverage(&self, covered: u64, persons: u64, level: AreaLevel) -> String {
        let (people, place) = (
            age_name(self.age, self.language),
            area_phrase(level, self.language),
        );
        let (time, travelling) = (self.language.minutes(self.norm), self.travelling());
        let [covered_told, persons_told] =
            [covered, persons].map(|people| self.language.thousands(people));
        match self.language {
            Language::Dutch => {
                let singular = &self.kind.singular_nl;
                let number = match covered {
                    0 => format!("geen van de {persons_told}"),
                    all if all == persons => format!("alle {persons_told}"),
                    _ => format!("{covered_told} van de {persons_told}"),
                };
                format!(
                    "Voor {number} {people} in {place} ligt een {singular} binnen {time} {travelling}."
                )
            }
            Language::English => {
                let singular = &self.kind.singular_en;
                let article = article_en(singular);
                let number = match covered {
                    0 => format!("none of the {persons_told}"),
                    all if all == persons => format!("all {persons_told}"),
                    _ => format!("{covered_told} of the {persons_told}"),
                };
                format!(
                    "For {number} {people} in {place}, {article} {singular} is within {time} {travelling}."
                )
            }
        }
    }

    /// "De helft loopt ten hoogste 11,5 minuten, negen op de tien ten hoogste 15,4."
    pub fn spread(&self, half: Seconds, nine_in_ten: Option<Seconds>) -> String {
        let in_minutes = |time: Seconds| self.language.decimal(time.value() / 60.0);
        match (self.language, nine_in_ten) {
            (Language::Dutch, Some(ninety)) => format!(
                "De helft is ten hoogste {} minuten onderweg, negen op de tien ten hoogste {}.",
                in_minutes(half),
                in_minutes(ninety)
            ),
            (Language::Dutch, None) => format!(
                "De helft is ten hoogste {} minuten onderweg; voor meer dan een op de tien is geen weg over straat bekend.",
                in_minutes(half)
            ),
            (Language::English, Some(ninety)) => format!(
                "Half of them travel at most {} minutes, nine in ten at most {}.",
                in_minutes(half),
                in_minutes(ninety)
            ),
            (Language::English, None) => format!(
                "Half of them travel at most {} minutes; for more than one in ten no way over the streets is known.",
                in_minutes(half)
            ),
        }
    }

    /// "Er wonen hier geen kinderen van 4 tot 12 jaar."
    pub fn nobody(&self) -> String {
        let people = age_name(self.age, self.language);
        match self.language {
            Language::Dutch => format!("Er wonen hier geen {people}."),
            Language::English => format!("No {people} live here."),
        }
    }

    /// "Onvoldoende gegevens: ..."
    pub fn not_known(&self) -> String {
        let people = age_name(self.age, self.language);
        match self.language {
            Language::Dutch => {
                format!("Onvoldoende gegevens: hoeveel {people} hier wonen is niet bekend.")
            }
            Language::English => {
                format!("Not enough data: how many {people} live here is not known.")
            }
        }
    }

    /// "Te weinig kinderen om te tonen (minder dan 5)."
    pub fn too_few(&self) -> String {
        match self.language {
            Language::Dutch => format!(
                "Te weinig {} om te tonen (het gaat om minder dan 5, of dat zou af te leiden zijn).",
                age_name(self.age, self.language)
            ),
            Language::English => format!(
                "Too few {} to show (fewer than 5, or that could be worked out).",
                age_name(self.age, self.language)
            ),
        }
    }

    /// Residents are known, but how many of them are within the norm stays hidden.
    pub fn small_difference(&self) -> String {
        match self.language {
            Language::Dutch => {
                "Hoeveel van hen de norm halen tonen we niet: het gaat om minder dan 5 personen, \
                                hier of in een buurt ernaast."
                    .to_owned()
            }
            Language::English => {
                "How many of them meet the norm is not shown: it is about fewer than 5 persons, \
                                  here or in a neighbourhood beside it."
                    .to_owned()
            }
        }
    }

    /// "binnen de norm, naar De Vliet"
    pub fn within_norm(&self, whither: Whither<'_>) -> String {
        match (self.language, whither) {
            (Language::Dutch, Whither::Facility(name)) => format!("binnen de norm, naar {name}"),
            (
                Language::Dutch,
                Whither::Other {
                    some_are_named: true,
                },
            ) => {
                format!("binnen de norm, naar andere {}", self.kind.plural_nl)
            }
            (
                Language::Dutch,
                Whither::Other {
                    some_are_named: false,
                },
            ) => "binnen de norm".to_owned(),
            (Language::English, Whither::Facility(name)) => format!("within the norm, to {name}"),
            (
                Language::English,
                Whither::Other {
                    some_are_named: true,
                },
            ) => {
                format!("within the norm, to other {}", self.kind.plural_en)
            }
            (
                Language::English,
                Whither::Other {
                    some_are_named: false,
                },
            ) => "within the norm".to_owned(),
        }
    }

    /// Why people are beyond the norm: by a detour, by the distance itself, or without a way at all.
    pub fn beyond_norm(&self, why: Beyond) -> String {
        let singular = match self.language {
            Language::Dutch => &self.kind.singular_nl,
            Language::English => &self.kind.singular_en,
        };
        match (self.language, why) {
            (Language::Dutch, Beyond::Detour) => "verder dan de norm door een omweg".to_owned(),
            (Language::Dutch, Beyond::Distance) => {
                format!(
                    "{} {singular} ligt verder dan de norm",
                    self.kind.article_nl
                )
            }
            (Language::Dutch, Beyond::NoWay) => "geen weg over straat gevonden".to_owned(),
            (Language::Dutch, Beyond::Any) => "verder dan de norm".to_owned(),
            (Language::English, Beyond::Detour) => "beyond the norm because of a detour".to_owned(),
            (Language::English, Beyond::Distance) => format!("the {singular} lies beyond the norm"),
            (Language::English, Beyond::NoWay) => "no way over the streets found".to_owned(),
            (Language::English, Beyond::Any) => "beyond the norm".to_owned(),
        }
    }

    /// The words of class names.
    pub fn class_words(&self) -> ClassWords {
        match self.language {
            Language::Dutch => ClassWords {
                up_to: "tot",
                to: "tot",
                more_than: "meer dan",
                decimal_mark: ',',
            },
            Language::English => ClassWords {
                up_to: "up to",
                to: "to",
                more_than: "more than",
                decimal_mark: '.',
            },
        }
    }

    fn travelling(&self) -> &'static str {
        travelling(self.profile.mode, self.language)
    }

    fn middle_person(&self) -> &'static str {
        match (self.age, self.language) {
            (AgeGroup::From0To4 | AgeGroup::From4To12, Language::Dutch) => "middelste kind",
            (AgeGroup::From0To4 | AgeGroup::From4To12, Language::English) => "middle child",
            (AgeGroup::From12To18, Language::Dutch) => "middelste jongere",
            (AgeGroup::From12To18, Language::English) => "middle young person",
            (AgeGroup::All, Language::Dutch) => "middelste inwoner",
            (AgeGroup::All, Language::English) => "middle resident",
        }
    }
}

/// Where people within the norm go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whither<'a> {
    /// To the facility of this name.
    Facility(&'a str),
    /// To facilities that are not named.
    Other {
        /// Whether others are named beside them.
        some_are_named: bool,
    },
}

/// Why people are farther than the norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beyond {
    /// In a straight line it would have been near enough.
    Detour,
    /// It is too far in any case.
    Distance,
    /// No street leads there.
    NoWay,
    /// Not told apart.
    Any,
}

/// "kinderen van 4 tot 12 jaar"
pub fn age_name(age: AgeGroup, language: Language) -> &'static str {
    match (age, language) {
        (AgeGroup::From0To4, Language::Dutch) => "kinderen van 0 tot 4 jaar",
        (AgeGroup::From4To12, Language::Dutch) => "kinderen van 4 tot 12 jaar",
        (AgeGroup::From12To18, Language::Dutch) => "jongeren van 12 tot 18 jaar",
        (AgeGroup::All, Language::Dutch) => "inwoners",
        (AgeGroup::From0To4, Language::English) => "children aged 0 to 3",
        (AgeGroup::From4To12, Language::English) => "children aged 4 to 11",
        (AgeGroup::From12To18, Language::English) => "young people aged 12 to 17",
        (AgeGroup::All, Language::English) => "residents",
    }
}

/// "lopen": how people go.
pub fn travelling(mode: TravelMode, language: Language) -> &'static str {
    match (mode, language) {
        (TravelMode::Foot, Language::Dutch) => "lopen",
        (TravelMode::Foot, Language::English) => "walking",
        (TravelMode::Wheelchair, Language::Dutch) => "rijden met de rolstoel",
        (TravelMode::Wheelchair, Language::English) => "by wheelchair",
        (TravelMode::Bicycle, Language::Dutch) => "fietsen",
        (TravelMode::Bicycle, Language::English) => "cycling",
        (TravelMode::Car, Language::Dutch) => "rijden met de auto",
        (TravelMode::Car, Language::English) => "driving",
    }
}

/// "Straatroute (D3)": how distances were measured.
pub fn level_name(level: DistanceLevel, language: Language) -> &'static str {
    match (level, language) {
        (DistanceLevel::D0, Language::Dutch) => "Hemelsbreed (D0)",
        (DistanceLevel::D1, Language::Dutch) => {
            "Hemelsbreed met omwegfactor, niet over straat (D1)"
        }
        (DistanceLevel::D2, Language::Dutch) => {
            "Hemelsbreed met omwegfactor, om barrières heen over oversteken (D2)"
        }
        (DistanceLevel::D3, Language::Dutch) => "Straatroute (D3)",
        (DistanceLevel::D0, Language::English) => "Straight line (D0)",
        (DistanceLevel::D1, Language::English) => {
            "Straight line with a detour factor, not over streets (D1)"
        }
        (DistanceLevel::D2, Language::English) => {
            "Straight line with a detour factor, around barriers over crossings (D2)"
        }
        (DistanceLevel::D3, Language::English) => "Street route (D3)",
    }
}

/// How the numbers were made, in a few sentences.
pub fn method(level: DistanceLevel, language: Language) -> String {
    match language {
        Language::Dutch => format!(
            "{}. De tijd is die naar de dichtstbijzijnde voorziening, ook als die buiten de gemeente ligt. Wie er \
             werkelijk naartoe gaat is niet bekend. Aantallen van 1 tot en met 4 blijven verborgen. De uitkomst gaat \
             over bereikbaarheid en doet geen uitspraak over kinderen.",
            level_name(level, language)
        ),
        Language::English => format!(
            "{}. The time is that to the nearest facility, also when it lies outside the municipality. Who really \
             goes there is not known. Counts of 1 to 4 stay hidden. The result is about reachability and says \
             nothing about children themselves.",
            level_name(level, language)
        ),
    }
}

fn area_phrase(level: AreaLevel, language: Language) -> &'static str {
    match (level, language) {
        (AreaLevel::Neighbourhood, Language::Dutch) => "deze buurt",
        (AreaLevel::District, Language::Dutch) => "deze wijk",
        (AreaLevel::Municipality, Language::Dutch) => "de gemeente",
        (AreaLevel::Neighbourhood, Language::English) => "this neighbourhood",
        (AreaLevel::District, Language::English) => "this district",
        (AreaLevel::Municipality, Language::English) => "the municipality",
    }
}

/// "a" or "an", as the word that follows asks.
pub fn article_en(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// With a capital at the start.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facility_kind::{FacilityKind, SymbolShape};
    use crate::model::units::MetresPerSecond;

    fn school() -> KindDescription {
        KindDescription {
            kind: FacilityKind::new("PO").expect("a code"),
            singular_nl: "basisschool".to_owned(),
            plural_nl: "basisscholen".to_owned(),
            singular_en: "primary school".to_owned(),
            plural_en: "primary schools".to_owned(),
            article_nl: "de".to_owned(),
            letter: 'B',
            shape: SymbolShape::Circle,
        }
    }

    fn child() -> Profile {
        Profile {
            code: "lopen_kind".to_owned(),
            mode: TravelMode::Foot,
            speed: MetresPerSecond::new(1.1).expect("a speed"),
            detour: 1.3,
            description_nl: String::new(),
            description_en: String::new(),
        }
    }

    fn sentence(covered: u64, persons: u64, language: Language) -> String {
        let (kind, profile, norm) = (school(), child(), Seconds::new(600.0).expect("a time"));
        let wording = Wording {
            language,
            kind: &kind,
            age: AgeGroup::From4To12,
            profile: &profile,
            norm,
        };
        wording.coverage(covered, persons, AreaLevel::Neighbourhood)
    }

    #[test]
    fn a_number_is_said_in_natural_counts() {
        assert_eq!(
            sentence(86, 220, Language::Dutch),
            "Voor 86 van de 220 kinderen van 4 tot 12 jaar in deze buurt ligt een basisschool binnen 10 minuten lopen."
        );
        assert_eq!(
            sentence(86, 220, Language::English),
            "For 86 of the 220 children aged 4 to 11 in this neighbourhood, a primary school is within 10 minutes walking."
        );
    }

    #[test]
    fn all_and_none_are_said_as_such() {
        assert!(sentence(1_220, 1_220, Language::Dutch).starts_with("Voor alle 1.220 kinderen"));
        assert!(sentence(0, 220, Language::Dutch).starts_with("Voor geen van de 220 kinderen"));
        assert!(sentence(1_220, 1_220, Language::English).starts_with("For all 1,220 children"));
    }
}
