// A transaction's page: amounts to the last digit, path, deposit, documents, what can be done.

import { screen, within } from '@testing-library/react';
import { QRCodeSVG } from 'qrcode.react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { seriousFindings } from '../../testing/serious';
import {
  aKeptCopy,
  aMeaningOf,
  aStep,
  aTransaction,
  openTransaction,
  THIRTY_EIGHT,
} from '../../testing/transactions';

const AT = '2026-01-05T09:00:00.000Z';
const WALLET = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const instruction = (name: string, value: string) => ({
  name,
  value,
  isRequired: name === 'reference',
  isWallet: name === 'wallet address',
});
/** The code of a text, as the library draws it. */
const drawn = (text: string) =>
  renderToStaticMarkup(<QRCodeSVG value={text} size={148} marginSize={4} level="M" />);
const link = (url: string) => ({ url, host: new URL(url).host, mayOpen: true });

it.each([
  ['0.1', '0.30', '0.1', '0.30'],
  ['0.000000000000000001', '1.999999999999999999', undefined, undefined],
  [THIRTY_EIGHT, '99999999999999999999999999999999999999', undefined, undefined],
  ['1E2', '007.50', '1E2', '007.50'],
])('shows %s and %s digit for digit', async (toAmount, fromAmount, toText, fromText) => {
  openTransaction({ toAmount, fromAmount });
  const money = await screen.findByTestId('money');
  const [to, from] = money.querySelectorAll('data');
  const digits = (text: string | null | undefined) => text?.replaceAll(',', '');
  expect(digits(to?.textContent)).toBe(toAmount);
  expect(digits(from?.textContent)).toBe(fromAmount);
  if (toText && fromText) {
    expect([to?.textContent, from?.textContent]).toEqual([toText, fromText]);
  }
});

it('says who pays whom, at which rate, where it stands and what can be done', async () => {
  const { user } = openTransaction();
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Payout');
  expect(screen.getByTestId('parties')).toHaveTextContent(
    /Acme Exports Ltd.*→.*شركة.*Okafor Trading GTBank ···· 6621/,
  );
  expect(screen.getByTestId('rate')).toHaveTextContent(
    '1 USD = 1.0125 USDC (ERC-20)0.4 % over the indicative rate at creation',
  );
  const steps = screen.getAllByTestId('step');
  expect(steps[0]).toHaveTextContent(/Pending.*took 1 min/);
  expect(steps[1]).toHaveTextContent(/Quote.*in it.*yours: 40 min median/);
  expect(steps[1]).toHaveAttribute('aria-current', 'step');
  expect(screen.getByRole('button', { name: 'Cancel…' })).toBeEnabled();
  expect(screen.getByRole('button', { name: 'Review quote' })).toBeEnabled();
  expect(screen.queryByRole('button', { name: 'Confirm deposit' })).not.toBeInTheDocument();
  expect(await seriousFindings()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Acme Exports Ltd' }));
  expect(window.location.hash).toBe('#/merchant/7');
});

it('says of a step between two reads that nothing tells when it began', async () => {
  openTransaction({
    path: [
      aStep('Pending', 'not_seen'),
      aStep('Quote', 'done', { at: AT, notBefore: AT, leastS: 60, mostS: 7200 }),
      aStep('Deposit', 'done', { at: AT, mostS: 60 }),
      aStep('Cancelled', 'done', { at: AT }),
      aStep('Completed', 'never'),
    ],
  });
  const [pending, quote, deposit, cancelled, completed] = await screen.findAllByTestId('step');
  expect(pending).toHaveTextContent('nothing tells of it');
  expect(quote).toHaveTextContent(/by .*took 1 min to 2 h/);
  expect(within(quote as HTMLElement).getByTitle(/nothing tells when/)).toBeVisible();
  expect(deposit).toHaveTextContent('took 1 min at most');
  expect(cancelled).not.toHaveTextContent('took');
  expect(within(completed as HTMLElement).getByRole('img')).toHaveAccessibleName('not reached');
});

it('shows an unknown status as it was written, and explains what does not fit', async () => {
  openTransaction({
    status: {
      meaning: {
        ...aMeaningOf('OnOff_ON HOLD «é»', 'OnOff_ON HOLD «é»'),
        isKnown: false,
        meaning: 'This version does not know this status, so it permits nothing here.',
      },
      mark: 'hash_matches',
      said: 'hash matches',
      at: AT,
      sequence: 9,
    },
    permits: [],
    misfits: [{ at: AT, what: 'It went backwards, from OnOff_COMPLETED to OnOff_PENDING.' }],
  });
  const status = await screen.findByTestId('transaction-status');
  expect(status).toHaveTextContent('OnOff_ON HOLD «é»');
  expect(status).toHaveTextContent('does not know this status');
  expect(screen.getByTestId('misfit')).toHaveTextContent('It went backwards');
  for (const name of ['Cancel…', 'Review quote', 'Confirm deposit']) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  }
  expect(await seriousFindings()).toEqual([]);
});

it('copies each deposit instruction, marks the reference, draws a wallet’s address', async () => {
  const { user } = openTransaction({
    instructions: [
      instruction('wallet address', WALLET),
      instruction('network', 'ERC-20'),
      instruction('reference', 'REF-4711'),
    ],
  });
  const told = within(await screen.findByTestId('instructions'));
  expect(told.getByRole('row', { name: /Reference/ })).toHaveTextContent('Required');
  await user.click(told.getByRole('button', { name: 'Copy the wallet address' }));
  expect(await navigator.clipboard.readText()).toBe(WALLET);
  await user.click(told.getByRole('button', { name: 'Copy the reference' }));
  expect(await navigator.clipboard.readText()).toBe('REF-4711');
  const code = told.getByRole('img', { name: 'The wallet address as a QR code' });
  const modules = code.querySelectorAll('path')[1]?.getAttribute('d') ?? '';
  expect(modules).not.toBe('');
  expect(drawn(WALLET)).toContain(modules);
  expect(drawn(`${WALLET}0`)).not.toContain(modules);
  expect(await seriousFindings()).toEqual([]);
});

it('draws no code where there is no wallet', async () => {
  openTransaction({ instructions: [instruction('bank', 'First Delta Bank')] });
  await screen.findByTestId('instructions');
  expect(screen.queryByTestId('qr')).not.toBeInTheDocument();
});

it('marks an amount that no read has confirmed', async () => {
  openTransaction({ toMark: 'received' });
  const money = await screen.findByTestId('money');
  expect(money).toHaveTextContent(/100,000.0 USD, not covered by the hash/);
});

it('reads the payout confirmation and keeps its document with its hash', async () => {
  const document = { label: 'Payout confirmation', link: link('https://cedar.example/telex.pdf') };
  const read = { status: 'TELEX_ARRIVED', readAt: AT, readSequence: 12, failed: '', document };
  const kept = aKeptCopy();
  const view = aTransaction();
  const { shell, user } = openTransaction(
    {},
    {
      get_transaction: () => ({ ...view }),
      read_confirmation: () => {
        view.confirmation = { ...read, kept: [] };
        return view;
      },
      keep_confirmation: () => {
        view.confirmation = { ...read, kept: [kept] };
        return kept;
      },
    },
  );
  await user.click(await screen.findByRole('button', { name: 'Read the confirmation' }));
  expect(await screen.findByText('TELEX_ARRIVED')).toBeVisible();
  expect(screen.getByText('cedar.example')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Keep the document' }));
  const copy = await screen.findByTestId('kept-confirmation');
  expect(copy).toHaveTextContent(/telex.pdf.*by A. Ndiaye/);
  await user.click(within(copy).getByRole('button', { name: 'Copy the SHA-256' }));
  expect(await navigator.clipboard.readText()).toBe(kept.sha256);
  expect(shell.asked('keep_confirmation')).toHaveLength(1);
  expect(await seriousFindings()).toEqual([]);
});

it('of which nothing is known yet says what to do', async () => {
  openTransaction({
    status: null,
    permits: [],
    source: null,
    target: null,
    account: null,
    toAmount: null,
    toMark: null,
    fromAmount: null,
    fromMark: null,
    rate: null,
    path: [],
  });
  expect(await screen.findByText('Status not known')).toBeVisible();
  expect(screen.getByTestId('money')).toHaveTextContent(/not known.*no quote yet/);
  expect(await seriousFindings()).toEqual([]);
});
