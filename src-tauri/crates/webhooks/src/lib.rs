//! Verification and signing of webhooks. Pure.
