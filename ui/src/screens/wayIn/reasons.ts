// What to do about each reason for which a way in does not work, by the reason's code.

export const WHAT_TO_DO: Record<string, readonly string[]> = {
  name_not_found: [
    'Check how the host’s name is spelled.',
    'Check that this machine has a network, and that its name server answers.',
  ],
  unreachable: [
    'Check host and port, and that sshd runs there.',
    'A firewall between here and there may refuse the port.',
  ],
  dial_timed_out: ['The host is there and does not answer: a firewall may swallow what is sent.'],
  host_key_unknown: ['Compare the fingerprint below with the one on the server, then trust it.'],
  host_key_changed: ['Ask whoever runs the host before you do anything else.'],
  not_authorised: [
    'The line for authorized_keys stands under “Set up”, step 3: it must be in the file of ' +
      'that user, whole and on one line.',
    'sshd reads the file only if nobody else may write to it: chmod 600, and 700 for its folder.',
  ],
  port_held: [
    'Nothing is to be done: the server lets go of the port once it notices that the old ' +
      'session is gone, and it is tried again until then.',
    'ClientAliveInterval 15 and ClientAliveCountMax 2 in the server’s sshd_config shorten ' +
      'that to half a minute.',
  ],
  port_refused: [
    'The port in the line of authorized_keys must be the one that is set here.',
    'AllowTcpForwarding must not be “no” or “local” in the server’s sshd_config.',
    'Another program on the server may listen at that port: take another one.',
  ],
  keepalive_unanswered: ['The network was lost, or the server hangs. It is dialled again.'],
  session_ended: ['It is dialled again.'],
  command_not_started: ['Check the path of the program, and that it may be executed.'],
  command_ended: ['Run it in a terminal with the same arguments to see all that it says.'],
  url_refused: ['Change the pattern so that it finds the https:// address and nothing else.'],
  service_refused: ['Check the token and the domain, and what the service’s own page says.'],
  canary_unseen: [
    'The public URL must lead to this console, path and all: what answers there may be ' +
      'something else.',
    'Check that the HTTPS front passes every path on to the forwarded port.',
  ],
  canary_unsent: [
    'Check that the public URL has an address, and that its certificate is in force.',
    'This machine must reach the public URL itself: some networks do not lead back in.',
  ],
  canary_altered: [
    'Something on the way rewrites bodies. No hash would match: switch that off in the ' +
      'HTTPS front.',
  ],
  no_key: ['Make the key under “Set up”, step 3.'],
  no_token: ['Store the token under “Set up”, step 2.'],
  keyring: ['Unlock the keyring of this computer, then dial again.'],
  unusable: ['Change it under “Set up”, step 2.'],
  asleep: ['It is dialled again as soon as this machine wakes up.'],
};
