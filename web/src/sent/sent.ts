// Layers that people send: what the server tells of them, and what can be done with them.
import type { Failure } from '../api/types.ts';
import type { Remote } from '../remote.ts';

export type RoleName = 'voorzieningen' | 'kandidaten' | 'barrieres' | 'oversteken' | 'woningen' | 'indicatoren';

export interface SentColumn {
  readonly name: string;
  readonly kind: string;
}

export interface Told {
  readonly count: number;
  readonly first: readonly string[];
}

export interface SentLayer {
  readonly id: string;
  readonly name: string;
  readonly rows: number | null;
  readonly usable: number | null;
  readonly columns: readonly SentColumn[];
  readonly sample: readonly (readonly (string | number | null)[])[];
  readonly geometry: string | null;
  /** In which system and characters it was read, as found or told, and which of its layers; null until it could be read. */
  readonly readAs: { readonly system: string | null; readonly encoding: string | null; readonly layer: string | null; readonly layers: readonly string[] } | null;
  /** How somebody told to read it, as far as that was told. */
  readonly reading: Readonly<Record<string, string>>;
  readonly problems: Told;
  /** What has to be told before it can be used: the field, the sentence, and what it could be where the file says that. */
  readonly asks: { readonly field: string; readonly words: string; readonly choices: readonly string[] } | null;
  readonly use: { readonly role: RoleName; readonly read: number; readonly kept: number; readonly left: number; readonly problems: Told; readonly not: string | null } | null;
}

export interface SentLayers {
  readonly accepted: boolean;
  readonly largest: number;
  readonly layers: readonly SentLayer[];
}

/** What is done with a layer; the answer is the list as it then is. */
export type SentDeed =
  | { readonly kind: 'send'; readonly file: File }
  | { readonly kind: 'replace'; readonly id: string; readonly file: File; readonly isUsed: boolean }
  | { readonly kind: 'read'; readonly id: string; readonly reading: Readonly<Record<string, string>> }
  | { readonly kind: 'use'; readonly id: string; readonly role: RoleName; readonly table: Readonly<Record<string, unknown>> }
  | { readonly kind: 'stop'; readonly id: string }
  | { readonly kind: 'remove'; readonly id: string; readonly isUsed: boolean };

export interface SentDesk {
  readonly list: Remote<'uploads', SentLayers>;
  readonly deed: SentDeed | null;
  /** What was refused, of which layer; null for a new one. */
  readonly refused: { readonly id: string | null; readonly failure: Failure } | null;
  /** What a layer is going to be, as far as somebody chose. */
  readonly roles: Readonly<Record<string, RoleName>>;
}

export const emptySentDesk: SentDesk = { list: { kind: 'none' }, deed: null, refused: null, roles: {} };

export type SentMessage =
  | { readonly kind: 'sent-arrived'; readonly layers: SentLayers }
  | { readonly kind: 'sent-failed'; readonly failure: Failure }
  | { readonly kind: 'sent-asked'; readonly deed: SentDeed }
  | { readonly kind: 'sent-done'; readonly deed: SentDeed }
  | { readonly kind: 'sent-refused'; readonly deed: SentDeed; readonly failure: Failure }
  | { readonly kind: 'sent-role-chosen'; readonly id: string; readonly role: RoleName };
