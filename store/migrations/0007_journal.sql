-- Each row of the journal carries the SHA-256 of the row before it and of its own
-- fields; see store/journal.go. What was written before is chained by the migration.
ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE INDEX journal_at ON journal (at);

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal WHEN old.hash <> ''
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Only what a marker row names may go: the oldest entries, with nothing left out.
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
WHEN old.id > coalesce((SELECT max(json_extract(detail, '$.last')) FROM journal WHERE kind = 'journal_cut'), 0)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_grows BEFORE INSERT ON journal WHEN new.id <= (SELECT max(id) FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
