// A change is drawn once. MapLibre hears that a style has changed while it is drawing that very change, and draws it again;
// and a plan changes in two steps, the click and its meaning. Without a graphics card the picture that somebody waits for
// would wait for the others.
import type { Map as MapLibreMap } from 'maplibre-gl';

/** So long a click waits for its meaning before it is drawn without, in milliseconds. */
const patience = 60;

export interface Frames {
  /** From now on nothing is drawn, until `release` or for as long as the patience lasts. */
  readonly hold: () => void;
  readonly release: () => void;
}

/** For a map whose style is there. What is asked while a frame brings its style up to date is in that frame. */
export function framesOf(map: MapLibreMap): Frames {
  const { painter, style } = map;
  const draw = painter.render.bind(painter);
  const update = style.update.bind(style);
  const repaint = map.triggerRepaint.bind(map);
  let isUpdating = false;
  let held: ReturnType<typeof setTimeout> | null = null;
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
  // Also a frame that was asked before: the button that is let go asks one in which nothing has changed.
  painter.render = (...all) => { if (held === null) draw(...all); };
  const release = (): void => {
    if (held === null) return;
    clearTimeout(held);
    held = null;
    repaint();
  };
  return { hold: () => { held ??= setTimeout(release, patience); }, release };
}
