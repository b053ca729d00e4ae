-- 待审核: confirmed by its sender, not yet by the department's reviewer.
ALTER TABLE report ADD COLUMN submitted_at TEXT;
ALTER TABLE report ADD COLUMN submitted_by INTEGER REFERENCES member;

-- Photos and files that prove a report. They belong to the report's message, whatever its version.
CREATE TABLE evidence (
    id             INTEGER PRIMARY KEY,
    chat_id        INTEGER NOT NULL, -- the message that brought it
    message_id     INTEGER NOT NULL,
    report_chat    INTEGER NOT NULL DEFAULT 0, -- the message of the report that it proves; 0 while it proves none
    report_message INTEGER NOT NULL DEFAULT 0,
    album          TEXT NOT NULL DEFAULT '',
    member_id      INTEGER NOT NULL REFERENCES member,
    department_id  INTEGER REFERENCES department, -- NULL for a coordinator's, who belongs to none
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL, -- as the bytes say: pdf, jpg, docx …
    size           INTEGER NOT NULL,
    sha256         TEXT NOT NULL,
    refused        TEXT NOT NULL DEFAULT '', -- why it was not taken; '' when it was
    paths          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(paths)), -- where it is filed, under the evidence folder
    sent_at        TEXT NOT NULL,
    UNIQUE (chat_id, message_id)
) STRICT;
CREATE INDEX evidence_report ON evidence (report_chat, report_message);
CREATE INDEX evidence_album ON evidence (chat_id, album) WHERE album <> '';

-- 问题台账. Which records speak of a problem is kept apart: only confirmed ones count.
CREATE TABLE problem (
    id            INTEGER PRIMARY KEY,
    task_id       INTEGER REFERENCES task,
    hint          TEXT NOT NULL, -- what the task was called, where it is in no register
    department_id INTEGER NOT NULL REFERENCES department,
    answered_at   TEXT,
    answered_by   INTEGER REFERENCES member,
    answer        TEXT NOT NULL DEFAULT '',
    closed_at     TEXT, -- by a coordinator's word
    closed_by     INTEGER REFERENCES member
) STRICT;
CREATE INDEX problem_department ON problem (department_id);

CREATE TABLE problem_mention (
    problem_id INTEGER NOT NULL REFERENCES problem,
    record_id  INTEGER NOT NULL REFERENCES record,
    position   INTEGER NOT NULL, -- among the record's problems; -1 where the record says it is solved
    text       TEXT NOT NULL,
    asks       TEXT NOT NULL CHECK (json_valid(asks)), -- the units whose help is asked
    PRIMARY KEY (problem_id, record_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_mention_record ON problem_mention (record_id);

-- 申请延期.
CREATE TABLE extension (
    id            INTEGER PRIMARY KEY,
    task_id       INTEGER REFERENCES task, -- NULL while it is unclear which task is meant
    choices       TEXT NOT NULL CHECK (json_valid(choices)),
    department_id INTEGER NOT NULL REFERENCES department,
    member_id     INTEGER NOT NULL REFERENCES member,
    chat_id       INTEGER NOT NULL,
    message_id    INTEGER NOT NULL,
    due_text      TEXT NOT NULL, -- the time asked for
    due_from      TEXT NOT NULL,
    due_to        TEXT NOT NULL,
    reason        TEXT NOT NULL, -- masked
    state         TEXT NOT NULL CHECK (state IN ('unclear', 'asked', 'granted', 'returned')),
    asked_at      TEXT NOT NULL,
    decided_at    TEXT,
    decided_by    INTEGER REFERENCES member
) STRICT;
CREATE INDEX extension_task ON extension (task_id, state);

-- One-time codes for binding.
CREATE TABLE bind_code (
    code          TEXT PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES department,
    issued_by     INTEGER NOT NULL REFERENCES member,
    expires_at    TEXT NOT NULL,
    used_by       INTEGER REFERENCES member,
    used_at       TEXT
) STRICT, WITHOUT ROWID;

-- 审核人: presses 确认 after the sender did.
CREATE TABLE reviewer (
    department_id INTEGER PRIMARY KEY REFERENCES department,
    member_id     INTEGER NOT NULL REFERENCES member
) STRICT;

-- A roster sent back changed, until a coordinator confirms it.
CREATE TABLE roster_change (
    id         INTEGER PRIMARY KEY,
    by         INTEGER NOT NULL REFERENCES member,
    changes    TEXT NOT NULL CHECK (json_valid(changes)),
    applied_at TEXT
) STRICT;
