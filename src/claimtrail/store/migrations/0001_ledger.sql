-- One row a report. `text` is the original as read (title, newline, body): offsets of evidence count into it.
CREATE TABLE documents (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,   -- the input it came from
  title        TEXT NOT NULL,
  outlet       TEXT,
  family       TEXT,            -- publisher family
  author       TEXT,
  published    TEXT,            -- ISO date
  url          TEXT,
  language     TEXT,
  copy_of      TEXT,            -- documents.id
  copy_kind    TEXT,
  copy_degree  REAL,
  sha256       TEXT NOT NULL,   -- of the original bytes
  text_sha256  TEXT NOT NULL,   -- of `text` in UTF-8: what `claimtrail verify` computes again
  input_digest TEXT NOT NULL,   -- of the record as read: tells a known report from a changed one
  made_by      TEXT NOT NULL,   -- fingerprint of the code and the words that read it
  run          INTEGER NOT NULL,
  text         TEXT NOT NULL,
  body         TEXT NOT NULL    -- the whole record as JSON, without the text
);

-- One row a claim. A claim that a later reading no longer makes stays, with the run that superseded it.
CREATE TABLE claims (
  row           INTEGER PRIMARY KEY,
  key           TEXT NOT NULL,  -- document#claim
  document_id   TEXT NOT NULL REFERENCES documents(id),
  position      INTEGER NOT NULL,
  event_type    TEXT NOT NULL,
  stance        TEXT NOT NULL,
  actor         TEXT,
  actor_code    TEXT,
  target        TEXT,
  target_code   TEXT,
  place         TEXT,
  admin1        TEXT,
  country       TEXT,
  latitude      REAL,
  longitude     REAL,
  date_start    TEXT,
  date_end      TEXT,
  root_source   TEXT,           -- on whose word; null: the document's own voice
  source_chain  TEXT,           -- root first, joined by ' > '
  evidence      TEXT,           -- the most important quote
  extractor     TEXT NOT NULL,
  run           INTEGER NOT NULL,
  superseded_by INTEGER,        -- run; null: current
  body          TEXT NOT NULL
);
CREATE UNIQUE INDEX claims_current ON claims(key) WHERE superseded_by IS NULL;
CREATE INDEX claims_document ON claims(document_id);

CREATE TABLE quantities (
  claim_row INTEGER NOT NULL REFERENCES claims(row),
  measure   TEXT NOT NULL,
  counted   TEXT,               -- the noun that is counted
  low       INTEGER,
  high      INTEGER,
  text      TEXT NOT NULL
);
CREATE INDEX quantities_claim ON quantities(claim_row);

CREATE TABLE copies (
  root        TEXT NOT NULL,
  document_id TEXT NOT NULL,
  kind        TEXT NOT NULL,
  containment REAL NOT NULL,
  PRIMARY KEY (root, document_id)
);

-- Incidents, assessments and accounts are derived: each linking replaces them; the log keeps what was before.
CREATE TABLE incidents (
  id     TEXT PRIMARY KEY,
  claims INTEGER NOT NULL,      -- how many
  body   TEXT NOT NULL
);

CREATE TABLE assessments (
  incident       TEXT PRIMARY KEY,
  headline       TEXT NOT NULL,
  event_type     TEXT NOT NULL,
  date_start     TEXT,
  date_end       TEXT,
  place          TEXT,
  country        TEXT,
  latitude       REAL,
  longitude      REAL,
  claims         INTEGER NOT NULL,
  roots          INTEGER NOT NULL,
  measure        TEXT,
  low            INTEGER,
  high           INTEGER,
  grade          TEXT NOT NULL,
  contradictions INTEGER NOT NULL,
  body           TEXT NOT NULL
);

CREATE TABLE accounts (
  incident    TEXT NOT NULL,
  claim       TEXT NOT NULL,    -- claims.key
  document_id TEXT NOT NULL,
  outlet      TEXT NOT NULL,
  root        TEXT NOT NULL,    -- on whose word, after copies and repeats are collapsed
  chain       TEXT NOT NULL,
  repeats     TEXT,
  copy_of     TEXT,
  PRIMARY KEY (incident, claim)
);
CREATE INDEX accounts_claim ON accounts(claim);

CREATE TABLE rejected (
  id            TEXT NOT NULL,  -- an input, a document or a claim
  stage         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  run           INTEGER NOT NULL,
  superseded_by INTEGER,
  PRIMARY KEY (id, stage, reason)
);

-- A run that found nothing new has no row.
CREATE TABLE runs (
  run         INTEGER PRIMARY KEY,
  started     TEXT NOT NULL,    -- UTC
  version     TEXT NOT NULL,
  lexicon     TEXT NOT NULL,
  inputs      TEXT NOT NULL     -- JSON list, as the user named them
);

-- Append-only; each hash covers the one before it, so that a change of the past shows.
CREATE TABLE log (
  seq      INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,       -- UTC
  run      INTEGER NOT NULL,
  kind     TEXT NOT NULL,       -- run, document, rejected, copies, incidents
  subject  TEXT NOT NULL,
  body     TEXT NOT NULL,       -- JSON
  previous TEXT NOT NULL,
  hash     TEXT NOT NULL
);

-- What a person asks first.
CREATE VIEW current_claims AS SELECT * FROM claims WHERE superseded_by IS NULL;
CREATE VIEW incident_accounts AS
  SELECT a.incident, s.headline, s.date_start AS incident_date, c.key AS claim, d.outlet, d.published, a.root AS on_word_of,
         c.stance, c.actor, c.target, c.place, c.date_start, c.date_end, c.evidence
  FROM accounts a
  JOIN assessments s ON s.incident = a.incident
  JOIN claims c ON c.key = a.claim AND c.superseded_by IS NULL
  JOIN documents d ON d.id = a.document_id;
