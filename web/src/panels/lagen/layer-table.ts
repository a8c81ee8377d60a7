// The list of layers; which downloads there are follows from the links that the server gives with each.
import { html, type TemplateResult } from 'lit-html';
import type { Collection, Link } from '../../api/lists.ts';
import { valueOf } from '../../remote.ts';
import type { FileSystem, Send, State } from '../../state.ts';
import { lagenTexts, type LagenTexts } from '../../texts/lagen.ts';
import { filesAsked, withParameters } from './files-asked.ts';

/** How a download is called, by its media type. */
const formats: Readonly<Record<string, string>> = {
  'application/geopackage+sqlite3': 'GeoPackage',
  'application/vnd.flatgeobuf': 'FlatGeobuf',
  'application/geo+json': 'GeoJSON',
  'application/zip': 'Shapefile',
  'text/csv': 'CSV',
  'application/vnd.apache.parquet': 'GeoParquet',
  'application/vnd.pmtiles': 'PMTiles',
  'application/vnd.ogc.fg+json': 'JSON-FG',
};
/** Relations of what can be saved; a whole file stands before a page of objects in the same form. */
const downloads: readonly string[] = ['enclosure', 'items'];
const degrees = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const fileSystems: readonly FileSystem[] = ['study', 'degrees'];

export function layerTable(state: State, collections: readonly Collection[], send: Send): TemplateResult {
  const texts = lagenTexts(state.language);
  const systems = collections.map((collection) => systemNames(collection, texts).join(', '));
  const [first = ''] = systems;
  // What is the same for every layer is said once.
  const isShared = systems.every((each) => each === first);
  return html`${isShared ? html`<p class="systems">${texts.allSystems(first)}</p>` : null}
    ${systemChoice(state, texts, send)}
    <div class="tbl scroll-x" tabindex="0" role="region" aria-label=${texts.caption}><table>
    <caption class="vh">${texts.caption}</caption>
    <thead><tr><th scope="col">${texts.layer}</th>${isShared ? null : html`<th scope="col">${texts.systems}</th>`}<th scope="col">${texts.downloads}</th></tr></thead>
    <tbody>${collections.map((collection, index) => row(collection, isShared ? null : systems[index] ?? '', state))}</tbody></table></div>`;
}

/** Which system the files are in; GeoJSON has one only. */
function systemChoice(state: State, texts: LagenTexts, send: Send): TemplateResult {
  const names = { study: valueOf(state.study)?.system ?? '', degrees: texts.degrees };
  return html`<div class="files-in"><span id="files-in">${texts.filesIn}</span><div class="segments" role="group" aria-labelledby="files-in">${fileSystems.map((system) => html`<button type="button"
    aria-pressed=${state.fileSystem === system ? 'true' : 'false'} @click=${() => send({ kind: 'file-system-chosen', system })}>${names[system]}</button>`)}</div>
    <small>${texts.filesNote}</small></div>`;
}

function addressOf({ relation, address, type }: Link, layer: string, state: State): string {
  const hasChoice = relation === 'enclosure' && type !== 'application/geo+json';
  const system = state.fileSystem === 'degrees' && hasChoice ? { crs: degrees } : {};
  return withParameters(address, { ...filesAsked(state, layer), ...system });
}

function row(collection: Collection, systems: string | null, state: State): TemplateResult {
  const links = downloadsOf(collection);
  return html`<tr>
    <th scope="row"><b>${collection.title}</b>${collection.description} <code>${collection.id}</code></th>
    ${systems === null ? null : html`<td>${systems}</td>`}
    <td><div class="fmt">${links.map((link) => html`<a href=${addressOf(link, collection.id, state)} aria-label="${collection.title}: ${formatName(link)}">${formatName(link)}</a>`)}</div></td></tr>`;
}

/** One link for each form. */
function downloadsOf({ links }: Collection): Link[] {
  const found = new Map<string, Link>();
  for (const relation of downloads) {
    for (const link of links.filter((each) => each.relation === relation)) {
      const name = formatName(link);
      if (name !== null && !found.has(name)) found.set(name, link);
    }
  }
  return [...found.values()];
}

function formatName({ type }: Link): string | null {
  return formats[type?.split(';')[0]?.trim() ?? ''] ?? null;
}

/** The last part of the address of a system, such as EPSG:28992. */
function systemNames({ systems }: Collection, texts: LagenTexts): string[] {
  return systems.map((address) => {
    const epsg = /EPSG\/[^/]*\/(\d+)$/.exec(address)?.[1];
    return epsg === undefined ? texts.degrees : `EPSG:${epsg}`;
  });
}
