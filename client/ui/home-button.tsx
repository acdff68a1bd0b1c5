import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

/** The way out of a page that cannot be shown. */
export function HomeButton(): JSX.Element {
  const t = useTranslations('common');
  return <Button renderRoot={(props) => <Link {...props} to="/" />}>{t('myPlans')}</Button>;
}
