//! Figures of neighbourhoods and districts from which need is read: drawn by chance alone,
//! so that no name, no age of houses and no side of the canal goes with more or less of it.
//!
//! Some are missing on purpose: where few children live, in some neighbourhoods, and one is given for districts only.

use std::path::Path;

use crate::example::chance::Chance;
use crate::example::error::ExampleError;
use crate::example::text_table::{decimal, write_text_table};
use crate::example::town_plan::TownPlan;

/// One figure: its column, and the value where least and where most support is asked for.
struct Figure {
    column: &'static str,
    least: f64,
    most: f64,
}

const FIGURES: [Figure; 7] = [
    figure("nog_niet_2f_pct", 18.0, 62.0),
    figure("inkomen_tot_110_pct", 4.0, 24.0),
    figure("zonder_vast_werk_pct", 5.0, 30.0),
    figure("vaak_gespannen_pct", 22.0, 48.0),
    figure("samenhang_score", 7.4, 5.1),
    figure("jeugdhulp_pct", 5.0, 17.0),
    figure("aanwezig_pct", 97.5, 89.0),
];

/// The column that is given for districts only.
const DISTRICTS_ONLY: usize = 3;
/// The column that follows the one before it closely, as such figures do.
const FOLLOWER: usize = 2;
/// The column of a small group, hidden where few children live.
const SMALL_GROUP: usize = 5;
/// Fewer children than this hide the figures of a small group, fewer people those of everybody.
const FEW_CHILDREN: u32 = 250;
const FEW_PEOPLE: u32 = 50;

/// How tables of Statistics Netherlands write that a figure is not told.
const NOT_TOLD: &str = ".";

const fn figure(column: &'static str, least: f64, most: f64) -> Figure {
    Figure {
        column,
        least,
        most,
    }
}

/// How much support each figure of a neighbourhood asks for, from 0 to 1, in the order of the columns.
pub fn asked_support(plan: &TownPlan, area: usize) -> [f64; 7] {
    let home = u64::from(plan.neighbourhoods[area].home);
    let mut chance = Chance::new(plan.seed, "need", home);
    let common = chance.share();
    let mut shares = [0.0; 7].map(|_: f64| 0.4 * common + 0.6 * chance.share());
    shares[FOLLOWER] = 0.9 * shares[FOLLOWER - 1] + 0.1 * shares[FOLLOWER];
    shares
}

/// Writes the figures of both levels.
///
/// # Errors
/// A file cannot be written.
pub fn write_need_figures(plan: &TownPlan, out: &Path) -> Result<(), ExampleError> {
    let columns = FIGURES.map(|figure| figure.column);
    let [first, second, third, _, fifth, sixth, seventh] = columns;
    write_text_table(
        &out.join("leefsituatie_buurten.csv"),
        ["buurtcode", first, second, third, fifth, sixth, seventh],
        (0..plan.neighbourhoods.len()).map(|area| {
            let [first, second, third, _, fifth, sixth, seventh] = neighbourhood(plan, area);
            let code = plan.naming[area].code.clone();
            [code, first, second, third, fifth, sixth, seventh]
        }),
    )?;
    let [first, second, third, fourth, fifth, sixth, seventh] = columns;
    write_text_table(
        &out.join("leefsituatie_wijken.csv"),
        [
            "wijkcode", first, second, third, fourth, fifth, sixth, seventh,
        ],
        (0..plan.districts.len()).map(|number| {
            let [first, second, third, fourth, fifth, sixth, seventh] = district(plan, number);
            let code = plan.districts[number].code.clone();
            [code, first, second, third, fourth, fifth, sixth, seventh]
        }),
    )
}

fn neighbourhood(plan: &TownPlan, area: usize) -> [String; 7] {
    let people = plan.neighbourhoods[area].people;
    let children = people.from_0_to_4 + people.from_4_to_12 + people.from_12_to_18;
    let shares = asked_support(plan, area);
    // Every ninth neighbourhood has no figure of reading: its schools gave none.
    let unread = area % 9 == 4;
    std::array::from_fn(|column| {
        let hidden = people.all < FEW_PEOPLE
            || column == DISTRICTS_ONLY
            || (column == SMALL_GROUP && children < FEW_CHILDREN)
            || (column == 0 && unread);
        if hidden {
            NOT_TOLD.to_owned()
        } else {
            value(column, shares[column])
        }
    })
}

/// The mean over the people of its neighbourhoods; nothing where almost nobody lives yet.
fn district(plan: &TownPlan, number: usize) -> [String; 7] {
    let members = (0..plan.neighbourhoods.len())
        .filter(|&area| plan.naming[area].district == number)
        .map(|area| {
            let people = f64::from(plan.neighbourhoods[area].people.all);
            (people, asked_support(plan, area))
        });
    let (mut all, mut sums) = (0.0, [0.0; 7]);
    for (people, shares) in members {
        all += people;
        for (sum, share) in sums.iter_mut().zip(shares) {
            *sum += people * share;
        }
    }
    let told = all >= f64::from(FEW_PEOPLE);
    std::array::from_fn(|column| match told {
        true => value(column, sums[column] / all),
        false => NOT_TOLD.to_owned(),
    })
}

fn value(column: usize, share: f64) -> String {
    let Figure { least, most, .. } = FIGURES[column];
    decimal(least + (most - least) * share)
}
