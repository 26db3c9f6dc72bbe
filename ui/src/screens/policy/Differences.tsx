// Old and new, part by part.

import formStyles from '../../parts/form/form.module.css';

type Line = { what: string; from: string; to: string };

export const Differences = ({ lines, label }: { lines: readonly Line[]; label: string }) => (
  <table className={formStyles.difference} aria-label={label}>
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">Old</th>
        <th scope="col">New</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ what, from, to }) => (
        <tr key={what}>
          <th scope="row">{what}</th>
          <td>
            <del dir="auto">{from}</del>
          </td>
          <td>
            <ins dir="auto">{to}</ins>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
