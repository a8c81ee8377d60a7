// What this tab of the browser remembers, also after a reload and for no longer than it is open. The only place that knows it.

/** Null when there is nothing, or when this browser allows no storage. */
export function ofTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Remembers a text, or with null nothing more. Where this browser allows no storage a reload begins anew. */
export function rememberInTab(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Nothing is lost yet; only a reload would lose it.
  }
}

/** Forgets all whose name begins so. */
export function forgetInTab(start: string): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(start)) sessionStorage.removeItem(key);
  } catch {
    // Then nothing is remembered either.
  }
}
