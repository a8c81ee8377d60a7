//! Who goes where when open sites have room for so many: the cheapest transport from points to sites.
//!
//! Each point first goes to its cheapest site. While a site is overfull, the cheapest chain of moves from it to a
//! site with room is carried out: shortest augmenting paths, on a graph that has only the open sites as nodes.
//! A point may be split between sites.
//!
//! # Source
//! Hitchcock 1941, "The distribution of a product from several sources to numerous localities"; Busacker and Gowen
//! 1961 (shortest augmenting paths keep a flow cheapest).

/// A point that has to go somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traveller {
    /// How many go.
    pub amount: i64,
    /// For each open site what one of them pays, `None` where they cannot go.
    pub costs: Vec<Option<i64>>,
}

/// How many of each point go to each site.
///
/// # Shape
/// Row = point, column = open site, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transport {
    /// The amounts.
    pub amounts: Vec<Vec<i64>>,
}

/// The cheapest transport; `None` when not everyone can be served.
///
/// `room` has a value for each open site; `None` has room for all.
pub fn cheapest_transport(travellers: &[Traveller], room: &[Option<i64>]) -> Option<Transport> {
    let mut amounts = Vec::with_capacity(travellers.len());
    let mut load = vec![0_i64; room.len()];
    for traveller in travellers {
        let mut row = vec![0; room.len()];
        let reached = (0..room.len()).filter_map(|site| Some((traveller.costs[site]?, site)));
        let (_, nearest) = reached.min()?;
        row[nearest] = traveller.amount;
        load[nearest] += traveller.amount;
        amounts.push(row);
    }
    let excess = |load: &[i64], site: usize| room[site].map_or(0, |room| load[site] - room);
    while let Some(overfull) = (0..room.len()).find(|&site| excess(&load, site) > 0) {
        let moves = cheapest_moves(travellers, &amounts, room.len());
        let has_room = |site: usize| room[site].is_none_or(|room| load[site] < room);
        let chain = cheapest_chain(&moves, overfull, has_room)?;
        let (first, last) = (chain.first()?.from, chain.last()?.to);
        let spare = room[last].map_or(i64::MAX, |room| room - load[last]);
        let movable = chain
            .iter()
            .map(|step| amounts[step.point][step.from])
            .min()?;
        let moved = excess(&load, first).min(spare).min(movable);
        for step in &chain {
            amounts[step.point][step.from] -= moved;
            amounts[step.point][step.to] += moved;
        }
        load[first] -= moved;
        load[last] += moved;
    }
    Some(Transport { amounts })
}

/// One of a point leaves a site for another.
#[derive(Debug, Clone, Copy)]
struct Move {
    point: usize,
    from: usize,
    to: usize,
    cost: i64,
}

/// For each pair of sites the cheapest move between them: row = from, column = to.
fn cheapest_moves(
    travellers: &[Traveller],
    amounts: &[Vec<i64>],
    sites: usize,
) -> Vec<Option<Move>> {
    let mut moves: Vec<Option<Move>> = vec![None; sites * sites];
    for (point, (traveller, row)) in travellers.iter().zip(amounts).enumerate() {
        for from in (0..sites).filter(|&site| row[site] > 0) {
            for to in (0..sites).filter(|&site| site != from) {
                let (Some(now), Some(then)) = (traveller.costs[from], traveller.costs[to]) else {
                    continue;
                };
                let cheapest = &mut moves[from * sites + to];
                if cheapest.is_none_or(|cheapest| then - now < cheapest.cost) {
                    *cheapest = Some(Move {
                        point,
                        from,
                        to,
                        cost: then - now,
                    });
                }
            }
        }
    }
    moves
}

/// The cheapest chain of moves from a site to one with room (Bellman 1958; moves may gain, chains never in circles).
fn cheapest_chain(
    moves: &[Option<Move>],
    start: usize,
    has_room: impl Fn(usize) -> bool,
) -> Option<Vec<Move>> {
    let sites = moves.len().isqrt();
    let mut least: Vec<Option<i64>> = vec![None; sites];
    let mut last: Vec<Option<Move>> = vec![None; sites];
    least[start] = Some(0);
    for _ in 0..sites {
        for step in moves.iter().flatten() {
            let Some(so_far) = least[step.from] else {
                continue;
            };
            if least[step.to].is_none_or(|known| so_far + step.cost < known) {
                least[step.to] = Some(so_far + step.cost);
                last[step.to] = Some(*step);
            }
        }
    }
    let ends = (0..sites)
        .filter(|&site| has_room(site))
        .filter_map(|site| Some((least[site]?, site)));
    let (_, mut site) = ends.min()?;
    let mut chain = Vec::new();
    while site != start {
        let step = last[site]?;
        site = step.from;
        chain.push(step);
    }
    chain.reverse();
    Some(chain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_who_loses_least_moves_on_through_a_chain() {
        // Site 0 has room for one of two. Point 1 could move to site 1 for 1 more, where point 2 then moves to
        // site 2 for 1 more: 2 in all. Moving point 0 instead would cost 9.
        let point = |costs: [Option<i64>; 3]| Traveller {
            amount: 1,
            costs: costs.to_vec(),
        };
        let travellers = [
            point([Some(1), Some(10), None]),
            point([Some(1), Some(2), None]),
            point([None, Some(3), Some(4)]),
        ];
        let transport =
            cheapest_transport(&travellers, &[Some(1), Some(1), None]).expect("there is room");
        assert_eq!(
            transport.amounts,
            [vec![1, 0, 0], vec![0, 1, 0], vec![0, 0, 1]]
        );
    }

    #[test]
    fn a_point_is_split_where_a_site_is_full_and_nobody_is_left_over_in_silence() {
        let travellers = [Traveller {
            amount: 5,
            costs: vec![Some(1), Some(3)],
        }];
        let transport =
            cheapest_transport(&travellers, &[Some(2), Some(3)]).expect("there is room for five");
        assert_eq!(transport.amounts, [vec![2, 3]]);
        assert_eq!(cheapest_transport(&travellers, &[Some(2), Some(2)]), None);
    }
}
