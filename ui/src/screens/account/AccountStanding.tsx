// The status of a receiver account: what it means, whether it can be paid to, what comes next.

import { ArrowRight, Lock } from 'lucide-react';
import type { FactView } from '../../ipc/bindings/FactView';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';
import { Mark } from '../../parts/Mark';
import { Time } from '../../parts/Time';
import page from '../merchant/Merchant.module.css';

type Props = { fact: FactView | null; meaning: StatusMeaning | null };

export const AccountStanding = ({ fact, meaning }: Props) => (
  <section className={page.standing} aria-label="Status" data-testid="account-status">
    {fact ? (
      <>
        <p className={page.status}>
          <strong>
            <Mark mark={fact.mark} word={meaning?.word ?? fact.now.value} title={fact.word} />
          </strong>
          <code className={page.soft}>{fact.now.value}</code>
          <span className={page.soft}>
            {fact.now.by === 'read' ? 'read' : 'received'} <Time at={fact.now.at} />
            {fact.now.by === 'read' ? '' : '; not confirmed by an API read'}
          </span>
        </p>
        <p>
          {meaning?.meaning ??
            'This version does not know this status, so it permits nothing here.'}
        </p>
        {meaning?.next ? (
          <p className={page.next}>
            <ArrowRight size={14} aria-hidden="true" />
            {meaning.next}
          </p>
        ) : null}
        {meaning && !meaning.mayEdit ? (
          <p className={page.off}>
            <Lock size={14} aria-hidden="true" />
            Editing is off. {meaning.meaning}
          </p>
        ) : null}
      </>
    ) : (
      <>
        <p className={page.status}>
          <strong>Status not known</strong>
        </p>
        <p className={page.soft}>
          No delivery that is vouched for and no read tells it. Read the account now, beside this.
        </p>
      </>
    )}
  </section>
);
