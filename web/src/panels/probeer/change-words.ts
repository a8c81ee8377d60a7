// What a change is called, in the list and where it is undone.
import { valueOf } from '../../remote.ts';
import type { Change, Plan } from '../../plan/plan.ts';
import { hasYields } from '../../plan/uncounted-homes.ts';
import type { State } from '../../state.ts';
import { count } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';

export function changeTitle(state: State, plan: Plan, change: Change): string {
  const { titles, details } = probeerTexts(state.language);
  switch (change.soort) {
    case 'voorziening_openen': return titles.opened(change.naam);
    case 'voorziening_sluiten': return titles.closed(facilityName(state, plan, change.voorziening));
    case 'voorziening_verplaatsen': return titles.moved(facilityName(state, plan, change.voorziening));
    case 'capaciteit': return titles.capacity(facilityName(state, plan, change.voorziening));
    case 'openingstijden': return titles.hours(facilityName(state, plan, change.voorziening));
    case 'brug_toevoegen': return titles.bridge;
    case 'straat_toevoegen': return titles.street(details.uses[change.gebruik]);
    case 'straat_sluiten': return titles.streetClosed;
    case 'woningen': return titles.homes(count(change.aantal, textsIn(state.language)));
    case 'overig': return titles.other(String(change.written['soort'] ?? ''));
  }
}

export function changeDetail(state: State, plan: Plan, change: Change): string {
  const { details } = probeerTexts(state.language);
  const words = textsIn(state.language);
  const number = (value: number | null): string | null => (value === null ? null : count(value, words));
  switch (change.soort) {
    case 'voorziening_openen': return details.opened(change.soorten.map((code) => kindName(state, code)).join(', '), number(change.capaciteit));
    case 'voorziening_sluiten': return details.closed;
    case 'voorziening_verplaatsen': return details.moved;
    case 'capaciteit': return change.capaciteit === null ? details.unknown : details.capacity(count(change.capaciteit, words));
    case 'openingstijden': return change.openingstijden ?? details.unknown;
    case 'brug_toevoegen': return change.vervoer.map((mode) => details.modes[mode]).join(', ');
    case 'woningen': return details.homes(String(change.jaar), hasYields(plan, change.type));
    case 'straat_toevoegen':
    case 'straat_sluiten':
    case 'overig': return '';
  }
}

export function facilityName(state: State, plan: Plan, id: string): string {
  const opened = plan.wijzigingen.find((change) => change.soort === 'voorziening_openen' && change.voorziening === id);
  if (opened?.soort === 'voorziening_openen') return opened.naam;
  return valueOf(state.facilities)?.find((facility) => facility.id === id)?.name ?? id;
}

export function kindName(state: State, code: string): string {
  return valueOf(state.study)?.kinds.find((kind) => kind.code === code)?.singular ?? code;
}
