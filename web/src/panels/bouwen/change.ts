import type { SiteSettings } from '../../site-settings.ts';

/** Changes some settings, and leaves the others. */
export type Change = (change: Partial<SiteSettings>) => void;
