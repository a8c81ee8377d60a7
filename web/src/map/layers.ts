// One ordered list of all layers, from bottom to top. What a layer choice switches carries its `choice`.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { LayerName } from '../state.ts';
import { candidateImage } from './images.ts';

export interface MapLayer {
  readonly spec: LayerSpecification;
  /** The choice that shows or hides it; `bouwen` for what belongs to that view, null for what is always there. */
  readonly choice: LayerName | 'bouwen' | null;
}

const ink = '#16262b';
const ink2 = '#47585d';
const accent = '#0b5f66';
const accentDeep = '#084a50';
/** The collection of school buildings that may come into view. */
export const candidates = 'kandidaten_buurtschool';
/** The collection of places where childcare and schools lie together. */
export const clusters = 'clusters_0_18';
/** The collections of what stops travellers, and of where that can be passed. */
export const barriers = 'barrieres';
export const crossings = 'oversteken';
/** What the pointer hits of them. */
export const crossingLayer = 'oversteken';
/** Where school buildings that may come into view are drawn on Kaart, and hit. */
export const candidateLayer = 'kandidaten';
const semibold = ['Nabij Kaart Semibold'];
const boldFont = ['Nabij Kaart Bold'];
const italic = ['Nabij Kaart Italic'];

export const isNeighbourhood: ExpressionSpecification = ['==', ['get', 'niveau'], 'buurt'];
const isMainRoad: ExpressionSpecification = ['==', ['get', 'soort'], 'hoofdweg'];
const isStreet: ExpressionSpecification = ['==', ['get', 'soort'], 'straat'];
const isPath: ExpressionSpecification = ['in', ['get', 'soort'], ['literal', ['pad', 'fietspad', 'trap']]];
const isPoint: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Point', 'MultiPoint']]];
const isLine: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['LineString', 'MultiLineString']]];
const isPolygon: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]];
const isCluster: ExpressionSpecification = ['==', ['get', 'soort'], 'cluster'];
const isNothing: ExpressionSpecification = ['==', ['get', 'code'], '-'];

/** The class of an area, set from the answer, so that map, table and panel never show two answers. */
export const classOfArea: ExpressionSpecification = ['coalesce', ['feature-state', 'klasse'], -1];
/** The layers that show the chosen area, which follow its code. */
export const chosenLayers: readonly string[] = ['gekozen-rand', 'gekozen-lijn', 'gekozen-naam'];
/** The names of all other areas, so that the chosen one is not named twice. */
export const nameLayer = 'gebiedsnaam';
export const pointedLayer = 'aangewezen';
export const classLayer = 'gebieden';
/** Always drawn, invisible: what the pointer hits, also when the classes are switched off. */
export const hitLayer = 'gebieden-raakvlak';
export const facilityLayers: readonly string[] = ['voorzieningen', 'andere'];
/** Where the places of an answer about where to build are drawn; site-places.ts says which. */
export const placeLayers = {
  areas: 'plek-gebied', facilities: 'plek-voorziening', rings: 'plek-ring', others: 'plek-kandidaat', planned: 'plek-plan', open: 'plek-open',
} as const;

export const mapLayers: readonly MapLayer[] = [
  always({ id: 'grond', type: 'background', paint: { 'background-color': '#eef0ec' } }),
  always(basemapFill('meadow', '#e9eee3')),
  always({ id: hitLayer, type: 'fill', source: 'gebieden', 'source-layer': 'gebieden', filter: isNeighbourhood, paint: { 'fill-opacity': 0 } }),
  chosen('gebieden', {
    id: classLayer, type: 'fill', source: 'gebieden', 'source-layer': 'gebieden', filter: isNeighbourhood,
    paint: { 'fill-color': 'rgba(0, 0, 0, 0)', 'fill-antialias': false },
  }),
  chosen('gebieden', {
    id: 'gebieden-zonder-gegevens', type: 'fill', source: 'gebieden', 'source-layer': 'gebieden', filter: isNeighbourhood,
    paint: { 'fill-pattern': 'stippen', 'fill-opacity': ['case', ['==', classOfArea, 0], 1, 0] },
  }),
  always(basemapFill('park', '#cfe0c3')),
  always(basemapFill('water', '#cfdfe6')),
  always({
    id: 'building', type: 'fill', source: 'achtergrond', 'source-layer': 'building', minzoom: 13.5,
    // From farther off they are a shade that nobody sees, and a sixth of the time of a frame.
    paint: { 'fill-color': ink, 'fill-antialias': false, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0.06, 14, 0.115] },
  }),
  always(street('pad', isPath, 13.5, [13.5, 0.5, 15, 1.2, 18, 4], 0.8)),
  always(street('straat', isStreet, 11, [11, 0.3, 13, 1.3, 14, 2.8, 16, 7, 18, 18], 0.92)),
  always(street('hoofdweg', isMainRoad, 9, [9, 0.4, 11, 0.9, 13, 3.2, 14, 5.4, 16, 11, 18, 26], 1)),
  chosen('witte_vlekken', {
    id: 'witte_vlekken', type: 'fill', source: 'witte_vlekken', 'source-layer': 'witte_vlekken', paint: { 'fill-pattern': 'arcering' },
  }),
  chosen('witte_vlekken', {
    id: 'witte_vlekken-rand', type: 'line', source: 'witte_vlekken', 'source-layer': 'witte_vlekken', minzoom: 12,
    paint: { 'line-color': ink, 'line-opacity': 0.55, 'line-width': 1.3, 'line-dasharray': [4.4, 3.2] },
  }),
  chosen('gebieden', {
    id: 'gebieden-grens', type: 'line', source: 'gebieden', 'source-layer': 'gebieden', filter: isNeighbourhood,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': '#ffffff', 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 11.5, 1.8, 13.5, 3, 16, 4] },
  }),
  site({
    // Names and places stand in neighbourhoods here too, whatever layers Kaart shows.
    id: 'bouwen-grens', type: 'line', source: 'gebieden', 'source-layer': 'gebieden', filter: isNeighbourhood,
    layout: { 'line-join': 'round' }, paint: { 'line-color': ink2, 'line-opacity': 0.4, 'line-width': byZoom(9, 0.6, 13.5, 1.4) },
  }),
  always(basemapLine('rail', 'railbed', { 'line-color': '#ffffff', 'line-opacity': 0.75, 'line-width': byZoom(10, 1.5, 13.7, 8.5, 17, 20) })),
  always(basemapLine('rail', 'spoor', { 'line-color': ink2, 'line-width': byZoom(10, 0.8, 13.7, 3.8, 17, 8) })),
  always(basemapLine('rail', 'dwarsliggers', {
    'line-color': '#ffffff', 'line-width': byZoom(10, 0.3, 13.7, 2, 17, 5), 'line-dasharray': [5, 5],
  }, 11.5)),
  always({
    id: 'brug-vlak', type: 'fill', source: 'achtergrond', 'source-layer': 'bridge', minzoom: 12, filter: isPolygon,
    paint: { 'fill-color': '#ffffff', 'fill-outline-color': ink2 },
  }),
  always(basemapLine('bridge', 'brug-rand', { 'line-color': ink2, 'line-width': byZoom(12, 2.4, 13.7, 8.5, 17, 26) }, 12)),
  always(basemapLine('bridge', 'brug', { 'line-color': '#ffffff', 'line-width': byZoom(12, 1.2, 13.7, 5.6, 17, 21) }, 12)),
  chosen('dekking', {
    id: 'dekking-vlak', type: 'fill', source: 'dekking', 'source-layer': 'dekking', filter: isPolygon,
    paint: { 'fill-color': byStatus('#0b5f66', '#bcdcd7', '#ffffff', '#e6e8e8'), 'fill-opacity': 0.6, 'fill-outline-color': byStatus('#0b5f66', '#0b5f66', '#7a470c', '#5f6f74') },
  }),
  chosen('dekking', {
    id: 'dekking', type: 'circle', source: 'dekking', 'source-layer': 'dekking', filter: isPoint,
    paint: {
      'circle-radius': byZoom(11, 1.1, 13.5, 2.4, 16, 4.5),
      'circle-color': byStatus('#0b5f66', '#bcdcd7', '#ffffff', '#e6e8e8'),
      'circle-stroke-color': byStatus('#ffffff', '#0b5f66', '#7a470c', '#5f6f74'),
      'circle-stroke-width': byZoom(11, 0.4, 13.5, 1, 16, 1.4),
    },
  }),
  chosen('barrieres', barrier('barrieres-rand', ['has', 'soort'], { 'line-color': '#ffffff', 'line-width': byZoom(10, 3, 14, 7), 'line-opacity': 0.8 })),
  chosen('barrieres', barrier('barrieres', ['!=', ['get', 'soort'], 'spoor'], {
    'line-color': ['match', ['get', 'soort'], 'water', '#3f6474', ink], 'line-width': byZoom(10, 1.2, 14, 3),
  })),
  chosen('barrieres', barrier('barrieres-spoor', ['==', ['get', 'soort'], 'spoor'], {
    'line-color': ink, 'line-width': byZoom(10, 1.6, 14, 4), 'line-dasharray': [3, 1.5],
  })),
  chosen('barrieres', {
    id: crossingLayer, type: 'circle', source: crossings, 'source-layer': crossings,
    paint: {
      'circle-radius': byZoom(10, 2.5, 13.5, 7, 16, 9), 'circle-stroke-width': byZoom(10, 1, 13.5, 2),
      'circle-color': ['match', ['get', 'drempelvrij'], 'ja', accent, '#ffffff'],
      'circle-stroke-color': ['match', ['get', 'drempelvrij'], 'ja', '#ffffff', 'nee', '#7a470c', accent],
    },
  }),
  chosen('barrieres', {
    id: 'oversteken-teken', type: 'symbol', source: crossings, 'source-layer': crossings, minzoom: 12.5,
    layout: { 'text-field': ['match', ['get', 'drempelvrij'], 'nee', '×', 'onbekend', '?', ''], 'text-font': boldFont, 'text-size': 12, 'text-allow-overlap': true },
    paint: { 'text-color': ink },
  }),
  always({
    id: pointedLayer, type: 'line', source: 'gebieden', 'source-layer': 'gebieden', filter: isNothing,
    layout: { 'line-join': 'round' }, paint: { 'line-color': accentDeep, 'line-width': 2 },
  }),
  always({
    id: 'gekozen-rand', type: 'line', source: 'gebieden', 'source-layer': 'gebieden', filter: isNothing,
    layout: { 'line-join': 'round' }, paint: { 'line-color': '#ffffff', 'line-width': 7 },
  }),
  always({
    id: 'gekozen-lijn', type: 'line', source: 'gebieden', 'source-layer': 'gebieden', filter: isNothing,
    layout: { 'line-join': 'round' }, paint: { 'line-color': accentDeep, 'line-width': 3 },
  }),
  always({
    id: 'straatnaam', type: 'symbol', source: 'achtergrond', 'source-layer': 'straten', minzoom: 15,
    layout: { 'symbol-placement': 'line', 'text-field': ['get', 'naam'], 'text-font': semibold, 'text-size': 11.5, 'symbol-spacing': 400 },
    paint: { 'text-color': ink2, 'text-halo-color': 'rgba(255, 255, 255, 0.86)', 'text-halo-width': 1.4 },
  }),
  always({
    id: 'waternaam', type: 'symbol', source: 'achtergrond', 'source-layer': 'water', minzoom: 13.5,
    layout: { 'text-field': ['get', 'naam'], 'text-font': italic, 'text-size': 12, 'text-letter-spacing': 0.06, 'text-padding': 40 },
    paint: { 'text-color': '#3f6474', 'text-halo-color': 'rgba(255, 255, 255, 0.6)', 'text-halo-width': 1 },
  }),
  always({
    id: nameLayer, type: 'symbol', source: 'gebieden', 'source-layer': 'gebieden_naam', minzoom: 11, filter: isNeighbourhood,
    layout: areaNameLayout(semibold), paint: areaNamePaint(),
  }),
  always({
    id: 'gekozen-naam', type: 'symbol', source: 'gebieden', 'source-layer': 'gebieden_naam', filter: isNothing,
    layout: areaNameLayout(boldFont), paint: areaNamePaint(),
  }),
  site({
    id: placeLayers.areas, type: 'fill', source: 'gebieden', 'source-layer': 'gebieden', filter: isNothing,
    paint: { 'fill-color': accent, 'fill-opacity': 0.28, 'fill-outline-color': accentDeep },
  }),
  site({
    id: placeLayers.rings, type: 'circle', source: 'voorzieningen', 'source-layer': 'voorzieningen', filter: isNothing,
    paint: { 'circle-radius': byZoom(10, 6, 13.3, 15), 'circle-color': '#ffffff', 'circle-stroke-color': accent, 'circle-stroke-width': 2.4 },
  }),
  site(facilities(placeLayers.facilities, isNothing, 0.9)),
  site({
    id: placeLayers.open, type: 'circle', source: candidates, 'source-layer': candidates, filter: isNothing,
    paint: { 'circle-radius': 20, 'circle-color': '#e3f0ef', 'circle-opacity': 0.9, 'circle-stroke-color': accentDeep, 'circle-stroke-width': 2 },
  }),
  site(place(placeLayers.others, isNothing, 'ruit:', 0.72, semibold)),
  site(place(placeLayers.planned, isNothing, 'ruit:A', 1, boldFont)),
  chosen('clusters', {
    id: 'clusters', type: 'fill', source: clusters, 'source-layer': clusters, filter: isCluster, paint: { 'fill-color': accent, 'fill-opacity': 0.12 },
  }),
  chosen('clusters', {
    id: 'clusters-rand', type: 'line', source: clusters, 'source-layer': clusters, filter: isCluster,
    layout: { 'line-join': 'round' }, paint: { 'line-color': accentDeep, 'line-width': 2.4, 'line-dasharray': [3, 2] },
  }),
  chosen('kandidaten', {
    // A candidate is mostly a building that has a facility: its diamond goes around the symbol that is drawn over it.
    id: candidateLayer, type: 'symbol', source: candidates, 'source-layer': candidates,
    layout: { ...namedBelow(semibold, 1.8), 'icon-image': candidateImage, 'icon-size': facilitySize(1), 'icon-allow-overlap': true, 'icon-padding': 1 },
    paint: areaNamePaint(),
  }),
  chosen('andere', facilities('andere', ['!=', ['get', 'gevraagd'], true], 0.62)),
  chosen('voorzieningen', facilities('voorzieningen', ['==', ['get', 'gevraagd'], true], 1)),
];

/** Under everything else, where the study wants the map of somebody else: what that map draws too, ours leaves out. */
export const backgroundMap = 'achtergrondkaart';
/** What is drawn before anything else: the answer itself. Streets, names and symbols follow when it is in sight. */
export const firstLayers: readonly string[] = ['grond', backgroundMap, hitLayer, classLayer, 'gebieden-grens'];

/** The order in which the sources of the other layers follow; of those that are not named all come with the last one. */
export const laterSources: readonly string[] = ['voorzieningen', 'witte_vlekken', 'achtergrond', 'gebieden'];

/** How much of the classes is seen over such a map. */
export const overBackgroundMap = 0.62;

function always(spec: LayerSpecification): MapLayer {
  return { spec, choice: null };
}

function chosen(choice: LayerName, spec: LayerSpecification): MapLayer {
  return { spec, choice };
}

function site(spec: LayerSpecification): MapLayer {
  return { spec, choice: 'bouwen' };
}

/** A diamond with the name of the building below it; the name gives way, the diamond does not. */
function place(id: string, filter: ExpressionSpecification, icon: string, size: number, font: string[]): LayerSpecification {
  return {
    id, type: 'symbol', source: candidates, 'source-layer': candidates, filter,
    layout: { ...namedBelow(font, 1.2), 'icon-image': icon, 'icon-size': size, 'icon-allow-overlap': true },
    paint: areaNamePaint(),
  };
}

/** The name of a building so far below its middle; it gives way. */
function namedBelow(font: string[], offset: number): Extract<LayerSpecification, { type: 'symbol' }>['layout'] & object {
  return {
    'text-field': ['get', 'naam'], 'text-font': font, 'text-size': 12.5, 'text-anchor': 'top', 'text-offset': [0, offset], 'text-optional': true, 'text-max-width': 10,
  };
}

function basemapFill(layer: string, colour: string): LayerSpecification {
  return { id: layer, type: 'fill', source: 'achtergrond', 'source-layer': layer, filter: isPolygon, paint: { 'fill-color': colour } };
}

function basemapLine(layer: string, id: string, paint: Extract<LayerSpecification, { type: 'line' }>['paint'] & object, minzoom = 9): LayerSpecification {
  return { id, type: 'line', source: 'achtergrond', 'source-layer': layer, minzoom, filter: isLine, layout: { 'line-join': 'round' }, paint };
}

function barrier(id: string, filter: ExpressionSpecification, paint: Extract<LayerSpecification, { type: 'line' }>['paint'] & object): LayerSpecification {
  return { id, type: 'line', source: barriers, 'source-layer': barriers, filter, layout: { 'line-join': 'round' }, paint };
}

function street(id: string, filter: ExpressionSpecification, minzoom: number, widths: number[], opacity: number): LayerSpecification {
  return {
    id, type: 'line', source: 'achtergrond', 'source-layer': 'straten', minzoom, filter,
    // Round ends are seen on wide lines only, and drawing them takes most of the time that streets take.
    layout: { 'line-join': ['step', ['zoom'], 'bevel', 14, 'round'], 'line-cap': ['step', ['zoom'], 'butt', 14, 'round'] },
    paint: { 'line-color': '#ffffff', 'line-opacity': opacity, 'line-width': byZoom(...widths) },
  };
}

/** Symbols of facilities; style.ts gives them the marks of the kinds of the study. */
function facilities(id: string, filter: ExpressionSpecification, size: number): LayerSpecification {
  return {
    id, type: 'symbol', source: 'voorzieningen', 'source-layer': 'voorzieningen', filter,
    layout: {
      'icon-size': facilitySize(size),
      'icon-allow-overlap': true,
      'icon-padding': 1,
    },
  };
}

/** What goes around the symbol of a facility grows with it. */
function facilitySize(size: number): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 9, 0.3 * size, 10, 0.45 * size, 11.5, 0.66 * size, 13.3, size];
}

/** A name in the middle of its area; it gives way to a symbol by moving below it, else it is left out. */
function areaNameLayout(font: string[]): Extract<LayerSpecification, { type: 'symbol' }>['layout'] & object {
  return {
    'text-field': ['get', 'naam'], 'text-font': font, 'text-size': 12.5, 'text-max-width': 9, 'text-padding': 3,
    'text-variable-anchor-offset': ['center', [0, 0], 'top', [0, 1.1], 'bottom', [0, -1.1], 'top', [0, 2]],
  };
}

function areaNamePaint(): Extract<LayerSpecification, { type: 'symbol' }>['paint'] & object {
  return { 'text-color': ink, 'text-halo-color': 'rgba(255, 255, 255, 0.86)', 'text-halo-width': 1.6 };
}

/** Straight between pairs of zoom and size. */
function byZoom(...pairs: number[]): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.4], ['zoom'], ...pairs];
}

function byStatus(certain: string, possible: string, not: string, unknown: string): ExpressionSpecification {
  return ['match', ['get', 'status'], 'zeker', certain, 'mogelijk', possible, 'niet', not, unknown];
}
