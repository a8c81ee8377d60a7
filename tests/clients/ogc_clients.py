"""The API read by the programs that people use: Debian's GDAL, pyogrio's newer GDAL, OWSLib, a tile decoder and
schemathesis. Starts the server of its first argument on the example town; exits with 1 and a sentence when one differs."""

import json
import math
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import mapbox_vector_tile
import openapi_spec_validator
import pyogrio.raw
import shapely
from owslib.ogcapi.features import Features
from owslib.ogcapi.processes import Processes

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
GRIDS = {
    "NetherlandsRDNewQuad": (RD, (-285401.92, 903401.92), 880803.84),
    "WebMercatorQuad": ("http://www.opengis.net/def/crs/EPSG/0/3857", (-20037508.342789244, 20037508.342789244), 40075016.68557849),
}


def read(address):
    with urllib.request.urlopen(address, timeout=60) as response:
        return response.read()


def document(address):
    return json.loads(read(address))


def items(home, layer, crs):
    page = document(f"{home}/collections/{layer}/items?limit=10000&crs={urllib.request.quote(crs, safe='')}")
    assert page["numberMatched"] == page["numberReturned"], layer
    return {feature["id"]: feature for feature in page["features"]}


def debian_gdal(home, layers):
    """ogrinfo of GDAL 3.6 follows the pages and meets every feature."""
    for layer, count in layers.items():
        command = ["ogrinfo", "-ro", "-q", "-oo", "PAGE_SIZE=100", f"OAPIF:{home}", layer]
        text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
        found = len(re.findall(r"^OGRFeature\(", text, re.MULTILINE))
        assert found == count, f"ogrinfo reads {found} features of {layer}, expected {count}"


def newer_gdal(home, layers):
    """pyogrio's GDAL asks for RD, as the collections say that they are kept so, and gets the right coordinates."""
    for layer, count in layers.items():
        if count == 0:
            continue
        meta, _, geometries, fields = pyogrio.raw.read(f"OAPIF:{home}", layer=layer, PAGE_SIZE="500")
        assert len(geometries) == count, f"pyogrio reads {len(geometries)} features of {layer}, expected {count}"
        assert meta["crs"] == "EPSG:28992", f"{layer} is read in {meta['crs']}"
        expected = sorted(shapely.from_geojson(json.dumps(feature["geometry"])).bounds for feature in items(home, layer, RD).values())
        found = sorted(shapely.from_wkb(geometry).bounds for geometry in geometries)
        for one, other in zip(found, expected):
            assert max(abs(a - b) for a, b in zip(one, other)) < 0.01, f"{layer}: {one} is not {other}"
        assert all(0 < bounds[0] < 300000 and 300000 < bounds[1] < 630000 for bounds in found), layer


def owslib(home, layers):
    """OWSLib walks from the start to the collections, their fields, features and single features."""
    service = Features(home)
    assert service.conformance()["conformsTo"]
    assert sorted(service.feature_collections()) == sorted(layers)
    for layer, count in layers.items():
        assert service.collection(layer)["id"] == layer
        assert "properties" in service.collection_queryables(layer)
        page = service.collection_items(layer, limit=5)
        assert page["numberMatched"] == count, layer
        for feature in page["features"]:
            one = service.collection_item(layer, urllib.request.quote(feature["id"], safe=""))
            assert one["properties"] == feature["properties"], layer
    filtered = service.collection_items("gebieden", filter="niveau = 'wijk'", limit=100)
    assert filtered["numberMatched"] == 7, filtered["numberMatched"]


def processes(home):
    """OWSLib lists the processes, reads their inputs and runs one at once; a job gives the same."""
    service = Processes(home)
    names = [process["id"] for process in service.processes()]
    assert names == ["locatievraag", "isochrone", "analyse", "oplossen"], names
    for name in names:
        described = service.process(name)
        assert described["inputs"] and described["outputs"], name
    table = {
        "model": "p-median", "sites": 1,
        "demand": [{"demand_id": point, "weight": 1} for point in "abc"],
        "costs": [{"demand_id": point, "site_id": site, "cost": cost} for site, costs in {"x": (0, 1, 2), "y": (1, 0, 1)}.items() for point, cost in zip("abc", costs)],
    }
    plan = service.execute("oplossen", table)["plan"]["value"]
    assert plan["sites"] == ["y"] and plan["objective"] == 2 and plan["proven_optimal"], plan
    job = service.execute("oplossen", table, async_=True)
    for _ in range(200):
        status = document(f"{home}/jobs/{job['jobID']}")
        if status["status"] not in ("accepted", "running"):
            break
        time.sleep(0.1)
    assert status["status"] == "successful", status
    assert document(f"{home}/jobs/{job['jobID']}/results")["plan"]["value"] == plan


def tile_decoder(home):
    """Tiles of both grids hold the geometries of the GeoJSON, to within a pixel of 256 to the tile."""
    for grid, (crs, (left, top), whole) in GRIDS.items():
        for layer, zooms in {"gebieden": (4, 6), "voorzieningen": (7, 9)}.items():
            features = {key: shapely.from_geojson(json.dumps(feature["geometry"])) for key, feature in items(home, layer, crs).items()}
            around = shapely.total_bounds(list(features.values()))
            for zoom in zooms if grid.startswith("N") else [zoom + 6 for zoom in zooms]:
                side = whole / 2**zoom
                compared = 0
                for column in range(int((around[0] - left) // side), int((around[2] - left) // side) + 1):
                    for row in range(int((top - around[3]) // side), int((top - around[1]) // side) + 1):
                        compared += compare(home, (layer, grid, zoom, row, column), features, (left + column * side, top - row * side, side))
                assert compared >= len(features) * 0.8, f"{grid} {layer} {zoom}: only {compared} of {len(features)} are in tiles"


def compare(home, tile, features, square):
    layer, grid, zoom, row, column = tile
    left, top, side = square
    body = read(f"{home}/collections/{layer}/tiles/{grid}/{zoom}/{row}/{column}")
    if not body:
        return 0
    decoded = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})[layer]
    unit = side / decoded["extent"]
    window = shapely.box(left, top - side, left + side, top)
    compared = 0
    for feature in decoded["features"]:
        whole = features[feature["properties"].get("code") or feature["properties"]["id"]]
        drawn = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        drawn = shapely.transform(drawn, lambda cells: cells * [unit, -unit] + [left, top])
        expected, drawn = whole.intersection(window), drawn.intersection(window)
        if expected.is_empty or drawn.is_empty:
            # It lies beside the tile, in the 8 pixels that are kept around it.
            assert whole.distance(window) <= 9 * side / 256, f"{tile}: {feature['properties']}"
            continue
        apart = shapely.hausdorff_distance(drawn, expected)
        assert apart <= side / 256, f"{tile}: {feature['properties']} is {apart} m off, a pixel is {side / 256} m"
        compared += 1
    return compared


def described(home, folder):
    """The description is valid OpenAPI, and no request that it describes gets an answer that it does not describe."""
    openapi_spec_validator.validate(document(f"{home}/openapi.json"))
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run", f"{home}/openapi.json",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance",
        "--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "1", "--generation-deterministic",
        "--request-timeout", "60", "--workers", "1", "--no-color",
    ]
    beside = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent), "SCHEMATHESIS_HOOKS": "json_lines"}
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=beside, timeout=900)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def qgis(home):
    """PyQGIS comes with the system's own Python."""
    subprocess.run(["/usr/bin/python3", Path(__file__).with_name("qgis_api.py"), home], check=True)


def main():
    binary, study, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    address = f"127.0.0.1:{free_port()}"
    home = f"http://{address}/v1"
    server = subprocess.Popen([binary, "serve", study, "--address", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                layers = {one["id"]: document(f"{home}/collections/{one['id']}/items?limit=1")["numberMatched"] for one in document(f"{home}/collections")["collections"]}
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, "the server stopped"
                time.sleep(0.2)
        for name, check in {
            "GDAL": lambda: debian_gdal(home, layers),
            "pyogrio": lambda: newer_gdal(home, layers),
            "OWSLib": lambda: owslib(home, layers),
            "OWSLib, processes": lambda: processes(home),
            "QGIS": lambda: qgis(home),
            "mapbox-vector-tile": lambda: tile_decoder(home),
            "schemathesis": lambda: described(home, folder),
        }.items():
            start = time.monotonic()
            check()
            print(f"{name}: {math.ceil(time.monotonic() - start)} s")
        assert server.poll() is None, "the server stopped"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    try:
        main()
    except (AssertionError, subprocess.CalledProcessError) as difference:
        sys.exit(f"{difference}\n{getattr(difference, 'stderr', '') or ''}")
