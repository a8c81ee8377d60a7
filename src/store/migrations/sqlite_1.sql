-- Every change of every entry; an entry is as its last version says.
CREATE TABLE revision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    follows INTEGER CHECK ((version = 1 AND follows IS NULL) OR (version > 1 AND follows IS NOT NULL AND follows = version - 1)),
    action TEXT NOT NULL CHECK (action IN ('ingevoerd', 'gewijzigd', 'ingetrokken')),
    content TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    seal TEXT NOT NULL,
    UNIQUE (kind, id, version),
    FOREIGN KEY (kind, id, follows) REFERENCES revision (kind, id, version)
) STRICT;
