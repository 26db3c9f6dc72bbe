// The headers as they came, in their order.

import { counted } from '../../format/count';
import type { HeaderView } from '../../ipc/bindings/HeaderView';
import { Erased, Section } from './Section';
import table from './table.module.css';

export const Headers = ({ headers }: { headers: HeaderView[] | null }) => (
  <Section title="Headers" aside={headers ? counted(headers.length, 'header', 'headers') : null}>
    {headers ? (
      <table className={table.table}>
        <colgroup>
          <col className={table.header} />
          <col />
        </colgroup>
        <thead className={table.unseen}>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {headers.map((header, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice; order is fixed
            <tr key={index}>
              <th scope="row">
                <code className={table.soft}>{header.name}</code>
              </th>
              <td>
                <code>{header.value}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    ) : (
      <Erased what="The headers were" />
    )}
  </Section>
);
