-- What `kg query` is asked for, under plain names: the tables below may change, these stay. docs/query.md describes each
-- view and column, and a test holds the two together.

CREATE VIEW articles AS
SELECT path AS file, title, outlet, author, date, language, address, encoding, sha256 FROM source;

CREATE VIEW entities AS
SELECT id, type, kind, name,
  (SELECT count(*) FROM fact WHERE subject = entity.n)
    + (SELECT count(*) FROM fact WHERE object = entity.n AND subject <> entity.n) AS facts,
  (SELECT count(*) FROM mention WHERE mention.entity = entity.n) AS mentions,
  (SELECT count(*) FROM entity_source WHERE entity_source.entity = entity.n) AS files
FROM entity;

CREATE VIEW names AS
SELECT entity.id AS entity, entity.type, name.text AS name, name.folded, name.canonical
FROM name JOIN entity ON entity.n = name.entity;

CREATE VIEW mentions AS
SELECT entity.id AS entity, entity.type, entity.name, source.path AS file, mention.start, mention."end", mention.text
FROM mention JOIN entity ON entity.n = mention.entity JOIN source ON source.n = mention.source;

CREATE VIEW predicates AS
SELECT name, zh, en, inverse_zh, inverse_en, value, symmetric FROM predicate;

CREATE VIEW facts AS
SELECT fact.id, subject.id AS subject_id, subject.type AS subject_type, subject.name AS subject, fact.predicate,
  object.id AS object_id, object.type AS object_type, coalesce(object.name, fact.value) AS object,
  (SELECT min(certainty) FROM statement WHERE statement.fact = fact.n) AS certainty,
  fact.told AS statements,
  (SELECT count(DISTINCT passage.source) FROM statement JOIN citation ON citation.statement = statement.n
    JOIN passage ON passage.n = citation.passage WHERE statement.fact = fact.n) AS files
FROM fact JOIN entity AS subject ON subject.n = fact.subject LEFT JOIN entity AS object ON object.n = fact.object;

CREATE VIEW statements AS
SELECT statement.id, fact.id AS fact, subject.id AS subject_id, subject.name AS subject, fact.predicate,
  object.id AS object_id, coalesce(object.name, fact.value) AS object,
  (SELECT json_group_object(key, value) FROM qualifier WHERE qualifier.statement = statement.n) AS qualifiers,
  statement.certainty, statement.attributed_to, statement.rule,
  source.path AS file, passage.line, passage."column", passage.start, passage."end", passage.quote
FROM statement
JOIN fact ON fact.n = statement.fact
JOIN entity AS subject ON subject.n = fact.subject
LEFT JOIN entity AS object ON object.n = fact.object
JOIN citation ON citation.statement = statement.n AND citation.position = 0
JOIN passage ON passage.n = citation.passage
JOIN source ON source.n = passage.source;

CREATE VIEW qualifiers AS
SELECT statement.id AS statement, fact.id AS fact, fact.predicate, qualifier.key, qualifier.value
FROM qualifier JOIN statement ON statement.n = qualifier.statement JOIN fact ON fact.n = statement.fact;

CREATE VIEW citations AS
SELECT statement.id AS statement, fact.id AS fact, citation.position, source.path AS file, passage.line,
  passage."column", passage.start, passage."end", passage.quote
FROM citation
JOIN statement ON statement.n = citation.statement
JOIN fact ON fact.n = statement.fact
JOIN passage ON passage.n = citation.passage
JOIN source ON source.n = passage.source;

CREATE VIEW verdicts AS
SELECT file, line, verdict, a, b, who, "when" AS date, why FROM verdict;
