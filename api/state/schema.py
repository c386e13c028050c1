"""The tables of the service's own file, as steps from one schema version to the next. A change is a further step."""

from __future__ import annotations

_FIRST = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,               -- id of the key that made it; '' where no keys are asked for
    title TEXT NOT NULL,
    filters TEXT NOT NULL,             -- JSON: what every question of it is restricted to
    created_at TEXT NOT NULL,          -- UTC, ISO 8601, here and below
    updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX conversations_owner ON conversations (owner, updated_at DESC, id);

CREATE TABLE answers (
    id TEXT PRIMARY KEY,               -- random: a link to an answer cannot be guessed
    owner TEXT NOT NULL,
    conversation TEXT REFERENCES conversations (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,          -- place in the conversation, from 1
    asked_at TEXT NOT NULL,
    searched TEXT NOT NULL,            -- shadow of question and text: what a search of conversations looks in
    record BLOB NOT NULL               -- the answer, JSON, zlib
) WITHOUT ROWID;
CREATE INDEX answers_conversation ON answers (conversation, ordinal);

CREATE TABLE feedback (
    answer TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    rating TEXT,
    reason TEXT,
    citations TEXT NOT NULL,           -- JSON array of {"n", "verdict"}
    given_at TEXT NOT NULL
) WITHOUT ROWID;
"""

_IMPORTS = """
CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE import_items (
    import TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,                -- as people know it: file name or URL
    source TEXT NOT NULL,              -- URL, or the name of the file laid down in the import's folder
    state TEXT NOT NULL,               -- waiting, running, done, failed, parked
    attempts INTEGER NOT NULL,         -- times it was begun; a process that dies leaves it begun
    result TEXT NOT NULL,              -- JSON: status, code, reason, reports
    PRIMARY KEY (import, ordinal)
) WITHOUT ROWID;
CREATE INDEX import_items_open ON import_items (state) WHERE state IN ('waiting', 'running');

CREATE TABLE requests (                -- what was answered under an Idempotency-Key
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,              -- of what was asked
    process TEXT NOT NULL,             -- the process that took it on; another one may take it over
    status INTEGER,                    -- NULL: under way
    body BLOB,
    begun_at TEXT NOT NULL,
    PRIMARY KEY (owner, key)
) WITHOUT ROWID;
"""

_KEYS = """
CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    hash BLOB NOT NULL,                -- SHA-256 of the secret; empty once revoked
    created_at TEXT NOT NULL,
    revoked_at TEXT
) WITHOUT ROWID;
"""

_UNFILED = """
CREATE INDEX answers_unfiled ON answers (asked_at) WHERE conversation IS NULL;  -- the ones that may be pruned
"""

# Step n brings a file from user_version n to n + 1.
MIGRATIONS: tuple[str, ...] = (_FIRST, _IMPORTS, _KEYS, _UNFILED)
