import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

/** The way to a new alliance. */
export function FormAlliance({ variant }: { readonly variant: 'filled' | 'default' }): JSX.Element {
  const t = useTranslations('home');
  return (
    <Button
      variant={variant}
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      style={{ justifySelf: 'start' }}
      renderRoot={(props) => <Link {...props} to="/alliances/new" />}
    >
      {t('form')}
    </Button>
  );
}
