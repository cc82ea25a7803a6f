-- The graph in one SQLite file. Offsets count characters of the decoded source file, half-open; lines and columns
-- begin at 1. `folded` is the form names are compared in (kg/names.py: width, case, script, spaces and hyphens).

CREATE TABLE predicate (
  name TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  inverse_zh TEXT,                -- how the object's side reads, where that is its own word
  inverse_en TEXT,
  together_zh TEXT,               -- how two people read who share the object; null where sharing means nothing
  together_en TEXT,
  inside INTEGER NOT NULL,        -- whether the people of the subject count among those of the object
  value TEXT,                     -- for an attribute: date, text, place, number, amount
  symmetric INTEGER NOT NULL,
  single INTEGER NOT NULL,
  single_qualifiers TEXT NOT NULL -- names parted by a space
) WITHOUT ROWID;

CREATE TABLE source (
  n INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  encoding TEXT NOT NULL,
  title TEXT, outlet TEXT, author TEXT, date TEXT, language TEXT, address TEXT
);

CREATE TABLE entity (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  kind TEXT,
  name TEXT NOT NULL
);

CREATE TABLE spelling ( -- how a Chinese name is spelt in Latin letters: for looking up, no alias of the sources
  folded TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity,
  PRIMARY KEY (folded, entity)
) WITHOUT ROWID;

CREATE TABLE name (
  n INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  canonical INTEGER NOT NULL,
  UNIQUE (entity, text)
);

CREATE TABLE entity_source (
  entity INTEGER NOT NULL REFERENCES entity,
  source INTEGER NOT NULL REFERENCES source,
  PRIMARY KEY (entity, source)
) WITHOUT ROWID;

CREATE TABLE mention (
  source INTEGER NOT NULL REFERENCES source,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity,
  text TEXT NOT NULL,
  PRIMARY KEY (source, start, "end", entity)
) WITHOUT ROWID;

CREATE TABLE fact (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject INTEGER NOT NULL REFERENCES entity,
  predicate TEXT NOT NULL REFERENCES predicate,
  object INTEGER REFERENCES entity,
  value TEXT,                     -- the literal, where the object is no entity
  told INTEGER NOT NULL,          -- by how many statements
  CHECK ((object IS NULL) <> (value IS NULL))
);

CREATE TABLE statement (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  fact INTEGER NOT NULL REFERENCES fact,
  certainty TEXT NOT NULL,
  attributed_to TEXT,
  rule TEXT NOT NULL
);

CREATE TABLE qualifier (
  statement INTEGER NOT NULL REFERENCES statement,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (statement, key)
) WITHOUT ROWID;

-- A stretch of a source file, kept once however many statements cite it.
CREATE TABLE passage (
  n INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  UNIQUE (source, start, "end")
);

CREATE TABLE citation (
  statement INTEGER NOT NULL REFERENCES statement,
  position INTEGER NOT NULL,
  passage INTEGER NOT NULL REFERENCES passage,
  PRIMARY KEY (statement, position)
) WITHOUT ROWID;

-- Substrings: three characters and more through the trigrams, one or two through single characters.
CREATE VIRTUAL TABLE name_trigram USING fts5 (folded, content = '', columnsize = 0, tokenize = 'trigram');
CREATE VIRTUAL TABLE name_character USING fts5 (folded, content = '', tokenize = 'unicode61');
CREATE VIRTUAL TABLE quote_trigram USING fts5 (folded, content = '', columnsize = 0, tokenize = 'trigram');
CREATE VIRTUAL TABLE quote_character USING fts5 (folded, content = '', columnsize = 0, tokenize = 'unicode61');

-- A person's decisions about names that this graph was built under.
CREATE TABLE verdict (
  line INTEGER PRIMARY KEY,       -- in its file
  file TEXT NOT NULL,
  verdict TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  who TEXT NOT NULL,
  "when" TEXT NOT NULL,
  why TEXT NOT NULL
);
