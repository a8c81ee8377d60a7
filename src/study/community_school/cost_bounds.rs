//! Between what a site's cost lies when it has no estimate, where sets of sites are compared.

use crate::model::record::Bounds;
use crate::siting::community_school::budget::SiteBudget;
use crate::study::language::Language;

/// What the sites cost, with bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct CostBounds {
    /// For each site; equal where it has an estimate.
    pub of_sites: Vec<Bounds>,
    /// The same with one reservation where there is no estimate.
    pub counted: Vec<Bounds>,
    /// What a site without an estimate lies between; nothing where every site has one.
    pub unknown: Option<Bounds>,
}

impl CostBounds {
    /// A site without an estimate costs as much as some other one, or as the reservation: from the least to the most of
    /// these. Where no site has an estimate all cost one reservation, and cost tells no sets apart.
    ///
    /// # Units
    /// Euros.
    pub fn of<'a>(budgets: impl Iterator<Item = &'a SiteBudget> + Clone) -> Self {
        let likely = budgets.clone().map(|budget| budget.counted().value());
        let (low, high) = likely.fold((f64::INFINITY, 0.0_f64), |(low, high), cost| {
            (low.min(cost), high.max(cost))
        });
        let unknown = Bounds { low, high };
        let exactly = |euros: f64| Bounds {
            low: euros,
            high: euros,
        };
        let bounds = |budget: &SiteBudget| match budget.estimate {
            Some(estimate) => exactly(estimate.value()),
            None => unknown,
        };
        let counted = budgets
            .clone()
            .map(|budget| exactly(budget.counted().value()));
        let counted = counted.collect();
        let any_unknown = budgets.clone().any(SiteBudget::is_assumed);
        Self {
            of_sites: budgets.map(bounds).collect(),
            counted,
            unknown: any_unknown.then_some(unknown),
        }
    }

    /// What a set of sites costs at least and at most.
    pub fn of_set(&self, sites: &[usize]) -> Bounds {
        let costs = || sites.iter().filter_map(|&site| self.of_sites.get(site));
        Bounds {
            low: costs().map(|cost| cost.low).sum::<f64>() + 0.0,
            high: costs().map(|cost| cost.high).sum::<f64>() + 0.0,
        }
    }

    /// One sentence; nothing where every site has an estimate.
    pub fn sentence(&self, language: Language) -> Option<String> {
        let unknown = self.unknown?;
        // Never negative; a cast of a number to an integer holds at its largest value.
        let [low, high] =
            [unknown.low, unknown.high].map(|euros| language.thousands(euros.round() as u64));
        Some(match language {
            Language::Dutch if low == high => format!(
                "Van een deel van de locaties is nog geen raming. Elk daarvan telt als {high} euro."
            ),
            Language::English if low == high => {
                format!("Some sites have no estimate yet. Each of these counts as {high} euros.")
            }
            Language::Dutch => format!(
                "Van een deel van de locaties is nog geen raming. Elk daarvan kan van {low} tot {high} euro kosten; bij 'mogelijk' \
                 hangt het daarvan af of een andere set in alles minstens zo goed is."
            ),
            Language::English => format!(
                "Some sites have no estimate yet. Each of these may cost from {low} to {high} euros; at 'possibly' it \
                 depends on that whether another set is at least as good in everything."
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::units::Euros;
    use crate::model::worked_weights::worked_weights;
    use crate::siting::community_school::budget::site_budget;

    fn of(estimates: &[Option<f64>]) -> CostBounds {
        let rules = worked_weights().community_school;
        let budgets: Vec<SiteBudget> = estimates
            .iter()
            .map(|estimate| {
                site_budget(
                    estimate.and_then(|euros| Euros::new(euros).ok()),
                    None,
                    &rules,
                )
            })
            .collect();
        CostBounds::of(budgets.iter())
    }

    #[test]
    fn a_site_without_an_estimate_costs_as_much_as_some_other_or_as_the_reservation() {
        // The reservation is 500,000.
        let found = of(&[Some(400_000.0), None, Some(650_000.0)]);
        let unknown = found.of_sites[1];
        assert_eq!((unknown.low, unknown.high), (400_000.0, 650_000.0));
        let set = found.of_set(&[0, 1]);
        assert_eq!((set.low, set.high), (800_000.0, 1_050_000.0));
        let said = found.sentence(Language::Dutch).expect("one is not known");
        assert!(said.contains("van 400.000 tot 650.000 euro"), "{said}");
        let said = found.sentence(Language::English).expect("one is not known");
        assert!(said.contains("from 400,000 to 650,000 euros"), "{said}");
        assert_eq!(of(&[Some(400_000.0)]).sentence(Language::Dutch), None);
    }

    #[test]
    fn without_any_estimate_cost_tells_no_sets_apart() {
        let found = of(&[None, None]);
        assert!(
            found
                .of_sites
                .iter()
                .all(|cost| cost.low == 500_000.0 && cost.high == 500_000.0)
        );
    }
}
