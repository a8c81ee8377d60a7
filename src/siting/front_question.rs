//! What is asked of a front of plans: homes, sites, and from where plans begin.

use crate::model::stop::Stop;
use crate::siting::rules::SiteRules;

/// A home on the front.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FrontHome {
    /// What it counts for in coverage.
    pub weight: f64,
    /// What it counts for among those who could be left far away; 0 leaves it out there.
    pub burden: f64,
    /// The cost to what is there whatever is planned; a large one where there is nothing.
    pub now: f64,
}

/// How it is measured whom a plan leaves far away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Burden {
    /// The largest cost of any home.
    Longest,
    /// The sum of weight × (cost − norm) / norm over the homes beyond the norm.
    Shortfall,
}

/// What is open before sites are chosen, and how many may join.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontStart {
    /// Sites that are open; they count in no number of sites, and no rule is about them.
    pub opened: Vec<u32>,
    /// What these cost.
    pub money: u64,
    /// Which sets may open besides.
    pub rules: SiteRules,
    /// Sites that may open besides.
    pub candidates: Vec<u32>,
    /// Sites that open besides in any case, with what each costs here.
    pub required: Vec<(u32, u64)>,
    /// How few sites open besides.
    pub fewest: usize,
    /// How many sites open besides at most.
    pub most: usize,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct PlanFrontQuestion<'a> {
    /// The homes.
    pub homes: &'a [FrontHome],
    /// For each site the homes that reach it, with the cost.
    pub costs: &'a [&'a [(usize, f64)]],
    /// Up to this cost a home is covered, and falls short of nothing; above 0.
    pub norm: f64,
    /// Who is left far away.
    pub burden: Burden,
    /// What each site costs.
    pub money: &'a [u64],
    /// From where plans begin.
    pub starts: &'a [FrontStart],
    /// How many times a site is looked at for a home before the search ends unproven.
    pub looks: usize,
    /// Ends the search, unproven.
    pub stop: Option<&'a Stop>,
}
