// The local address with its secret path: shown in part, copied whole.

import { Copy } from './Copy';

export const SecretAddress = ({ url }: { url: string }) => (
  <>
    <code>{url.replace(/(\/hooks\/.{4}).+$/, '$1…')}</code>{' '}
    <Copy text={url} what="the address with its secret path" />
  </>
);
