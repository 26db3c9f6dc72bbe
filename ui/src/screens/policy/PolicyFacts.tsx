// A policy in words: for how many people, its limits, how long a word counts.

import { grouped } from '../../format/money';
import type { PolicyText } from '../../ipc/bindings/PolicyText';
import type { Staffing } from '../../ipc/bindings/Staffing';
import { Fact, Facts } from '../../parts/Facts';
import table from '../settings/SecretHistory.module.css';
import styles from './Policy.module.css';

const STAFFING: Record<Staffing, string> = {
  one_operator: 'One operator',
  two_or_more: 'Two operators or more',
};

const ABOVE: Record<Staffing, string> = {
  one_operator: 'Above a limit nothing is approved.',
  two_or_more: 'Above a limit, or where none is set, a second person confirms first.',
};

const Limit = ({ amount }: { amount: string }) =>
  amount === '' ? <i>none</i> : <span className={styles.amount}>{grouped(amount)}</span>;

export const PolicyFacts = ({ policy }: { policy: PolicyText }) => (
  <>
    <Facts>
      <Fact name="Set up for">
        {STAFFING[policy.staffing]}. {ABOVE[policy.staffing]}
      </Fact>
      <Fact name="Maker">
        {policy.selfApproval
          ? 'Who made a transaction may approve it alone.'
          : 'Who made a transaction does not approve it alone.'}
      </Fact>
      <Fact name="Expiry">
        A word, and what was shown, counts for {policy.expiresAfterMinutes} minutes.
      </Fact>
      <Fact name="Typing">
        {policy.typing
          ? 'Characters of the account are typed at each approval.'
          : 'Nothing is typed at an approval.'}
      </Fact>
    </Facts>
    {policy.limits.length === 0 ? (
      <p className={styles.about}>No limits are set.</p>
    ) : (
      <table className={table.table} aria-label="Limits">
        <thead>
          <tr>
            <th scope="col">Deposited in</th>
            <th scope="col" className={styles.right}>
              One approval
            </th>
            <th scope="col" className={styles.right}>
              Sum of 24 hours
            </th>
          </tr>
        </thead>
        <tbody>
          {policy.limits.map((limit) => (
            <tr key={limit.currency}>
              <th scope="row">{limit.currency}</th>
              <td className={styles.right}>
                <Limit amount={limit.one} />
              </td>
              <td className={styles.right}>
                <Limit amount={limit.day} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </>
);
