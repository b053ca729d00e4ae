-- 汇总安排: when digests are made. A changed one is a new row. One of each cadence
-- is in force, and one for each day on which a meeting is held.
CREATE TABLE digest (
    id       INTEGER PRIMARY KEY,
    cadence  TEXT NOT NULL CHECK (cadence IN ('weekly', 'monthly', 'meeting')),
    schedule TEXT NOT NULL CHECK (json_valid(schedule)),
    state    TEXT NOT NULL CHECK (state IN ('offered', 'off', 'on')),
    on_at    TEXT, -- NULL: never in force
    off_at   TEXT,
    set_by   INTEGER NOT NULL DEFAULT 0 -- member, or 0 for the program
) STRICT;
CREATE UNIQUE INDEX digest_on ON digest (cadence, coalesce(json_extract(schedule, '$.day'), '')) WHERE state = 'on';

-- Off until a coordinator turns them on.
INSERT INTO digest (cadence, schedule, state) VALUES
    ('weekly',  '{"weekday":5,"at":"16:00","group":true}', 'off'),
    ('monthly', '{"month_day":-1,"at":"16:00","group":true}', 'off');

-- What a coordinator sets about summaries: the rule of the lights, the foot of a
-- 简报. The latest row of a key holds.
CREATE TABLE preference (
    id     INTEGER PRIMARY KEY,
    key    TEXT NOT NULL CHECK (key IN ('lights', 'imprint')),
    value  TEXT NOT NULL CHECK (json_valid(value)),
    set_by INTEGER NOT NULL,
    set_at TEXT NOT NULL
) STRICT;

-- 期号: the number of a 简报 or 专报 within its year, given when it is first made.
CREATE TABLE issue (
    kind   TEXT NOT NULL CHECK (kind IN ('bulletin', 'report')),
    span   TEXT NOT NULL, -- and what it is about
    year   INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    PRIMARY KEY (kind, span),
    UNIQUE (kind, year, number)
) STRICT, WITHOUT ROWID;
