// The map of an area alone on one A4, by the print window of the browser, which also makes a PDF of it.
import type { State } from '../state.ts';
import { drawnSheet } from './sheet.ts';

/** Puts the picture where only paper shows it, and takes it away when the print window is closed. */
export async function printSheet(state: State): Promise<void> {
  const picture = document.createElement('img');
  picture.className = 'paper-map';
  picture.alt = '';
  picture.src = (await drawnSheet(state)).toDataURL('image/png');
  await picture.decode();
  document.body.append(picture);
  document.body.dataset['print'] = 'kaart';
  window.addEventListener('afterprint', () => {
    picture.remove();
    delete document.body.dataset['print'];
  }, { once: true });
  window.print();
}
