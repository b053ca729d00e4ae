-- Rules of reporting and reminding. A changed rule is a new row: what was in
-- force then still says who was late then.
CREATE TABLE rule (
    id       INTEGER PRIMARY KEY,
    cadence  TEXT NOT NULL CHECK (cadence IN ('weekly', 'fortnightly', 'monthly', 'task')),
    schedule TEXT NOT NULL CHECK (json_valid(schedule)),
    state    TEXT NOT NULL CHECK (state IN ('offered', 'off', 'on')),
    on_at    TEXT, -- NULL: never in force
    off_at   TEXT,
    set_by   INTEGER NOT NULL DEFAULT 0 -- member, or 0 for the program
) STRICT;
CREATE UNIQUE INDEX rule_on ON rule (cadence) WHERE state = 'on';

-- The first rules, as districts have them. All are off until a coordinator turns them on.
INSERT INTO rule (cadence, schedule, state) VALUES
    ('weekly',      '{"weekday":2,"due":"17:00","ahead":1,"at":"09:00"}', 'off'),
    ('fortnightly', '{"weekday":5,"anchor":"2022-01-03","due":"17:00","ahead":1,"at":"09:00"}', 'off'),
    ('monthly',     '{"month_day":25,"due":"24:00","ahead":2,"at":"09:00"}', 'off'),
    ('task',        '{"due":"00:00","steps":[30,7,1,0],"overdue":true,"at":"09:00"}', 'off');

-- The latest row holds.
CREATE TABLE quiet (
    id        INTEGER PRIMARY KEY,
    from_time TEXT NOT NULL,
    to_time   TEXT NOT NULL,
    set_by    INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO quiet (from_time, to_time) VALUES ('20:00', '08:00');

-- While a pause lasts nothing is said; what is due stays due.
CREATE TABLE pause (
    id       INTEGER PRIMARY KEY,
    from_at  TEXT NOT NULL,
    until_at TEXT, -- NULL: until a coordinator resumes
    set_by   INTEGER NOT NULL
) STRICT;

-- The only memory of what was said: one row for each reminder that was given.
CREATE TABLE claim (
    rule   TEXT NOT NULL, -- weekly, weekly/list, task, nudge …
    period TEXT NOT NULL, -- the span's key, the task's node, the card
    whom   INTEGER NOT NULL, -- department, or for a list the coordinator
    said   TEXT NOT NULL, -- what the keys of its messages begin with
    at     TEXT NOT NULL,
    PRIMARY KEY (rule, period, whom)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave (
    id            INTEGER PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES department,
    from_day      TEXT NOT NULL,
    to_day        TEXT NOT NULL, -- the last day of it
    state         TEXT NOT NULL CHECK (state IN ('offered', 'granted', 'ended')),
    set_by        INTEGER NOT NULL,
    CHECK (from_day <= to_day)
) STRICT;
CREATE INDEX leave_days ON leave (to_day) WHERE state = 'granted';
