import { type JSX } from 'react';

import { openPlaces } from './open-places.ts';

/** Words in which what a template left open is marked: nobody takes "{number}" for a number. */
export function WordsWithPlaces({ words }: { readonly words: string }): JSX.Element | string {
  const places = openPlaces(words);
  if (places.length === 0) return words;
  return (
    <>
      {places.map(({ from, to }, index) => (
        <span key={from}>
          {words.slice(places[index - 1]?.to ?? 0, from)}
          <mark className="open-place">{words.slice(from, to)}</mark>
        </span>
      ))}
      {words.slice(places.at(-1)?.to ?? 0)}
    </>
  );
}
