// The audit of the ledger: the whole tree is computed anew from what is stored.

import { OctagonAlert, ShieldCheck } from 'lucide-react';
import { count, counted } from '../../format/count';
import { useAct } from '../../ipc/act';
import type { LedgerCheck } from '../../ipc/bindings/LedgerCheck';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { PlainScreen } from '../../parts/PlainScreen';
import { Time } from '../../parts/Time';
import styles from './Audit.module.css';

const seconds = (ms: number): string =>
  ms < 1000 ? `${count(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

const Result = ({ check }: { check: LedgerCheck }) => (
  <section
    className={styles.result}
    data-intact={check.intact}
    data-testid="check-result"
    aria-live="polite"
  >
    <h2>
      {check.intact ? (
        <ShieldCheck size={20} strokeWidth={1.75} aria-hidden="true" />
      ) : (
        <OctagonAlert size={20} strokeWidth={1.75} aria-hidden="true" />
      )}
      {check.intact ? 'Intact' : `Damaged in ${counted(check.damage.length, 'place', 'places')}`}
    </h2>
    {check.damage.length > 0 ? (
      <ul className={styles.damage}>
        {check.damage.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    ) : null}
    <Facts>
      <Fact name="Entries">
        {count(check.entries)} read in {seconds(check.tookMs)}
      </Fact>
      <Fact name="Root">
        <code>{check.root}</code> <Copy text={check.root} what="the root" />
      </Fact>
    </Facts>
    {check.intact ? null : (
      <p className={styles.soft}>
        Nothing was repaired and all other entries can still be read. Keep this folder as it is and
        compare it with a backup.
      </p>
    )}
  </section>
);

export const Audit = ({ profile }: { profile: ProfileStatus }) => {
  const check = useAct('check_ledger');
  const { ledger } = profile;
  return (
    <PlainScreen name="Audit">
      <p className={styles.lead}>
        Each entry is a leaf of one Merkle tree. The check reads every entry of this profile,
        computes its leaf and the whole tree anew, and names each entry that is not what its leaf
        says.
      </p>
      <Facts>
        <Fact name="Ledger">
          {profile.name}, {counted(ledger.entries, 'entry', 'entries')}
        </Fact>
        {ledger.detail ? <Fact name="State">{ledger.detail}</Fact> : null}
        <Fact name="Last checked">
          {ledger.checkedAt ? <Time at={ledger.checkedAt} form="full" /> : 'not in this session'}
        </Fact>
      </Facts>
      <div>
        <Button
          weight="primary"
          isDisabled={check.isPending}
          onPress={() => check.mutate({ profile: profile.name })}
        >
          {check.isPending ? 'Reading every entry…' : 'Check the whole ledger'}
        </Button>
      </div>
      {check.error ? (
        <p className={styles.failed} role="alert">
          The check did not end. {check.error.message}
        </p>
      ) : null}
      {check.data && !check.isPending ? <Result check={check.data} /> : null}
    </PlainScreen>
  );
};
