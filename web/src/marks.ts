// The mark of each kind of a study: its letter, or two letters of its code where the letter is of another kind too. Pure.
// Of kinds that share a letter the first whose code begins with it keeps it. Codes are the same in every language.
import type { Kind } from './api/types.ts';

/** The kinds, each with a letter or two that no other kind has. */
export function withOwnMarks(kinds: readonly Kind[]): readonly Kind[] {
  const taken = new Set(kinds.filter((kind) => keepsLetter(kind, kinds)).map(({ letter }) => letter));
  return kinds.map((kind) => {
    if (keepsLetter(kind, kinds)) return kind;
    const mark = pairsOf(kind.code).find((pair) => !taken.has(pair)) ?? kind.letter;
    taken.add(mark);
    return { ...kind, letter: mark };
  });
}

function keepsLetter(kind: Kind, kinds: readonly Kind[]): boolean {
  const sharing = kinds.filter(({ letter }) => letter === kind.letter);
  return sharing.length === 1 || sharing.find(({ code, letter }) => code.startsWith(letter)) === kind;
}

/** The first letter with each that follows: "Co" of CONSULTATIEBUREAU, then "Cn". */
function pairsOf(code: string): readonly string[] {
  const [first = '', ...others] = code;
  return others.filter((each) => /[\p{L}\p{N}]/u.test(each)).map((each) => `${first.toUpperCase()}${each.toLowerCase()}`);
}
