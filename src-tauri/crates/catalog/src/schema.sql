-- The index of merchants, receiver accounts and transactions. It holds nothing that the ledger does
-- not, but where an unfinished fill goes on.

CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Which ledger, and by which version of what is made of its entries.
  ledger BLOB NOT NULL CHECK (length(ledger) = 32),
  version INTEGER NOT NULL,
  -- The last entry that is in it, and that entry's hash.
  followed INTEGER NOT NULL,
  leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
  -- The last whole fill, as JSON; NULL if there was none.
  filled TEXT,
  -- Where an unfinished fill goes on, as JSON; NULL if there is none.
  unfinished TEXT
) STRICT;

CREATE TABLE object (
  -- 1 a merchant, 2 a receiver account, 3 a transaction.
  kind INTEGER NOT NULL CHECK (kind IN (1, 2, 3)),
  number INTEGER NOT NULL CHECK (number > 0),
  -- '' where none is known. A transaction's is the part behind its prefix.
  status TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  -- 0 where it is not known.
  created_ms INTEGER NOT NULL,
  -- An account's owner, a transaction's source; 0 for a merchant, and where it is not known.
  owner INTEGER NOT NULL,
  -- A transaction's is what they receive.
  currency TEXT NOT NULL,
  -- Of a transaction: 1 a payout, 2 an end to end, 3 a collection; 0 where that is not known.
  variant INTEGER NOT NULL,
  -- Of a transaction: target merchant, receiver account, the deposit's currency, last change.
  target INTEGER NOT NULL,
  account INTEGER NOT NULL,
  other_currency TEXT NOT NULL,
  changed_ms INTEGER NOT NULL,
  -- What it is sorted and searched by, folded.
  name_key TEXT NOT NULL,
  search TEXT NOT NULL,
  -- All that is known of it, as JSON.
  doc TEXT NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT;

-- Each order has an index that holds all that lists filter by: a row is fetched only if it fits.
CREATE INDEX object_by_name ON object (kind, name_key, number, status, owner, currency, search)
  WHERE kind < 3;
CREATE INDEX object_by_since ON object (kind, since_ms, number, status, owner, currency, search)
  WHERE kind < 3;
CREATE INDEX object_by_created
  ON object (kind, created_ms, number, status, owner, currency, search) WHERE kind < 3;
CREATE INDEX transaction_by_number ON object (number, variant, status, created_ms, owner, target,
  account, currency, other_currency, search) WHERE kind = 3;
CREATE INDEX transaction_by_created ON object (created_ms, number, variant, status, owner, target,
  account, currency, other_currency, search) WHERE kind = 3;
CREATE INDEX transaction_by_changed ON object (changed_ms, number, variant, status, created_ms,
  owner, target, account, currency, other_currency, search) WHERE kind = 3;
CREATE INDEX transaction_by_since ON object (since_ms, number, variant, status, created_ms, owner,
  target, account, currency, other_currency, search) WHERE kind = 3;
CREATE INDEX object_by_status ON object (kind, status, since_ms, number);
CREATE INDEX object_by_owner ON object (owner, kind, number) WHERE owner > 0;

-- How many objects have a status, so that no list counts.
CREATE TABLE tally (
  kind INTEGER NOT NULL,
  status TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (kind, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE currency (
  kind INTEGER NOT NULL,
  symbol TEXT NOT NULL,
  PRIMARY KEY (kind, symbol)
) STRICT, WITHOUT ROWID;

-- How long transactions stayed in the steps that they have left.
CREATE TABLE stay (
  status TEXT NOT NULL,
  ms INTEGER NOT NULL CHECK (ms >= 0),
  number INTEGER NOT NULL,
  -- Which of the transaction's steps: when it surely held.
  place INTEGER NOT NULL,
  PRIMARY KEY (status, ms, number, place)
) STRICT, WITHOUT ROWID;
