//! A study that follows edits against one that is read anew with them: trips, tables, figures and reached streets.

use std::collections::BTreeMap;

use geo::{Euclidean, Length};
use proptest::prelude::*;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::access::analysis::{KindTravel, area_access, published_by_kind, travel_by_kind};
use crate::access::closure_report::closure_report;
use crate::access::edited_study::{EditBase, EditedStudy};
use crate::access::measures::{MeasuredPoints, area_measures};
use crate::access::point_measures::point_measures;
use crate::access::reach::Reach;
use crate::access::supply_report::supply_report;
use crate::access::suppression::SmallNumbers;
use crate::access::travel::TravelIndex;
use crate::access::travel_tables::{KindTrips, kind_trips};
use crate::access::worked_town::{children, home, school, worked_town};
use crate::model::area::Certainty;
use crate::model::facility_edit::FacilityEdit;
use crate::model::facility_kind::FacilityKind;
use crate::model::norm::Norm;
use crate::model::position::Planar;
use crate::model::street_edit::{StreetEdit, Which};
use crate::model::streets::{StreetNodeId, Streets, TagSetId, Tags, Way};
use crate::model::study_edit::StudyEdit;
use crate::model::town_data::TownData;
use crate::model::travel_mode::{DistanceLevel, Profile, TravelMode};
use crate::network::shape::{nearest_along, shape_over};

/// Nodes along each side of the random town, 100 m apart.
const SIDE: u32 = 6;
const BLOCK: f64 = 100.0;

/// Free for all, unknown for a wheelchair, and for cars only.
const TAGS: [&[(&str, &str)]; 3] = [
    &[("highway", "footway"), ("surface", "asphalt")],
    &[("highway", "footway")],
    &[("highway", "motorway")],
];

fn tags(set: usize) -> Tags {
    let pairs = TAGS[set].iter();
    pairs
        .map(|&(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn node_place(node: u32) -> Planar {
    Planar {
        x: f64::from(node % SIDE) * BLOCK,
        y: f64::from(node / SIDE) * BLOCK,
    }
}

/// A grid with gaps of streets of one to five blocks, homes and schools strewn over it, and two kinds: one for
/// walkers, one for people in a wheelchair.
fn random_town(random: &mut ChaCha8Rng) -> TownData {
    let mut streets = Streets {
        nodes: (0..SIDE * SIDE).map(node_place).collect(),
        tag_sets: (0..TAGS.len()).map(tags).collect(),
        ..Streets::default()
    };
    for (step, other) in [(1, SIDE), (SIDE, 1)] {
        for line in 0..SIDE {
            let mut along = (0..SIDE).map(|place| StreetNodeId(line * other + place * step));
            while along.len() > 1 {
                let blocks = random.random_range(1..=SIDE as usize);
                let nodes: Vec<StreetNodeId> = along.by_ref().take(blocks).collect();
                let set = if random.random_bool(0.6) { 0 } else { 1 };
                if nodes.len() > 1 {
                    streets.ways.push(Way {
                        nodes,
                        tags: TagSetId(set),
                    });
                }
            }
        }
    }
    let mut town = TownData {
        distance_level: DistanceLevel::D3,
        streets: Some(streets).into(),
        ..worked_town()
    };
    let mut somewhere = || {
        let mut along = || random.random_range(-60.0..BLOCK * f64::from(SIDE));
        Planar {
            x: along(),
            y: along(),
        }
    };
    town.demand = (0..25)
        .map(|index| {
            let people = children(Some(10 + index), Certainty::Counted);
            let mut point = home(&format!("h{index}"), (index % 4) as usize, 0.0, people, 0.0);
            point.position = somewhere();
            point
        })
        .collect();
    let lift = FacilityKind::new("VO").expect("a code");
    town.facilities = (0..6)
        .map(|index| {
            let mut facility = school(&format!("f{index}"), 0.0);
            facility.position = somewhere();
            facility.capacity = Some(30);
            if index % 2 == 0 {
                facility.kinds = vec![lift.clone()];
            }
            facility
        })
        .collect();
    let wheels = Profile {
        code: "rolstoel".to_owned(),
        mode: TravelMode::Wheelchair,
        ..town.profiles[0].clone()
    };
    let norm = Norm {
        kind: lift.clone(),
        profile: wheels.code.clone(),
        ..town.norms.norms[0].clone()
    };
    town.kinds.push(lift);
    town.profiles.push(wheels);
    town.norms.norms.push(norm);
    town.street_rules.smallest_component = 6;
    town
}

/// The streets of a study as they are written down anew after edits: of each the nodes, the tags, and which stretches
/// are open.
struct Written {
    nodes: Vec<Planar>,
    ways: Vec<(Way, Vec<bool>)>,
}

impl Written {
    fn of(streets: &Streets) -> Self {
        let ways = streets.ways.iter();
        Self {
            nodes: streets.nodes.clone(),
            ways: ways
                .map(|way| (way.clone(), vec![true; way.nodes.len() - 1]))
                .collect(),
        }
    }

    fn streets(&self, before: &Streets) -> Streets {
        let stretches = self.ways.iter().flat_map(|(way, open)| {
            let pairs = way.nodes.windows(2).zip(open);
            pairs.filter(|(_, open)| **open).map(|(pair, _)| Way {
                nodes: pair.to_vec(),
                tags: way.tags,
            })
        });
        Streets {
            nodes: self.nodes.clone(),
            ways: stretches.collect(),
            ..before.clone()
        }
    }

    /// Whether a street that is closed passes as near as any does, or nearer.
    fn stands_on_closed(&self, place: Planar) -> bool {
        let stretches = self.ways.iter().flat_map(|(way, open)| {
            let pairs = way.nodes.windows(2).zip(open);
            pairs.filter_map(|(pair, open)| {
                let line = [0, 1].map(|end| self.nodes[pair[end].0 as usize]);
                let (_, distance) = nearest_along(&shape_over(&line)?, place)?;
                Some((distance.value(), *open))
            })
        });
        let nearest = |wanted: bool| {
            let distances = stretches.clone().filter(|(_, open)| *open == wanted);
            distances
                .map(|(distance, _)| distance)
                .min_by(f64::total_cmp)
        };
        nearest(false).is_some_and(|closed| nearest(true).is_none_or(|open| closed <= open + 1e-6))
    }

    fn random_edit(&mut self, random: &mut ChaCha8Rng, of_study: usize) -> StreetEdit {
        let adds = random.random_bool(0.4);
        let addition = adds.then(|| self.random_addition(random)).flatten();
        addition.unwrap_or_else(|| self.random_closure(random, of_study))
    }

    fn random_addition(&mut self, random: &mut ChaCha8Rng) -> Option<StreetEdit> {
        let (ends, bend) = random_line(random)?;
        Some(self.add(random, ends, bend))
    }

    fn random_closure(&mut self, random: &mut ChaCha8Rng, of_study: usize) -> StreetEdit {
        let number = random.random_range(0..self.ways.len());
        let (way, open) = &mut self.ways[number];
        let first = random.random_range(0..open.len());
        let last = random.random_range(first + 1..=open.len());
        let whole = random.random_bool(0.4);
        let closed = if whole { 0..open.len() } else { first..last };
        open[closed].fill(false);
        let ends = [last, first].map(|index| self.nodes[way.nodes[index].0 as usize]);
        StreetEdit::Close {
            street: match number.checked_sub(of_study) {
                Some(added) => Which::Added(added),
                None => Which::OfStudy(number),
            },
            between: (!whole).then_some(ends),
        }
    }

    fn add(&mut self, random: &mut ChaCha8Rng, [one, other]: [u32; 2], bend: Planar) -> StreetEdit {
        let set = random.random_range(0..TAGS.len());
        let nodes = [one, self.nodes.len() as u32, other].map(StreetNodeId);
        self.nodes.push(bend);
        let way = Way {
            nodes: nodes.to_vec(),
            tags: TagSetId(set as u32),
        };
        self.ways.push((way, vec![true; 2]));
        StreetEdit::Add {
            line: vec![node_place(one), bend, node_place(other)],
            tags: tags(set),
        }
    }
}

/// Two nodes and a bend between them, well clear of all other nodes; nothing when that did not turn up.
fn random_line(random: &mut ChaCha8Rng) -> Option<([u32; 2], Planar)> {
    let nodes = SIDE * SIDE;
    let mut tries = (0..20).map(|_| {
        let ends = [random.random_range(0..nodes), random.random_range(0..nodes)];
        let mut along = || random.random_range(0.0..BLOCK * f64::from(SIDE));
        let bend = Planar {
            x: along(),
            y: along(),
        };
        (ends, bend)
    });
    tries.find(|&([one, other], bend)| {
        let line = [node_place(one), bend, node_place(other)];
        let shape = shape_over(&line).expect("it has a length");
        let clear = |node: u32| {
            let (_, distance) = nearest_along(&shape, node_place(node)).expect("it is a line");
            node == one || node == other || distance.value() > 11.0
        };
        one != other && (0..nodes).all(clear)
    })
}

fn random_facility_edit(random: &mut ChaCha8Rng, town: &TownData, step: usize) -> FacilityEdit {
    let mut along = || random.random_range(-60.0..BLOCK * f64::from(SIDE));
    let to = Planar {
        x: along(),
        y: along(),
    };
    let index = random.random_range(0..town.facilities.len());
    let facility = town.facilities[index].id.clone();
    match random.random_range(0..5) {
        0 => {
            let mut opened = school(&format!("new{step}"), 0.0);
            opened.position = to;
            opened.kinds.clone_from(&town.kinds);
            FacilityEdit::Open(Box::new(opened))
        }
        1 => FacilityEdit::Close(facility),
        2 => FacilityEdit::Move { facility, to },
        3 => FacilityEdit::SetCapacity {
            facility,
            capacity: Some(random.random_range(0..200)),
        },
        _ => FacilityEdit::SetEntrances {
            facility,
            entrances: vec![to],
        },
    }
}

/// Everything that a study says, in a form that can be compared.
#[derive(Debug)]
struct Said {
    words: Vec<String>,
    /// The length of the streets that each facility is reached from. Where a street was cut its pieces are told apart, each
    /// rounded for itself.
    metres: Vec<f64>,
}

impl Said {
    /// The first thing that both do not say alike.
    fn first_difference(&self, other: &Self) -> Option<String> {
        let words = self.words.iter().zip(&other.words);
        let words = { words }.find(|(one, other)| one != other);
        let metres = self.metres.iter().zip(&other.metres);
        let metres = { metres }.find(|(one, other)| (*one - *other).abs() >= 1.0);
        let words = words.map(|(one, other)| {
            let alike = one
                .bytes()
                .zip(other.bytes())
                .take_while(|(one, other)| one == other);
            let from = alike.count().saturating_sub(200);
            let around = |said: &str| said.chars().skip(from).take(300).collect::<String>();
            format!("{}\n{}", around(one), around(other))
        });
        words.or_else(|| metres.map(|both| format!("{both:?} m")))
    }
}

fn everything(
    town: &TownData,
    travel: &[KindTravel],
    trips: &[KindTrips],
    streets_within: impl Fn(usize, &KindTravel) -> Vec<geo::LineString<f64>>,
) -> Said {
    let small = SmallNumbers::Keep;
    let mut metres = Vec::new();
    let mut said = vec![format!("{:?}", area_access(town, travel, small))];
    let published = published_by_kind(town, travel, small);
    for ((travel, trips), published) in travel.iter().zip(trips).zip(&published) {
        let age = travel.norm.ages[0];
        said.push(format!("{:?} {:?}", travel.reaches, travel.with_unknown));
        said.push(format!("{trips:?}"));
        let table = trips.table(town, age);
        let points = point_measures(town, travel, &table);
        let of = MeasuredPoints {
            town,
            travel,
            table: &table,
            points: &points,
            published: &published[age],
        };
        let measures = area_measures(&of, small);
        said.push(format!("{measures:?}"));
        said.push(format!("{:?}", supply_report(town, travel, trips, small)));
        said.push(format!(
            "{:?}",
            closure_report(&of, &trips.facilities, small)
        ));
        for &facility in &trips.facilities {
            let streets = streets_within(facility, travel);
            metres.push(streets.iter().map(|line| Euclidean.length(line)).sum());
        }
    }
    Said {
        words: said,
        metres,
    }
}

fn said_by_edited(edited: &EditedStudy<'_>) -> Said {
    let (travel, trips) = (
        edited.travel().expect("prepared"),
        edited.trips().expect("prepared"),
    );
    let mut said = everything(edited.town(), &travel, &trips, |facility, travel| {
        let found = edited.streets_within(facility, &travel.profile, travel.norm.norm);
        found.expect("prepared").unwrap_or_default()
    });
    said.words.push(format!("{:?}", edited.unplaced()));
    said
}

fn said_anew(town: &TownData) -> Said {
    let index = TravelIndex::build(town).expect("sound");
    let travel = travel_by_kind(town, &index).expect("sound");
    let trips: Vec<KindTrips> = travel
        .iter()
        .map(|travel| {
            let norm = &travel.norm;
            kind_trips(&index, &norm.kind, &travel.profile, norm.limit).expect("prepared")
        })
        .collect();
    let mut said = everything(town, &travel, &trips, |facility, travel| {
        let found = index.streets_within(facility, &travel.profile, travel.norm.norm);
        found.expect("prepared").unwrap_or_default()
    });
    said.words.push(format!("{:?}", index.unplaced()));
    said
}

/// Follows drawn edits, and gives the first thing said otherwise by a study that is read anew.
fn first_difference(seed: u64) -> Option<String> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let town = random_town(&mut random);
    let streets = town.streets.as_ref().expect("it has streets");
    let index = TravelIndex::build(&town).expect("sound");
    let base = EditBase::of(&town, &index).expect("sound");
    let mut edited = EditedStudy::new(&town, &index, &base).expect("sound");
    let mut written = Written::of(streets);
    let mut street_edits = Vec::new();
    for step in 0..6 {
        let edit = if random.random_bool(0.6) {
            let edit = written.random_edit(&mut random, streets.ways.len());
            street_edits.push(edit.clone());
            StudyEdit::Street(edit)
        } else {
            StudyEdit::Facility(random_facility_edit(&mut random, edited.town(), step))
        };
        edited.apply(&edit).expect("sound");
        let anew = TownData {
            street_edits: street_edits.clone(),
            ..edited.town().clone()
        };
        let unequal = said_by_edited(&edited).first_difference(&said_anew(&anew));
        if unequal.is_some() {
            return unequal;
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_study_that_follows_edited_streets_says_what_one_says_that_is_read_anew_with_them(seed in 0u64..1_000_000) {
        prop_assert_eq!(first_difference(seed), None, "seed {}", seed);
    }

    #[test]
    fn closed_streets_make_no_way_shorter_than_it_was(seed in 0u64..1_000_000) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut town = random_town(&mut random);
        // All streets are used before any edit. Of a new one that is cut each piece can be gone to by itself.
        town.street_rules.smallest_component = 0;
        let streets = town.streets.as_ref().expect("it has streets");
        let index = TravelIndex::build(&town).expect("sound");
        let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound")).expect("sound");
        let mut written = Written::of(streets);
        for _ in 0..2 {
            if let Some(edit) = written.random_addition(&mut random) {
                edited.apply(&StudyEdit::Street(edit)).expect("sound");
            }
        }
        let before = edited.travel().expect("prepared");
        for step in 0..4 {
            written.ways.truncate(streets.ways.len());
            let edit = written.random_closure(&mut random, streets.ways.len());
            edited.apply(&StudyEdit::Street(edit)).expect("sound");
            for (before, after) in before.iter().zip(edited.travel().expect("prepared")) {
                let certain = before.reaches.iter().zip(&after.reaches);
                let with_unknown = before.with_unknown.iter().flatten().zip(after.with_unknown.iter().flatten());
                for (home, (before, after)) in certain.chain(with_unknown).enumerate() {
                    let no_shorter = after.nearest().is_none_or(|after| {
                        before.nearest().is_some_and(|before| before.distance <= after.distance)
                    });
                    prop_assert!(no_shorter, "step {}, home {}: {:?}, {:?}", step, home, before, after);
                }
            }
        }
    }

    #[test]
    fn who_is_on_no_closed_street_goes_as_over_streets_written_down_without_it(seed in 0u64..1_000_000) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut town = random_town(&mut random);
        town.street_rules.smallest_component = 0;
        let streets = town.streets.as_ref().expect("it has streets");
        let index = TravelIndex::build(&town).expect("sound");
        let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound")).expect("sound");
        let mut written = Written::of(streets);
        for _ in 0..4 {
            let edit = written.random_closure(&mut random, streets.ways.len());
            edited.apply(&StudyEdit::Street(edit)).expect("sound");
            let anew = TownData { streets: Some(written.streets(streets)).into(), ..town.clone() };
            let anew = travel_by_kind(&anew, &TravelIndex::build(&anew).expect("sound")).expect("sound");
            if town.facilities.iter().any(|facility| written.stands_on_closed(facility.position)) {
                break;
            }
            // The first kind is for walkers, who may go over all of these streets.
            for (followed, anew) in edited.travel().expect("prepared").iter().zip(&anew).take(1) {
                let reaches = town.demand.iter().zip(followed.reaches.iter().zip(&anew.reaches));
                for (home, (followed, anew)) in reaches {
                    if !written.stands_on_closed(home.position) {
                        prop_assert_eq!(followed, anew, "{:?}", home.position);
                    }
                }
            }
        }
    }

    #[test]
    fn a_new_street_makes_no_way_longer_and_every_way_over_it_can_be_gone(seed in 0u64..1_000_000) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let town = random_town(&mut random);
        let streets = town.streets.as_ref().expect("it has streets");
        let index = TravelIndex::build(&town).expect("sound");
        let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound")).expect("sound");
        let mut written = Written::of(streets);
        for _ in 0..4 {
            let Some(edit) = written.random_addition(&mut random) else { continue };
            let before = edited.travel().expect("prepared");
            edited.apply(&StudyEdit::Street(edit)).expect("sound");
            // Where every home and entrance would stand on the nearest street of all, new or not.
            let moved = TownData { streets: Some(written.streets(streets)).into(), ..town.clone() };
            let moved_index = TravelIndex::build(&moved).expect("sound");
            let moved = travel_by_kind(&moved, &moved_index).expect("sound");
            for ((before, after), moved) in before.iter().zip(edited.travel().expect("prepared")).zip(moved) {
                let others = before.reaches.iter().zip(&moved.reaches);
                for (home, (after, (before, moved))) in after.reaches.iter().zip(others).enumerate() {
                    let no_longer = |than: &Reach| than.nearest().is_none_or(|than| {
                        after.nearest().is_some_and(|after| after.distance <= than.distance)
                    });
                    prop_assert!(no_longer(before) && no_longer(moved), "home {}: {:?}, {:?}, {:?}", home, before, after, moved);
                }
            }
        }
    }
}

#[test]
fn the_random_towns_and_edits_are_worth_comparing() {
    let mut changed = BTreeMap::new();
    for seed in 0..40 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let town = random_town(&mut random);
        let index = TravelIndex::build(&town).expect("sound");
        let mut edited =
            EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound"))
                .expect("sound");
        let before = edited.travel().expect("prepared");
        let streets = town.streets.as_ref().expect("it has streets");
        let edit = Written::of(streets).random_edit(&mut random, streets.ways.len());
        edited.apply(&StudyEdit::Street(edit)).expect("sound");
        for (before, after) in before.iter().zip(edited.travel().expect("prepared")) {
            let of_kind = changed
                .entry(before.norm.kind.code().to_owned())
                .or_insert([0, 0]);
            of_kind[0] += usize::from(before.reaches != after.reaches);
            of_kind[1] += usize::from(before.with_unknown != after.with_unknown);
        }
    }
    // On foot there is no band; by wheelchair both sides of it change.
    assert!(
        changed["PO"][0] > 10 && changed["PO"][1] == 0,
        "{changed:?}"
    );
    assert!(changed["VO"][0] > 3 && changed["VO"][1] > 10, "{changed:?}");
}

/// To whole blocks, so that equal distances are common.
fn to_block(place: &mut Planar) {
    place.x = (place.x / BLOCK).round() * BLOCK;
    place.y = (place.y / BLOCK).round() * BLOCK;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn in_straight_lines_the_trips_that_change_are_those_of_a_study_read_anew(seed in 0u64..1_000_000) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut town = random_town(&mut random);
        town.distance_level = if random.random_bool(0.5) { DistanceLevel::D0 } else { DistanceLevel::D1 };
        town.demand.iter_mut().for_each(|home| to_block(&mut home.position));
        town.facilities.iter_mut().for_each(|facility| to_block(&mut facility.position));
        let index = TravelIndex::build(&town).expect("sound");
        let base = travel_by_kind(&town, &index).expect("sound");
        let before: Vec<&KindTravel> = base.iter().collect();
        let mut edited = EditedStudy::new(&town, &index, &EditBase::of(&town, &index).expect("sound")).expect("sound");
        for step in 0..6 {
            let edit = if random.random_bool(0.2) {
                let mut built = town.demand[step].clone();
                built.position.x += BLOCK;
                StudyEdit::Home(Box::new(built))
            } else {
                let mut edit = random_facility_edit(&mut random, edited.town(), step);
                if let FacilityEdit::Move { to, .. } = &mut edit {
                    to_block(to);
                }
                StudyEdit::Facility(edit)
            };
            edited.apply(&edit).expect("sound");
            let changed = edited.changed_travel(&before).expect("sound");
            let anew = TravelIndex::build(edited.town()).expect("sound");
            for ((was, is), anew) in base.iter().zip(changed).zip(travel_by_kind(edited.town(), &anew).expect("sound")) {
                let followed = is.as_ref().unwrap_or(was);
                prop_assert_eq!(&followed.reaches, &anew.reaches, "seed {} step {}: {:?}", seed, step, edit);
            }
        }
    }
}
