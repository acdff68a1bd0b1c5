import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** The look of Alliance: dense, calm, AA in light and dark. Discipline colours are in `discipline.css`. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: { fontWeight: '650' },
});

/** Mantine's dimmed and error colours miss AA on tinted grounds, and its filled buttons under the pointer; these do not. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-teal-filled-hover': '#06694b',
    '--mantine-color-dimmed': '#4a5560',
    '--mantine-color-error': '#b42318',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#16202a',
    '--mantine-color-anchor': '#076048',
  },
  dark: {
    '--mantine-color-teal-filled-hover': '#06694b',
    '--mantine-color-dimmed': '#aab4be',
    '--mantine-color-error': '#ff9b92',
    '--mantine-color-body': '#14191e',
    '--mantine-color-text': '#e8edf1',
    '--mantine-color-anchor': '#63e0bb',
  },
});
