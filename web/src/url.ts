// The state of the page as its address, and back. Pure. What is usual is left out of the address.
import { layerNames, usualLayers, type Camera, type DialogName, type LayerName, type Link } from './state.ts';

const dialogs: readonly DialogName[] = ['tabel', 'methode', 'toetsen', 'legenda'];

/** Reads an address; what it does not say, or says wrongly, gets its usual value. */
export function linkFrom(search: string): Link {
  const parameters = new URLSearchParams(search);
  return {
    language: parameters.get('taal') === 'en' ? 'en' : 'nl',
    kind: parameters.get('voorziening'),
    age: parameters.get('leeftijd'),
    area: parameters.get('gebied'),
    layers: layersFrom(parameters.get('lagen')),
    camera: cameraFrom(parameters.get('kaart')),
    dialog: dialogs.find((name) => name === parameters.get('open')) ?? null,
    shortcuts: parameters.get('sneltoetsen') !== 'uit',
  };
}

/** The query of an address that opens exactly this, without defaults. */
export function addressOf(link: Link): string {
  const parts: [string, string | null][] = [
    ['voorziening', link.kind],
    ['leeftijd', link.age],
    ['gebied', link.area],
    ['lagen', sameLayers(link.layers, usualLayers) ? null : link.layers.join(',') || 'geen'],
    ['kaart', link.camera === null ? null : cameraText(link.camera)],
    ['open', link.dialog],
    ['taal', link.language === 'nl' ? null : link.language],
    ['sneltoetsen', link.shortcuts ? null : 'uit'],
  ];
  const query = parts
    .filter((part): part is [string, string] => part[1] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/')}`)
    .join('&');
  return query === '' ? '' : `?${query}`;
}

/** Whether going from one to the other is a step to come back to, and not just a look around. */
export function isNewPage(from: Link, to: Link): boolean {
  return from.kind !== null && from.age !== null
    && (from.kind !== to.kind || from.age !== to.age || from.area !== to.area || from.dialog !== to.dialog);
}

function layersFrom(text: string | null): readonly LayerName[] {
  if (text === null) return usualLayers;
  const named = text.split(',');
  return layerNames.filter((name) => named.includes(name));
}

function sameLayers(one: readonly LayerName[], other: readonly LayerName[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

/** zoom/latitude/longitude, the order in which people know it from other maps. */
function cameraText(camera: Camera): string {
  const [longitude, latitude] = camera.middle;
  return `${camera.zoom.toFixed(2)}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
}

function cameraFrom(text: string | null): Camera | null {
  if (text === null || !/^-?[\d.]+\/-?[\d.]+\/-?[\d.]+$/.test(text)) return null;
  const [zoom, latitude, longitude] = text.split('/').map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return null;
  const isPlace = zoom >= 0 && zoom <= 22 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return isPlace ? { zoom, middle: [longitude, latitude] } : null;
}
