#!/usr/bin/env python3
"""QGIS connects to the service: every collection opens with all its features, each where it should be.

usage: qgis_api.py ADDRESS, with the Python that has PyQGIS
"""
import json
import os
import sys
import urllib.request

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import Qgis, QgsApplication, QgsVectorLayer


def main(address):
    application = QgsApplication([], False)
    application.initQgis()
    with urllib.request.urlopen(f"{address}/collections?f=json") as answer:
        collections = json.load(answer)["collections"]
    opened = 0
    for collection in collections:
        name = collection["id"]
        with urllib.request.urlopen(f"{address}/collections/{name}/items?f=json&limit=1") as answer:
            expected = json.load(answer)["numberMatched"]
        layer = QgsVectorLayer(f"url='{address}' typename='{name}'", name, "OAPIF")
        assert layer.isValid(), f"{name}: {layer.error().message()}"
        assert layer.crs().authid() in ("OGC:CRS84", "EPSG:4326"), f"{name}: {layer.crs().authid()}"
        features = list(layer.getFeatures())
        assert len(features) == expected, f"{name}: {len(features)} of {expected} features"
        for feature in features[:50]:
            middle = feature.geometry().boundingBox().center()
            assert 3 < middle.x() < 8 and 50 < middle.y() < 54, f"{name}: {middle.toString()}"
        opened += 1
    print(f"QGIS {Qgis.QGIS_VERSION}: {opened} collections open from the service, with every feature in its place")
    # PyQGIS may break while it tears itself down, after all is done.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
