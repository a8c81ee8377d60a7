// Where the map looks. It moves only when someone asks, and at most 0.4 s.
import type { LngLatBoundsLike, Map as MapLibreMap, MapOptions, PaddingOptions } from 'maplibre-gl';
import type { Bounds, Study } from '../api/types.ts';
import type { Camera, Send } from '../state.ts';

const flight = 400;

/** Marks a movement that someone asked for with a button, so that it comes into the address. */
const onRequest = { onRequest: true };

export function startView(container: HTMLElement, study: Study, camera: Camera | null): Partial<MapOptions> {
  const limits = { maxBounds: box(widened(study.bounds, 1.2)) };
  if (camera !== null) return { ...limits, center: [...camera.middle], zoom: camera.zoom };
  return { ...limits, bounds: box(study.bounds), fitBoundsOptions: { padding: padding(container) } };
}

export function showWhole(map: MapLibreMap, study: Study): void {
  map.fitBounds(box(study.bounds), { padding: padding(map.getContainer()), duration: flight }, onRequest);
}

export function zoomBy(map: MapLibreMap, step: number): void {
  map.zoomTo(map.getZoom() + step, { duration: flight / 2 }, onRequest);
}

/** Brings an area into sight when its middle is not. */
export function showArea(map: MapLibreMap, study: Study, code: string): void {
  const area = study.areas.find((each) => each.code === code);
  if (area === undefined) return;
  const container = map.getContainer();
  const { top, right, bottom, left } = padding(container);
  const { x, y } = map.project([...area.middle]);
  const inSight = x > left && x < container.clientWidth - right && y > top && y < container.clientHeight - bottom;
  if (inSight) return;
  map.fitBounds(box(area.bounds), { padding: padding(container), maxZoom: Math.max(map.getZoom(), 13.5), duration: flight }, onRequest);
}

/** Tells where the map looks after a person has moved it; a resize or the first fit is not a choice. */
export function followCamera(map: MapLibreMap, send: Send): void {
  map.on('moveend', (event) => {
    if (!('onRequest' in event) && !event.originalEvent) return;
    const { lng, lat } = map.getCenter();
    send({ kind: 'camera-moved', camera: { middle: [lng, lat], zoom: map.getZoom() } });
  });
}

/** Room for what floats on the map: the legend below, the buttons on the right. */
function padding(container: HTMLElement): Required<PaddingOptions> {
  const isWide = container.clientWidth >= 720 && container.clientHeight >= 460;
  return isWide ? { top: 20, right: 40, bottom: 172, left: 40 } : { top: 16, right: 16, bottom: 92, left: 16 };
}

function box([west, south, east, north]: Bounds): LngLatBoundsLike {
  return [west, south, east, north];
}

function widened([west, south, east, north]: Bounds, share: number): Bounds {
  const [x, y] = [(east - west) * share, (north - south) * share];
  return [west - x, south - y, east + x, north + y];
}
