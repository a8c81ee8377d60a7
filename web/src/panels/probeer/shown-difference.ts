// What differs between two numbers as they are shown, so that who subtracts one from the other finds the same.

export function shownDifference(before: number | null, after: number | null, digits = 0): number | null {
  return before === null || after === null ? null : shown(after, digits) - shown(before, digits);
}

/** Rounded by what rounds it on the page. */
function shown(value: number, digits: number): number {
  return Number(new Intl.NumberFormat('en', { maximumFractionDigits: digits, useGrouping: false }).format(value));
}
