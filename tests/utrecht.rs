//! The real Utrecht, where its files are at hand: `NABIJ_DATA` names the folder that holds `utrecht/`.

use std::path::{Path, PathBuf};

use nabij::ingest::load::{Loaded, load_study};
use nabij::ingest::problem::Severity;
use nabij::model::age_group::AgeGroup;
use nabij::model::area::AreaLevel;
use nabij::model::people::People;

/// The folder with Utrecht's files, or nothing with a word about it.
#[expect(
    clippy::print_stderr,
    reason = "a person who runs the tests must see what was skipped"
)]
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("NABIJ_DATA").map(|data| PathBuf::from(data).join("utrecht"));
    if folder.is_none() {
        eprintln!("skipped: NABIJ_DATA is not set, so Utrecht's files are not at hand");
    }
    folder
}

fn load(data: &Path) -> Loaded {
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/utrecht");
    load_study(&study, Some(data), &|_| ()).expect("the study file of the project can be read")
}

#[test]
fn utrecht_loads_with_all_its_residents_exactly() {
    let Some(data) = data() else { return };
    let Loaded { town, report } = load(&data);
    assert_eq!(report.count(Severity::Blocks), 0, "{report}");
    let town = town.expect("nothing blocks");
    let count = |level| town.areas.iter().filter(|area| area.level == level).count();
    assert_eq!(AreaLevel::EVERY.map(count), [111, 10, 1]);
    let all = |age: AgeGroup| {
        town.demand
            .iter()
            .filter_map(|point| point.residents[age])
            .map(|count| count.people)
            .sum::<People>()
    };
    assert_eq!(all(AgeGroup::All), People::whole(374_200));
}
