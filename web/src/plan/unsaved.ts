// The plans that people work on without having saved them: every tab has a place of its own for each study, so that two tabs
// never write over each other. A tab that is opened goes on in its own place, else in the last one that no tab is open for.
// What stands in a place when another plan is opened there is set aside in a place where nobody works.
import { ofTab, rememberInTab } from '../tab.ts';
import { isEmpty } from './plan.ts';
import { isSameEntry, kept, keysFrom, read, write, written, type KeptPlan } from './storage.ts';

export interface UnsavedPlan extends KeptPlan {
  /** Its name in the storage. */
  readonly place: string;
}

/** Of all tabs, also of those that are closed; the last one first. */
export function unsaved(study: string): readonly UnsavedPlan[] {
  return keysFrom(start(study)).flatMap((place) => {
    const entry = read(place, (json) => kept(json, place));
    return entry === null ? [] : [{ ...entry, place }];
  }).toSorted((one, other) => other.kept.localeCompare(one.kept) || one.place.localeCompare(other.place));
}

/** Those that are not in the place of this tab, with something in them; the same plan is told once. */
export function unsavedElsewhere(study: string): readonly UnsavedPlan[] {
  const own = ofTab(tabKey(study));
  const others = unsaved(study).filter(({ place, plan }) => place !== own && !isEmpty(plan));
  return others.filter((one, index) => others.findIndex((other) => isSameEntry(other, one)) === index);
}

/** Keeps a plan that gives way to another, as of when it was last worked on. */
export function setAside(study: string, entry: KeptPlan): void {
  const same = unsaved(study).filter((other) => isSameEntry(other, entry));
  const isThere = same.some(({ place }) => place.startsWith(aside(study)));
  if (!isEmpty(entry.plan) && !isThere) write(newPlace(aside(study)), written(same[0] ?? entry));
}

/** Keeps a step of the plan of this tab; an empty plan leaves nothing behind. */
export function keepStep(study: string, entry: KeptPlan): void {
  const place = ofTab(tabKey(study));
  if (place !== null) write(place, isEmpty(entry.plan) ? null : written(entry));
}

export function forgetUnsaved({ place }: UnsavedPlan): void {
  write(place, null);
}

export function putUnsavedBack(entry: UnsavedPlan): void {
  write(entry.place, written(entry));
}

/** Takes a place for this tab, and gives the plan that is in it. What is opened by its fingerprint never takes the place of another plan. */
export async function placeTaken(study: string, mark: string, held: string | null): Promise<{ readonly place: string; readonly found: UnsavedPlan | null }> {
  const own = ofTab(tabKey(study));
  const all = unsaved(study);
  const places = [...(own === null ? [] : [own]), ...(mark === '' ? all.map(({ place }) => place).filter((place) => !place.startsWith(aside(study))) : [])];
  for (const place of places) {
    const found = all.find((entry) => entry.place === place) ?? null;
    const fits = mark === '' || found === null || found.mark === mark;
    if (fits && (place === held || await isFree(place, own))) return remembered(study, place, found);
  }
  const place = newPlace(start(study));
  await isFree(place, place);
  return remembered(study, place, null);
}

function remembered<Found>(study: string, place: string, found: Found): { place: string; found: Found } {
  rememberInTab(tabKey(study), place);
  return { place, found };
}

/** Whether no other tab is in this place, and from now on this one is. A page that does not come over https cannot tell, and
 * then has only its own place. */
function isFree(place: string, own: string | null): Promise<boolean> {
  if (!isSecureContext) return Promise.resolve(place === own);
  return new Promise((resolve) => {
    void navigator.locks.request(place, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // For as long as the page is open.
      return lock === null ? null : new Promise(() => undefined);
    });
  });
}

function newPlace(within: string): string {
  return `${within}/${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
}

function start(study: string): string {
  return `nabij/${study}/laatste-plan`;
}

function aside(study: string): string {
  return `${start(study)}/opzij`;
}

function tabKey(study: string): string {
  return `nabij/${study}/tab`;
}
