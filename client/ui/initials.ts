const honorific = /^(dr|prof|professor|mr|mrs|ms|sr|sra)\.?$/i;
const credential = /^[A-Z]{2,}$/;

/** First and last initial of a name, without title and credential: "Dr Priya Raman" → "PR", "Tom Akerele RN" → "TA". */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\(.*?\)/g, '')
    .split(/\s+/)
    .filter((word) => word !== '' && !honorific.test(word) && !credential.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
