// The words about plans that the service keeps, in both languages.
import type { Language } from '../state.ts';

const nl = {
  title: 'Bewaarde plannen in de dienst',
  none: 'De dienst heeft nog geen plannen.',
  keeps: 'Bewaar zet het plan in de dienst: wie deze studie opent, kan het lezen. Elke stap blijft ook in deze browser.',
  readOnly: 'Bewaar zet het plan in deze browser: de dienst bewaart ook plannen, maar neemt ze van u nu niet aan.',
  keptAs: (version: number, time: string) => `Bewaard in de dienst: versie ${version}, ${time}.`,
  changedSince: (version: number) => `Gewijzigd na versie ${version} in de dienst. Bewaar maakt daar een nieuwe versie van.`,
  why: 'Waarom (mag leeg)',
  whyWithdraw: 'Waarom u dit intrekt',
  busy: 'Even bewaren…',
  line: (changes: string, version: number, time: string) => `${changes}; versie ${version}, ${time}`,
  otherBase: 'van eerdere gegevens',
  by: (who: string, time: string) => `${who}, ${time}`,
  open: (name: string) => `Open ${name} uit de dienst`,
  parts: { versies: 'Versies', tak: 'Tak', intrekken: 'Trek in' },
  partsOf: { versies: (name: string) => `Versies van ${name}`, tak: (name: string) => `Tak van ${name}`, intrekken: (name: string) => `Trek in: ${name}` },
  branchName: 'Naam van de tak',
  branch: 'Maak de tak',
  branchOf: (name: string) => `${name}, tak`,
  isBranchOf: (name: string, version: number) => `tak van ${name}, versie ${version}`,
  notListed: 'een plan dat niet in deze lijst staat',
  withdraw: 'Trek in',
  withdrawHow: 'Het plan verdwijnt uit de lijst. Elke versie blijft in de geschiedenis, en een link ernaar blijft werken.',
  stop: 'Laat maar',
  openVersion: (version: number) => `Open versie ${version}`,
  actions: { ingevoerd: 'bewaard', gewijzigd: 'gewijzigd', ingetrokken: 'ingetrokken' },
  move: 'Ook in de dienst bewaren',
  moveOf: (name: string) => `Bewaar ${name} ook in de dienst`,
  conflict: 'Iemand anders was eerder',
  conflictHow: 'Uw plan is niet bewaard, en staat nog op deze pagina. Hieronder staan beide; u kiest.',
  mine: 'Uw plan',
  theirs: (version: number) => `Versie ${version} in de dienst`,
  noChanges: 'geen wijzigingen',
  mineNext: 'Bewaar die van mij als nieuwe versie',
  mineApart: 'Bewaar die van mij als apart plan',
  takeTheirs: 'Open die uit de dienst',
  takeTheirsHow: 'Uw plan komt dan bij de niet bewaarde plannen.',
  notKept: 'Niet bewaard in de dienst. Het plan staat nog op deze pagina en in deze browser.',
  notDone: 'Dat is niet gelukt. In de dienst is niets veranderd.',
};

export type ServiceTexts = typeof nl;

const en: ServiceTexts = {
  title: 'Plans kept in the service',
  none: 'The service has no plans yet.',
  keeps: 'Keep puts the plan in the service: whoever opens this study can read it. Every step stays in this browser too.',
  readOnly: 'Keep puts the plan in this browser: the service keeps plans too, but takes none of yours now.',
  keptAs: (version, time) => `Kept in the service: version ${version}, ${time}.`,
  changedSince: (version) => `Changed after version ${version} in the service. Keep makes a new version of it.`,
  why: 'Why (may be empty)',
  whyWithdraw: 'Why you withdraw this',
  busy: 'Keeping…',
  line: (changes, version, time) => `${changes}; version ${version}, ${time}`,
  otherBase: 'of earlier data',
  by: (who, time) => `${who}, ${time}`,
  open: (name) => `Open ${name} from the service`,
  parts: { versies: 'Versions', tak: 'Branch', intrekken: 'Withdraw' },
  partsOf: { versies: (name) => `Versions of ${name}`, tak: (name) => `Branch of ${name}`, intrekken: (name) => `Withdraw: ${name}` },
  branchName: 'Name of the branch',
  branch: 'Make the branch',
  branchOf: (name) => `${name}, branch`,
  isBranchOf: (name, version) => `branch of ${name}, version ${version}`,
  notListed: 'a plan that is not in this list',
  withdraw: 'Withdraw',
  withdrawHow: 'The plan leaves the list. Every version stays in the history, and a link to it keeps working.',
  stop: 'Never mind',
  openVersion: (version) => `Open version ${version}`,
  actions: { ingevoerd: 'kept', gewijzigd: 'changed', ingetrokken: 'withdrawn' },
  move: 'Keep in the service too',
  moveOf: (name) => `Keep ${name} in the service too`,
  conflict: 'Somebody else was first',
  conflictHow: 'Your plan is not kept, and is still on this page. Both are below; you choose.',
  mine: 'Your plan',
  theirs: (version) => `Version ${version} in the service`,
  noChanges: 'no changes',
  mineNext: 'Keep mine as a new version',
  mineApart: 'Keep mine as a plan apart',
  takeTheirs: 'Open the one of the service',
  takeTheirsHow: 'Your plan then goes to the plans that are not kept.',
  notKept: 'Not kept in the service. The plan is still on this page and in this browser.',
  notDone: 'That did not work. Nothing has changed in the service.',
};

export function serviceTexts(language: Language): ServiceTexts {
  return language === 'nl' ? nl : en;
}

/** What was done, in the words of the page; a word that it does not know as it came. */
export function actionWords(action: string, texts: ServiceTexts): string {
  return Object.entries(texts.actions).find(([name]) => name === action)?.[1] ?? action;
}
