/** Limits of making PDFs. Sizes in bytes, times in milliseconds. */

/** Largest page that is made a PDF of, in UTF-16 units; the print page has no such limit. */
export const sheetCharactersMax = 16 * 1024 * 1024;

/** Largest PDF. */
export const pdfBytesMax = 32 * 1024 * 1024;

/** Longest that one PDF may take, the start of the browser included. */
export const pdfMsMax = 25_000;

/** Who waits while one PDF is made; further ones are asked to come back. */
export const pdfsWaitingMax = 8;

/** PDFs that one person may ask for in a stretch. */
export const pdfsPerPersonMax = 20;

/** Length of such a stretch. */
export const pdfsPerPersonMs = 60_000;

/** People whose PDFs are counted at a time. */
export const printersMax = 10_000;

/** How much of a PDF the browser hands over at a time. */
export const pdfPieceBytes = 256 * 1024;

/** Longest message of the browser; longer than a piece of a PDF in base64. */
export const browserMessageBytesMax = 2 * 1024 * 1024;
