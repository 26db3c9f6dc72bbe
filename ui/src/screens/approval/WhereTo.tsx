// From whom and to where: the source merchant, the receiver account, and where its money goes.

import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { DetailLine } from '../../ipc/bindings/DetailLine';
import { Fact, Facts } from '../../parts/Facts';
import { Time } from '../../parts/Time';
import styles from './approval.module.css';

const STEP = 10;

/** A long number with its places counted, so that any of its characters can be found. */
const Counted = ({ text }: { text: string }) => {
  const parts = text.match(new RegExp(`.{1,${STEP}}`, 'gu')) ?? [];
  return (
    <span className={styles.counted}>
      <span className={styles.whole}>{text}</span>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is told by its place
        <span key={at} className={styles.part} aria-hidden="true">
          <small>{at * STEP + 1}</small>
          <code>{part}</code>
        </span>
      ))}
    </span>
  );
};

export const DetailLines = ({ lines }: { lines: DetailLine[] }) => (
  <Facts>
    {lines.map(({ label, text }) => (
      <Fact key={label} name={label}>
        {text.length > 24 && !text.includes(' ') ? <Counted text={text} /> : <bdi>{text}</bdi>}
      </Fact>
    ))}
  </Facts>
);

export const WhereTo = ({ view }: { view: ApprovalView }) => {
  const { merchant, account } = view;
  return (
    <section className={styles.part} aria-label="From and to">
      <Facts>
        <Fact name="From">
          <bdi>{merchant.name ?? `Merchant ${merchant.number}`}</bdi>{' '}
          <span className={styles.soft}>merchant {merchant.number}</span>{' '}
          <span data-bad={!view.kycIsValid} className={styles.standing}>
            KYC {view.kyc}
          </span>
        </Fact>
        <Fact name="To">
          <bdi>{account.name ?? `Account ${account.number}`}</bdi>{' '}
          <span className={styles.soft}>account {account.number}</span>{' '}
          <span data-bad={!view.accountIsActive} className={styles.standing}>
            {view.accountStatus}
          </span>
        </Fact>
        <Fact name="Its details">
          {view.detailsChanged === null ? (
            'never seen otherwise'
          ) : (
            <span data-testid="details-changed">
              {view.detailsChanged.what.join(', ')} changed, first seen so{' '}
              <Time at={view.detailsChanged.at} form="full" />
            </span>
          )}
        </Fact>
      </Facts>
      <DetailLines lines={view.details} />
    </section>
  );
};
