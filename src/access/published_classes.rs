//! People of every area by class (who has a place, who finds it full): hidden where a class would tell of few persons.

use crate::access::area_tree::AreaTree;
use crate::access::publication::Published;
use crate::access::residents::AreaResidents;
use crate::access::suppression::{Shown, SmallNumbers, hidden_parts, rounded_persons};
use crate::model::people::People;

/// Numbers by class are rounded to fives, as those of white spots are.
const ROUNDED_TO: u32 = 5;

/// The people of one class by area; nothing where none are known.
pub type ClassPeople = Vec<Option<People>>;

/// The people by class as they may be published. The classes of an area add up to its residents: what one class would
/// tell the others tell by subtraction, so an area shows all of them or none.
///
/// # Shape
/// One list for each class, with one entry for each area of the tree; `residents` and `published` are by area too.
pub fn published_classes(
    tree: &AreaTree,
    residents: &[AreaResidents],
    classes: &[ClassPeople],
    published: &[Published],
    small_numbers: SmallNumbers,
) -> Vec<ClassPeople> {
    let persons = people_of_areas(residents, |_| true);
    let mut hidden = hidden_coverage(published, small_numbers);
    hidden.resize(persons.len(), false);
    if small_numbers == SmallNumbers::Hide {
        loop {
            let before = hidden.clone();
            for class in classes {
                hidden = hidden_parts(tree, &persons, class, &hidden);
            }
            if hidden == before {
                break;
            }
        }
    }
    let shown = |class: &ClassPeople| shown_people(class, &hidden, small_numbers);
    classes.iter().map(shown).collect()
}

/// The people of one class that stands alone, as they may be published: the rest of the residents is told nowhere.
pub fn published_class(
    tree: &AreaTree,
    residents: &[AreaResidents],
    class: &ClassPeople,
    published: &[Published],
    small_numbers: SmallNumbers,
) -> ClassPeople {
    published_classes(
        tree,
        residents,
        std::slice::from_ref(class),
        published,
        small_numbers,
    )
    .pop()
    .unwrap_or_default()
}

/// The people by area who live in the homes asked for, from the homes with a known number; nothing where there are none.
pub fn people_of_areas(
    residents: &[AreaResidents],
    counted: impl Fn(usize) -> bool,
) -> ClassPeople {
    let of_area = |area: &AreaResidents| {
        let known = area.known.iter().filter(|known| counted(known.home));
        (!area.known.is_empty()).then(|| known.map(|known| known.count.people).sum())
    };
    residents.iter().map(of_area).collect()
}

/// Where the covered are hidden, so is what they could be found from.
fn hidden_coverage(published: &[Published], small_numbers: SmallNumbers) -> Vec<bool> {
    let is_hidden = |area: &Published| match area.figures.covered {
        Shown::Hidden => small_numbers == SmallNumbers::Hide,
        Shown::Value(_) | Shown::Unknown => false,
    };
    published.iter().map(is_hidden).collect()
}

fn shown_people(class: &ClassPeople, hidden: &[bool], small_numbers: SmallNumbers) -> ClassPeople {
    let shown = |(&people, &hidden): (&Option<People>, &bool)| {
        let people = people.filter(|_| !hidden)?;
        Some(match small_numbers {
            SmallNumbers::Hide => rounded_persons(people, ROUNDED_TO),
            SmallNumbers::Keep => people,
        })
    };
    class.iter().zip(hidden).map(shown).collect()
}
