// The words of Lagen, in both languages.
import type { Language } from '../state.ts';

const nl = {
  title: 'Lagen',
  lead: 'Alles wat op de kaart staat, om mee te werken in uw eigen GIS. Elke laag heeft dezelfde cijfers als de kaart.',
  caption: 'Lagen met hun downloads',
  layer: 'laag',
  systems: 'coördinaten',
  allSystems: (systems: string) => `Coördinaten van elke laag: ${systems}.`,
  downloads: 'download',
  degrees: 'WGS 84 (lengte, breedte)',
  connect: 'Verbind uw programma',
  qgis: 'QGIS: Laag › Laag toevoegen › WFS / OGC API - Features. Plak het eerste adres.',
  arcgis: 'ArcGIS Pro: Insert › Connections › New OGC API Server. Plak het eerste adres.',
  tilesHow: 'Vectortegels: QGIS › Vector Tiles › Nieuwe algemene verbinding. Zet de naam van een laag op de plaats van gebieden.',
  addresses: { features: 'Lagen', oneLayer: 'Eén laag', tiles: 'Tegels' },
  copyOf: (name: string) => `Kopieer het adres: ${name}`,
  read: 'Wat is gelezen, wat niet',
  usable: 'De studie is klaar voor gebruik.',
  unusable: 'De studie kan nog niet worden gebruikt.',
  source: 'bron',
  rows: 'gelezen',
  kept: 'behouden',
  left: 'weggelaten',
  notAsked: (count: string) => `waarvan ${count} niet gevraagd`,
  problems: 'Om na te kijken',
  problemsNone: 'Er is niets om na te kijken.',
  inFile: 'Deze meldingen noemen bestand, rij en veld, wat er stond en wat was verwacht. Ze zijn in het Engels, zoals in nabij check.',
  notes: 'Goed om te weten',
  crs: (name: string) => `De studie rekent in ${name}. Zonder correctierooster is RD New op 0,25 meter nauwkeurig.`,
};

const en: typeof nl = {
  title: 'Layers',
  lead: 'Everything on the map, to work with in your own GIS. Each layer has the same figures as the map.',
  caption: 'Layers with their downloads',
  layer: 'layer',
  systems: 'coordinates',
  allSystems: (systems) => `Coordinates of every layer: ${systems}.`,
  downloads: 'download',
  degrees: 'WGS 84 (longitude, latitude)',
  connect: 'Connect your program',
  qgis: 'QGIS: Layer › Add layer › WFS / OGC API - Features. Paste the first address.',
  arcgis: 'ArcGIS Pro: Insert › Connections › New OGC API Server. Paste the first address.',
  tilesHow: 'Vector tiles: QGIS › Vector Tiles › New generic connection. Put the name of a layer in the place of gebieden.',
  addresses: { features: 'Layers', oneLayer: 'One layer', tiles: 'Tiles' },
  copyOf: (name) => `Copy the address: ${name}`,
  read: 'What was read, and what was not',
  usable: 'The study is ready for use.',
  unusable: 'The study cannot be used yet.',
  source: 'source',
  rows: 'read',
  kept: 'kept',
  left: 'left out',
  notAsked: (count) => `${count} of them not asked for`,
  problems: 'To look at',
  problemsNone: 'There is nothing to look at.',
  inFile: 'These messages name file, row and field, what stood there and what was expected, as in nabij check.',
  notes: 'Good to know',
  crs: (name) => `The study calculates in ${name}. Without the correction grid RD New is accurate to 0.25 metres.`,
};

export type LagenTexts = typeof nl;

export function lagenTexts(language: Language): LagenTexts {
  return language === 'en' ? en : nl;
}
