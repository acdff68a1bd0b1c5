import { Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

/** Leads to the print page from the menu: on a phone there is no room for it in the bar. */
export function PrintItem({ planId }: { readonly planId: string }): JSX.Element {
  const t = useTranslations('print');
  return (
    <Menu.Item
      leftSection={<IconPrinter size={18} aria-hidden="true" />}
      renderRoot={(props) => <Link {...props} to="/plans/$planId/print" params={{ planId }} />}
    >
      {t('command')}
    </Menu.Item>
  );
}
