// Layers that are hidden while their tiles stay read, so that they are back in the next frame. What MapLibre itself hides is
// read anew from its tiles when it is shown, which takes two frames more.
import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';

/** No zoom of the map is so near. A layer from here on is not drawn, keeps no room from names and is not pointed at. */
const beyond = 30;

export function showLayer(map: MapLibreMap, { id, minzoom = 0 }: LayerSpecification, isShown: boolean): void {
  const layer = map.getLayer(id);
  if (layer === undefined) return;
  layer.minzoom = isShown ? minzoom : beyond;
  if (!Object.hasOwn(layer, 'serialize')) {
    // Who reads the tiles goes on reading it.
    const told = layer.serialize.bind(layer);
    layer.serialize = () => ({ ...told(), minzoom });
  }
  // A layer is read the first time it is shown; after that this only says that sources may be in use now, or no longer.
  map.setLayoutProperty(id, 'visibility', isShown ? 'visible' : layer.visibility);
}
