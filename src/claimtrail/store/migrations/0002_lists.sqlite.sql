-- A file that is older than this step has assessments already; a server is never older.
INSERT INTO ranges
  SELECT a.incident, json_extract(r.value, '$.measure'), json_extract(r.value, '$.group'),
         json_extract(r.value, '$.low'), json_extract(r.value, '$.high'), json_extract(r.value, '$.best')
  FROM assessments a, json_each(a.body, '$.ranges') r;
