"""The tables of the data file, as steps from one schema version to the next. Applied by `store.py`; never edited once
released: a change is a further step.

`pages` keeps every version of every page that was read; `current` marks the one that is answered from. `reports` keeps
every text once; it is live while a current page carries it. `changes` is the log that the derived indexes follow.
"""

from __future__ import annotations

from rag.database import digest

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    location TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    sha256 TEXT NOT NULL,
    raw BLOB NOT NULL,                 -- the bytes as read, zlib
    read_at TEXT NOT NULL,             -- UTC, ISO 8601
    version INTEGER NOT NULL,          -- 1 for the first reading of a location
    current INTEGER NOT NULL           -- 1: answered from; 0: replaced by a later version
);
CREATE UNIQUE INDEX pages_current ON pages (location) WHERE current = 1;
CREATE UNIQUE INDEX pages_version ON pages (location, version);

CREATE TABLE reports (
    key INTEGER PRIMARY KEY,           -- in the order of first reading
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    body_start INTEGER NOT NULL,       -- the body's span in the text: behind headline and imprint
    body_end INTEGER NOT NULL,
    group_id TEXT NOT NULL,            -- id of the oldest report of the same story
    signature BLOB NOT NULL,
    live INTEGER NOT NULL
);
CREATE INDEX reports_group ON reports (group_id);
-- The few, so that counting is cheap; an index on the many would be preferred to better ones.
CREATE INDEX reports_dead ON reports (live) WHERE live = 0;

CREATE TABLE appearances (
    page INTEGER NOT NULL REFERENCES pages (id),
    ordinal INTEGER NOT NULL,          -- place on the page, from 0
    report INTEGER NOT NULL REFERENCES reports (key),
    title TEXT,
    authors TEXT NOT NULL,             -- JSON array
    editor TEXT,
    publisher TEXT,
    published TEXT,                    -- ISO date
    url TEXT,
    places TEXT NOT NULL,              -- JSON array of places, largest first
    source TEXT NOT NULL,              -- shadow of publisher, site and page name: what a source filter searches
    PRIMARY KEY (page, ordinal)
) WITHOUT ROWID;
CREATE INDEX appearances_report ON appearances (report);

CREATE TABLE report_places (           -- every name a place filter may use, of live reports' current appearances
    name TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (name, report)
) WITHOUT ROWID;
CREATE INDEX report_places_report ON report_places (report);

CREATE TABLE names (                   -- what a report writes in quotation marks: programmes, drives, slogans
    name TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (name, report)
) WITHOUT ROWID;

CREATE TABLE renamed (                 -- places that a report says have another name now: 原棠岭县 → 棠岭区
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (old, new, report)
) WITHOUT ROWID;

CREATE TABLE bands (                   -- near-duplicates share at least one band of their signatures
    band INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (band, report)
) WITHOUT ROWID;

CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used twice, so an older index cannot point at another text
    report INTEGER NOT NULL REFERENCES reports (key),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX chunks_report ON chunks (report);

CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES reports (key),
    kind TEXT NOT NULL CHECK (kind IN ('add', 'remove'))
);
"""

_MINED = """
CREATE TABLE programmes (              -- drives, slogans and schemes that a report names
    core TEXT NOT NULL,                -- the name for comparison: 双培双带
    spelling TEXT NOT NULL,            -- as the report writes it: 双培双带工程
    report INTEGER NOT NULL REFERENCES reports (key),
    times INTEGER NOT NULL,
    PRIMARY KEY (core, spelling, report)
) WITHOUT ROWID;
CREATE INDEX programmes_report ON programmes (report);

CREATE TABLE figures (                 -- numbers with a unit; where and when is read from the text around them
    report INTEGER NOT NULL REFERENCES reports (key),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value REAL NOT NULL,               -- in the plain unit: 3.45万头 is 34500
    unit TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (report, start)
) WITHOUT ROWID;
"""

_FORGOTTEN = """
-- 1: the report was deleted; its row keeps the id alone
ALTER TABLE reports ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
"""

# Step n brings a file from user_version n to n + 1.
MIGRATIONS: tuple[str, ...] = (_FIRST, _MINED, _FORGOTTEN)
SCHEMA_VERSION = len(MIGRATIONS)
# Tells a file made by an unreleased state of the same version, whose tables differ.
SCHEMA_DIGEST = digest(MIGRATIONS)
