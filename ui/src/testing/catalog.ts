// Merchants and receiver accounts as the Rust side sends them, and a shell that lists them.

import type { AccountRow } from '../ipc/bindings/AccountRow';
import type { CatalogAge } from '../ipc/bindings/CatalogAge';
import type { MerchantRow } from '../ipc/bindings/MerchantRow';
import type { StandingView } from '../ipc/bindings/StandingView';
import type { StatusCount } from '../ipc/bindings/StatusCount';
import type { StatusMeaning } from '../ipc/bindings/StatusMeaning';
import type { WaitsFor } from '../ipc/bindings/WaitsFor';
import { type Answers, fakeShell } from './fakeShell';
import { aProfile, aStatus } from './fixtures';

const meaning = (status: string, word: string, needs: WaitsFor): StatusMeaning => ({
  status,
  word,
  isKnown: true,
  meaning: `What ${word} means.`,
  next: needs === 'us' ? 'Submit the onboarding.' : null,
  needs,
  maySubmit: needs === 'us',
  mayEdit: needs !== 'cedar',
  mayBeUsed: status === 'VALID',
});

const KYC: StatusMeaning[] = [
  meaning('ACTION_NEEDED', 'Action needed', 'us'),
  meaning('NEW', 'New', 'us'),
  meaning('PENDING', 'Pending', 'us'),
  meaning('PENDING_REVIEW', 'Pending review', 'cedar'),
  meaning('UNDER_REVIEW', 'Under review', 'cedar'),
  meaning('VALID', 'Approved', 'nobody'),
  meaning('FLAGGED', 'Rejected', 'nobody'),
  meaning('ABANDONED', 'Abandoned', 'nobody'),
];

const wordOf = (status: string): StatusMeaning =>
  KYC.find((one) => one.status === status) ?? meaning(status, status, 'nobody');

export const aStanding = (status: string, changed: Partial<StandingView> = {}): StandingView => ({
  status,
  statusWord: wordOf(status).word,
  mark: 'confirmed',
  word: 'confirmed by a read',
  since: '2026-01-02T09:00:00.000Z',
  sinceIsExact: true,
  needs: wordOf(status).needs,
  readAt: '2026-01-05T09:00:00.000Z',
  readSequence: 12,
  toldAt: null,
  toldSequence: null,
  toldStatus: null,
  ...changed,
});

export const aMerchant = (
  number: number,
  name: string | null,
  status = 'VALID',
  changed: Partial<MerchantRow> = {},
): MerchantRow => ({
  subject: `merchant:${number}`,
  number: String(number),
  legalName: name,
  tradingName: null,
  country: 'NG',
  localRegNumber: `RC-${number}`,
  standing: aStanding(status),
  createdAt: null,
  place: `${number}:${name}`,
  ...changed,
});

export const anAccount = (number: number, changed: Partial<AccountRow> = {}): AccountRow => ({
  subject: `account:${number}`,
  number: String(number),
  owner: '7',
  ownerName: 'Adaeze Trading Ltd',
  nameOnAccount: `Account ${number} Ltd`,
  bankOrNetwork: 'First Delta Bank',
  country: 'NG',
  currency: 'NGN',
  masked: '4567',
  standing: aStanding('ACTIVE', { statusWord: 'Active' }),
  createdAt: null,
  place: `${number}:`,
  ...changed,
});

export const anAge = (changed: Partial<CatalogAge> = {}): CatalogAge => ({
  filledAt: '2026-01-05T09:00:00.000Z',
  doing: 'idle',
  filling: null,
  behind: 0,
  merchants: 3,
  accounts: 2,
  transactions: 0,
  failed: null,
  detail: 'It holds what the API listed then.',
  canRefresh: true,
  ...changed,
});

const countsOf = (rows: { standing: StandingView }[]): StatusCount[] => {
  const statuses = [...new Set(rows.map(({ standing }) => standing.status ?? ''))];
  return statuses.map((status) => ({
    status: wordOf(status),
    count: rows.filter(({ standing }) => standing.status === status).length,
  }));
};

/** A shell that lists these, narrowed as it is asked; `age` may be changed while it runs. */
export const catalogShell = (
  merchants: MerchantRow[],
  accounts: AccountRow[] = [],
  answers: Partial<Answers> = {},
) => {
  const state = { merchants, accounts, age: anAge() };
  const page = <Row extends MerchantRow | AccountRow>(
    rows: Row[],
    asked: { search: string; statuses: string[]; after: string | null; limit: number },
  ) => {
    const fits = rows.filter(
      (row) =>
        JSON.stringify(row).toLowerCase().includes(asked.search.toLowerCase()) &&
        (asked.statuses.length === 0 || asked.statuses.includes(row.standing.status ?? '')),
    );
    const from = fits.findIndex(({ place }) => place === asked.after) + 1;
    const shown = fits.slice(from, from + asked.limit);
    const isMore = from + shown.length < fits.length;
    return {
      rows: shown,
      next: isMore ? (shown.at(-1)?.place ?? null) : null,
      counts: countsOf(rows),
      age: state.age,
    };
  };
  const shell = fakeShell({
    console_status: () => aStatus(aProfile()),
    list_merchants: (asked) => page(state.merchants, asked),
    list_accounts: (asked) => ({
      ...page(
        state.accounts.filter(
          ({ owner, currency }) =>
            (asked.owner === null || asked.owner === owner) &&
            (asked.currency === null || asked.currency === currency),
        ),
        asked,
      ),
      currencies: ['NGN', 'USDC (ERC-20)'],
    }),
    get_listed: ({ subject }) => ({
      merchant: state.merchants.find((one) => one.subject === subject) ?? null,
      account: state.accounts.find((one) => one.subject === subject) ?? null,
      meaning: null,
    }),
    kyc_board: () => ({
      columns: KYC.map((status) => {
        const of = state.merchants.filter(({ standing }) => standing.status === status.status);
        return { status, count: of.length, oldest: of.slice(0, 50) };
      }),
      age: state.age,
    }),
    catalog_age: () => state.age,
    status_meanings: () => ({ merchants: KYC, accounts: [], transactions: [] }),
    refresh_catalog: () => {
      const filling = {
        started: '2026-01-05T09:00:00.000Z',
        merchants: 1200,
        accounts: 0,
        total: 50_000,
        transactions: 0,
        listing: 'merchant' as const,
        isAsked: true,
      };
      state.age = anAge({ doing: 'filling', filling });
      return state.age;
    },
    cancel_refresh: () => {
      state.age = anAge();
      return state.age;
    },
    ...answers,
  });
  return { shell, state };
};
