import { createTheme } from '@mantine/core';

/** Colours live in styles.css: the page's own variables, and Mantine's set to them there. */
export const theme = createTheme({ cursorType: 'pointer', defaultRadius: 'md', focusRing: 'auto' });
