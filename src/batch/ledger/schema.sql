-- One row a document and a page. Times are milliseconds since 1970, blobs MessagePack.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- another one each time the document is begun anew
  name BLOB NOT NULL UNIQUE,      -- folder of its outputs below the output folder, as the system writes it
  stamp BLOB NOT NULL,            -- path, size and time of each of its files when it was looked at
  settings TEXT NOT NULL,         -- blake3 of options, engine, model and program
  pictures INTEGER NOT NULL,      -- whether pages/ is wanted
  content TEXT,                   -- blake3 of its files, whatever their names
  key TEXT,                       -- blake3 of files and settings: the fingerprint of its outputs
  state TEXT NOT NULL CHECK (state IN ('opening', 'again', 'open', 'finishing', 'done', 'partial', 'failed', 'quarantined')),
  owner TEXT, until INTEGER,      -- lease of who opens or finishes it
  opened BLOB,                    -- what is known of it before its pages
  failure BLOB,                   -- why it could not be opened
  began INTEGER, ended INTEGER,
  moved_from BLOB,                -- name whose outputs are being moved here
  looks TEXT,                     -- blake3 of the pixels of its pages
  says TEXT,                      -- blake3 of number, date and text
  summary TEXT                    -- JSON: what a report tells of it
) STRICT;
CREATE INDEX documents_of_content ON documents (content, settings);
CREATE TABLE pages (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  page INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'again', 'done', 'failed', 'quarantined')),
  owner TEXT, until INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  began INTEGER, ended INTEGER,
  read BLOB,                      -- the page as it was read; gone when its document is done
  failure BLOB,
  PRIMARY KEY (document, page)
) STRICT;
CREATE INDEX pages_in_state ON pages (document, state, page);
CREATE TABLE unreachable (           -- paths of the last run that could not be looked at
  failure BLOB NOT NULL
) STRICT;
