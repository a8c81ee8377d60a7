-- Of which study it is, and that nothing is overwritten or deleted.
CREATE TABLE study (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), name TEXT NOT NULL) STRICT;
CREATE TRIGGER revision_stays BEFORE UPDATE ON revision BEGIN
    SELECT RAISE(ABORT, 'a revision is never changed');
END;
CREATE TRIGGER revision_is_kept BEFORE DELETE ON revision BEGIN
    SELECT RAISE(ABORT, 'a revision is never deleted');
END;
