// How people call the groups of weights, in both languages.
import { weightGroups, type WeightGroup } from '../site-settings.ts';
import type { Language } from '../state.ts';

const names: Readonly<Record<Language, Readonly<Record<WeightGroup, string>>>> = {
  nl: { criteria: 'criteria', noodzaak: 'onderdelen van de noodzaak', meerwaarde: 'onderdelen van de meerwaarde', inzet: 'onderwerpen van de inzet' },
  en: { criteria: 'criteria', noodzaak: 'parts of the need to build', meerwaarde: 'parts of the added value', inzet: 'subjects of support' },
};

/** The names of groups in the order of the sliders, with commas. */
export function weightGroupNames(groups: readonly string[], language: Language): string {
  return weightGroups.filter((group) => groups.includes(group)).map((group) => names[language][group]).join(', ');
}
