// Every key of the window, as data: the help, the palette and the handlers read this table.

/** Where a key works. `everywhere` overlaps all others. */
export type Scope = 'everywhere' | 'list' | 'objects' | 'delivery' | 'card';

export type Binding = {
  scope: Scope;
  /** In tinykeys' spelling; each alternative is one press or a sequence. */
  keys: readonly string[];
  label: string;
  group:
    | 'Go to'
    | 'In a list'
    | 'Merchants and accounts'
    | 'On a delivery'
    | 'On a card'
    | 'Window';
  /** A part's own key (a grid opens by Enter): in the help, but not bound again. */
  isNative?: boolean;
  /** Whether the palette offers it as well. */
  isCommand?: boolean;
};

const KEYMAP = {
  'go.desk': {
    scope: 'everywhere',
    keys: ['g q'],
    label: 'Desk',
    group: 'Go to',
    isCommand: true,
  },
  'go.transactions': {
    scope: 'everywhere',
    keys: ['g x'],
    label: 'Transactions',
    group: 'Go to',
    isCommand: true,
  },
  'go.merchants': {
    scope: 'everywhere',
    keys: ['g m'],
    label: 'Merchants',
    group: 'Go to',
    isCommand: true,
  },
  'go.board': {
    scope: 'everywhere',
    keys: ['g b'],
    label: 'KYC board',
    group: 'Go to',
    isCommand: true,
  },
  'go.accounts': {
    scope: 'everywhere',
    keys: ['g r'],
    label: 'Receiver accounts',
    group: 'Go to',
    isCommand: true,
  },
  'transaction.new': {
    scope: 'everywhere',
    keys: ['g w'],
    label: 'New transaction',
    group: 'Go to',
    isCommand: true,
  },
  'go.timeline': {
    scope: 'everywhere',
    keys: ['g t'],
    label: 'Timeline',
    group: 'Go to',
    isCommand: true,
  },
  'go.deliveries': {
    scope: 'everywhere',
    keys: ['g d'],
    label: 'Deliveries',
    group: 'Go to',
    isCommand: true,
  },
  'go.cards': {
    scope: 'everywhere',
    keys: ['g c'],
    label: 'Cards',
    group: 'Go to',
    isCommand: true,
  },
  'go.audit': {
    scope: 'everywhere',
    keys: ['g a'],
    label: 'Audit',
    group: 'Go to',
    isCommand: true,
  },
  'go.settings': {
    scope: 'everywhere',
    keys: ['g s'],
    label: 'Settings',
    group: 'Go to',
    isCommand: true,
  },
  'go.server': {
    scope: 'everywhere',
    keys: ['g e'],
    label: 'Server, credentials, connection test',
    group: 'Go to',
    isCommand: true,
  },
  'go.api': {
    scope: 'everywhere',
    keys: ['g i'],
    label: 'Operations of the API',
    group: 'Go to',
    isCommand: true,
  },
  'go.wayIn': {
    scope: 'everywhere',
    keys: ['g u'],
    label: 'Way in: tunnel, gaps, reconciliation',
    group: 'Go to',
    isCommand: true,
  },
  'go.profile': {
    scope: 'everywhere',
    keys: ['g p'],
    label: 'Another profile',
    group: 'Go to',
    isCommand: true,
  },
  'place.back': { scope: 'everywhere', keys: ['Escape'], label: 'Back', group: 'Go to' },
  'row.next': { scope: 'list', keys: ['j'], label: 'Next row (or ↓)', group: 'In a list' },
  'row.previous': { scope: 'list', keys: ['k'], label: 'Previous row (or ↑)', group: 'In a list' },
  'row.open': {
    scope: 'list',
    keys: ['Enter'],
    label: 'Open the row',
    group: 'In a list',
    isNative: true,
  },
  'rows.newest': { scope: 'list', keys: ['n'], label: 'Show the newest rows', group: 'In a list' },
  'rows.older': { scope: 'list', keys: ['o'], label: 'Read older rows', group: 'In a list' },
  'filter.focus': {
    scope: 'list',
    keys: ['/', 'Shift+/'],
    label: 'Filter, or one subject alone',
    group: 'In a list',
  },
  'merchant.new': {
    scope: 'objects',
    keys: ['n'],
    label: 'New merchant…',
    group: 'Merchants and accounts',
    isCommand: true,
  },
  'body.hex': {
    scope: 'delivery',
    keys: ['h'],
    label: 'Body as text or as bytes',
    group: 'On a delivery',
  },
  'delivery.subject': {
    scope: 'delivery',
    keys: ['v'],
    label: 'Timeline of what it is about',
    group: 'On a delivery',
  },
  'card.approve': {
    scope: 'card',
    keys: ['Shift+a'],
    label: 'Approve the list of fields…',
    group: 'On a card',
  },
  'card.reject': {
    scope: 'card',
    keys: ['Shift+r'],
    label: 'Reject the list of fields…',
    group: 'On a card',
  },
  'card.settle': {
    scope: 'card',
    keys: ['Shift+s'],
    label: 'Settle the card…',
    group: 'On a card',
  },
  'palette.open': {
    scope: 'everywhere',
    keys: ['$mod+k'],
    label: 'Search or run a command',
    group: 'Window',
  },
  'help.open': {
    scope: 'everywhere',
    keys: ['Shift+?', '?'],
    label: 'Show every key',
    group: 'Window',
    isCommand: true,
  },
  'console.lock': {
    scope: 'everywhere',
    keys: ['$mod+l'],
    label: 'Lock, or let somebody else work here',
    group: 'Window',
    isCommand: true,
  },
  'auditor.toggle': {
    scope: 'everywhere',
    keys: ['$mod+Shift+a'],
    label: 'Auditor’s mode on or off',
    group: 'Window',
    isCommand: true,
  },
  'theme.next': {
    scope: 'everywhere',
    keys: ['$mod+Shift+l'],
    label: 'Light or dark',
    group: 'Window',
    isCommand: true,
  },
  'density.next': {
    scope: 'everywhere',
    keys: ['$mod+Shift+d'],
    label: 'Regular or compact rows',
    group: 'Window',
    isCommand: true,
  },
} as const satisfies Record<string, Binding>;

export type ActionId = keyof typeof KEYMAP;

export const ACTIONS = Object.entries(KEYMAP) as [ActionId, Binding][];

const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.platform);

const NAMES: Record<string, string> = { Escape: 'Esc', Shift: '⇧' };

/** The presses of a binding as people read them: [["Ctrl", "K"]], [["G"], ["T"]]. */
export const presses = (keys: string): string[][] =>
  keys.split(' ').map((press) => {
    const parts = press === '+' ? ['+'] : press.split('+');
    return parts.map((part) => {
      if (part === '$mod') {
        return isMac() ? '⌘' : 'Ctrl';
      }
      return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    });
  });
