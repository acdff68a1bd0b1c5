import { indentMax } from '../../editor/schema.ts';

/**
 * The style of paper, for the server's PDF and for the client's print page: black on white whatever the screen's colours
 * are, large enough to be read at arm's length, with page numbers where the browser can count pages. Sizes in points:
 * they are those of paper. No size of paper is named, so that A4 and Letter both come out as the printer has them.
 */
export const printStyle = `
@page { margin: 14mm 14mm 16mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt sans-serif; color: #000; } }
.printed { box-sizing: border-box; color: #000; background: #fff; font: 11.5pt/1.4 "Open Sans", "Segoe UI", Helvetica, Arial, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
@page bedside { margin: 9mm 11mm 11mm; }
.printed[data-sheet="bedside"] { page: bedside; font-size: 11pt; line-height: 1.2; }
.printed * { box-sizing: border-box; color: inherit; }
.printed table { width: 100%; border-collapse: collapse; font: inherit; }
.printed td, .printed th { padding: 0; text-align: start; vertical-align: top; font-size: inherit; }
.printed .pages > * > tr > td { padding: 0 0.5mm; }
.printed .head { display: flex; flex-wrap: wrap; gap: 0 1em; margin-bottom: 4mm; padding-bottom: 1mm; border-bottom: 1.5pt solid #000; font-size: 10pt; }
.printed .copy { margin-inline-start: auto; }
.printed h1 { margin: 0 0 2mm; font-size: 18pt; line-height: 1.2; }
.printed h2 { margin: 5mm 0 1.5mm; font-size: 14pt; line-height: 1.25; }
.printed h3, .printed h4, .printed h5 { margin: 3mm 0 1mm; font-size: 12pt; line-height: 1.3; }
.printed h1, .printed h2, .printed h3, .printed h4, .printed h5, .printed .label { break-after: avoid; }
.printed p { margin: 0 0 1.5mm; orphans: 3; widows: 3; }
.printed ul, .printed ol { margin: 0 0 1mm; padding-inline-start: 6mm; }
.printed li { margin: 0; }
.printed blockquote { margin: 0 0 2mm; padding-inline-start: 3mm; border-inline-start: 2pt solid #000; font-style: italic; }
.printed [data-kind="callout"] { margin: 0 0 2mm; padding: 1.5mm 3mm; border: 1.5pt solid #000; font-weight: 600; break-inside: avoid; }
.printed [data-kind="check"] { padding: 0; list-style: none; }
.printed [data-kind="check"] li { display: flex; gap: 1.5mm; }
.printed [data-kind="check"] li > div { flex: 1; }
.printed .box { white-space: nowrap; }
.printed hr { margin: 3mm 0; border: 0; border-top: 1pt solid #000; }
.printed a { text-decoration: underline; }
.printed [data-undecided] { font-weight: 700; }
${indents()}
.printed .note { font-size: 10pt; font-style: italic; }
.printed .label { margin: 1.5mm 0 0; font-size: 10.5pt; font-weight: 600; }
.printed .patient { margin: 0 0 3mm; padding: 2mm 3mm; border: 1.5pt solid #000; break-inside: avoid; }
.printed .patient .name { margin: 0; font-size: 15pt; font-weight: 700; }
.printed .allergies { margin: 0; font-weight: 700; }
.printed dl { display: flex; flex-wrap: wrap; gap: 0 5mm; margin: 0 0 1mm; }
.printed dl > div { max-width: 100%; }
.printed dt { display: inline; font-size: 10.5pt; }
.printed dd { display: inline; margin: 0; font-weight: 600; }
.printed .item { margin: 1.5mm 0 3mm; padding: 2mm 3mm; border: 1pt solid #000; border-inline-start-width: 4pt; }
.printed .item[data-kind="contingency"] { break-inside: avoid; }
.printed .item[data-struck] .words strong, .printed .item[data-struck] dd { text-decoration: line-through; }
.printed .item .words { margin-bottom: 1mm; font-size: 12pt; }
.printed .item .kind { font-size: 10.5pt; }
.printed .item ul { font-size: 10.5pt; }
.printed .calls td, .printed .calls th { padding: 1mm 2mm; border: 0.75pt solid #000; }
.printed .calls tr, .printed .team li { break-inside: avoid; }
.printed .calls tbody th:first-child { width: 32%; }
.printed .calls td:last-child { width: 29%; }
.printed .calls tbody th { font-weight: 700; }
.printed .calls td:last-child { font-weight: 700; }
.printed[data-sheet="bedside"] h1 { font-size: 16pt; }
.printed[data-sheet="bedside"] h2 { margin: 2mm 0 0.5mm; font-size: 12.5pt; }
.printed[data-sheet="bedside"] p, .printed[data-sheet="bedside"] blockquote { margin-bottom: 0.5mm; }
.printed[data-sheet="bedside"] .text, .printed[data-sheet="bedside"] .careful ul, .printed[data-sheet="bedside"] .team ul { columns: 2; column-gap: 8mm; }
@media screen and (max-width: 640px) { .printed .text, .printed .careful ul, .printed .team ul { columns: auto !important; } }
.printed[data-sheet="bedside"] .text > :first-child { margin-top: 0; }
.printed[data-sheet="bedside"] .text > :is(h3, h4, h5) { margin: 1mm 0 0; font-size: 11pt; }
.printed[data-sheet="bedside"] .text > ul { margin: 0; }
.printed[data-sheet="bedside"] .careful li { break-inside: avoid; }
.printed[data-sheet="bedside"] .calls td, .printed[data-sheet="bedside"] .calls th { padding: 0.5mm 1.5mm; }
`;

function indents(): string {
  return Array.from(
    { length: indentMax },
    (_none, index) =>
      `.printed [data-indent="${index + 1}"] { margin-inline-start: ${6 * (index + 1)}mm; }`,
  ).join('\n');
}
