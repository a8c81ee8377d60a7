// A second map over the first one, of which only the part left of the border is seen. It follows the first one.
import { Map as MapLibreMap } from 'maplibre-gl';
import type { Study } from '../../api/types.ts';
import type { SideRequest } from '../../compare.ts';
import type { State } from '../../state.ts';
import { askTiles } from '../asked-tiles.ts';
import { addImages, addSymbol } from '../images.ts';
import { classOpacityOf, paintAnswer } from '../paint.ts';
import { styleOf } from '../style.ts';

export interface SecondMap {
  readonly show: (side: State['sides'][0]) => void;
  readonly remove: () => void;
}

export function secondMap(first: MapLibreMap, study: Study, asked: SideRequest): SecondMap {
  const container = document.createElement('div');
  container.className = 'map beside';
  container.setAttribute('aria-hidden', 'true');
  first.getContainer().after(container);
  const map = new MapLibreMap({
    container, style: styleOf(study, asked, ['gebieden', 'voorzieningen', 'witte_vlekken']), center: first.getCenter(), zoom: first.getZoom(),
    interactive: false, attributionControl: false, maxZoom: 18,
  });
  window.nabijSecondMap = map;
  map.setMissingStyleImageResolver((name) => addSymbol(map, name));
  const setOpacity = classOpacityOf(map);
  let shown = asked;
  let latest: State['sides'][0] = { kind: 'none' };
  let ready = false;
  const draw = (): void => {
    paintAnswer(map, latest, setOpacity);
    if (latest.kind === 'none' || latest.kind === 'failed') return;
    if (latest.request !== shown) askTiles(map, latest.request);
    shown = latest.request;
  };
  map.once('style.load', () => {
    addImages(map);
    ready = true;
    draw();
  });
  const follow = (): void => { map.jumpTo({ center: first.getCenter(), zoom: first.getZoom() }); };
  first.on('move', follow);
  return {
    show: (side) => {
      latest = side;
      if (ready) draw();
    },
    remove: () => {
      first.off('move', follow);
      if (ready) setOpacity(1, 'now');
      map.remove();
      container.remove();
      delete window.nabijSecondMap;
    },
  };
}

declare global {
  interface Window {
    /** For the browser test, which counts what is drawn. */
    nabijSecondMap?: MapLibreMap;
  }
}
