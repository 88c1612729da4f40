// What a database needs before it holds a graph, in steps; a step's number is the format it leads to. Every statement
// may be run again. Labels that begin with _ are the store's own; all others are the field's.

// name: 1 key_of_entity
CREATE CONSTRAINT chidao_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE;

// name: 1 locator_of_source
CREATE CONSTRAINT chidao_source IF NOT EXISTS FOR (s:Source) REQUIRE s.locator IS UNIQUE;

// name: 1 id_of_judgement
CREATE CONSTRAINT chidao_judgement IF NOT EXISTS FOR (j:Judgement) REQUIRE j.id IS UNIQUE;

// name: 1 number_of_profile
CREATE CONSTRAINT chidao_profile IF NOT EXISTS FOR (p:_Profile) REQUIRE p.n IS UNIQUE;

// name: 1 node_merged
CREATE CONSTRAINT chidao_merged IF NOT EXISTS FOR (m:_Merged) REQUIRE m.node IS UNIQUE;

// name: 1 store
CREATE CONSTRAINT chidao_store IF NOT EXISTS FOR (s:_Store) REQUIRE s.id IS UNIQUE;

// name: 1 words
// The words of a node, with marks and without, split at spaces only: chidao splits them itself, in every store alike.
CREATE FULLTEXT INDEX chidao_words IF NOT EXISTS FOR (n:Entity) ON EACH [n.search_words, n.search_folded]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};

// name: 1 number
CREATE INDEX chidao_number IF NOT EXISTS FOR (n:Document) ON (n.search_number);

// name: 1 bare_number
CREATE INDEX chidao_bare IF NOT EXISTS FOR (n:Document) ON (n.search_bare);

// name: 1 status
CREATE INDEX chidao_status IF NOT EXISTS FOR (n:Document) ON (n.status);

// name: 1 day
CREATE INDEX chidao_day IF NOT EXISTS FOR (n:Document) ON (n.known_from);

// name: 1 due_day
CREATE INDEX chidao_due IF NOT EXISTS FOR (n:Task) ON (n.due);

// name: 1 claims_of_an_edge
CREATE INDEX chidao_states IF NOT EXISTS FOR ()-[r:STATES]-() ON (r.edge, r.rank);

// name: 1 claims_kept_out
CREATE INDEX chidao_refusals IF NOT EXISTS FOR (s:Source) ON (s.refusals);

// name: 1 bound_keys
CREATE INDEX chidao_bound IF NOT EXISTS FOR ()-[r:REFERS]-() ON (r.bound);

// name: 1 bound_documents
CREATE INDEX chidao_bound_document IF NOT EXISTS FOR ()-[r:REFERS]-() ON (r.document);

// name: 1 block_of_profile
CREATE INDEX chidao_block IF NOT EXISTS FOR (p:_Profile) ON (p.block);

// name: 1 guest_of_block
CREATE INDEX chidao_guest IF NOT EXISTS FOR (p:_Profile) ON (p.guest);

// name: 1 document_of_profile
CREATE INDEX chidao_profile_document IF NOT EXISTS FOR (p:_Profile) ON (p.document);

// name: 1 resolved_node
CREATE INDEX chidao_resolved IF NOT EXISTS FOR (d:_Resolved) ON (d.node);

// name: 1 resolved_block
CREATE INDEX chidao_resolved_block IF NOT EXISTS FOR (d:_Resolved) ON (d.block);

// name: 1 alias
CREATE INDEX chidao_alias IF NOT EXISTS FOR (a:_Alias) ON (a.alias);

// name: 1 alias_of_node
CREATE INDEX chidao_alias_node IF NOT EXISTS FOR (a:_Alias) ON (a.node);

// name: 1 merged_into
CREATE INDEX chidao_merged_kept IF NOT EXISTS FOR (m:_Merged) ON (m.kept);

// name: 1 long_key
CREATE CONSTRAINT chidao_long IF NOT EXISTS FOR (k:_Long) REQUIRE k.id IS UNIQUE;
