// Where the money of an account goes: at a bank or on a chain. Numbers are masked until asked for.

import type { ReactNode } from 'react';
import type { FactView } from '../../ipc/bindings/FactView';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { Masked } from '../../parts/Masked';
import part from '../../parts/Section.module.css';
import { Uncovered } from '../../parts/Uncovered';
import page from '../merchant/Merchant.module.css';
import styles from './Account.module.css';
import { type AccountFacts, isWallet, textOf } from './accountFacts';

type Row = { name: string; label: string };

const BANK: readonly Row[] = [
  { name: 'bankName', label: 'Bank' },
  { name: 'swiftCode', label: 'SWIFT/BIC' },
  { name: 'accountNumber', label: 'Account number' },
  { name: 'iban', label: 'IBAN' },
  { name: 'routingNumber', label: 'Routing number' },
];
const WALLET: readonly Row[] = [
  { name: 'network', label: 'Network' },
  { name: 'walletAddress', label: 'Wallet address' },
];
const FIRST: readonly Row[] = [
  { name: 'nameOnAccount', label: 'Name on account' },
  { name: 'currencySymbol', label: 'Currency' },
];
const PLACE = ['address', 'streetNumber', 'zipCode', 'city', 'state', 'country'];

const Proven = ({
  fact,
  label,
  children,
}: {
  fact: FactView;
  label: string;
  children: ReactNode;
}) =>
  fact.mark === 'received' || fact.mark === 'refused' ? (
    <Uncovered what={label}>{children}</Uncovered>
  ) : (
    children
  );

const Value = ({ fact, label }: { fact: FactView; label: string }) => (
  <Proven fact={fact} label={label}>
    {fact.isMasked ? (
      <Masked
        text={fact.now.value}
        what={label.startsWith('IBAN') ? 'the IBAN' : `the ${label.toLowerCase()}`}
        isGrouped={fact.name === 'iban'}
      />
    ) : (
      <bdi>{fact.now.value}</bdi>
    )}
  </Proven>
);

export const PayeeDetails = ({ facts }: { facts: AccountFacts }) => {
  const isOnChain = isWallet(facts);
  const rows = [...FIRST, ...(isOnChain ? WALLET : BANK)];
  const told = rows.flatMap((row) => {
    const fact = facts.get(row.name);
    return fact && textOf(facts, row.name) !== null ? [{ ...row, fact }] : [];
  });
  const place = PLACE.map((name) => textOf(facts, name)).filter((text) => text !== null);
  const invoice = textOf(facts, 'invoiceUrl');
  return (
    <section className={part.section} aria-labelledby="payee-heading" data-testid="payee">
      <h2 id="payee-heading">{isOnChain ? 'Wallet' : 'Bank details'}</h2>
      {told.length === 0 ? (
        <p className={page.soft}>Nothing is known of them yet.</p>
      ) : (
        <Facts>
          {told.map(({ name, label, fact }) => (
            <Fact key={name} name={label}>
              <Value fact={fact} label={label} />
            </Fact>
          ))}
          {place.length > 0 ? (
            <Fact name="Address">
              <bdi>{place.join(', ')}</bdi>
            </Fact>
          ) : null}
          {invoice ? (
            <Fact name="Sample invoice">
              <span className={styles.url}>
                <code>{invoice}</code> <Copy text={invoice} what="the invoice’s address" />
              </span>
            </Fact>
          ) : null}
        </Facts>
      )}
    </section>
  );
};
