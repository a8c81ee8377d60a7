//! Which study a question is about: the one that is served, or what a scenario makes of it.

/// Which study answers a question.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// The study as it is.
    AsItIs,
    /// The same, by the norms that the scenario with this mark chooses.
    ByNormsOf(&'a str),
    /// The study under the scenario with this mark.
    Under(&'a str),
}

impl<'a> From<Option<&'a str>> for Wanted<'a> {
    /// What the parameter `scenario` says.
    fn from(mark: Option<&'a str>) -> Self {
        mark.map_or(Self::AsItIs, Self::Under)
    }
}
