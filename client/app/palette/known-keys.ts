/** What the keys do, in the order in which a new colleague needs them; each has its words in the message catalogue. */
export const knownKeys = [
  [
    'everywhere',
    [
      ['palette', 'Mod+K'],
      ['help', 'Mod+/'],
      ['regions', 'F6'],
      ['lock', 'Ctrl+Alt+L'],
    ],
  ],
  [
    'plan',
    [
      ['sections', 'Alt+↓'],
      ['find', 'Ctrl+Alt+F'],
      ['print', 'Mod+P'],
      ['moveSection', 'Alt+Shift+↓'],
    ],
  ],
  [
    'text',
    [
      ['slash', '/'],
      ['mention', '@'],
      ['place', 'F8'],
      ['headings', 'Mod+Alt+1'],
      ['bullets', 'Mod+Shift+8'],
      ['numbers', 'Mod+Shift+7'],
      ['checks', 'Mod+Shift+9'],
      ['tick', 'Mod+Enter'],
      ['indent', 'Tab'],
      ['moveLine', 'Alt+Shift+↓'],
      ['link', 'Mod+K'],
      ['leave', 'Esc'],
      ['undo', 'Mod+Z'],
    ],
  ],
  [
    'comments',
    [
      ['comment', 'Ctrl+Alt+M'],
      ['next', 'Ctrl+Alt+N'],
      ['between', 'Ctrl+Alt+J'],
      ['send', 'Mod+Enter'],
    ],
  ],
] as const;
