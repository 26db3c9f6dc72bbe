//! The listener for webhooks: limits, keep, verify, answer.
