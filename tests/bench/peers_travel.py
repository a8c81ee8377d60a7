"""Travel over streets beside pandarm (pandana's successor), scipy and PySAL access: same network, same facilities,
same run. Do the answers agree, and how long does each take?

`travel_beside_peers` writes the network and nabij's answers; facilities stand at nodes, because the peers snap every
place to a node, so that the answers can be compared to the millimetre. The exit code is 1 when two answers disagree.

How to run:
    python3 -m venv peers && peers/bin/pip install scipy pandas pandarm access
    cargo bench --bench travel_beside_peers -- FOLDER
    peers/bin/python tests/bench/peers_travel.py FOLDER

One line a figure and peer:
    bench <name> nabij_ms=<n> peer=<peer> peer_ms=<n> ratio=<n>
A peer that cannot be installed or fails gets a note on standard error and no line.
"""

import random
import sys
import time
import warnings
from pathlib import Path

import numpy
import pandas
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

REACH_METRES = 1_200.0
ROUTES = 300
# Peers work in single precision.
TOLERANCE_METRES = 0.01


class Comparison:
    """Prints a line for every figure, and remembers whether all answers agreed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        table = pandas.read_csv(folder / "nabij.csv", header=None, index_col=0)[1]
        self.nabij_ms = {str(name): float(value) for name, value in table.items()}
        self.agreed = True

    def column(self, name: str) -> numpy.ndarray:
        return pandas.read_csv(self.folder / f"{name}.csv", header=None, na_values="NaN")[0].to_numpy(float)

    def line(self, name: str, peer: str, peer_ms: float) -> None:
        ours = self.nabij_ms[name]
        print(f"bench {name} nabij_ms={ours:.1f} peer={peer} peer_ms={peer_ms:.1f} ratio={peer_ms / ours:.1f}", flush=True)

    def agree(self, what: str, ours: numpy.ndarray, theirs: numpy.ndarray, tolerance: float = TOLERANCE_METRES) -> None:
        both = numpy.isfinite(ours) & numpy.isfinite(theirs)
        one = int((numpy.isfinite(ours) != numpy.isfinite(theirs)).sum())
        apart = numpy.abs(ours[both] - theirs[both])
        largest = float(apart.max()) if both.any() else 0.0
        different = int((apart > tolerance).sum()) + one
        print(f"agree {what}: {int(both.sum())} compared, {different} different, largest difference {largest:.4f}", flush=True)
        self.agreed &= different == 0

    def agree_but_for_the_limit(self, ours: numpy.ndarray, theirs: numpy.ndarray) -> None:
        """Counts may differ by one where a node lies within the rounding of the limit itself: some in a thousand."""
        apart = numpy.abs(ours - theirs)
        different, largest = int((apart > 0).sum()), float(apart.max())
        print(f"agree all nodes with pandarm: {len(ours)} compared, {different} different by {largest:.0f} (nodes at the limit)", flush=True)
        self.agreed &= different < len(ours) / 1_000 and largest <= 1


def timed(run) -> tuple[object, float]:
    started = time.perf_counter()
    answer = run()
    return answer, 1_000.0 * (time.perf_counter() - started)


def with_scipy(comparison: Comparison, matrix, facilities: numpy.ndarray) -> None:
    found, spent = timed(lambda: dijkstra(matrix, directed=False, indices=facilities, min_only=True))
    comparison.line("nearest", "scipy", spent)
    comparison.agree("nearest with scipy", comparison.column("nearest"), numpy.where(numpy.isinf(found), numpy.nan, found))
    # Some hundred routes one by one, between any facility and any node.
    nearest, source = comparison.column("nearest"), random.Random(1)
    nodes = numpy.array([source.randrange(len(nearest)) for _ in range(ROUTES)])
    alone = dijkstra(matrix, directed=False, indices=nodes[:ROUTES])[:, facilities].min(axis=1)
    comparison.agree(f"{ROUTES} routes with scipy", nearest[nodes], numpy.where(numpy.isinf(alone), numpy.nan, alone))


def with_pandarm(comparison: Comparison, nodes, edges, facilities: numpy.ndarray) -> None:
    import pandarm

    def build():
        weights = pandas.DataFrame({"length": edges[2] / 1_000.0})
        return pandarm.Network(nodes[0], nodes[1], edges[0], edges[1], weights, twoway=True)

    network, spent = timed(build)
    comparison.line("build", "pandarm", spent)
    longest = float(numpy.nanmax(comparison.column("third"))) + 1.0

    def nearest(rank: int):
        network.set_pois("f", longest, rank, nodes[0][facilities], nodes[1][facilities])
        return network.nearest_pois(longest, "f", num_pois=rank, max_distance=numpy.nan)

    found, spent = timed(lambda: nearest(1))
    comparison.line("nearest", "pandarm", spent)
    # Two facilities at one node are one to a peer that numbers them by node; the distances agree all the same.
    comparison.agree("nearest with pandarm", comparison.column("nearest"), found[1].reindex(range(len(nodes))).to_numpy(float))
    found, spent = timed(lambda: nearest(3))
    comparison.line("nearest_3", "pandarm", spent)
    comparison.agree("third with pandarm", comparison.column("third"), found[3].reindex(range(len(nodes))).to_numpy(float))

    def aggregate(where: numpy.ndarray, values: numpy.ndarray, name: str):
        network.set(pandas.Series(where), variable=pandas.Series(values), name=name)
        return network.aggregate(REACH_METRES, func="sum", decay="flat", name=name)

    # Once only: a second time doubles what it finds. Each figure counts it, as each needs it.
    _, prepared = timed(lambda: network.precompute(REACH_METRES))
    places = numpy.full(len(facilities), 100.0)
    found, spent = timed(lambda: aggregate(facilities, places, "places"))
    comparison.line("supply_within_1200_m", "pandarm", prepared + spent)
    comparison.agree("supply with pandarm", comparison.column("supply_within"), found.reindex(range(len(nodes))).to_numpy(float))
    found, spent = timed(lambda: aggregate(numpy.arange(len(nodes)), numpy.ones(len(nodes)), "nodes"))
    comparison.line("all_nodes_within_1200_m", "pandarm", prepared + spent)
    comparison.agree_but_for_the_limit(comparison.column("nodes_within"), found.reindex(range(len(nodes))).to_numpy(float))


def with_access(comparison: Comparison, facilities: numpy.ndarray) -> None:
    """Two-step floating catchments from the same table of trips: 100 places a facility, 10 people a node."""
    from access import fca

    pairs = pandas.read_csv(comparison.folder / "pairs.csv", names=["node", "facility", "metres"])
    # Only nodes with a facility in reach: the peer divides by what is in its table.
    demand = pandas.DataFrame({"people": 10.0}, index=pandas.Index(sorted(pairs["node"].unique()), name="node"))
    supply = pandas.DataFrame({"places": 100.0}, index=pandas.Index(range(len(facilities)), name="facility"))

    def two_stage():
        return fca.two_stage_fca(
            demand_df=demand, supply_df=supply, cost_df=pairs, max_cost=REACH_METRES, demand_index="node",
            demand_name="people", supply_index="facility", supply_name="places", cost_origin="node",
            cost_dest="facility", cost_name="metres",
        )

    found, spent = timed(two_stage)
    comparison.line("2sfca_1200_m_from_table", "access", spent)
    ours = comparison.column("two_step")
    comparison.agree("2SFCA with access", ours[found.index.to_numpy()], found.to_numpy(float), tolerance=1e-9)


def main() -> int:
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    comparison = Comparison(folder)
    nodes = pandas.read_csv(folder / "nodes.csv", header=None)
    edges = pandas.read_csv(folder / "edges.csv", header=None)
    facilities = pandas.read_csv(folder / "facilities.csv", header=None)[0].to_numpy()
    # Of parallel streets the shortest; a round trip leads nowhere.
    single = edges[edges[0] != edges[1]].copy()
    ends = numpy.sort(single[[0, 1]].to_numpy(), axis=1)
    single[0], single[1] = ends[:, 0], ends[:, 1]
    single = single.groupby([0, 1], as_index=False)[2].min()
    size = len(nodes)
    matrix = coo_matrix((single[2] / 1_000.0, (single[0], single[1])), shape=(size, size)).tocsr()
    with_scipy(comparison, matrix, facilities)
    for peer in (
        lambda: with_access(comparison, facilities),
        lambda: with_pandarm(comparison, nodes, edges, facilities),
    ):
        try:
            peer()
        except ImportError as missing:
            print(f"note: a peer could not be loaded ({missing}); no figures beside it", file=sys.stderr)
    return 0 if comparison.agreed else 1


if __name__ == "__main__":
    sys.exit(main())
