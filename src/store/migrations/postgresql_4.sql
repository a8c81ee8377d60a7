-- What servers tell each other for a while: logins that were ended, each with its own end in seconds since 1970, and plans that
-- were posted, by their mark, each with when it was last used and its size in bytes. Neither is a record.
CREATE TABLE ended_login (login TEXT PRIMARY KEY, until BIGINT NOT NULL);
CREATE TABLE posted_plan (mark TEXT COLLATE "C" PRIMARY KEY, used BIGINT NOT NULL, size BIGINT NOT NULL, document TEXT NOT NULL);
