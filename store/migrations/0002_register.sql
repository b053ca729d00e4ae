-- What was changed in the register, by whom and why, and what stood there before.
CREATE TABLE task_change (
    id      INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task,
    at      TEXT NOT NULL,
    by      INTEGER NOT NULL, -- member, or 0 where a new version of the document changed it
    field   TEXT NOT NULL CHECK (field IN ('what', 'due', 'target', 'lead', 'support', 'state', 'closed', 'restates')),
    old     TEXT NOT NULL CHECK (json_valid(old)),
    new     TEXT NOT NULL CHECK (json_valid(new)),
    reason  TEXT NOT NULL -- as said, masked
) STRICT;
CREATE INDEX task_change_task ON task_change (task_id, field, id);

-- What a task's state was when its document ended, so that restoring the document restores it.
ALTER TABLE task ADD COLUMN ended_as TEXT NOT NULL DEFAULT '';
-- Where a duty went that a new version says together with another.
ALTER TABLE task ADD COLUMN successor INTEGER REFERENCES task;
CREATE INDEX task_restates ON task (restates) WHERE restates IS NOT NULL;
CREATE INDEX task_successor ON task (successor) WHERE successor IS NOT NULL;
