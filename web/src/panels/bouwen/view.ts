// Waar bouwen: settings left, the places on the map, and on the right the plan with how sure it is.
import type { View } from '../../view.ts';
import { answer } from './answer.ts';
import { overlay } from './overlay.ts';
import { settings } from './settings.ts';

export const bouwen: View = { panel: settings, side: answer, overlay };
