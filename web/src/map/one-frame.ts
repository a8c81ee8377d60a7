// A change of style is drawn once. MapLibre hears that a style has changed while it is drawing that very change, and draws
// it again: without a graphics card the first picture waits for the second.
import type { Map as MapLibreMap } from 'maplibre-gl';

/** For a map whose style is there. What is asked while a frame brings its style up to date is in that frame. */
export function drawOnce(map: MapLibreMap): void {
  const { style } = map;
  const update = style.update.bind(style);
  const repaint = map.triggerRepaint.bind(map);
  let isUpdating = false;
  style.update = (parameters) => {
    isUpdating = true;
    try {
      update(parameters);
    } finally {
      isUpdating = false;
    }
    map._styleDirty = false;
  };
  map.triggerRepaint = () => { if (!isUpdating) repaint(); };
}
