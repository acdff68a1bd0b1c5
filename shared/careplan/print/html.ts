import { escapeHtml } from '../../editor/escape-html.ts';

/** HTML that was escaped where it was made. Only {@link html} and {@link asHtml} make it. */
export interface Html {
  readonly html: string;
}

/** What can stand in a template: words are escaped, HTML stays, lists are joined, what is absent leaves nothing. */
type Part = string | number | Html | readonly Html[] | undefined;

/** A template whose words are escaped, so that nothing that somebody wrote can become an element. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return asHtml(strings.map((text, index) => text + written(parts[index])).join(''));
}

/** HTML that another renderer of ours has escaped already. */
export function asHtml(text: string): Html {
  return { html: text };
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map((each) => each.html).join('');
}
