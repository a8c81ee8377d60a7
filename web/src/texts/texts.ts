// The words of the chosen language.
import type { Language } from '../state.ts';
import { en } from './en.ts';
import { nl, type Texts } from './nl.ts';

export type { Texts };

export function textsIn(language: Language): Texts {
  return language === 'en' ? en : nl;
}
