"""Routes over the real networks of Osdorp, Monaco and Helsinki, walked a second time without any code of nabij: read by
pyosmium (or SQLite and shapely), moved by pyproj, made into a graph and snapped to here, and searched by scipy.

`street_files` writes where each route begins and ends and how far nabij says it is. The exit code is 1 when an answer
differs by more than the rounding of its stretches to whole millimetres can explain; each one is printed with its place.

How to run:
    python3 -m venv peers && peers/bin/pip install numpy scipy osmium pyproj shapely
    NABIJ_DATA=DATA cargo bench --bench street_files -- STREETS.osm.pbf FOLDER
    peers/bin/python tests/bench/peers_routes.py STREETS.osm.pbf FOLDER DATA
"""

import csv
import math
import sqlite3
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import osmium
import shapely
from pyproj import Transformer
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

HIGHWAYS = set(
    "footway path pedestrian steps living_street residential service unclassified tertiary tertiary_link secondary "
    "secondary_link primary primary_link track cycleway bridleway corridor road crossing".split()
)
SQUARES = {"pedestrian", "footway", "living_street", "service", "path"}
SMALLEST_COMPONENT = 40
SNAP_METRES = 300.0
# Outlines with more sides than this are crossed between streets only.
CORNERS_AT_MOST = 120
# A route of a thousand stretches, each rounded to a millimetre, is hardly ever off by more.
TOLERANCE_METRES = 0.05

OSM_NETWORKS = {"monaco": ("monaco.osm.pbf", 32632), "helsinki": ("helsinki_centre.osm.pbf", 3879)}
OSDORP = "amsterdam_osdorp_walk_network.gpkg"


@dataclass
class Way:
    """Nodes in the order drawn; `square` when the inside may be crossed."""

    nodes: list
    one_way: bool = False
    square: bool = False
    holes: list = field(default_factory=list)


@dataclass
class Ways:
    ways: list[Way] = field(default_factory=list)
    places: dict = field(default_factory=dict)


def is_walkable(tags) -> bool:
    if tags.get("highway") not in HIGHWAYS or tags.get("foot") in {"no", "private", "use_sidepath"}:
        return False
    permitted = tags.get("foot") in {"yes", "designated", "permissive"}
    return permitted or tags.get("access") not in {"no", "private"}


def read_osm(path: Path) -> Ways:
    """Walkable ways with their nodes in degrees; what a way lost at the edge of the file cuts it in two."""
    found = Ways()
    file = osmium.FileProcessor(str(path)).with_locations().with_filter(osmium.filter.KeyFilter("highway"))
    for way in file:
        if not way.is_way() or not is_walkable(way.tags):
            continue
        square = way.tags.get("area") == "yes" and way.tags["highway"] in SQUARES
        stretch: list[int] = []
        stretches = [stretch]
        for node in way.nodes:
            if not node.location.valid():
                stretch = []
                stretches.append(stretch)
            elif not stretch or stretch[-1] != node.ref:
                stretch.append(node.ref)
                found.places[node.ref] = (node.location.lon, node.location.lat)
        one_way = way.tags.get("oneway:foot") == "yes"
        found.ways += [Way(nodes, one_way, square) for nodes in stretches if len(nodes) > 1]
    return found


def read_squares(path: Path) -> Ways:
    """Surfaces drawn as multipolygons: a way for each ring, and the holes of each outline."""
    relations = [
        (dict(relation.tags), [(member.ref, member.role) for member in relation.members if member.type == "w"])
        for relation in osmium.FileProcessor(str(path), osmium.osm.RELATION)
        if relation.tags.get("type") == "multipolygon" and is_walkable(relation.tags)
    ]
    wanted = {way for _, members in relations for way, _ in members}
    nodes, places = {}, {}
    for way in osmium.FileProcessor(str(path)).with_locations():
        if way.is_way() and way.id in wanted:
            nodes[way.id] = [node.ref for node in way.nodes]
            places.update({node.ref: (node.location.lon, node.location.lat) for node in way.nodes if node.location.valid()})
    found = Ways()
    for tags, members in relations:
        rings = [rings_of([nodes.get(way) for way, role in members if (role == "inner") == inner]) for inner in (False, True)]
        if not rings[0] or rings[1] is None or any(node not in places for ring in rings[0] + rings[1] for node in ring):
            continue
        one_way = tags.get("oneway:foot") == "yes"
        for outline in rings[0]:
            inside = shapely.Polygon([places[node] for node in outline])
            holes = [ring for ring in rings[1] if inside.intersects(shapely.Point(places[ring[0]]))]
            found.ways.append(Way(outline, one_way, tags["highway"] in SQUARES, holes))
            found.ways += [Way(hole, one_way) for hole in holes]
        found.places.update({node: places[node] for ring in rings[0] + rings[1] for node in ring})
    return found


def rings_of(ways: list) -> list | None:
    """Closed rings of ways that are joined end to end; nothing when one is missing or stays open."""
    if any(way is None for way in ways):
        return None
    left, rings = list(ways), []
    while left:
        ring = list(left.pop(0))
        while ring[0] != ring[-1] or len(ring) < 2:
            following = next((way for way in left if ring[-1] in (way[0], way[-1])), None)
            if following is None:
                return None
            left.remove(following)
            ring += (following if following[0] == ring[-1] else following[::-1])[1:]
        rings.append(ring)
    return rings


def to_metres(ways: Ways, epsg: int) -> Ways:
    move = Transformer.from_crs(4326, epsg, always_xy=True)
    moved = move.transform(*numpy.array(list(ways.places.values())).T)
    return Ways(ways.ways, dict(zip(ways.places, zip(*moved))))


def read_lines(path: Path) -> Ways:
    """Lines of a GeoPackage, joined where their places are the same millimetre."""
    found = Ways()
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as file:
        rows = file.execute("SELECT geom FROM osdpm_map WHERE path_type IS NOT NULL").fetchall()
    envelope_bytes = [0, 32, 48, 48, 64]
    for (blob,) in rows:
        line = shapely.from_wkb(blob[8 + envelope_bytes[(blob[3] >> 1) & 7] :])
        nodes: list = []
        for x, y in line.coords:
            node = (round(x * 1_000), round(y * 1_000))
            if not nodes or nodes[-1] != node:
                nodes.append(node)
                found.places.setdefault(node, (x, y))
        if len(nodes) > 1:
            found.ways.append(Way(nodes))
    return found


def without_small_components(ways: Ways) -> Ways:
    number = {node: index for index, node in enumerate(ways.places)}
    pairs = [(number[a], number[b]) for way in ways.ways for a, b in zip(way.nodes, way.nodes[1:])]
    # A square and the rings of its holes are one piece: lines over the square join them.
    pairs = numpy.array(pairs + [(number[way.nodes[0]], number[hole[0]]) for way in ways.ways for hole in way.holes])
    size = len(number)
    _, component = connected_components(coo_matrix((numpy.ones(len(pairs)), pairs.T), shape=(size, size)), directed=False)
    used = numpy.unique(pairs)
    nodes_of = Counter(component[used].tolist())
    kept = [way for way in ways.ways if nodes_of[component[number[way.nodes[0]]]] >= SMALLEST_COMPONENT]
    return Ways(kept, ways.places)


def lines_over_squares(ways: Ways) -> list[Way]:
    """Straight lines over each square, between its inward corners and the places where streets come in."""
    times = Counter(node for way in ways.ways for node in way.nodes)
    joined = {node for node, count in times.items() if count > 1}
    joined |= {end for way in ways.ways for end in (way.nodes[0], way.nodes[-1])}
    lines = []
    for way in ways.ways:
        rings = [way.nodes] + way.holes
        if not way.square or any(ring[0] != ring[-1] or len(ring) < 4 for ring in rings[:1]):
            continue
        rings = [ring[:-1] for ring in rings if ring[0] == ring[-1] and len(ring) > 3]
        surface = shapely.Polygon(*[[ways.places[node] for node in rings[0]], [[ways.places[node] for node in ring] for ring in rings[1:]]])
        corners_count = sum(len(ring) for ring in rings) <= CORNERS_AT_MOST
        chosen = []
        for number, ring in enumerate(rings):
            places = [ways.places[node] for node in ring]
            counter_clockwise = shapely.LinearRing(places).is_ccw
            # The surface lies left of an outline that runs counter-clockwise, and of a hole that runs clockwise.
            left = 1 if counter_clockwise == (number == 0) else -1
            for index in range(len(ring)):
                (ax, ay), (bx, by), (cx, cy) = places[index - 1], places[index], places[(index + 1) % len(ring)]
                turns = left * ((bx - ax) * (cy - by) - (by - ay) * (cx - bx)) < 0
                if ring[index] in joined or (corners_count and turns):
                    chosen.append((number, index, ring[index]))
        shapely.prepare(surface)
        for position, (one_ring, one_side, one) in enumerate(chosen):
            for other_ring, other_side, other in chosen[position + 1 :]:
                neighbours = one_ring == other_ring and abs(other_side - one_side) in (1, len(rings[one_ring]) - 1)
                if not neighbours and one != other and surface.covers(shapely.LineString([ways.places[one], ways.places[other]])):
                    lines.append(Way([one, other]))
    return lines


class Network:
    """A graph with every node of every way, and its stretches to snap to."""

    def __init__(self, ways: Ways) -> None:
        ways = without_small_components(ways)
        number = {node: index for index, node in enumerate(ways.places)}
        places = list(ways.places.values())
        steps: dict[tuple[int, int], float] = {}
        self.stretches = []
        for way in ways.ways + lines_over_squares(ways):
            for a, b in zip(way.nodes, way.nodes[1:]):
                one, other = number[a], number[b]
                length = math.dist(places[one], places[other])
                steps[one, other] = min(length, steps.get((one, other), math.inf))
                if not way.one_way:
                    steps[other, one] = min(length, steps.get((other, one), math.inf))
                self.stretches.append((one, other, way.one_way))
        ends = numpy.array(list(steps)).T
        self.matrix = coo_matrix((list(steps.values()), ends), shape=(len(places), len(places))).tocsr()
        self.lines = shapely.linestrings([(places[one], places[other]) for one, other, _ in self.stretches])
        self.tree = shapely.STRtree(self.lines)

    def snapped(self, place) -> tuple[int, float, float, float] | None:
        """The stretch, the way from its begin, the way to its end, and the leg."""
        point = shapely.Point(place)
        index = int(self.tree.nearest(point))
        line, leg = self.lines[index], point.distance(self.lines[index])
        along = line.project(point)
        return None if leg > SNAP_METRES else (index, along, line.length - along, leg)

    def metres(self, begin, end) -> float:
        start, stop = self.snapped(begin), self.snapped(end)
        if start is None or stop is None:
            return math.nan
        (one, back, ahead, leg), (other, arriving, left, last_leg) = start, stop
        first, second, one_way = self.stretches[one]
        distances = dijkstra(self.matrix, indices=[first, second])
        from_start = numpy.minimum(distances[0] + (math.inf if one_way and back > 0 else back), distances[1] + ahead)
        first, second, end_one_way = self.stretches[other]
        ways = [from_start[first] + arriving, from_start[second] + (math.inf if end_one_way and left > 0 else left)]
        if one == other and (not one_way or arriving >= back):
            ways.append(abs(arriving - back))
        shortest = min(ways)
        return math.nan if math.isinf(shortest) else shortest + leg + last_leg


def agrees(name: str, network: Network, routes: Path) -> bool:
    different, together, largest = [], 0, 0.0
    with routes.open() as file:
        for row in csv.reader(file):
            begin, end = tuple(map(float, row[:2])), tuple(map(float, row[2:4]))
            ours, theirs = float(row[4] or "nan"), network.metres(begin, end)
            if math.isnan(ours) != math.isnan(theirs) or abs(ours - theirs) > TOLERANCE_METRES:
                different.append(f"    from {begin} to {end}: nabij {ours:.3f} m, scipy {theirs:.3f} m")
            elif not math.isnan(ours):
                together, largest = together + 1, max(largest, abs(ours - theirs))
    print(f"agree routes over {name} with scipy: {together} agree, {len(different)} different, largest difference {largest:.4f}")
    print("\n".join(different), end="\n" if different else "", flush=True)
    return not different and together > 50


def beside_loading(streets: Path, folder: Path) -> None:
    """The peer only reads the ways and their places; nabij also moves them and makes the graph."""
    nodes, ours = (folder / "loading.csv").read_text().split(",")
    started = time.perf_counter()
    read_osm(streets)
    theirs = 1_000.0 * (time.perf_counter() - started)
    name = f"load_osm_pbf_{nodes}_nodes"
    print(f"bench {name} nabij_ms={float(ours):.0f} peer=pyosmium peer_ms={theirs:.0f} ratio={theirs / float(ours):.1f}", flush=True)


def main() -> int:
    streets, folder = Path(sys.argv[1]), Path(sys.argv[2])
    beside_loading(streets, folder)
    if len(sys.argv) < 4:
        print("skipped: the routes over real networks, because NABIJ_DATA is not set")
        return 0
    networks = Path(sys.argv[3]) / "networks"
    answers = [agrees("osdorp", Network(read_lines(networks / OSDORP)), folder / "osdorp.csv")]
    for name, (file, epsg) in OSM_NETWORKS.items():
        ways, squares = read_osm(networks / file), read_squares(networks / file)
        ways = Ways(ways.ways + squares.ways, ways.places | squares.places)
        answers.append(agrees(name, Network(to_metres(ways, epsg)), folder / f"{name}.csv"))
    return 0 if all(answers) else 1


if __name__ == "__main__":
    sys.exit(main())
