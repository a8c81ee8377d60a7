"""Location models beside spopt, on the same instances: do the values agree, and how long does each take?

spopt builds its models in PuLP; HiGHS and CBC solve them. Times are build and solve for spopt, and `seconds` of
`nabij solve --json` for nabij (reading the files is in neither). The exit code is 1 when two values disagree.

How to run:
    python3 -m venv peers && peers/bin/pip install spopt pulp highspy
    cargo build --release
    peers/bin/python tests/bench/peers_siting.py --nabij target/release/nabij [--data "$NABIJ_DATA"] [--large]

One line an instance and peer:
    bench <name> nabij_ms=<n> peer=<peer> peer_ms=<n> ratio=<n>
A peer that fails, or stops at its time limit, has peer_ms of the time it took and a note on standard error.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy
import pulp
from spopt.locate import LSCP, MCLP, PCenter, PMedian

RELATIVE_TOLERANCE = 1e-6


@dataclass
class Instance:
    """A table of costs, row = demand point, and what is asked of it."""

    name: str
    model: str
    costs: numpy.ndarray
    weights: numpy.ndarray
    sites: int | None = None
    radius: float | None = None


def city(demand: int, sites: int, seed: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Points in a square of 10 by 10 km, streets a quarter longer than the straight line, 10 to 50 people a point."""
    source = random.Random(seed)

    def places(count: int) -> numpy.ndarray:
        return numpy.array([(source.uniform(0, 10_000), source.uniform(0, 10_000)) for _ in range(count)])

    homes, buildings = places(demand), places(sites)
    costs = 1.25 * numpy.hypot(*(homes[:, None, :] - buildings[None, :, :]).transpose(2, 0, 1))
    weights = numpy.array([source.randint(10, 50) for _ in range(demand)])
    return costs, weights


def san_francisco(folder: Path) -> tuple[numpy.ndarray, numpy.ndarray]:
    """205 census tracts and 16 stores, of spopt's own tests."""
    file = folder / "san_francisco" / "SF_network_distance_candidateStore_16_censusTract_205_new.csv"
    with file.open(newline="") as text:
        rows = list(csv.DictReader(text))
    tracts = sorted({row["DestinationName"] for row in rows})
    stores = sorted({row["name"] for row in rows})
    costs = numpy.zeros((len(tracts), len(stores)))
    weights = numpy.zeros(len(tracts))
    for row in rows:
        tract = tracts.index(row["DestinationName"])
        costs[tract, stores.index(row["name"])] = float(row["distance"])
        weights[tract] = float(row["demand"])
    return costs, weights


def pmed(folder: Path, number: int) -> tuple[numpy.ndarray, numpy.ndarray, int]:
    """Shortest paths of an OR-Library file; a repeated edge takes its last length."""
    words = iter((folder / "pmed" / f"pmed{number}.txt").read_text().split())
    vertices, edges, sites = (int(next(words)) for _ in range(3))
    costs = numpy.full((vertices, vertices), numpy.inf)
    for _ in range(edges):
        one, other, length = (int(next(words)) for _ in range(3))
        costs[one - 1, other - 1] = costs[other - 1, one - 1] = length
    numpy.fill_diagonal(costs, 0)
    for middle in range(vertices):
        costs = numpy.minimum(costs, costs[:, [middle]] + costs[[middle], :])
    return costs, numpy.ones(vertices), sites


def instances(data: Path | None, large: bool) -> list[Instance]:
    """What is compared: small enough for the peers, unless large ones are asked for."""
    found = []
    if data:
        costs, weights = san_francisco(data / "benchmarks")
        found += [
            Instance("sf_p_median", "p-median", costs, weights, sites=4),
            Instance("sf_mclp", "mclp", costs, weights, sites=4, radius=5000.0),
            Instance("sf_lscp", "lscp", costs, weights, radius=5000.0),
            Instance("sf_p_center", "p-center", costs, weights, sites=4),
        ]
        for number in (1, 2, 3, 4, 5):
            costs, weights, sites = pmed(data / "benchmarks", number)
            found.append(Instance(f"pmed{number}_p_median", "p-median", costs, weights, sites=sites))
            if large:
                found.append(Instance(f"pmed{number}_p_center", "p-center", costs, weights, sites=sites))
    costs, weights = city(448, 30, 1)
    found.append(Instance("p_median_448x30_5", "p-median", costs, weights, sites=5))
    found.append(Instance("lscp_448x30", "lscp", costs, weights, radius=float(costs.min(axis=1).max()) * 1.2))
    costs, weights = city(2000, 200, 1)
    found.append(Instance("mclp_2000x200_20", "mclp", costs, weights, sites=20, radius=800.0))
    if large:
        found.append(Instance("p_median_2000x200_20", "p-median", costs, weights, sites=20))
        costs, weights = city(10_000, 500, 1)
        found.append(Instance("mclp_10000x500_30", "mclp", costs, weights, sites=30, radius=800.0))
    return found


def nabij_answer(binary: Path, instance: Instance, folder: Path) -> dict:
    """The answer of `nabij solve --json`."""
    costs_file, demand_file = folder / "costs.csv", folder / "demand.csv"
    with costs_file.open("w", newline="") as text:
        text.write("demand_id,site_id,cost\n")
        for row, costs in enumerate(instance.costs):
            text.writelines(f"d{row:05},s{site:05},{cost!r}\n" for site, cost in enumerate(costs.tolist()))
    with demand_file.open("w", newline="") as text:
        text.write("demand_id,weight\n")
        text.writelines(f"d{row:05},{weight!r}\n" for row, weight in enumerate(instance.weights.tolist()))
    command = [binary, "solve", "--model", instance.model, "--costs", costs_file, "--demand", demand_file, "--json"]
    if instance.sites is not None:
        command += ["--sites", str(instance.sites)]
    if instance.radius is not None:
        command += ["--radius", str(instance.radius)]
    output = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def spopt_model(instance: Instance):
    """The same question as a spopt model."""
    match instance.model:
        case "p-median":
            return PMedian.from_cost_matrix(instance.costs, instance.weights, p_facilities=instance.sites)
        case "p-center":
            return PCenter.from_cost_matrix(instance.costs, p_facilities=instance.sites)
        case "lscp":
            return LSCP.from_cost_matrix(instance.costs, service_radius=instance.radius)
        case "mclp":
            return MCLP.from_cost_matrix(instance.costs, instance.weights, instance.radius, p_facilities=instance.sites)
        case unknown:
            raise ValueError(f"model: found {unknown!r}, expected p-median, p-center, lscp or mclp")


def solver(name: str, seconds: int):
    """A PuLP solver on one thread."""
    kinds = {"highs": pulp.HiGHS, "cbc": pulp.PULP_CBC_CMD}
    return kinds[name](msg=False, threads=1, timeLimit=seconds)


def peer_answer(name: str, instance: Instance, seconds: int) -> tuple[float, float | None, str]:
    """Milliseconds of build and solve, the objective value if there is one, and a note if it is not an optimum."""
    start = time.perf_counter()
    try:
        model = spopt_model(instance).solve(solver(name, seconds), results=False)
        took = (time.perf_counter() - start) * 1e3
        value = pulp.value(model.problem.objective)
    except Exception as error:  # a peer may fail in many ways, and all of them are results here
        return (time.perf_counter() - start) * 1e3, None, f"{type(error).__name__}: {error}"
    note = f"at its time limit of {seconds} s" if took > seconds * 1e3 else ""
    return took, value, note


def agree(one: float, other: float) -> bool:
    return abs(one - other) <= RELATIVE_TOLERANCE * max(abs(one), abs(other), 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nabij", type=Path, required=True, help="the release binary")
    parser.add_argument("--data", type=Path, help="the folder with benchmarks/")
    parser.add_argument("--large", action="store_true", help="also the instances that take the peers minutes")
    parser.add_argument("--only", default="", help="only instances with this in their name")
    parser.add_argument("--time-limit", type=int, default=120, help="seconds for each solve of a peer")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    disagreements = 0
    with tempfile.TemporaryDirectory() as folder:
        chosen = [instance for instance in instances(arguments.data, arguments.large) if arguments.only in instance.name]
        for instance in chosen:
            answer = nabij_answer(arguments.nabij, instance, Path(folder))
            nabij_ms = answer["seconds"] * 1e3
            if not answer["proven_optimal"]:
                print(f"{instance.name}: nabij did not prove its answer", file=sys.stderr)
                disagreements += 1
            for peer in ("highs", "cbc"):
                peer_ms, value, note = peer_answer(peer, instance, arguments.time_limit)
                ratio = peer_ms / nabij_ms
                times = f"nabij_ms={nabij_ms:.2f} peer=spopt-{peer} peer_ms={peer_ms:.0f} ratio={ratio:.1f}"
                print(f"bench {instance.name} {times}", flush=True)
                values = f"{instance.name}: spopt-{peer} has {value}, nabij {answer['objective']}"
                if note or value is None:
                    print(f"{values} ({note})", file=sys.stderr, flush=True)
                elif not agree(value, answer["objective"]):
                    print(f"{values}: they should agree", file=sys.stderr, flush=True)
                    disagreements += 1
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
