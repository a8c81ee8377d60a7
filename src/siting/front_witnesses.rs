//! Homes that were farthest before: they show that some home stays far away without a look at all homes.

use crate::siting::front_measures::FrontMeasures;

/// So many homes that were farthest are looked at before all homes are.
const MOST_WITNESSES: usize = 32;

/// A home that was farthest: how far it is with each site alone.
struct Witness {
    home: usize,
    /// How far it is when nothing opens.
    at_first: f64,
    of_site: Vec<f64>,
}

impl Witness {
    fn with(&self, sites: &[u32]) -> f64 {
        let of_sites = sites.iter().map(|&site| self.of_site[site as usize]);
        of_sites.fold(self.at_first, f64::min)
    }
}

/// The homes that were farthest, the one that was of use last first.
pub struct Witnesses {
    homes: Vec<Witness>,
    /// Room to mark sites.
    served: Vec<bool>,
}

impl Witnesses {
    /// None yet, among so many sites.
    pub fn none(sites: usize) -> Self {
        Self {
            homes: Vec::new(),
            served: vec![false; sites],
        }
    }

    /// Whether homes that were farthest before show that some home stays as far as `beaten` when so many others open
    /// beside these: more such homes than others can open, no two of which one site serves. And how many looks at a
    /// site for a home that took.
    pub fn need_more(&mut self, open: &[u32], others: usize, beaten: f64) -> (bool, usize) {
        let (mut unserved, mut looked) = (0, 0);
        for place in 0..self.homes.len() {
            let witness = &self.homes[place];
            looked += open.len();
            if witness.with(open) < beaten {
                continue;
            }
            if others > 0 {
                looked += self.served.len();
                let serves = || witness.of_site.iter().map(|felt| *felt < beaten);
                let mut both = self.served.iter().zip(serves());
                if unserved > 0 && both.any(|(served, serves)| *served && serves) {
                    continue;
                }
                for (served, serves) in self.served.iter_mut().zip(serves()) {
                    *served = serves || (unserved > 0 && *served);
                }
            }
            unserved += 1;
            if unserved > others {
                self.homes[..=place].rotate_right(usize::from(others == 0));
                return (true, looked);
            }
        }
        (false, looked)
    }

    /// Remembers a home that was farthest.
    pub fn remember(&mut self, home: usize, measures: &FrontMeasures) {
        let mut homes = self.homes.iter();
        let witness = match homes.position(|witness| witness.home == home) {
            Some(place) => self.homes.remove(place),
            None => Witness {
                home,
                at_first: measures.at_first(home),
                of_site: measures.of_home(home),
            },
        };
        self.homes.truncate(MOST_WITNESSES - 1);
        self.homes.insert(0, witness);
    }
}
