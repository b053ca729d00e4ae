-- A forum's topic that belongs to a department: what is said there is its own.
CREATE TABLE topic (
    id            INTEGER PRIMARY KEY,
    chat_id       INTEGER NOT NULL,
    thread_id     INTEGER NOT NULL,
    department_id INTEGER NOT NULL REFERENCES department,
    set_by        INTEGER NOT NULL,
    set_at        TEXT NOT NULL,
    ended_at      TEXT -- NULL while it holds
) STRICT;
CREATE UNIQUE INDEX topic_place ON topic (chat_id, thread_id) WHERE ended_at IS NULL;

-- Rules of more rhythms: several days a month, quarters, half-years, years.
CREATE TABLE rule_new (
    id       INTEGER PRIMARY KEY,
    cadence  TEXT NOT NULL CHECK (cadence IN ('weekly', 'fortnightly', 'days', 'monthly', 'quarterly', 'halfyearly', 'yearly', 'task')),
    schedule TEXT NOT NULL CHECK (json_valid(schedule)),
    state    TEXT NOT NULL CHECK (state IN ('offered', 'off', 'on')),
    on_at    TEXT, -- NULL: never in force
    off_at   TEXT,
    set_by   INTEGER NOT NULL DEFAULT 0 -- member, or 0 for the program
) STRICT;
INSERT INTO rule_new SELECT * FROM rule;
DROP TABLE rule;
ALTER TABLE rule_new RENAME TO rule;
CREATE UNIQUE INDEX rule_on ON rule (cadence) WHERE state = 'on';

-- Leave that a department asks for itself: who asked, where, in which words.
CREATE TABLE leave_new (
    id            INTEGER PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES department,
    from_day      TEXT NOT NULL,
    to_day        TEXT NOT NULL, -- the last day of it
    state         TEXT NOT NULL CHECK (state IN ('offered', 'asked', 'granted', 'returned', 'ended')),
    set_by        INTEGER NOT NULL, -- who offered or decided it; 0 while it is asked
    member_id     INTEGER REFERENCES member, -- who asked; NULL for a coordinator's own order
    chat_id       INTEGER NOT NULL DEFAULT 0, -- where it was asked, and is answered
    message_id    INTEGER NOT NULL DEFAULT 0,
    reason        TEXT NOT NULL DEFAULT '', -- masked
    CHECK (from_day <= to_day)
) STRICT;
INSERT INTO leave_new (id, department_id, from_day, to_day, state, set_by) SELECT id, department_id, from_day, to_day, state, set_by FROM leave;
DROP TABLE leave;
ALTER TABLE leave_new RENAME TO leave;
CREATE INDEX leave_days ON leave (to_day) WHERE state = 'granted';

-- What a message's file was before it was replaced by another.
CREATE TABLE evidence_before (
    evidence_id INTEGER NOT NULL REFERENCES evidence,
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    size        INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    refused     TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    PRIMARY KEY (evidence_id, version)
) STRICT, WITHOUT ROWID;

-- Parts of albums that were said to nobody: their words may come with another part.
CREATE TABLE album_part (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    album      TEXT NOT NULL,
    event_id   INTEGER NOT NULL, -- the raw event, which tells whose file it is
    member_id  INTEGER NOT NULL,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
