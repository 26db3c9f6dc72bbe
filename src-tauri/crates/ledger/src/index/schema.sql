-- Format 1 of an index beside a ledger. All of it is made from the ledger and may be thrown away.

-- Names of facets. Two numbers are the index's own: 0 for what lists show, 1 for terms.
CREATE TABLE name (
    id   INTEGER PRIMARY KEY CHECK (id > 1),
    text TEXT    NOT NULL UNIQUE
) STRICT;

-- The values of facets, and the terms. Of a term, `text` is what is typed, U+001F, what it means.
CREATE TABLE word (
    name INTEGER NOT NULL,
    text TEXT    NOT NULL,
    id   INTEGER NOT NULL,
    PRIMARY KEY (name, text)
) STRICT, WITHOUT ROWID;

-- Which entries have a word: a set for each 4096 sequences, see members.rs. Two sets are compared
-- 64 entries at a time, so that no combination of words is slow for being rare.
CREATE TABLE facet (
    word    INTEGER NOT NULL,
    chunk   INTEGER NOT NULL,
    members BLOB    NOT NULL,
    PRIMARY KEY (word, chunk)
) STRICT, WITHOUT ROWID;

-- `facets`: for each word that it has but its terms, the name in two bytes and the word in four,
-- so that a later entry can take them back.
CREATE TABLE row (
    sequence INTEGER PRIMARY KEY,
    at_ms    INTEGER NOT NULL,
    facets   BLOB    NOT NULL
) STRICT;

-- The first and the last time among a chunk's rows.
CREATE TABLE stretch (
    chunk    INTEGER PRIMARY KEY,
    first_ms INTEGER NOT NULL,
    last_ms  INTEGER NOT NULL
) STRICT;

-- How many shown rows of a day (UTC, from 1970-01-01) have a word.
CREATE TABLE tally (
    word  INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (word, day)
) STRICT, WITHOUT ROWID;

-- One row: of which ledger this is an index, by which description, and how far it goes.
-- `leaf_hash` is that of the last entry in it.
CREATE TABLE state (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    ledger    BLOB    NOT NULL,
    described INTEGER NOT NULL,
    indexed   INTEGER NOT NULL,
    leaf_hash BLOB    NOT NULL,
    next_word INTEGER NOT NULL
) STRICT;
