-- Format 1 of a ledger file. Rows of entry, subject_entry, node and meta never change; of part,
-- rows may be deleted and nothing else; seen and head are indexes beside the entries.

-- `leaf` is the whole entry as ledger-format encodes it; the columns beside it are to search by.
CREATE TABLE entry (
    sequence    INTEGER PRIMARY KEY CHECK (sequence > 0),
    kind        TEXT    NOT NULL,
    recorded_ms INTEGER NOT NULL,
    about       INTEGER,
    leaf        BLOB    NOT NULL,
    leaf_hash   BLOB    NOT NULL CHECK (length(leaf_hash) = 32)
) STRICT;
CREATE INDEX entry_by_kind ON entry (kind, sequence);
CREATE INDEX entry_by_about ON entry (about, sequence) WHERE about IS NOT NULL;

-- Whose timelines an entry stands on. Numbers of a subject grow with the sequence: 1, 2, 3…
CREATE TABLE subject_entry (
    subject  TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    number   INTEGER NOT NULL CHECK (number > 0),
    PRIMARY KEY (subject, sequence)
) STRICT, WITHOUT ROWID;

-- What may have to be erased. `place` is sequence * 1024 + the part's place among the leaf's parts,
-- from 0; the leaf holds the name and the commitment. A plain rowid table: the key grows, so an
-- append touches the last page alone, and a value of up to a page needs no page of its own.
CREATE TABLE part (
    place INTEGER PRIMARY KEY CHECK (place >= 1024),
    salt  BLOB    NOT NULL CHECK (length(salt) = 32),
    value BLOB    NOT NULL
) STRICT;

-- Roots of the complete subtrees of 2^8, 2^16, 2^24… leaves, so that no read needs the whole tree.
CREATE TABLE node (
    level    INTEGER NOT NULL CHECK (level > 0 AND level % 8 = 0),
    position INTEGER NOT NULL CHECK (position >= 0),
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

-- Keys that an append asked to be found by. `mark` is a hash of the row.
CREATE TABLE seen (
    key      BLOB    NOT NULL PRIMARY KEY CHECK (length(key) = 32),
    sequence INTEGER NOT NULL,
    memo     BLOB    NOT NULL,
    mark     BLOB    NOT NULL CHECK (length(mark) = 8)
) STRICT, WITHOUT ROWID;

-- One row: how many entries there are, and the root of their tree.
CREATE TABLE head (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL CHECK (size >= 0),
    root BLOB    NOT NULL CHECK (length(root) = 32)
) STRICT;

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL,
    mark  BLOB NOT NULL CHECK (length(mark) = 8)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
-- INSERT OR REPLACE removes the old row without waking a DELETE trigger, so it is caught here. The
-- head moves last in each transaction: whatever belongs to an entry up to it is settled.
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
WHEN NEW.sequence <= (SELECT size FROM head)
BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END;

CREATE TRIGGER subject_entry_is_never_changed BEFORE UPDATE ON subject_entry
BEGIN SELECT RAISE(ABORT, 'subjects are never changed'); END;
CREATE TRIGGER subject_entry_is_never_removed BEFORE DELETE ON subject_entry
BEGIN SELECT RAISE(ABORT, 'subjects are never removed'); END;
CREATE TRIGGER subject_entry_is_never_replaced BEFORE INSERT ON subject_entry
WHEN NEW.sequence <= (SELECT size FROM head)
BEGIN SELECT RAISE(ABORT, 'subjects are never replaced'); END;

CREATE TRIGGER part_is_never_changed BEFORE UPDATE ON part
BEGIN SELECT RAISE(ABORT, 'parts are never changed'); END;
CREATE TRIGGER part_is_never_replaced BEFORE INSERT ON part
WHEN NEW.place / 1024 <= (SELECT size FROM head)
BEGIN SELECT RAISE(ABORT, 'parts are never added later or replaced'); END;

CREATE TRIGGER node_is_never_changed BEFORE UPDATE ON node
BEGIN SELECT RAISE(ABORT, 'nodes are never changed'); END;
CREATE TRIGGER node_is_never_removed BEFORE DELETE ON node
BEGIN SELECT RAISE(ABORT, 'nodes are never removed'); END;
CREATE TRIGGER node_is_never_replaced BEFORE INSERT ON node
WHEN ((NEW.position + 1) << NEW.level) <= (SELECT size FROM head)
BEGIN SELECT RAISE(ABORT, 'nodes are never replaced'); END;

CREATE TRIGGER head_is_never_removed BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END;
CREATE TRIGGER head_never_goes_back BEFORE UPDATE ON head
WHEN NEW.size < OLD.size
BEGIN SELECT RAISE(ABORT, 'the head never goes back'); END;
CREATE TRIGGER head_is_never_replaced BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head)
BEGIN SELECT RAISE(ABORT, 'the head is never replaced'); END;

CREATE TRIGGER meta_is_never_changed BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is never changed'); END;
CREATE TRIGGER meta_is_never_removed BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is never removed'); END;
CREATE TRIGGER meta_is_never_replaced BEFORE INSERT ON meta
WHEN EXISTS (SELECT 1 FROM meta WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'meta is never replaced'); END;
