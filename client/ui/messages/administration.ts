/** The words of administration (`en.ts` holds them all together). */
export const administration = {
  documentTitle: '{part} – Administration – Alliance',
  title: 'Administration',
  parts: 'Parts of administration',
  retry: 'Try again',
  stale: 'The newest state could not be loaded. What you see may be out of date.',
  link: {
    made: 'This link works once, until {when}. It is shown only now.',
    safely:
      'Give it to this one person only, by a way that you trust: whoever opens it first can use it.',
    close: 'Close',
  },
  people: {
    title: 'People',
    lead: 'Everybody who can sign in here. What they read and write in plans follows from their seats in alliances, not from this list.',
    demo: 'These are the people of the demonstration. They have no accounts; invitations are made where the demonstration is off.',
    search: 'Search by name or e-mail address',
    invite: 'Invite somebody',
    inviteLead:
      'This makes a link. Whoever opens it makes an account here, with a name, an address and a password of their own.',
    days: 'The link works for',
    dayCount: '{count, plural, one {# day} other {# days}}',
    asAdministrator: 'This person looks after the server, too',
    makeLink: 'Make the link',
    cancel: 'Cancel',
    nobody: 'Nobody has an account yet. Invite the first person.',
    nobodyFound: 'Nobody here has these words in their name or address.',
    name: 'Name',
    state: 'State',
    sessions: 'Signed in',
    sessionCount: '{count, plural, =0 {not now} one {in # place} other {in # places}}',
    actions: 'Actions',
    actionsFor: 'Actions for {name}',
    nothingToDo: '–',
    me: 'you',
    more: 'Show more',
    suspended: 'Suspended',
    administrator: 'Administrator',
    secondFactor: 'Second factor',
    persona: 'Demonstration',
    change: {
      suspend: {
        label: 'Suspend',
        title: 'Suspend {name}?',
        means:
          '{name} is signed out everywhere at once and cannot sign in until you let them in again. What they wrote stays. Their seats in alliances stay, too: the leads decide about those.',
      },
      resume: {
        label: 'Let in again',
        title: 'Let {name} in again?',
        means: '{name} can sign in again, with the same password and the same seats as before.',
      },
      'make-administrator': {
        label: 'Make administrator',
        title: 'Make {name} an administrator?',
        means:
          '{name} can then invite people, suspend them, reset how they sign in, and change what holds for everybody. It opens no plan to them.',
      },
      'end-administrator': {
        label: 'End as administrator',
        title: 'End {name} as administrator?',
        means:
          '{name} does not look after this server any more. They keep their account and their seats.',
      },
      'remove-second-factor': {
        label: 'Remove second factor',
        title: 'Remove the second factor of {name}?',
        means:
          'Do this when {name} has lost their phone and their backup codes, and when you are sure that it is they who ask. Their password alone is then enough until they set up a new one.',
      },
      'end-sessions': {
        label: 'Sign out everywhere',
        title: 'Sign {name} out everywhere?',
        means:
          '{name} signs in again to go on. What they have typed and not saved stays in their open pages until then.',
      },
      'password-link': {
        label: 'Link to a new password',
        title: 'A new password for {name}',
        means:
          'This makes a link with which {name} sets a new password. The old one works until then. Be sure that it is they who ask.',
      },
    },
  },
  sessions: {
    title: 'Sessions',
    lead: 'Who is signed in where now. Whoever is signed out keeps what they typed in their open page until they sign in again.',
    person: 'Person',
    where: 'Where',
    since: 'Since',
    action: 'Action',
    unknown: 'unknown browser',
    locked: 'locked',
    this: 'this page',
    end: 'Sign out',
    endSure: 'Sure? Sign out',
  },
  alliances: {
    title: 'Alliances',
    lead: 'How many alliances there are and how far they are. For whom and what for is known to their members only.',
    none: 'There is no alliance yet. Whoever has an account can found one.',
    leads: 'Lead',
    nobodyLeads: 'nobody now',
    state: 'State',
    status: {
      draft: 'draft',
      proposed: 'forming',
      active: 'active',
      suspended: 'suspended',
      closed: 'closed',
    },
    seats: 'Seats',
    filled: '{filled, number} of {seats, number} filled',
    created: 'Founded',
    unknown: 'not known',
    more: 'Show more',
  },
  settings: {
    title: 'Settings',
    save: 'Save',
    cancel: 'Cancel',
    idleTitle: 'Locking pages that nobody uses',
    idleLead:
      'On a computer that several people use, a page that nobody touches is locked: its words go from the screen, and come back for the same person with their password.',
    idleMinutes: 'Minutes without a key, pointer or touch',
    idleHelp: 'From 1 to 30.',
    saved:
      'Pages that are opened from now on are locked after {minutes, plural, one {# minute} other {# minutes}}.',
    demoTitle: 'Demonstration',
    demoIsOn:
      'The demonstration is on: anybody who reaches this server can be any of its people, without a password. All people and data are synthetic. Never write about real patients here.',
    demoIsOff: 'The demonstration is off: people sign in with accounts of their own.',
    demoRefusal: {
      'not-this-machine':
        'It can be switched on only where the server is reached from its own machine alone: it lets anybody in without a password.',
      'alliances-exist':
        'It cannot be switched on here any more, because there are alliances: real and synthetic work are never mixed.',
    },
    demoOff: 'Switch the demonstration off',
    demoOn: 'Switch the demonstration on',
    demoOffTitle: 'Switch the demonstration off?',
    demoOnTitle: 'Switch the demonstration on?',
    demoOffWord: 'throw away',
    demoOnWord: 'demonstration',
    typeWord: 'To be sure, type: {word}',
    offThrown:
      'Everything in the demonstration is thrown away: people, alliances, plans, comments.',
    offEverybody: 'Everybody who has it open is signed out at once.',
    offSetUp: 'You then make the first account of this server, which looks after it.',
    onPersonas:
      'Anybody who reaches this server can be any of the people of the demonstration, without a password.',
    onAccounts:
      'Accounts cannot be used while it is on. They stay, and work again when it is switched off.',
    onSignedOut: 'You are signed out, too.',
  },
} as const;
