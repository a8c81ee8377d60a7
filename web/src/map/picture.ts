// A still picture of an area with what is in and around it, drawn apart from the map that people move.
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Study } from '../api/types.ts';
import { questionOf } from '../asking-question.ts';
import { valueOf } from '../remote.ts';
import type { Question, State } from '../state.ts';
import { addImages, addSymbol } from './images.ts';
import { chosenLayers, facilityLayers, nameLayer, isNeighbourhood } from './layers.ts';
import { styleOf } from './style.ts';

/** In pixels of the page; the picture itself is twice as fine. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const fonts = ['700 12px "Source Sans 3 Variable"', '600 24px "Nabij Kaart Semibold"'];
const small: Size = { width: 340, height: 260 };

export function areaPicture(state: State, area: string): Promise<string> {
  return drawn(state, area, small).then(({ canvas }) => canvas.toDataURL('image/png'));
}

/** A picture, and what its legend has to tell. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  /** The codes of the kinds of facilities that are in it. */
  readonly kinds: ReadonlySet<string>;
  /** For each pixel of the page, in the middle of the picture. */
  readonly metresPerPixel: number;
}

/** Draws an area in a map that nobody sees. */
export async function drawn(state: State, area: string, size: Size): Promise<Picture> {
  const study = valueOf(state.study);
  const question = questionOf(state);
  if (study === null || question === null) throw new Error('the study is not known yet');
  await Promise.all(fonts.map((font) => document.fonts.load(font))).catch(() => undefined);
  const container = hiddenBox(size);
  try {
    return await photographed(container, study, question, area);
  } finally {
    container.remove();
  }
}

async function photographed(container: HTMLElement, study: Study, question: Question, area: string): Promise<Picture> {
  setWorkerUrl(workerUrl);
  const [west, south, east, north] = study.areas.find(({ code }) => code === area)?.bounds ?? study.bounds;
  const map = new MapLibreMap({
    container,
    style: styleOf(study, question, ['voorzieningen', 'andere']),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 34 },
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    pixelRatio: 2,
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
  map.setMissingStyleImageResolver((name) => addSymbol(map, name));
  try {
    await map.once('style.load');
    addImages(map);
    for (const layer of chosenLayers) map.setFilter(layer, ['==', ['get', 'code'], area]);
    map.setFilter(nameLayer, ['all', isNeighbourhood, ['!=', ['get', 'code'], area]]);
    await map.once('idle');
    return { canvas: copyOf(map.getCanvas()), kinds: kindsIn(map), metresPerPixel: metresPerPixel(map) };
  } finally {
    map.remove();
  }
}

function kindsIn(map: MapLibreMap): Set<string> {
  const facilities = map.queryRenderedFeatures({ layers: [...facilityLayers] });
  return new Set(facilities.flatMap(({ properties }) => String(properties['soorten'] ?? '').split(',')));
}

function metresPerPixel(map: MapLibreMap): number {
  const { width, height } = map.getContainer().getBoundingClientRect();
  const middle = height / 2;
  return map.unproject([0, middle]).distanceTo(map.unproject([width, middle])) / width;
}

/** The canvas of a map is emptied when the map goes. */
function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures on a canvas');
  context.drawImage(canvas, 0, 0);
  return copy;
}

function hiddenBox({ width, height }: Size): HTMLElement {
  const box = document.createElement('div');
  box.className = 'unseen-map';
  box.setAttribute('aria-hidden', 'true');
  box.style.setProperty('width', `${width}px`);
  box.style.setProperty('height', `${height}px`);
  document.body.append(box);
  return box;
}
