// What else narrows the list of receiver accounts: one merchant's alone, one currency.

import { useAsk } from '../../ipc/ask';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Choices } from '../../parts/Choices';
import { FilterChip } from '../../parts/FilterChip';

type Props = {
  profile: string;
  owner: string | null;
  onOwner: (owner: string | null) => void;
  currencies: string[];
  currency: string | null;
  onCurrency: (currency: string | null) => void;
};

type OwnerProps = Pick<Props, 'profile' | 'onOwner'> & { owner: string };

const Owner = ({ profile, owner, onOwner }: OwnerProps) => {
  const { go } = useNavigation();
  const { data } = useAsk('get_listed', { profile, subject: `merchant:${owner}` });
  return (
    <FilterChip
      label="Merchant"
      value={data?.merchant?.legalName ?? owner}
      onClear={() => onOwner(null)}
    >
      {() => (
        <Button weight="quiet" onPress={() => go({ at: 'merchant', number: owner })}>
          Open merchant {owner}
        </Button>
      )}
    </FilterChip>
  );
};

export const AccountFilters = (props: Props) => {
  const { profile, owner, onOwner, currencies, currency, onCurrency } = props;
  return (
    <>
      {owner === null ? null : <Owner profile={profile} owner={owner} onOwner={onOwner} />}
      {currencies.length > 0 ? (
        <FilterChip label="Currency" value={currency} onClear={() => onCurrency(null)}>
          {(close) => (
            <Choices
              label="Currency"
              groups={[
                {
                  label: null,
                  choices: currencies.map((symbol) => ({ id: symbol, label: symbol })),
                },
              ]}
              chosen={currency === null ? [] : [currency]}
              isSingle
              onChoose={([symbol = null]) => {
                onCurrency(symbol);
                close();
              }}
            />
          )}
        </FilterChip>
      ) : null}
    </>
  );
};
