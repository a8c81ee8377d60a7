#!/usr/bin/env python3
"""Puts tiles into one PMTiles archive, for a tile server that serves archives.

usage: tile_archive.py FOLDER ARCHIVE, where FOLDER has a file zoom-column-row.mvt for each tile
"""
import gzip
import pathlib
import sys

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer


def main(folder, archive):
    tiles = {}
    for path in pathlib.Path(folder).glob("*.mvt"):
        zoom, column, row = map(int, path.stem.split("-"))
        tiles[zxy_to_tileid(zoom, column, row)] = (zoom, path.read_bytes())
    zooms = [zoom for zoom, _ in tiles.values()]
    with open(archive, "wb") as out:
        writer = Writer(out)
        for number in sorted(tiles):
            writer.write_tile(number, gzip.compress(tiles[number][1]))
        writer.finalize({
            "tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_zoom": min(zooms), "max_zoom": max(zooms),
            "min_lon_e7": -1800000000, "min_lat_e7": -850000000, "max_lon_e7": 1800000000, "max_lat_e7": 850000000,
            "center_zoom": min(zooms), "center_lon_e7": 0, "center_lat_e7": 0,
        }, {"vector_layers": [{"id": "gebieden", "fields": {}}]})


if __name__ == "__main__":
    main(*sys.argv[1:])
