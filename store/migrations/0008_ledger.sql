-- The ledger of a span reads what was sent in it, and what speaks of it and came later.
CREATE INDEX report_sent ON report (state, sent_at);
CREATE INDEX record_period ON record (period_from, period_to, report_id) WHERE period_from <> '';
