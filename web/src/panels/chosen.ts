// Values of form controls, read without a cast.

export function chosenValue(event: Event): string {
  const control = event.currentTarget;
  return control instanceof HTMLSelectElement || control instanceof HTMLInputElement ? control.value : '';
}

export function isTicked(event: Event): boolean {
  return event.currentTarget instanceof HTMLInputElement && event.currentTarget.checked;
}
