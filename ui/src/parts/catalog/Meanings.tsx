// What each status means, beside a list whose cursor is on no row.

import { useAsk } from '../../ipc/ask';
import { StatusWord } from './StatusWord';

type Props = { of: 'merchants' | 'accounts' | 'transactions' };

export const Meanings = ({ of }: Props) => {
  const { data } = useAsk('status_meanings', {});
  return (
    <>
      <h2>What each status means</h2>
      <dl>
        {(data?.[of] ?? []).map(({ status, word, meaning }) => (
          <div key={status}>
            <dt>
              <StatusWord status={status} word={word} />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};
