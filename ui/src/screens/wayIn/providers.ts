// The four ways in, in words. Who can read and alter what comes is told by the Rust side.

import type { WayInProvider } from '../../ipc/bindings/WayInProvider';

export const PROVIDERS: Record<WayInProvider, { name: string; what: string }> = {
  ssh: {
    name: 'A host of your own, over ssh',
    what: 'This console keeps an ssh session to it; an HTTPS front there passes deliveries on.',
  },
  ngrok: {
    name: 'ngrok',
    what: 'This console keeps a session to the service. Nothing else is to be set up.',
  },
  command: {
    name: 'An external command',
    what: 'cloudflared, tailscale, the system’s ssh: it is started, watched and ended from here.',
  },
  own_url: {
    name: 'A URL that leads here anyway',
    what: 'A reverse proxy or a tunnel that you run yourself. It is tested, not kept up.',
  },
};
