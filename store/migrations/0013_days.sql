-- A paper without a date could enter days that no calendar has (-011-12-00) or no
-- paper means (0000-08-31); the register could not be read any more. Such a time
-- keeps its words and has no day.
UPDATE task SET due_from = '' WHERE due_from <> '' AND (date(due_from) IS NOT due_from OR due_from < '1000');
UPDATE task SET due_to = '' WHERE due_to <> '' AND (date(due_to) IS NOT due_to OR due_to < '1000');
UPDATE extension SET due_from = '' WHERE due_from <> '' AND (date(due_from) IS NOT due_from OR due_from < '1000');
UPDATE extension SET due_to = '' WHERE due_to <> '' AND (date(due_to) IS NOT due_to OR due_to < '1000');
