// Who comes to live in the city by a plan, when all of them live beyond the norm: the share falls, and nobody of now loses anything.
import type { AreaChange } from '../../api/what-if.ts';

type Counts = Pick<AreaChange, 'gained' | 'lost' | 'morePersons' | 'moreCovered'>;

/** Null when some of them live within the norm, or when that cannot be said. */
export function newBeyond({ gained, lost, morePersons, moreCovered }: Counts): number | null {
  if (gained === null || lost === null || morePersons === null || moreCovered === null) return null;
  // Within the norm are then just those of now who came within it, less those who fell beyond it.
  return morePersons > 0 && moreCovered === gained - lost ? morePersons : null;
}
