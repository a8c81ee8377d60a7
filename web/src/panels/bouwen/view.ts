import type { View } from '../../views.ts';
export const bouwen: View = {};
