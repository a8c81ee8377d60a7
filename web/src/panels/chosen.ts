// Values of form controls, read without a cast.

export function chosenValue(event: Event): string {
  const control = event.currentTarget;
  return control instanceof HTMLSelectElement || control instanceof HTMLInputElement ? control.value : '';
}

export function isTicked(event: Event): boolean {
  return event.currentTarget instanceof HTMLInputElement && event.currentTarget.checked;
}

/** Follows a link within the page; a click that asks for another tab or window is left to the browser. */
export function followed(event: MouseEvent, follow: () => void): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  follow();
}
