// Homes of a plan whose people are not known: they count for nobody, which is not to say that nobody will live there. Pure.
import type { Change, Plan } from './plan.ts';

export type Homes = Extract<Change, { readonly soort: 'woningen' }>;

const ages = ['0-4', '4-12', '12-18', 'alle'] as const;

/** Of the homes that stand there in a year, those of whose people of an age the plan has no number. */
export function uncountedHomes(plan: Plan, age: string, year = yearOf(plan)): Homes[] {
  return homesOf(plan).filter((homes) => homes.jaar <= year && perHome(plan, homes, age, year) === null);
}

/** Whether the plan has numbers of people, of whatever age, for homes of a type. */
export function hasYields({ kengetallen }: Plan, type: string): boolean {
  return kengetallen?.per_woning.some((row) => row.type === type) ?? false;
}

/** By the row that the server goes by: of the type, and of the most years that the homes have reached. */
function perHome({ kengetallen }: Plan, { type, jaar }: Homes, age: string, year: number): number | null {
  const reached = kengetallen?.per_woning.filter((row) => row.type === type && row.na_jaren <= year - jaar) ?? [];
  const row = reached.toSorted((one, other) => one.na_jaren - other.na_jaren).at(-1);
  const known = ages.find((each) => each === age);
  return row === undefined || known === undefined ? null : row[known];
}

/** The year that the plan is about: its own, or the first in which all its homes are ready. */
function yearOf(plan: Plan): number {
  return plan.jaar ?? Math.max(...homesOf(plan).map(({ jaar }) => jaar));
}

function homesOf({ wijzigingen }: Plan): Homes[] {
  return wijzigingen.filter((change) => change.soort === 'woningen');
}
