// What there is to load elsewhere (/v1/collections) and what was read of the study's files (/v1/controle).
import { fields, flag, listOf, number, orNull, text } from './decode.ts';

/** A link as OGC API has it; what it leads to follows from relation and type. */
export interface Link {
  readonly relation: string;
  readonly address: string;
  readonly type: string | null;
  readonly title: string | null;
}

export interface Collection {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly systems: readonly string[];
  readonly links: readonly Link[];
}

export interface Check {
  readonly usable: boolean;
  readonly tallies: readonly {
    readonly source: string;
    readonly file: string;
    readonly read: number;
    readonly kept: number;
    readonly leftOut: number;
    readonly notAsked: number;
  }[];
  readonly problems: readonly { readonly severity: string; readonly words: string }[];
  readonly notes: readonly { readonly words: string }[];
}

export function collections(json: unknown): Collection[] {
  return fields(json, 'collections')('collections', listOf((value, path) => {
    const at = fields(value, path);
    return {
      id: at('id', text),
      title: at('title', text),
      description: at('description', orNull(text)) ?? '',
      systems: at('crs', orNull(listOf(text))) ?? [],
      links: at('links', listOf(link)),
    };
  }));
}

export function check(json: unknown): Check {
  const at = fields(json, 'controle');
  return {
    usable: at('bruikbaar', flag),
    tallies: at('bronnen', listOf((value, path) => {
      const tally = fields(value, path);
      return {
        source: tally('bron', text), file: tally('bestand', text), read: tally('gelezen', number), kept: tally('behouden', number),
        leftOut: tally('weggelaten', number), notAsked: tally('waarvan_niet_gevraagd', number),
      };
    })),
    problems: at('problemen', listOf((value, path) => {
      const problem = fields(value, path);
      return { severity: problem('ernst', text), words: problem('tekst', text) };
    })),
    notes: at('meldingen', listOf((value, path) => ({ words: fields(value, path)('tekst', text) }))),
  };
}

function link(value: unknown, path: string): Link {
  const at = fields(value, path);
  return {
    relation: at('rel', text), address: at('href', text), type: at('type', orNull(text)), title: at('title', orNull(text)),
  };
}
