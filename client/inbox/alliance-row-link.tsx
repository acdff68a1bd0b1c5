import { type AllianceItem } from '@alliance/shared/inbox/alliance-item';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';

/** The way to where it is done: the plan, or the alliance. */
export function AllianceRowLink({
  item,
  ...props
}: { readonly item: AllianceItem } & Readonly<Record<string, unknown>>): JSX.Element {
  if (item.reason === 'emergency')
    return (
      <Link
        {...props}
        to="/plans/$planId/$sectionKey"
        params={{ planId: item.planId, sectionKey: item.section.key }}
      />
    );
  if (item.reason === 'hand-over' || item.reason === 'note')
    // Where the plan asks for it.
    return <Link {...props} to="/plans/$planId" params={{ planId: item.planId }} hash="shift" />;
  if (item.reason === 'sign')
    return (
      <Link
        {...props}
        to="/alliances/$allianceId/charter"
        params={{ allianceId: item.allianceId }}
      />
    );
  return <Link {...props} to="/alliances/$allianceId" params={{ allianceId: item.allianceId }} />;
}
