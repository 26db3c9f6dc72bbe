// The first step: whether the merchant's own data are complete, and the way to them.

import { Pencil } from 'lucide-react';
import type { MerchantView } from '../../ipc/bindings/MerchantView';
import type { OnboardingView } from '../../ipc/bindings/OnboardingView';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { Button } from '../../parts/Button';
import styles from './Onboarding.module.css';

type Props = { number: string; merchant: MerchantView; view: OnboardingView };

export const MerchantData = ({ number, merchant, view }: Props) => {
  const { go } = useNavigation();
  const line = view.readiness.find(({ part }) => part === 'merchant');
  return (
    <section className={styles.section} aria-label="Merchant data">
      <h2>Merchant data</h2>
      <p>{line?.detail}</p>
      <div className={styles.acts}>
        <ActButton
          weight={line?.readiness === 'missing' ? 'primary' : 'plain'}
          isDisabled={merchant.editIsOff !== null}
          onPress={() => go({ at: 'merchant-form', number })}
        >
          <Pencil size={14} aria-hidden="true" />
          Edit the merchant
        </ActButton>
        <Button weight="quiet" onPress={() => go({ at: 'merchant', number })}>
          Its page
        </Button>
      </div>
      {merchant.editIsOff ? <p className={styles.soft}>{merchant.editIsOff}</p> : null}
    </section>
  );
};
