//! Which further members a cluster can have without growing beyond the diameter.

use crate::model::cluster_question::ClusterQuestion;
use crate::model::facility_kind::FacilityKind;
use crate::model::units::Metres;
use crate::siting::clusters::town::ClusterTown;
use crate::siting::clusters::trio::Trio;

/// One member for as many of the optional kinds as fit together within the diameter.
///
/// A required member may offer an optional kind itself. Of sets with as many kinds, the first in the order of the
/// kinds with the nearest candidates counts; that order is the longest walk to a required member, then the id.
///
/// # Cost
/// Exact: branch and bound over the candidates of each kind, which are few within a walk.
pub fn optional_members(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
    trio: &Trio,
) -> Vec<(FacilityKind, usize)> {
    let mut kinds: Vec<(&FacilityKind, Vec<usize>)> = Vec::new();
    for kind in &question.optional {
        let candidates = candidates(town, question, trio, kind);
        if !candidates.is_empty() {
            kinds.push((kind, candidates));
        }
    }
    let mut search = Search {
        town,
        question,
        kinds: &kinds,
        fewest_left_out: kinds.len() + 1,
        first: Vec::new(),
    };
    search.extend(&mut Vec::new(), 0);
    let chosen = search.first.into_iter().zip(&kinds);
    chosen
        .filter_map(|(member, (kind, _))| Some(((*kind).clone(), member?)))
        .collect()
}

struct Search<'a> {
    town: &'a ClusterTown<'a>,
    question: &'a ClusterQuestion,
    kinds: &'a [(&'a FacilityKind, Vec<usize>)],
    fewest_left_out: usize,
    first: Vec<Option<usize>>,
}

impl Search<'_> {
    fn extend(&mut self, chosen: &mut Vec<Option<usize>>, left_out: usize) {
        if left_out + self.without_candidate(chosen) >= self.fewest_left_out {
            return;
        }
        let Some((_, candidates)) = self.kinds.get(chosen.len()) else {
            self.fewest_left_out = left_out;
            self.first.clone_from(chosen);
            return;
        };
        for &candidate in candidates {
            if self.fits(candidate, chosen) {
                chosen.push(Some(candidate));
                self.extend(chosen, left_out);
                chosen.pop();
            }
        }
        chosen.push(None);
        self.extend(chosen, left_out + 1);
        chosen.pop();
    }

    /// How many of the kinds still to come have no candidate that fits any more.
    fn without_candidate(&self, chosen: &[Option<usize>]) -> usize {
        let to_come = self.kinds.iter().skip(chosen.len());
        let lost = |candidates: &[usize]| !candidates.iter().any(|&one| self.fits(one, chosen));
        to_come.filter(|(_, candidates)| lost(candidates)).count()
    }

    fn fits(&self, candidate: usize, chosen: &[Option<usize>]) -> bool {
        let walk = |other: usize| self.town.walks.between(candidate, other);
        let near = |&other: &usize| walk(other).is_some_and(|walk| walk <= self.question.diameter);
        chosen.iter().flatten().all(near)
    }
}

/// The facilities of a kind within the diameter of all required members, nearest first.
fn candidates(
    town: &ClusterTown<'_>,
    question: &ClusterQuestion,
    trio: &Trio,
    kind: &FacilityKind,
) -> Vec<usize> {
    let walk = |facility: usize| -> Option<Metres> {
        let walks = trio
            .members
            .map(|member| town.walks.between(member, facility));
        walks
            .into_iter()
            .try_fold(Metres::ZERO, |longest, walk| Some(longest.max(walk?)))
    };
    let [first, ..] = trio.members;
    let around = town.walks.around(first).map(|(other, _)| other);
    let mut found: Vec<(Metres, usize)> = std::iter::once(first)
        .chain(around)
        .filter(|&other| town.offers(other, std::slice::from_ref(kind)))
        .filter_map(|other| {
            Some((
                walk(other).filter(|walk| *walk <= question.diameter)?,
                other,
            ))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, facility)| facility).collect()
}
