import type { View } from '../../views.ts';
export const lagen: View = {};
