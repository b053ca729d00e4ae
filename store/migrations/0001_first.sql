CREATE TABLE department (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    kind   TEXT NOT NULL CHECK (kind IN ('department', 'town', 'office', 'outside')),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE alias (
    department_id INTEGER NOT NULL REFERENCES department,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('short', 'old')),
    PRIMARY KEY (department_id, name)
) STRICT;

CREATE TABLE member (
    id       INTEGER PRIMARY KEY, -- Telegram's number
    name     TEXT NOT NULL,
    username TEXT NOT NULL DEFAULT '',
    known    INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)), -- met in an open group, or let in by a coordinator
    seen_at  TEXT NOT NULL
) STRICT;

CREATE TABLE binding (
    id            INTEGER PRIMARY KEY,
    member_id     INTEGER NOT NULL REFERENCES member,
    department_id INTEGER NOT NULL REFERENCES department,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'ended')),
    chat_id       INTEGER NOT NULL, -- where it was asked, and is answered
    message_id    INTEGER NOT NULL,
    asked_at      TEXT NOT NULL,
    decided_at    TEXT,
    decided_by    INTEGER REFERENCES member
) STRICT;
CREATE INDEX binding_member ON binding (member_id, state);
CREATE UNIQUE INDEX binding_asked ON binding (member_id, department_id) WHERE state = 'asked';

CREATE TABLE chat (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('private', 'group', 'supergroup', 'channel')),
    title    TEXT NOT NULL DEFAULT '',
    state    TEXT NOT NULL CHECK (state IN ('open', 'closed', 'left')),
    moved_to INTEGER,
    told_at  TEXT, -- when a closed chat got its one neutral sentence
    seen_at  TEXT NOT NULL
) STRICT;

CREATE TABLE document_file (
    sha256 TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL, -- what versions share: the number, else the title
    version     INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'repealed')),
    sha256      TEXT NOT NULL UNIQUE REFERENCES document_file,
    number      TEXT NOT NULL,
    title       TEXT NOT NULL,
    short       TEXT NOT NULL,
    issuer      TEXT NOT NULL,
    issued      TEXT NOT NULL, -- a day, or '' where the document bears none
    sample      INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)), -- 示例: not an official text
    outline     TEXT NOT NULL CHECK (json_valid(outline)), -- the reading without its clauses
    imported_at TEXT NOT NULL,
    imported_by INTEGER NOT NULL DEFAULT 0, -- member, or 0 for the command line
    ended_at    TEXT,
    UNIQUE (key, version)
) STRICT;
CREATE UNIQUE INDEX document_current ON document (key) WHERE state = 'current';

CREATE TABLE passage (
    document_id INTEGER NOT NULL REFERENCES document,
    seq         INTEGER NOT NULL,
    place       TEXT NOT NULL,
    text        TEXT NOT NULL,
    clause      TEXT NOT NULL CHECK (json_valid(clause)),
    PRIMARY KEY (document_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
    id           INTEGER PRIMARY KEY,
    root         INTEGER, -- the first row of this duty over the versions of its document; records speak of any of them
    document_id  INTEGER REFERENCES document, -- NULL for one that a coordinator added
    seq          INTEGER NOT NULL,            -- the passage
    place        TEXT NOT NULL,
    what         TEXT NOT NULL,
    due_text     TEXT NOT NULL,
    due_kind     TEXT NOT NULL,
    due_from     TEXT NOT NULL,
    due_to       TEXT NOT NULL,
    recurrence   TEXT NOT NULL,
    strength     TEXT NOT NULL,
    strength_word TEXT NOT NULL,
    target       TEXT NOT NULL,
    indicator    TEXT NOT NULL,
    origin       TEXT NOT NULL CHECK (origin IN ('clause', 'row', 'indicator', 'coordinator')),
    source       TEXT NOT NULL, -- the sentence or row, verbatim
    restates     INTEGER REFERENCES task,
    doubts       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(doubts)),
    state        TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'rejected', 'ended')),
    closed_at    TEXT, -- 销号, by a coordinator
    closed_by    INTEGER REFERENCES member,
    evidence     TEXT NOT NULL DEFAULT '',
    created_at   TEXT NOT NULL
) STRICT;
CREATE INDEX task_document ON task (document_id, seq);
CREATE INDEX task_root ON task (root);

CREATE TABLE task_unit (
    task_id  INTEGER NOT NULL REFERENCES task,
    role     TEXT NOT NULL CHECK (role IN ('lead', 'support')),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,    -- full name, or the words as written
    kind     TEXT NOT NULL CHECK (kind IN ('unit', 'group', 'unknown', 'member')), -- member: of a closed group named in the same role
    PRIMARY KEY (task_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_unit_name ON task_unit (name, role);

CREATE TABLE report (
    id            INTEGER PRIMARY KEY,
    chat_id       INTEGER NOT NULL,
    message_id    INTEGER NOT NULL,
    version       INTEGER NOT NULL, -- 1, then one more for each edit
    member_id     INTEGER NOT NULL REFERENCES member,
    department_id INTEGER NOT NULL REFERENCES department,
    text          TEXT NOT NULL, -- masked
    corrects      INTEGER REFERENCES report,
    state         TEXT NOT NULL CHECK (state IN ('draft', 'confirmed', 'superseded', 'withdrawn')),
    nil_report    INTEGER NOT NULL CHECK (nil_report IN (0, 1)),
    flags         TEXT NOT NULL CHECK (json_valid(flags)),
    sent_at       TEXT NOT NULL, -- when the department said it
    created_at    TEXT NOT NULL,
    decided_at    TEXT,
    decided_by    INTEGER REFERENCES member,
    UNIQUE (chat_id, message_id, version)
) STRICT;
CREATE INDEX report_department ON report (department_id, sent_at);

CREATE TABLE record (
    id          INTEGER PRIMARY KEY,
    report_id   INTEGER NOT NULL REFERENCES report,
    part        INTEGER NOT NULL, -- from 1, in the order of the message
    department_id INTEGER NOT NULL REFERENCES department, -- differs from the report's when on behalf
    task_id     INTEGER REFERENCES task,
    choices     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(choices)),
    hint        TEXT NOT NULL,
    text        TEXT NOT NULL, -- the part of the message that says it, masked
    status      TEXT NOT NULL CHECK (status IN ('not_started', 'in_progress', 'behind', 'blocked', 'done')),
    percent     REAL,
    metrics     TEXT NOT NULL CHECK (json_valid(metrics)),
    problems    TEXT NOT NULL CHECK (json_valid(problems)),
    next_steps  TEXT NOT NULL CHECK (json_valid(next_steps)),
    period      TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to   TEXT NOT NULL,
    UNIQUE (report_id, part)
) STRICT;
CREATE INDEX record_task ON record (task_id);

CREATE TABLE question (
    id         INTEGER PRIMARY KEY,
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    thread_id  INTEGER NOT NULL DEFAULT 0,
    member_id  INTEGER NOT NULL,
    text       TEXT NOT NULL, -- masked
    kind       TEXT NOT NULL,
    reply      TEXT NOT NULL,
    citations  TEXT NOT NULL CHECK (json_valid(citations)),
    carry      TEXT NOT NULL CHECK (json_valid(carry)),
    model      INTEGER NOT NULL CHECK (model IN (0, 1)),
    asked_at   TEXT NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    UNIQUE (chat_id, message_id, version)
) STRICT;
CREATE INDEX question_chat ON question (chat_id, member_id, asked_at);

CREATE TABLE inbox (
    event_id    INTEGER PRIMARY KEY,
    raw         BLOB NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    fault       TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL,
    done_at     TEXT
) STRICT;
CREATE INDEX inbox_waiting ON inbox (event_id) WHERE state = 'waiting';

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY,
    key        TEXT UNIQUE, -- the intention; NULL where repeating does no harm
    chat_id    INTEGER NOT NULL,
    method     TEXT NOT NULL,
    payload    TEXT NOT NULL CHECK (json_valid(payload)),
    event_id   INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    message_id INTEGER NOT NULL DEFAULT 0, -- as Telegram numbered it
    attempts   INTEGER NOT NULL DEFAULT 0,
    not_before TEXT NOT NULL,
    fault      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    sent_at    TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE state = 'waiting';
CREATE INDEX outbox_message ON outbox (chat_id, message_id) WHERE message_id > 0;

CREATE TABLE journal (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    actor   INTEGER NOT NULL, -- member, or 0 for the program
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;

-- Counts changes, room by room, so that what is derived knows when it is stale.
CREATE TABLE revision (
    room TEXT PRIMARY KEY CHECK (room IN ('documents', 'register', 'record', 'roster')),
    n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO revision (room, n) VALUES ('documents', 0), ('register', 0), ('record', 0), ('roster', 0);
