// The raw body: what the hash covers has a bar at its side, what it does not is dotted.

import { ToggleButton, ToggleButtonGroup, VisuallyHidden } from 'react-aria-components';
import { bytes } from '../../format/count';
import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import type { Segment } from '../../ipc/bindings/Segment';
import { Copy } from '../../parts/Copy';
import styles from './Body.module.css';
import { hexRows, isOneLine, type Line, toLines } from './lines';
import { Erased, Section } from './Section';

/** Bytes of the body that the hexadecimal view is given. */
const HEX_BYTES_MAX = 4096;

const Piece = ({ piece }: { piece: Segment }) => {
  if (piece.field === null) {
    return <span className={styles.between}>{piece.text}</span>;
  }
  return (
    <span
      className={piece.covered ? styles.covered : styles.uncovered}
      data-covered={piece.covered}
      title={`${piece.field}: ${piece.covered ? '' : 'not '}covered by the hash`}
    >
      {piece.text}
    </span>
  );
};

const BodyLine = ({ line }: { line: Line }) => {
  const isCovered = line.pieces.some((piece) => piece.covered);
  const isField = line.pieces.some((piece) => piece.field !== null);
  return (
    <div className={styles.line} data-covered={isCovered}>
      <code>
        {line.pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line never change places
          <Piece key={index} piece={piece} />
        ))}
      </code>
      {isCovered ? <span className={styles.label}>covered</span> : null}
      {isField && !isCovered ? (
        <VisuallyHidden elementType="span">not covered</VisuallyHidden>
      ) : null}
    </div>
  );
};

const Hex = ({ hex }: { hex: string }) => (
  <div className={styles.body} data-testid="raw-bytes">
    {hexRows(hex).map((row) => (
      <code key={row.offset} className={styles.hex}>
        <span className={styles.offset}>{row.offset}</span>
        <span>{row.hex}</span>
        <span className={styles.offset}>{row.text}</span>
      </code>
    ))}
  </div>
);

type Props = { delivery: DeliveryView; isHex: boolean; onHex: (isHex: boolean) => void };

export const Body = ({ delivery, isHex, onHex }: Props) => {
  const { segments, bodyHex, bodyBytes } = delivery;
  if (!segments) {
    return (
      <Section title="Body" aside={bytes(bodyBytes)}>
        <Erased what="The body’s bytes were" />
      </Section>
    );
  }
  const isWrapped = !isHex && isOneLine(segments);
  const isEscaped = segments.some((segment) => segment.escaped);
  const aside = (
    <>
      <span className={styles.size}>
        raw, {bytes(bodyBytes)}
        {isWrapped ? ', one line, shown a field a line' : ''}
        {isEscaped ? ', bytes that are no text as \\xNN' : ''}
        {isHex && bodyBytes > HEX_BYTES_MAX ? ', the first 4 KB' : ''}
      </span>
      <Copy text={segments.map((segment) => segment.text).join('')} what="the raw body" />
      <ToggleButtonGroup
        className={styles.toggle}
        aria-label="How the body is shown"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[isHex ? 'hex' : 'text']}
        onSelectionChange={(keys) => onHex(keys.has('hex'))}
      >
        <ToggleButton id="text">Text</ToggleButton>
        <ToggleButton id="hex">Bytes</ToggleButton>
      </ToggleButtonGroup>
    </>
  );
  return (
    <Section title="Body" aside={aside}>
      {isHex ? (
        <Hex hex={bodyHex ?? ''} />
      ) : (
        <div className={styles.body} data-testid="raw-body">
          {toLines(segments).map((line) => (
            <BodyLine key={line.number} line={line} />
          ))}
        </div>
      )}
    </Section>
  );
};
