import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';

import { settingsQuery } from './administration-queries.ts';
import { DemoSwitch } from './demo-switch.tsx';
import { IdleSetting } from './idle-setting.tsx';
import { Loaded } from './loaded.tsx';

/** What holds for everybody here. */
export function SettingsPart(): JSX.Element {
  const settings = useQuery(settingsQuery);
  return (
    <Loaded query={settings}>
      {(installation) => (
        <>
          <IdleSetting idleMinutes={installation.idleMinutes} />
          <DemoSwitch installation={installation} />
        </>
      )}
    </Loaded>
  );
}
