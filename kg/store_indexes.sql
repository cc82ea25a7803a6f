-- Made after the rows are in: one index for every way that a query goes.
CREATE INDEX name_by_folded ON name (folded);
CREATE INDEX entity_by_type ON entity (type, name);
CREATE INDEX fact_by_subject ON fact (subject, predicate, told DESC);
CREATE INDEX fact_by_object ON fact (object, predicate, told DESC);
CREATE INDEX fact_by_predicate ON fact (predicate, value);
CREATE INDEX statement_by_fact ON statement (fact);
CREATE INDEX citation_by_passage ON citation (passage);
CREATE INDEX mention_by_entity ON mention (entity);
CREATE INDEX entity_source_by_source ON entity_source (source);
CREATE INDEX qualifier_by_value ON qualifier (key, value);
