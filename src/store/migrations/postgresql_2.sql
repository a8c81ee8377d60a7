-- Of which study it is, and that nothing is overwritten or deleted.
CREATE TABLE study (only_one BIGINT PRIMARY KEY CHECK (only_one = 1), name TEXT NOT NULL);
CREATE FUNCTION revision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a revision is never changed or deleted';
END $$;
CREATE TRIGGER revision_stays BEFORE UPDATE OR DELETE ON revision FOR EACH ROW EXECUTE FUNCTION revision_stays();
CREATE TRIGGER revision_is_kept BEFORE TRUNCATE ON revision FOR EACH STATEMENT EXECUTE FUNCTION revision_stays();
