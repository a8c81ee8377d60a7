// What somebody filled in, by the names of the fields; what was left open is not there.
export function filledIn(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form).entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  return Object.fromEntries(entries);
}
