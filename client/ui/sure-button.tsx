import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';

/** Does what cannot be taken back, at the second press: the first one asks in place, and leaving takes the question away. */
export function SureButton({
  label,
  question,
  onSure,
}: {
  readonly label: string;
  /** What the button says after the first press. */
  readonly question: string;
  readonly onSure: () => void;
}): JSX.Element {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => (isAsking ? onSure() : setIsAsking(true))}
      onBlur={() => setIsAsking(false)}
    >
      {isAsking ? question : label}
    </Button>
  );
}
