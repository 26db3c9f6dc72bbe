// What narrows the list of transactions: kind, merchant, account, currency, span.

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useAsk } from '../../ipc/ask';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Choices } from '../../parts/Choices';
import { FilterChip } from '../../parts/FilterChip';
import { MerchantPicker } from '../../parts/MerchantPicker';
import { TRANSACTION_KINDS } from '../approval/words';
import formStyles from '../deliveries/form.module.css';
import { SpanFilter } from '../deliveries/SpanFilter';
import { type Filter, KINDS } from './filter';

type Props = {
  profile: string;
  filter: Filter;
  currencies: string[];
  onNarrow: (to: Partial<Filter>) => void;
};

type MerchantProps = { profile: string; merchant: string | null; onMerchant: Set };
type Set = (merchant: string | null) => void;

const Choose = ({ profile, onDone }: { profile: string; onDone: (number: string) => void }) => {
  const [number, setNumber] = useState('');
  return (
    <Form
      className={formStyles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (number) {
          onDone(number);
        }
      }}
    >
      <MerchantPicker
        profile={profile}
        label="Source or target merchant"
        value={number}
        onChange={setNumber}
        onLeave={() => undefined}
        error={null}
        isDisabled={false}
      />
      <Button type="submit" weight="primary" isDisabled={!number}>
        Show its transactions
      </Button>
    </Form>
  );
};

const Merchant = ({ profile, merchant, onMerchant }: MerchantProps) => {
  const { go } = useNavigation();
  const { data } = useAsk(
    'get_listed',
    { profile, subject: `merchant:${merchant}` },
    { isOff: merchant === null },
  );
  const name = data?.merchant?.legalName ?? merchant;
  return (
    <FilterChip label="Merchant" value={merchant && name} onClear={() => onMerchant(null)}>
      {(close) =>
        merchant === null ? (
          <Choose
            profile={profile}
            onDone={(number) => {
              onMerchant(number);
              close();
            }}
          />
        ) : (
          <Button weight="quiet" onPress={() => go({ at: 'merchant', number: merchant })}>
            Open merchant {merchant}
          </Button>
        )
      }
    </FilterChip>
  );
};

const Account = ({ account, onClear }: { account: string; onClear: () => void }) => {
  const { go } = useNavigation();
  return (
    <FilterChip label="Receiver account" value={account} onClear={onClear}>
      {() => (
        <Button weight="quiet" onPress={() => go({ at: 'account', number: account })}>
          Open receiver account {account}
        </Button>
      )}
    </FilterChip>
  );
};

export const TransactionFilters = ({ profile, filter, currencies, onNarrow }: Props) => {
  const { kinds, merchant, account, currency, span } = filter;
  const group = (choices: { id: string; label: string }[]) => [{ label: null, choices }];
  return (
    <>
      <FilterChip
        label="Kind"
        value={kinds.length > 0 ? kinds.map((kind) => TRANSACTION_KINDS[kind]).join(', ') : null}
        onClear={() => onNarrow({ kinds: [] })}
      >
        {() => (
          <Choices
            label="Kind"
            groups={group(KINDS.map((id) => ({ id, label: TRANSACTION_KINDS[id] })))}
            chosen={kinds}
            onChoose={(ids) => onNarrow({ kinds: KINDS.filter((kind) => ids.includes(kind)) })}
          />
        )}
      </FilterChip>
      <Merchant
        profile={profile}
        merchant={merchant}
        onMerchant={(to) => onNarrow({ merchant: to })}
      />
      {account === null ? null : (
        <Account account={account} onClear={() => onNarrow({ account: null })} />
      )}
      {currencies.length > 0 ? (
        <FilterChip label="Currency" value={currency} onClear={() => onNarrow({ currency: null })}>
          {(close) => (
            <Choices
              label="Currency"
              groups={group(currencies.map((symbol) => ({ id: symbol, label: symbol })))}
              chosen={currency === null ? [] : [currency]}
              isSingle
              onChoose={([symbol = null]) => {
                onNarrow({ currency: symbol });
                close();
              }}
            />
          )}
        </FilterChip>
      ) : null}
      <SpanFilter label="Made" span={span} onSpan={(to) => onNarrow({ span: to })} />
    </>
  );
};
