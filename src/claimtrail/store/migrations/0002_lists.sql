-- What the accounts of an incident say of each measure and group, from its assessment.
CREATE TABLE ranges (
  incident TEXT NOT NULL,
  measure  TEXT NOT NULL,
  counted  TEXT NOT NULL,       -- "all", a group ("children"), or the noun that is counted
  low      INTEGER,             -- null: that end is open
  high     INTEGER,
  best     INTEGER,
  PRIMARY KEY (incident, measure, counted)
);

-- Lists for people and for tools such as Datasette, QGIS and spreadsheets: plain names, latitude and longitude.
DROP VIEW incident_accounts;
DROP VIEW current_claims;

CREATE VIEW incident_list AS
  SELECT s.incident, s.date_start AS date, s.date_end, s.place, s.country, s.latitude, s.longitude, s.event_type,
         s.headline, k.low AS killed_low, k.high AS killed_high, i.low AS injured_low, i.high AS injured_high,
         s.claims AS accounts, s.roots, s.contradictions, s.grade
  FROM assessments s
  LEFT JOIN ranges k ON k.incident = s.incident AND k.measure = 'killed' AND k.counted = 'all'
  LEFT JOIN ranges i ON i.incident = s.incident AND i.measure = 'injured' AND i.counted = 'all';

CREATE VIEW claim_list AS
  SELECT c.key AS claim, d.outlet, d.published, c.root_source AS on_word_of, c.source_chain, c.event_type, c.stance,
         c.actor, c.target, c.place, c.admin1, c.country, c.latitude, c.longitude, c.date_start AS date, c.date_end,
         (SELECT max(q.low) FROM quantities q WHERE q.claim_row = c.row AND q.measure = 'killed') AS killed_low,
         (SELECT max(q.high) FROM quantities q WHERE q.claim_row = c.row AND q.measure = 'killed') AS killed_high,
         (SELECT group_concat(q.measure || ' ' || q.text || coalesce(' ' || q.counted, ''), '; ')
            FROM quantities q WHERE q.claim_row = c.row) AS figures,
         c.evidence, c.document_id AS document, d.title, d.url
  FROM claims c
  JOIN documents d ON d.id = c.document_id
  WHERE c.superseded_by IS NULL;

CREATE VIEW account_list AS
  SELECT a.incident, s.headline, s.grade, c.date, c.date_end, c.place, c.country, c.latitude, c.longitude,
         a.outlet, c.published, a.root AS on_word_of, a.chain, c.stance, c.event_type, c.actor, c.target,
         c.killed_low, c.killed_high, c.figures, c.evidence, a.repeats, a.copy_of, c.document, c.url, a.claim
  FROM accounts a
  JOIN assessments s ON s.incident = a.incident
  JOIN claim_list c ON c.claim = a.claim;

CREATE VIEW source_list AS
  SELECT root AS source, count(*) AS accounts, count(DISTINCT a.incident) AS incidents,
         min(s.date_start) AS first_date, max(s.date_end) AS last_date
  FROM accounts a
  JOIN assessments s ON s.incident = a.incident
  GROUP BY root;

CREATE VIEW document_list AS
  SELECT d.id AS document, d.outlet, d.published, d.title, d.author, d.language, d.copy_of, d.copy_kind,
         (SELECT count(*) FROM claims c WHERE c.document_id = d.id AND c.superseded_by IS NULL) AS claims,
         d.url, d.name AS read_from, d.sha256
  FROM documents d;

CREATE VIEW rejected_list AS
  SELECT id AS subject, stage, reason FROM rejected WHERE superseded_by IS NULL;
