"""Whether the p-centre radii of pmed 1 to 20 are right, asked of HiGHS as covering questions.

At a radius the fewest sites that reach every vertex are no more than p; at one less they are more than p.
Usage: centre_radii.py DATA, with the folder benchmarks/pmed in DATA.
"""

import sys
from pathlib import Path

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from peers_siting import pmed

RADII = [127, 98, 93, 74, 48, 84, 64, 55, 37, 20, 59, 51, 36, 26, 18, 47, 39, 28, 18, 13]


def fewest_sites(costs: numpy.ndarray, radius: float) -> int:
    """The smallest number of sites with every vertex within the radius of one of them."""
    count = len(costs)
    near = csr_matrix((costs <= radius).astype(float))
    found = milp(
        numpy.ones(count),
        constraints=LinearConstraint(near, 1, numpy.inf),
        integrality=numpy.ones(count),
        bounds=Bounds(0, 1),
    )
    if found.status != 0:
        raise RuntimeError(f"radius {radius}: found {found.message!r}, expected a proven optimum")
    return round(found.fun)


def main() -> None:
    for number, radius in enumerate(RADII, start=1):
        costs, _, sites = pmed(Path(sys.argv[1]) / "benchmarks", number)
        at, below = fewest_sites(costs, radius), fewest_sites(costs, radius - 1)
        print(f"pmed{number}: {at} sites at {radius}, {below} at {radius - 1}, {sites} to open")
        if not at <= sites < below:
            raise SystemExit(f"pmed{number}: {radius} is not the least radius of {sites} sites")


if __name__ == "__main__":
    main()
