-- What servers tell each other for a while: logins that were ended, each with its own end in seconds since 1970, and plans that
-- were posted, by their mark, each with when it was last used and its size in bytes. Neither is a record.
CREATE TABLE ended_login (login TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE posted_plan (mark TEXT PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
