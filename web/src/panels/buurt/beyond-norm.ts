// By how much a time lies beyond the norm, in words: whole minutes hide the last seconds.
import type { Language } from '../../state.ts';
import { buurtTexts } from '../../texts/buurt.ts';
import { normMinutes } from '../../texts/numbers.ts';
import { textsIn } from '../../texts/texts.ts';

export function beyondNorm(seconds: number | null, normSeconds: number, language: Language): string {
  const texts = buurtTexts(language);
  const norm = normMinutes(normSeconds, textsIn(language));
  const looksWithin = seconds !== null && 60 * Math.round(seconds / 60) <= normSeconds;
  return looksWithin ? texts.justBeyondNorm(norm) : texts.beyondNorm(norm);
}
