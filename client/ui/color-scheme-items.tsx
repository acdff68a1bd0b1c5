import { Menu, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

const schemes = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const satisfies readonly (readonly [MantineColorScheme, typeof IconSun])[];

/** The menu's choice of light, dark, or what the device says. */
export function ColorSchemeItems(): JSX.Element {
  const t = useTranslations('colorScheme');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      {schemes.map(([scheme, Icon]) => (
        <Menu.Item
          key={scheme}
          role="menuitemradio"
          aria-checked={scheme === colorScheme}
          leftSection={<Icon size={18} aria-hidden="true" />}
          rightSection={
            scheme === colorScheme ? <IconCheck size={16} aria-hidden="true" /> : undefined
          }
          closeMenuOnClick={false}
          onClick={() => setColorScheme(scheme)}
        >
          {t(scheme)}
        </Menu.Item>
      ))}
    </>
  );
}
