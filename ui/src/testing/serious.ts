// What an automated accessibility check finds serious in the page as it stands.

import axe from 'axe-core';

/** jsdom paints nothing: contrast is tested on the tokens. */
const NOT_HERE = { 'color-contrast': { enabled: false } };

export const seriousFindings = async (): Promise<string[]> => {
  const { violations } = await axe.run(document.body, { rules: NOT_HERE });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
