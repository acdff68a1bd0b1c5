import { Button } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { lazy, Suspense, useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Guard } from '../ui/guard.tsx';
import { PartMissing } from '../ui/part-missing.tsx';

const Dialog = lazy(async () => {
  const { ResetDemoDialog: component } = await import('./reset-demo-dialog.tsx');
  return { default: component };
});

/** A button that puts the demonstration back to its beginning, after asking. */
export function ResetDemo(): JSX.Element {
  const t = useTranslations('resetDemo');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRestore size={18} aria-hidden="true" />}
        onClick={() => setIsOpen(true)}
      >
        {t('open')}
      </Button>
      <LazyResetDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  );
}

/** The dialog that asks first; its code comes when it is opened. */
export function LazyResetDialog(props: React.ComponentProps<typeof Dialog>): JSX.Element | null {
  const t = useTranslations('missing');
  if (!props.isOpen) return null;
  return (
    <Guard fallback={<PartMissing>{t('part')}</PartMissing>}>
      <Suspense fallback={null}>
        <Dialog {...props} />
      </Suspense>
    </Guard>
  );
}
