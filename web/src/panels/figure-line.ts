// The figure of an area in one line, for the card on the map and for the screen reader.
import type { AreaFigures } from '../api/types.ts';
import { minutes, percent } from '../texts/numbers.ts';
import type { Texts } from '../texts/texts.ts';
import { reasonWords } from './reason-words.ts';

export function figureLine(figures: AreaFigures, group: string, texts: Texts): string {
  const { medianSeconds, sharePercent } = figures;
  const median = medianSeconds === null ? null : texts.map.median(minutes(medianSeconds, texts));
  const share = sharePercent === null ? null : texts.map.share(percent(sharePercent, texts));
  const known = [median, share].filter((each) => each !== null);
  return known.length === 0 ? reasonWords(figures, group, texts) : known.join(', ');
}
