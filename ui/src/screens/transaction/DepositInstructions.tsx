// Where to make the deposit: each field to copy, the reference marked, a wallet as a code.

import { TriangleAlert } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import type { DepositInstruction } from '../../ipc/bindings/DepositInstruction';
import type { TransactionView } from '../../ipc/bindings/TransactionView';
import { Copy } from '../../parts/Copy';
import part from '../../parts/Section.module.css';
import { Time } from '../../parts/Time';
import styles from './Transaction.module.css';

const labelOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const Line = ({ instruction }: { instruction: DepositInstruction }) => {
  const { name, value, isRequired } = instruction;
  return (
    <tr data-required={isRequired}>
      <th scope="row">{labelOf(name)}</th>
      <td>
        <bdi>
          <code>{value}</code>
        </bdi>{' '}
        <Copy text={value} what={`the ${name}`} />
        {isRequired ? (
          <span className={styles.required}>
            <TriangleAlert size={14} aria-hidden="true" />
            Required: it must stand in the transfer’s narration.
          </span>
        ) : null}
      </td>
    </tr>
  );
};

export const DepositInstructions = ({ view }: { view: TransactionView }) => {
  const { instructions, readAt } = view;
  const wallet = instructions.find(({ isWallet }) => isWallet);
  if (instructions.length === 0) {
    return null;
  }
  return (
    <section className={part.section} aria-labelledby="deposit-heading" data-testid="instructions">
      <h2 id="deposit-heading">Where to deposit</h2>
      <p className={styles.note}>
        As the API told them
        {readAt ? (
          <>
            {' '}
            <Time at={readAt} />
          </>
        ) : null}
        . Nothing that a delivery says stands here.
      </p>
      <div className={styles.deposit}>
        <table className={styles.instructions} aria-labelledby="deposit-heading">
          <tbody>
            {instructions.map((instruction) => (
              <Line key={instruction.name} instruction={instruction} />
            ))}
          </tbody>
        </table>
        {wallet ? (
          <figure className={styles.qr} data-testid="qr">
            <QRCodeSVG
              className={styles.code}
              value={wallet.value}
              size={148}
              marginSize={4}
              level="M"
              role="img"
              aria-label="The wallet address as a QR code"
            />
            <figcaption>The wallet address, and nothing else. Compare what you scan.</figcaption>
          </figure>
        ) : null}
      </div>
    </section>
  );
};
