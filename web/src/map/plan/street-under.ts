// The place on a street nearest to where someone points: who draws a bridge means to join it to the streets.
import type { Map as MapLibreMap, Point } from 'maplibre-gl';
import type { LonLat } from '../../api/types.ts';

/** A street no farther than this is meant, in pixels. */
const reach = 14;
const streets = ['straat', 'hoofdweg', 'pad'];

/** Null when no street is drawn there. */
export function streetUnder(map: MapLibreMap, point: Point): LonLat | null {
  const box: [[number, number], [number, number]] = [[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]];
  let nearest: { readonly x: number; readonly y: number } | null = null;
  let least = reach;
  for (const { geometry } of map.queryRenderedFeatures(box, { layers: streets.filter((layer) => map.getLayer(layer) !== undefined) })) {
    const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.type === 'MultiLineString' ? geometry.coordinates : [];
    for (const line of lines) {
      const places = line.map(([longitude = 0, latitude = 0]) => map.project([longitude, latitude]));
      for (const [index, end] of places.entries()) {
        const found = nearestOn(places[index - 1] ?? end, end, point);
        const distance = Math.hypot(found.x - point.x, found.y - point.y);
        if (distance < least) [nearest, least] = [found, distance];
      }
    }
  }
  if (nearest === null) return null;
  const { lng, lat } = map.unproject([nearest.x, nearest.y]);
  return [lng, lat];
}

function nearestOn(from: Point, to: Point, point: Point): { x: number; y: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return { x: from.x + part * dx, y: from.y + part * dy };
}
