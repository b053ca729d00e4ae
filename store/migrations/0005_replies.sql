-- Passages as vectors, by what was embedded: derived, but dear to make again.
CREATE TABLE vector (
    model  TEXT NOT NULL,
    sha256 TEXT NOT NULL, -- of the text that was embedded
    codes  BLOB NOT NULL, -- a signed byte for each dimension
    PRIMARY KEY (model, sha256)
) STRICT, WITHOUT ROWID;

-- 未答问题: what the documents do not say, or somebody doubts; like questions are one.
CREATE TABLE unanswered (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE, -- what like questions share
    text       TEXT NOT NULL,        -- as first asked, masked
    opened_at  TEXT NOT NULL,
    dropped_at TEXT, -- a coordinator took it off the list
    dropped_by INTEGER REFERENCES member
) STRICT;

CREATE TABLE unanswered_question (
    question_id   INTEGER PRIMARY KEY REFERENCES question,
    unanswered_id INTEGER NOT NULL REFERENCES unanswered,
    reason        TEXT NOT NULL CHECK (reason IN ('silent', 'doubted'))
) STRICT;
CREATE INDEX unanswered_question_of ON unanswered_question (unanswered_id);

-- 协调员答复: citable, and never official text.
CREATE TABLE reply (
    id            INTEGER PRIMARY KEY,
    unanswered_id INTEGER NOT NULL REFERENCES unanswered,
    chat_id       INTEGER NOT NULL, -- where it was written
    message_id    INTEGER NOT NULL,
    member_id     INTEGER NOT NULL REFERENCES member,
    text          TEXT NOT NULL, -- masked
    state         TEXT NOT NULL CHECK (state IN ('draft', 'confirmed', 'superseded', 'withdrawn', 'filed')),
    created_at    TEXT NOT NULL,
    decided_at    TEXT, -- confirmed, or withdrawn while a draft
    decided_by    INTEGER REFERENCES member,
    ended_at      TEXT, -- superseded, withdrawn, or taken into a document
    ended_by      INTEGER REFERENCES member
) STRICT;
CREATE INDEX reply_of ON reply (unanswered_id, state);
CREATE UNIQUE INDEX reply_confirmed ON reply (unanswered_id) WHERE state = 'confirmed';

CREATE TABLE feedback (
    id          INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES question,
    member_id   INTEGER NOT NULL REFERENCES member,
    verdict     TEXT NOT NULL CHECK (verdict IN ('up', 'down', 'none')),
    at          TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_question ON feedback (question_id, member_id);
CREATE VIEW verdict AS SELECT f.question_id, f.member_id, f.verdict, f.at FROM feedback f
    WHERE NOT EXISTS (SELECT 1 FROM feedback n WHERE n.question_id = f.question_id AND n.member_id = f.member_id AND n.id > f.id);
