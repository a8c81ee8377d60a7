//! A part of a search for the cheapest set: what is fixed so far, and the smaller question that is left.

use crate::siting::opening_question::OpeningQuestion;
use crate::siting::shortlists::{Shortlists, Status};

/// A smaller question: what is fixed so far, and what is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Choices and fallbacks.
    pub lists: Shortlists,
    /// The first prices of its points.
    pub prices: Vec<i64>,
    /// Sites fixed open.
    pub opened: Vec<u32>,
    /// Sites that may open, ascending.
    pub candidates: Vec<u32>,
    /// How many of them open.
    pub to_open: usize,
    /// No set in it costs less.
    pub bound: i64,
}

impl Node {
    /// The question with its required sites open; `None` when they are too many or not allowed.
    pub fn root(question: &OpeningQuestion<'_>) -> Option<Self> {
        let whole = Node {
            lists: question.lists.clone(),
            prices: vec![0; question.lists.len()],
            opened: Vec::new(),
            candidates: question
                .candidates
                .iter()
                .chain(&question.required)
                .copied()
                .collect(),
            to_open: question.to_open,
            bound: i64::MIN,
        };
        let mut root = whole.smaller(question, &question.required, &[])?;
        root.candidates.sort_unstable();
        Some(root)
    }

    /// The node with further sites open and closed, and with what follows from the rules;
    /// `None` when no allowed set is left.
    pub fn smaller(
        &self,
        question: &OpeningQuestion<'_>,
        open: &[u32],
        closed: &[u32],
    ) -> Option<Node> {
        let to_open = self.to_open.checked_sub(open.len())?;
        let mut opened = self.opened.clone();
        opened.extend_from_slice(open);
        if !question.rules.allow(&opened) {
            return None;
        }
        let left = |site: &u32| !open.contains(site) && !closed.contains(site);
        let left: Vec<u32> = self.candidates.iter().copied().filter(left).collect();
        let candidates = question.rules.still_possible(&opened, &left, to_open)?;
        if candidates.len() < to_open {
            return None;
        }
        let mut status = vec![Status::Closed; question.rules.sites()];
        open.iter()
            .for_each(|&site| status[site as usize] = Status::Open);
        candidates
            .iter()
            .for_each(|&site| status[site as usize] = Status::Free);
        let mut kept = Vec::new();
        let lists = self
            .lists
            .restricted(&status, candidates.len(), to_open, &mut kept);
        let prices = lists
            .points()
            .zip(&kept)
            .map(|((choices, fallback), &place)| {
                self.prices[place].clamp(choices[0].cost, fallback)
            });
        Some(Node {
            prices: prices.collect(),
            lists,
            opened,
            candidates,
            to_open,
            bound: self.bound,
        })
    }

    /// What opening these sites in a node costs by its choices.
    pub fn listed_cost(&self, question: &OpeningQuestion<'_>, chosen: &[u32]) -> i64 {
        let mut open = vec![false; question.rules.sites()];
        chosen.iter().for_each(|&site| open[site as usize] = true);
        self.lists.cost(&open)
    }
}
