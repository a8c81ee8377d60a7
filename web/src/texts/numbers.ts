// How numbers and dates look in the chosen language. Formatting only: no figure is made here.
import type { Texts } from './nl.ts';

/** Making a format takes longer than using it a hundred times. */
const formats = new Map<string, Intl.NumberFormat>();

function numbers(texts: Texts, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${texts.locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(texts.locale, options);
  formats.set(key, format);
  return format;
}

/** What stands where the server hides or lacks a number. */
export const unknown = '–';

export function count(value: number | null, texts: Texts): string {
  return value === null ? unknown : numbers(texts).format(value);
}

/** A share as "71 %", with the (hard) space the Dutch rule asks for. */
export function percent(value: number | null, texts: Texts): string {
  return value === null ? unknown : `${wholeNumber(value, texts)}\u00a0%`;
}

/** A share of which the decimal tells something, such as "33,3 %" and "40 %". */
export function finePercent(value: number, texts: Texts): string {
  return `${numbers(texts, { maximumFractionDigits: 1 }).format(value)}\u00a0%`;
}

/** A share as the 71 of "71 van de 100". */
export function wholeNumber(value: number, texts: Texts): string {
  return numbers(texts, { maximumFractionDigits: 0 }).format(value);
}

/** Seconds as minutes with one decimal, for figures that were measured. */
export function minutes(seconds: number | null, texts: Texts): string {
  if (seconds === null) return unknown;
  return numbers(texts, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(seconds / 60);
}

/** A difference with its sign, and a true minus: "+374", "−1,0". */
export function signed(value: number | null, texts: Texts, digits = 0): string {
  if (value === null) return unknown;
  const format = numbers(texts, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' });
  return format.format(value).replace('-', '\u2212');
}

/** Seconds as minutes without needless decimals, for norms that were agreed. */
export function normMinutes(seconds: number, texts: Texts): string {
  return numbers(texts, { maximumFractionDigits: 1 }).format(seconds / 60);
}

/** 2026-01-01 as "1 januari 2026"; what is not a date is shown as it came. */
export function date(isoDate: string, texts: Texts): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate)) return isoDate;
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(texts.locale, options).format(new Date(`${isoDate}T00:00:00Z`));
}

/** A moment as the clock of this device has it, such as "21 nov, 14:03". */
export function moment(iso: string, texts: Texts): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat(texts.locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(time);
}

/** "kinderen" of "kinderen van 4 tot 12 jaar", for places where the age is already said. */
export function shortGroup(group: string): string {
  return group.split(' van ')[0]?.split(' aged ')[0] ?? group;
}

/** Seconds as whole minutes, for who reads one neighbourhood; less than half a minute is still one. */
export function wholeMinutes(seconds: number, texts: Texts): string {
  return wholeNumber(Math.max(1, Math.round(seconds / 60)), texts);
}

/** Euros without cents: "€ 1.500.000". */
export function euros(value: number, texts: Texts): string {
  return numbers(texts, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(value);
}

/** A score of 0 to 100 with one decimal. */
export function score(value: number | null, texts: Texts): string {
  return value === null ? unknown : numbers(texts, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** The day of making, as it stands on paper. */
export function today(texts: Texts): string {
  return new Intl.DateTimeFormat(texts.locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date());
}
