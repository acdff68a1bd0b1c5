import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type JSX, lazy, Suspense } from 'react';

import { Guard } from '../../ui/guard.tsx';
import { useStore } from '../../ui/use-store.ts';
import { EmergencyDialog } from '../emergency/emergency-dialog.tsx';
import { type SectionAsking, sectionAsking } from './section-asking.ts';

const load = () => import('./section-forms.tsx');
const AddSection = lazy(async () => ({ default: (await load()).AddSection }));
const RenameSection = lazy(async () => ({ default: (await load()).RenameSection }));
const PlaceSection = lazy(async () => ({ default: (await load()).PlaceSection }));
const RetireSection = lazy(async () => ({ default: (await load()).RetireSection }));
const ShareSection = lazy(async () => ({ default: (await load()).ShareSection }));
const StaleAfter = lazy(async () => ({ default: (await load()).StaleAfter }));

/** The dialog about the sections of a plan that is open now, if one is. */
export function SectionDialogs({ plan }: { readonly plan: PlanView }): JSX.Element | null {
  const asking = useStore(sectionAsking, undefined);
  if (asking === undefined) return null;
  const close = (): void => closeAsking(asking);
  return (
    <Guard fallback={null} onFailure={close}>
      <Suspense fallback={null}>
        <Dialog plan={plan} asking={asking} onClose={close} />
      </Suspense>
    </Guard>
  );
}

function Dialog({
  plan,
  asking,
  onClose,
}: {
  readonly plan: PlanView;
  readonly asking: SectionAsking;
  readonly onClose: () => void;
}): JSX.Element | null {
  if (asking.what === 'add') return <AddSection plan={plan} onClose={onClose} />;
  const section = plan.sections.find(({ key }) => key === asking.sectionKey);
  if (section === undefined) return null;
  const about = { plan, section, onClose };
  switch (asking.what) {
    case 'emergency':
      return <EmergencyDialog {...about} />;
    case 'rename':
      return <RenameSection {...about} />;
    case 'place':
      return <PlaceSection {...about} />;
    case 'retire':
      return <RetireSection {...about} />;
    case 'share':
      return <ShareSection {...about} />;
    case 'stale-after':
      return <StaleAfter {...about} />;
  }
}

/** The keyboard goes back to where the dialog was asked for, or to the section that it was about. */
function closeAsking(asking: SectionAsking): void {
  sectionAsking.set(undefined);
  const place =
    asking.what === 'add'
      ? '[data-add-section]'
      : `#${asking.sectionKey} :is([data-section-menu], h2)`;
  // A dialog keeps the keyboard as long as it is there.
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const [element] = [...document.querySelectorAll<HTMLElement>(place)].toReversed();
    element?.focus({ preventScroll: true });
  });
}
