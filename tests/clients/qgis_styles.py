#!/usr/bin/env python3
"""QGIS opens every layer of a GeoPackage in the style that is in it, and each feature has a rule that draws it.

usage: qgis_styles.py FILE.gpkg, with the Python that has PyQGIS
"""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import Qgis, QgsApplication, QgsFeatureRequest, QgsRenderContext, QgsRuleBasedRenderer, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument


def main(path):
    application = QgsApplication([], False)
    application.initQgis()
    whole = QgsVectorLayer(path, "all", "ogr")
    sublayers = whole.dataProvider().subLayers()
    names = [entry.split("!!::!!")[1] for entry in sublayers]
    drawn = [name for name in names if name != "layer_styles"]
    assert len(drawn) >= 10, names
    for name in drawn:
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        assert layer.isValid() and layer.crs().authid() == "EPSG:28992", name
        _, loaded = layer.loadDefaultStyle()
        renderer = layer.renderer()
        assert loaded and isinstance(renderer, QgsRuleBasedRenderer), name
        rules = renderer.rootRule().children()
        seen = set()
        for rule in rules:
            assert rule.symbol() is not None and rule.label(), name
            request = QgsFeatureRequest().setFilterExpression(rule.filterExpression()) if rule.filterExpression() else QgsFeatureRequest()
            seen |= {feature.id() for feature in layer.getFeatures(request)}
        assert len(seen) == layer.featureCount(), f"{name}: {layer.featureCount() - len(seen)} features are not drawn"
        check_descriptor(layer)
    print(f"QGIS {Qgis.QGIS_VERSION}: {len(drawn)} layers open in their style, and every feature is drawn")
    # PyQGIS may break while it tears itself down, after all is done.
    sys.stdout.flush()
    os._exit(0)


def check_descriptor(layer):
    """The SLD in the same row gives as many rules as the style of QGIS."""
    rows = QgsVectorLayer(layer.source().split("|")[0] + "|layername=layer_styles", "styles", "ogr")
    row = next(row for row in rows.getFeatures() if row["f_table_name"] == layer.name())
    document = QDomDocument()
    assert document.setContent(row["styleSLD"], True)[0], layer.name()
    before = len(layer.renderer().rootRule().children())
    named = document.documentElement().firstChildElement("NamedLayer")
    problem = ""
    assert layer.readSld(named, problem), layer.name()
    renderer = layer.renderer()
    found = len(renderer.rootRule().children()) if isinstance(renderer, QgsRuleBasedRenderer) else 1
    assert found == before, f"{layer.name()}: {found} of {before} rules in SLD"


if __name__ == "__main__":
    main(*sys.argv[1:])
