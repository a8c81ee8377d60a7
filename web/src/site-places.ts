// Which places an answer about where to build shows on the map. Pure; map and panels both read it, so that the letter
// in the list is the letter on the map.
import type { SiteAnswer } from './api/site-types.ts';

export interface SitePlaces {
  /** Ids of school buildings in the plan, in the order of their letters A, B, C. */
  readonly planned: readonly string[];
  /** Ids of other school buildings that come into view. */
  readonly others: readonly string[];
  /** Ids of facilities that belong to what was found. */
  readonly facilities: readonly string[];
  /** Codes of neighbourhoods in view. */
  readonly areas: readonly string[];
}

const nowhere: SitePlaces = { planned: [], others: [], facilities: [], areas: [] };

export function sitePlaces(answer: SiteAnswer): SitePlaces {
  switch (answer.kind) {
    case 'buurtschool': {
      const planned = answer.plans[0]?.places ?? [];
      return { ...nowhere, planned, others: answer.candidates.map(({ id }) => id).filter((id) => !planned.includes(id)) };
    }
    case 'locaties': return { ...nowhere, planned: answer.plans[0]?.places ?? [] };
    case 'clusters_0_18': return { ...nowhere, facilities: answer.clusters.flatMap(({ members }) => members.map(({ id }) => id)) };
    case 'kansenwerkplaats': return { ...nowhere, areas: answer.places.flatMap(({ codes }) => codes) };
    case 'inzetprofiel': return { ...nowhere, areas: answer.areas.filter(({ asksMost }) => asksMost).map(({ code }) => code) };
    case 'dbos': return { ...nowhere, facilities: answer.schools.map(({ id }) => id) };
  }
}

/** A for the first place of a plan; places after Z have no letter. */
export function planLetter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : '';
}
