// A plan with homes through the years: who lives there, who is within the norm, and who has no place.
import { html, nothing, type TemplateResult } from 'lit-html';
import { chosenGroup } from '../../lookup.ts';
import { valueOf } from '../../remote.ts';
import type { State } from '../../state.ts';
import { count, percent, shortGroup } from '../../texts/numbers.ts';
import { probeerTexts } from '../../texts/probeer.ts';
import { textsIn } from '../../texts/texts.ts';
import { uncounted } from './uncounted.ts';

export function throughYears(state: State): TemplateResult | typeof nothing {
  const plan = valueOf(state.years);
  if (plan === null || state.whatIf.kind !== 'known') return nothing;
  const { years, about, sentences, yields } = plan;
  const texts = probeerTexts(state.language);
  const words = textsIn(state.language);
  const isPart = (year: number): boolean => uncounted(state, year).length > 0;
  const isPartOfPlaces = ({ places, unknownPlaces }: (typeof years)[number]): boolean => places !== null && unknownPlaces > 0;
  const people = (year: number, value: number | null): string => (isPart(year) && value !== null ? texts.years.orMore(count(value, words)) : count(value, words));
  const row = (label: string, value: (year: (typeof years)[number]) => string): TemplateResult =>
    html`<tr><th scope="row">${label}</th>${years.map((year) => html`<td class="number">${value(year)}</td>`)}</tr>`;
  return html`<section><h3 class="title">${texts.years.title}</h3>
    <div class="scroll-x" tabindex="0" role="group" aria-label=${texts.years.title}><table class="plain">
      <thead><tr><th scope="col">${shortGroup(chosenGroup(state))}</th>${years.map(({ year }) => html`<th scope="col" class="number">${year}</th>`)}</tr></thead>
      <tbody>
        ${row(texts.rows.persons, ({ year, persons }) => people(year, persons))}
        ${row(texts.rows.share, ({ sharePercent }) => percent(sharePercent, words))}
        ${row(texts.years.places, (year) => {
          const places = year.places === null ? texts.years.unknown : count(year.places, words);
          return isPartOfPlaces(year) ? texts.years.orMore(places) : places;
        })}
        ${row(texts.years.short, ({ year, short }) => (short === null || (short === 0 && isPart(year)) ? texts.years.unknown : people(year, short)))}
      </tbody></table></div>
    ${sentences.map((sentence) => html`<p class="say">${sentence}</p>`)}
    <p class="small">${years.some((each) => isPartOfPlaces(each) || isPart(each.year)) ? texts.years.plus : nothing} ${about}
      ${yields === null ? nothing : texts.years.perHome(yields.name, yields.source, yields.day)}</p></section>`;
}
