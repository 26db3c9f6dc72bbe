//! A sender of signed webhooks, for first steps, training and tests.
