// What to do about a verdict while one connects, by the verdict's code.

export const ADVICE: Record<string, string> = {
  refused_hash:
    'Most likely the secret entered here is another one than under API › API Security: compare ' +
    'them. If they differ, remove it in step 5 and enter the right one.',
  not_checked: 'It was answered 503, so that it comes again.',
  field_set_not_approved:
    'Its hash is good. A card among the deliveries asks you to approve or reject its list.',
  refused_headers:
    'It is not from Cedar, or what relays it drops headers that begin with X-Webhook-Security.',
  refused_json: 'What relays it may alter or cut the body.',
  refused_secret_alone: 'The secret may be known to others: rotate it before you go on.',
};
