// The views beside the map are fetched when they are first opened, so that the map is there sooner.
import type { ViewName } from './state.ts';
import type { View } from './view.ts';

type LaterView = Exclude<ViewName, 'kaart'>;

const loaders: Readonly<Record<LaterView, () => Promise<View>>> = {
  // What keeps a plan comes along: when a step must be kept, the server may be gone.
  probeer: async () => {
    const [{ probeer }] = await Promise.all([import('./panels/probeer/view.ts'), import('./plan/plan-deeds.ts')]);
    return probeer;
  },
  bouwen: async () => (await import('./panels/bouwen/view.ts')).bouwen,
  buurt: async () => (await import('./panels/buurt/view.ts')).buurt,
  vastleggen: async () => (await import('./panels/vastleggen/view.ts')).vastleggen,
  lagen: async () => (await import('./panels/lagen/view.ts')).lagen,
};

export interface Views {
  /** The view, once it is here; asks for it when it is not. */
  readonly get: (name: ViewName) => View | null | 'failed';
}

/** `arrived` is told when a view that was asked for is here, or will not come. */
export function viewsOf(map: View, arrived: (view: View | 'failed') => void): Views {
  const here = new Map<ViewName, View | null | 'failed'>([['kaart', map]]);
  const load = (name: LaterView): void => {
    here.set(name, null);
    const keep = (view: View | 'failed'): void => {
      here.set(name, view);
      arrived(view);
    };
    loaders[name]().then(keep, () => keep('failed'));
  };
  return {
    get: (name) => {
      if (name !== 'kaart' && !here.has(name)) load(name);
      return here.get(name) ?? null;
    },
  };
}
