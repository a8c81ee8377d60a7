// How somebody who may only read gets to write, in both languages.
import type { Language } from '../state.ts';

const nl = {
  logIn: 'Log daarvoor in.',
  otherRole: (role: string) => `Uw rol hier is ${role}; nodig is planner of beheerder. Wie deze dienst beheert, kan u die rol geven.`,
  elsewhere: 'Dat kan op het apparaat waarop de dienst draait, en van elders met een programma dat een token meestuurt.',
  records: 'U kunt hier lezen wat is vastgelegd, maar niets vastleggen.',
  layers: 'Eigen lagen toevoegen kan hier wie planner of beheerder is, als deze dienst lagen aanneemt.',
};

export type MayNotTexts = typeof nl;

const en: MayNotTexts = {
  logIn: 'Log in to do so.',
  otherRole: (role) => `Your role here is ${role}; planner or beheerder is needed. Who runs this service can give you that role.`,
  elsewhere: 'That can be done on the machine on which the service runs, and from elsewhere with a program that sends a token.',
  records: 'You can read here what is recorded, but record nothing.',
  layers: 'Layers of your own can be added here by who is planner or beheerder, if this service takes layers.',
};

export function mayNotTexts(language: Language): MayNotTexts {
  return language === 'nl' ? nl : en;
}
