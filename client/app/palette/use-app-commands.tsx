import { useMantineColorScheme } from '@mantine/core';
import {
  IconHeartHandshake,
  IconFileText,
  IconHome,
  IconKeyboard,
  IconLock,
  IconMoon,
  IconPlus,
  IconSettings,
  IconSun,
  IconTable,
  IconUserCircle,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { plansQuery } from '../../careplan/plan-queries.ts';
import { type Command } from '../../ui/commands/command.ts';
import { showPalette } from '../../ui/commands/palette.ts';
import { isBeside } from '../../ui/tab-persona.ts';
import { onlyPlanOfPatient } from '../only-plan.ts';
import { useSignedIn } from '../signed-in.ts';

/** What the palette offers on every screen: my plans and alliances, the other screens, the look, and help. */
export function useAppCommands(): readonly Command[] {
  const plans = usePlanCommands();
  const screens = useScreenCommands();
  const help = useHelpCommands();
  return useMemo(() => [...plans, ...screens, ...help], [plans, screens, help]);
}

function usePlanCommands(): readonly Command[] {
  const t = useTranslations('palette');
  const navigate = useNavigate();
  const plans = useQuery({ ...plansQuery, refetchInterval: false });
  const { me } = useSignedIn();
  const isPatient = onlyPlanOfPatient(me) !== undefined;
  return useMemo(
    () =>
      isPatient
        ? []
        : (plans.data ?? []).flatMap(({ id, title, alliance, patientName }): Command[] => [
            {
              id: `plan-${id}`,
              group: 'place',
              label: t('plan', { title, patientName }),
              detail: alliance.name,
              icon: <IconFileText size={18} aria-hidden="true" />,
              run: () => void navigate({ to: '/plans/$planId', params: { planId: id } }),
            },
            {
              id: `alliance-${alliance.id}`,
              group: 'place',
              label: t('alliance', { name: alliance.name }),
              detail: t('allianceDetail'),
              icon: <IconHeartHandshake size={18} aria-hidden="true" />,
              run: () =>
                void navigate({
                  to: '/alliances/$allianceId',
                  params: { allianceId: alliance.id },
                }),
            },
          ]),
    [plans.data, isPatient, navigate, t],
  );
}

function useScreenCommands(): readonly Command[] {
  const t = useTranslations('palette');
  const navigate = useNavigate();
  const { me } = useSignedIn();
  return useMemo(() => {
    // A half of two people side by side is one plan.
    if (isBeside()) return [];
    const account: Command = {
      id: 'account',
      group: 'place',
      label: t('account'),
      icon: <IconUserCircle size={18} aria-hidden="true" />,
      run: () => void navigate({ to: '/account' }),
    };
    if (onlyPlanOfPatient(me) !== undefined) return [account];
    const screens: Command[] = [
      {
        id: 'home',
        group: 'place',
        label: t('home'),
        keywords: t('homeWords'),
        icon: <IconHome size={18} aria-hidden="true" />,
        run: () => void navigate({ to: '/' }),
      },
      {
        id: 'overview',
        group: 'place',
        label: t('overview'),
        icon: <IconTable size={18} aria-hidden="true" />,
        run: () => void navigate({ to: '/overview' }),
      },
      {
        id: 'form-alliance',
        group: 'action',
        label: t('formAlliance'),
        icon: <IconPlus size={18} aria-hidden="true" />,
        run: () => void navigate({ to: '/alliances/new' }),
      },
      account,
    ];
    if (me.isAdministrator === true)
      screens.push({
        id: 'administration',
        group: 'place',
        label: t('administration'),
        icon: <IconSettings size={18} aria-hidden="true" />,
        run: () => void navigate({ to: '/administration' }),
      });
    return screens;
  }, [me, navigate, t]);
}

function useHelpCommands(): readonly Command[] {
  const t = useTranslations('palette');
  const { setColorScheme } = useMantineColorScheme();
  const { lock } = useSignedIn();
  return useMemo(() => {
    const commands: Command[] = [
      {
        id: 'keys',
        group: 'help',
        label: t('keys'),
        keywords: t('keysWords'),
        keys: 'Mod+/',
        icon: <IconKeyboard size={18} aria-hidden="true" />,
        run: () => showPalette('keys'),
      },
      ...(['light', 'dark'] as const).map((scheme): Command => {
        const Icon = scheme === 'light' ? IconSun : IconMoon;
        return {
          id: `scheme-${scheme}`,
          group: 'help',
          label: t(scheme),
          keywords: t('schemeWords'),
          icon: <Icon size={18} aria-hidden="true" />,
          run: () => setColorScheme(scheme),
        };
      }),
    ];
    if (lock !== undefined)
      commands.unshift({
        id: 'lock',
        group: 'action',
        label: t('lock'),
        keys: 'Ctrl+Alt+L',
        icon: <IconLock size={18} aria-hidden="true" />,
        run: lock,
      });
    return commands;
  }, [t, setColorScheme, lock]);
}
