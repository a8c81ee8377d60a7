//! Which sites each demand point may still go to, nearest first, and what it costs when none of them opens.
//!
//! Every question that opens a given number of sites takes this form. In a p-median question a point's fallback is
//! a site that is open anyway; in a covering question it is the weight lost when the point is not covered. Fixing a
//! site open or closed gives a smaller question of the same form, so a search only ever has this one thing to bound.

use std::collections::HashMap;

/// Points with more choices than this on average stay apart.
const MERGED_UP_TO: usize = 16;

/// What is decided about a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing yet.
    Free,
    /// It opens.
    Open,
    /// It stays closed.
    Closed,
}

/// A site that a demand point may go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// What it costs the demand point, in scaled units.
    pub cost: i64,
    /// The site.
    pub site: u32,
}

/// For each demand point its choices, and its fallback.
///
/// The cost of a set of open sites is `constant`, plus for each point the cheapest of its fallback and its open choices.
///
/// # Shape
/// The choices of a point ascend by cost, then by site, and all cost less than its fallback. A point without choices
/// is part of `constant` and not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortlists {
    starts: Vec<usize>,
    choices: Vec<Choice>,
    fallbacks: Vec<i64>,
    constant: i64,
}

impl Default for Shortlists {
    fn default() -> Self {
        Self {
            starts: vec![0],
            choices: Vec::new(),
            fallbacks: Vec::new(),
            constant: 0,
        }
    }
}

impl Shortlists {
    /// Adds a demand point with choices in any order.
    pub fn push(&mut self, choices: impl IntoIterator<Item = Choice>, fallback: i64) {
        let start = self.choices.len();
        self.choices
            .extend(choices.into_iter().filter(|choice| choice.cost < fallback));
        self.choices[start..].sort_unstable();
        self.close_point(fallback);
    }

    /// Ends the point whose choices were added last; says whether it is kept.
    fn close_point(&mut self, fallback: i64) -> bool {
        let kept = self.choices.len() > self.starts[self.starts.len() - 1];
        if kept {
            self.starts.push(self.choices.len());
            self.fallbacks.push(fallback);
        } else {
            self.constant += fallback;
        }
        kept
    }

    /// The same question, with points that are alike together where points have few choices: long lists hardly ever
    /// have one order.
    #[must_use]
    pub fn with_alike_merged(self) -> Self {
        match self.choices.len() <= MERGED_UP_TO * self.len() {
            true => self.merged(),
            false => self,
        }
    }

    /// The same question with points together that prefer the same sites in the same order: whatever opens, they go to
    /// the same one.
    fn merged(&self) -> Self {
        let sites: Vec<u32> = self.choices.iter().map(|choice| choice.site).collect();
        let order_of = |ends: &[usize]| &sites[ends[0]..ends[1]];
        let mut places: HashMap<&[u32], usize> = HashMap::with_capacity(self.len());
        // The points of each order, by the first of them.
        let mut alike: Vec<(i64, Vec<Choice>)> = Vec::new();
        for (ends, (choices, fallback)) in self.starts.windows(2).zip(self.points()) {
            let place = *places.entry(order_of(ends)).or_insert(alike.len());
            match alike.get_mut(place) {
                None => alike.push((fallback, choices.to_vec())),
                Some((all, costs)) => {
                    *all += fallback;
                    let costs = costs.iter_mut().zip(choices);
                    costs.for_each(|(cost, choice)| cost.cost += choice.cost);
                }
            }
        }
        let mut merged = Self {
            constant: self.constant,
            ..Self::default()
        };
        for (fallback, choices) in alike {
            merged.choices.extend(choices);
            merged.close_point(fallback);
        }
        merged
    }

    /// How many demand points still have a choice.
    pub fn len(&self) -> usize {
        self.fallbacks.len()
    }

    /// Whether nothing is left to choose.
    pub fn is_empty(&self) -> bool {
        self.fallbacks.is_empty()
    }

    /// How many choices all points have together.
    pub fn choices(&self) -> usize {
        self.choices.len()
    }

    /// What the points without a choice cost together.
    pub fn constant(&self) -> i64 {
        self.constant
    }

    /// The choices of each point with its fallback.
    pub fn points(&self) -> impl Iterator<Item = (&[Choice], i64)> {
        self.starts
            .windows(2)
            .map(|ends| &self.choices[ends[0]..ends[1]])
            .zip(self.fallbacks.iter().copied())
    }

    /// What a set of open sites costs.
    pub fn cost(&self, open: &[bool]) -> i64 {
        let served = self.points().map(|(choices, fallback)| {
            choices
                .iter()
                .find(|choice| open[choice.site as usize])
                .map_or(fallback, |choice| choice.cost)
        });
        self.constant + served.sum::<i64>()
    }

    /// The smaller question that is left when the status of sites is known and exactly `to_open` of the `free` ones
    /// open; `kept` gets the places of the points that are left.
    ///
    /// At most `free - to_open` of a point's choices stay closed, so one of its first `free - to_open + 1` opens:
    /// the last of these is its fallback.
    pub fn restricted(
        &self,
        status: &[Status],
        free: usize,
        to_open: usize,
        kept: &mut Vec<usize>,
    ) -> Self {
        let longest = (free + 1).saturating_sub(to_open);
        let mut smaller = Self {
            constant: self.constant,
            ..Self::default()
        };
        kept.clear();
        for (place, (choices, fallback)) in self.points().enumerate() {
            let start = smaller.choices.len();
            let mut fallback = fallback;
            for choice in choices {
                match status[choice.site as usize] {
                    Status::Closed => {}
                    Status::Open => {
                        fallback = choice.cost;
                        break;
                    }
                    Status::Free if to_open == 0 => {}
                    Status::Free => smaller.choices.push(*choice),
                }
            }
            if to_open > 0 && smaller.choices.len() - start >= longest {
                fallback = smaller.choices[start + longest - 1].cost;
            }
            while smaller.choices.len() > start
                && smaller.choices[smaller.choices.len() - 1].cost >= fallback
            {
                smaller.choices.pop();
            }
            if smaller.close_point(fallback) {
                kept.push(place);
            }
        }
        smaller
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lists() -> Shortlists {
        let mut lists = Shortlists::default();
        let choice = |(site, cost)| Choice { cost, site };
        lists.push([(0, 5), (1, 2), (2, 9)].map(choice), 20);
        lists.push([(2, 1), (0, 7)].map(choice), 20);
        lists
    }

    #[test]
    fn a_point_goes_to_its_cheapest_open_site_or_falls_back() {
        assert_eq!(lists().cost(&[true, false, false]), 5 + 7);
        assert_eq!(lists().cost(&[false, true, false]), 2 + 20);
    }

    #[test]
    fn fixing_sites_leaves_a_smaller_question_with_the_same_costs() {
        let status = [Status::Open, Status::Free, Status::Closed];
        let mut kept = Vec::new();
        let smaller = lists().restricted(&status, 1, 1, &mut kept);
        assert_eq!(
            smaller.cost(&[true, true, false]),
            lists().cost(&[true, true, false])
        );
    }

    proptest! {
        #[test]
        fn points_of_one_order_together_cost_what_they_cost_alone(
            rows in prop::collection::vec((prop::collection::vec(0i64..6, 3), 1i64..8), 0..30),
            open in prop::array::uniform3(any::<bool>()),
        ) {
            let mut lists = Shortlists::default();
            for (costs, fallback) in &rows {
                let choices = (0..).zip(costs).map(|(site, &cost)| Choice { cost, site });
                lists.push(choices, *fallback);
            }
            let merged = lists.merged();
            prop_assert_eq!(merged.cost(&open), lists.cost(&open));
            // Of three sites there are 15 orders of one and more.
            prop_assert!(merged.len() <= lists.len().min(15));
            let ascends = |(choices, fallback): (&[Choice], i64)| {
                choices.is_sorted() && choices.iter().all(|choice| choice.cost < fallback)
            };
            prop_assert!(merged.points().all(ascends));
        }
    }

    #[test]
    fn one_of_the_nearest_must_open_when_all_but_one_of_the_sites_open() {
        let mut kept = Vec::new();
        let smaller = lists().restricted(&[Status::Free; 3], 3, 2, &mut kept);
        assert_eq!(
            smaller.points().next(),
            Some(([Choice { cost: 2, site: 1 }].as_slice(), 5))
        );
        assert_eq!(kept, [0, 1]);
    }
}
