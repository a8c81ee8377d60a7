-- REPLACE takes a row away without a DELETE that a trigger sees. A row that gets its number from the store has none yet, which is
-- told as -1.
CREATE TRIGGER revision_is_new BEFORE INSERT ON revision
WHEN EXISTS (
    SELECT 1 FROM revision
    WHERE (number = NEW.number AND NEW.number > 0)
        OR (kind = NEW.kind AND id = NEW.id AND version = NEW.version)
)
BEGIN
    SELECT RAISE(ABORT, 'this revision is there already');
END;
