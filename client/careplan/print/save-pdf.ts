import { type PrintSheet } from '@alliance/shared/careplan/print/print-source';

import { askForFile } from '../../ui/ask-server.ts';
import { hereZone } from './print-query.ts';

/** Asks the server for a PDF and saves it under a name without the patient's. */
export async function savePdf(planId: string, sheet: PrintSheet, name: string): Promise<true> {
  const query = new URLSearchParams({ sheet, paper: paperHere(), zone: hereZone() });
  const file = await askForFile(`/api/plans/${encodeURIComponent(planId)}/pdf?${query}`);
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.pdf`;
  link.click();
  URL.revokeObjectURL(address);
  return true;
}

/** Letter where that is what printers hold, else A4. */
function paperHere(): 'a4' | 'letter' {
  return /-(?:US|CA|MX|PH|CL|CO)$/u.test(navigator.language) ? 'letter' : 'a4';
}
