#!/usr/bin/env python3
"""Other programs open what nabij gives away: the GDAL in pyogrio, the GDAL of this machine, Arrow, and a
reader of PMTiles.

Every file of every layer has the features, values and nulls of the GeoJSON. Where PyQGIS is installed, QGIS draws the
GeoPackage in its own style; where it is not, that is said.

usage: downloads.py PROGRAM STUDY
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import mapbox_vector_tile
import pyarrow.parquet
import pyogrio.raw
import shapely
from pmtiles.reader import Reader, all_tiles
from pmtiles.tile import zxy_to_tileid

FORMATS = {"gpkg": "gpkg", "fgb": "fgb", "shp": "shp.zip", "parquet": "parquet", "geojson": "geojson"}
RD_NEW = "EPSG:28992"
WGS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def main(program, study):
    with tempfile.TemporaryDirectory() as folder, Server(program, study) as server:
        folder = pathlib.Path(folder)
        for layer in json.loads(server.read("/collections"))["collections"]:
            check_layer(server, folder, layer["id"])
        check_all_layers(server, folder)
        check_tiles(server)
        check_qgis(folder / "alles.gpkg")


class Server:
    def __init__(self, program, study):
        self.process = subprocess.Popen(
            [program, "serve", study, "--address", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        line = self.process.stdout.readline()
        assert "http://" in line, f"nabij did not start: {line!r}"
        self.address = "http://" + line.split("http://")[1].strip() + "/v1"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def read(self, path, headers={}):
        with urllib.request.urlopen(urllib.request.Request(self.address + path, headers=headers)) as answer:
            return answer.read()


def check_layer(server, folder, layer):
    expected = told(json.loads(server.read(f"/collections/{layer}/download/geojson")))
    for code, ending in FORMATS.items():
        for system in [""] if code == "geojson" else ["", f"?crs={WGS84}"]:
            path = folder / f"{layer}.{ending}"
            path.write_bytes(server.read(f"/collections/{layer}/download/{code}{system}"))
            what = f"{path.name}{system}"
            found, crs, bounds = by_pyarrow(path) if code == "parquet" else by_pyogrio(path)
            same(found, expected, what, short=code == "shp")
            if code != "parquet":  # which GDAL 3.6 cannot read
                opened = f"/vsizip/{path}" if code == "shp" else str(path)
                named = [] if code == "shp" else [layer]
                summary = subprocess.run(["ogrinfo", "-so", opened, *(named or ["-al"])],
                                         capture_output=True, text=True, check=True)
                assert f"Feature Count: {len(expected)}" in summary.stdout, f"{what}: {summary.stdout}"
                assert not summary.stderr, f"{what}: {summary.stderr}"
            if expected and code != "geojson" and not system:
                assert crs == RD_NEW, f"{what}: {crs}"
                west, south, east, north = bounds
                assert -7_000 < west <= east < 300_000 and 289_000 < south <= north < 629_000, f"{what}: {bounds}"
            elif expected:
                assert bounds[0] > 3 and bounds[2] < 8 and 50 < bounds[1] <= bounds[3] < 54, f"{what}: {bounds}"
    print(f"{layer}: {len(expected)} objects in every format")


def told(document):
    """For each feature by its id the values that are there; yes and no in words, as some formats have them."""
    return {
        feature["id"]: {name: plain(value) for name, value in feature["properties"].items() if value not in (None, "")}
        for feature in document["features"]
    }


def plain(value):
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, float)):
        return round(float(value), 6)
    # GDAL takes a text that looks like a day in GeoJSON for one.
    return value.isoformat() if hasattr(value, "isoformat") else value


def by_pyogrio(path):
    meta, _, _, columns = pyogrio.raw.read(path, layer=0)
    names = list(meta["fields"])
    kinds = dict(zip(names, meta["ogr_subtypes"]))
    found = {}
    for row in zip(*columns):
        values = {name: truth(kinds[name], value) for name, value in zip(names, row)}
        values = {name: plain(value) for name, value in values.items() if value is not None and value == value and value != ""}
        identity = values.pop("kenmerk", None) or values.get("id")
        found[identity] = values
    return found, meta["crs"], pyogrio.read_info(path, layer=0, force_total_bounds=True)["total_bounds"]


def by_pyarrow(path):
    """GeoParquet as its specification has it: the wheel of pyogrio has no Parquet driver."""
    table = pyarrow.parquet.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"] == "1.1.0" and column["encoding"] == "WKB", geo
    found = {}
    for row in table.to_pylist():
        shape = shapely.from_wkb(row.pop(geo["primary_column"]))
        assert shape.is_valid and shape.geom_type in column["geometry_types"], path
        values = {name: plain(value) for name, value in row.items() if value not in (None, "")}
        found[values.pop("kenmerk", None) or values.get("id")] = values
    crs = column["crs"]["id"]
    return found, f"{crs['authority']}:{crs['code']}", column.get("bbox")


def truth(kind, value):
    if hasattr(value, "item"):
        value = value.item()
    return bool(value) if kind == "OFSTBoolean" and value is not None else value


def same(found, expected, what, short):
    if what.endswith(".geojson") and any(values.get("id", identity) != identity for identity, values in expected.items()):
        # GDAL shows the property of that name instead of the id beside it, so that features of one place are one here.
        assert found.keys() == {values["id"] for values in expected.values()}, f"{what}: other features"
        return
    assert found.keys() == expected.keys(), f"{what}: other features"
    for identity, values in expected.items():
        seen = dict(found[identity])
        if seen.get("id") == identity and "id" not in values:
            seen.pop("id")
        if short:  # names of ten letters, texts of 254 bytes
            cut = lambda value: value.encode()[:250].decode(errors="ignore").strip() if isinstance(value, str) else value
            assert sorted(map(str, map(cut, seen.values()))) == sorted(map(str, map(cut, values.values()))), f"{what} {identity}: {seen} {values}"
        else:
            assert seen == values, f"{what} {identity}: {seen} {values}"


def check_all_layers(server, folder):
    path = folder / "alles.gpkg"
    path.write_bytes(server.read("/download/alles.gpkg"))
    layers = {name for name, _ in pyogrio.list_layers(path)}
    styles = pyogrio.raw.read(path, layer="layer_styles")
    drawn = set(styles[3][list(styles[0]["fields"]).index("f_table_name")])
    assert layers == drawn | {"layer_styles"}, f"{layers} {drawn}"
    print(f"alles.gpkg: {len(drawn)} layers, each with its style")


def check_tiles(server):
    """The archive is read in parts, as a browser would, and holds what the server gives tile by tile."""
    part = lambda offset, length: server.read("/tiles.pmtiles", {"Range": f"bytes={offset}-{offset + length - 1}"})
    reader = Reader(part)
    header, metadata = reader.header(), reader.metadata()
    assert (header["min_zoom"], header["max_zoom"]) == (9, 14), header
    layers = {layer["id"]: layer["fields"] for layer in metadata["vector_layers"]}
    assert {"gebieden", "dekking", "voorzieningen", "straten"} <= layers.keys(), layers.keys()
    whole = server.read("/tiles.pmtiles")
    count, compared = 0, 0
    for (zoom, column, row), packed in all_tiles(lambda offset, length: whole[offset:offset + length]):
        count += 1
        tile = mapbox_vector_tile.decode(gzip.decompress(packed))
        assert tile.keys() <= layers.keys(), tile.keys() - layers.keys()
        if zoom == 12 and "gebieden" in tile:
            single = server.read(f"/collections/gebieden/tiles/WebMercatorQuad/{zoom}/{row}/{column}")
            assert mapbox_vector_tile.decode(single)["gebieden"] == tile["gebieden"]
            assert gzip.decompress(reader.get(zoom, column, row)) == gzip.decompress(packed)
            compared += 1
    assert count > 20 and compared > 0 and zxy_to_tileid(0, 0, 0) == 0, (count, compared)
    print(f"tiles.pmtiles: {count} tiles of zoom 9 to 14, {len(layers)} layers")


def check_qgis(path):
    script = pathlib.Path(__file__).with_name("qgis_styles.py")
    subprocess.run(["/usr/bin/python3", str(script), str(path)], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
