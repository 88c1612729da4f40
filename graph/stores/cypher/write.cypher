// Statements of the writer: those of the incremental engine (their rows are described in sql/write.sql, node ids here are
// keys, shortened where a key is too long for an index), then what claims made. Lists come in pieces; KIND is replaced
// by a kind of edge, LABEL by a label. A limit nobody reaches makes the server find both ends of an edge first: else it
// goes through all edges at one of them, and a ministry has very many.

// name: known_sources
// $locators → locator
UNWIND $locators AS locator MATCH (s:Source {locator: locator}) RETURN s.locator;

// name: put_source
// $rows (locator, content_hash, grammar, registry, medium, encoding, reader)
UNWIND $rows AS row
MERGE (s:Source {locator: row[0]})
SET s.content_hash = row[1], s.grammar = row[2], s.registry = row[3], s.medium = row[4], s.encoding = row[5],
    s.reader = row[6];

// name: remove_sources
// $locators
UNWIND $locators AS locator MATCH (s:Source {locator: locator}) DETACH DELETE s;

// name: profiles_said
// $locators → (profile, local documents that say it)
UNWIND $locators AS locator MATCH (:Source {locator: locator})-[:REFERS]->(p:_Profile) RETURN p.n, count(*);

// name: uncount_profile
// $rows (count, n)
UNWIND $rows AS row MATCH (p:_Profile {n: row[1]}) SET p.uses = p.uses - row[0];

// name: remove_locals
// $locators; a profile loses its first source here, the next one is looked for among those left
UNWIND $locators AS locator
MATCH (s:Source {locator: locator})
SET s.events = null
WITH s
MATCH (s)-[r:REFERS]->(p:_Profile)
DELETE r
WITH DISTINCT p
WHERE p.earliest IN $locators
CALL (p) { OPTIONAL MATCH (o:Source)-[:REFERS]->(p) RETURN min(o.locator) AS first }
SET p.earliest = first;

// name: count_profile
// $rows (n, block, guest, facts, uses)
UNWIND $rows AS row
MERGE (p:_Profile {n: row[0]})
ON CREATE SET p.block = row[1], p.guest = row[2], p.facts = row[3], p.uses = row[4], p.scoped = ''
ON MATCH SET p.uses = p.uses + row[4];

// name: put_local
// $rows (locator, ref, profile, office, bound, bound whole)
UNWIND $rows AS row
MATCH (s:Source {locator: row[0]})
MATCH (p:_Profile {n: row[2]})
CREATE (s)-[:REFERS {ref: row[1], office: row[3], bound: row[4], whole: row[5]}]->(p);

// name: earliest
// $profiles → (n, first source)
UNWIND $profiles AS n MATCH (p:_Profile {n: n}) RETURN collect([p.n, p.earliest]) AS rows;

// name: set_earliest
// $rows (n, first source)
UNWIND $rows AS row MATCH (p:_Profile {n: row[0]}) SET p.earliest = row[1];

// name: put_event
// $rows (locator, ref, id of the event)
UNWIND $rows AS row
MATCH (s:Source {locator: row[0]}) SET s.events = coalesce(s.events, []) + [row[1], row[2]];

// name: profiles
// $profiles → (n, block, uses, document)
UNWIND $profiles AS n MATCH (p:_Profile {n: n}) RETURN collect([p.n, p.block, p.uses, p.document]) AS rows;

// name: blocks_of_profiles
// $profiles → block
UNWIND $profiles AS n MATCH (p:_Profile {n: n}) RETURN collect(DISTINCT [p.block]) AS rows;

// name: profiles_of_blocks
// $blocks → (n, block, facts, uses, first source, document, scoped, guest)
UNWIND $blocks AS block MATCH (p:_Profile {block: block})
RETURN collect([p.n, p.block, p.facts, p.uses, p.earliest, p.document, p.scoped, coalesce(p.guest, '')]) AS rows;

// name: guests
// $blocks → (block, document)
UNWIND $blocks AS block MATCH (p:_Profile {guest: block}) WHERE p.document IS NOT NULL AND p.uses > 0
RETURN collect(DISTINCT [p.guest, p.document]) AS rows;

// name: remove_unsaid_profiles
// $profiles
UNWIND $profiles AS n MATCH (p:_Profile {n: n}) WHERE p.uses <= 0 DETACH DELETE p;

// name: mean_profile
// $rows (document, scoped, n)
UNWIND $rows AS row MATCH (p:_Profile {n: row[2]}) SET p.document = row[0], p.scoped = row[1];

// name: locals_of_profiles
// $profiles → (locator, ref)
UNWIND $profiles AS n MATCH (s:Source)-[r:REFERS]->(:_Profile {n: n}) RETURN collect([s.locator, r.ref]) AS rows;

// name: profiles_of_documents
// $ids → (n, block, facts, uses, first source, document)
UNWIND $ids AS id MATCH (p:_Profile {document: id})
RETURN collect([p.n, p.block, p.facts, p.uses, p.earliest, p.document]) AS rows;

// name: locals_of_documents
// $ids → (locator, ref)
UNWIND $ids AS id MATCH (s:Source)-[r:REFERS {document: id}]->(:_Profile) RETURN collect([s.locator, r.ref]) AS rows;

// name: locals_of_sources
// $locators → (locator, ref, office, own document, profile, facts, its document, scoped)
UNWIND $locators AS locator MATCH (s:Source {locator: locator})-[r:REFERS]->(p:_Profile)
RETURN collect([s.locator, r.ref, r.office, r.document, p.n, p.facts, p.document, p.scoped]) AS rows;

// name: bind_local
// $rows (document, locator, ref)
UNWIND $rows AS row
MATCH (:Source {locator: row[1]})-[r:REFERS {ref: row[2]}]->(:_Profile) SET r.document = row[0];

// name: documents
// $ids → (node, block, final, issuer, status)
UNWIND $ids AS id MATCH (d:_Resolved {node: id}) RETURN collect([d.node, d.block, d.final, d.issuer, d.status]) AS rows;

// name: documents_of_blocks
// $blocks → node
UNWIND $blocks AS block MATCH (d:_Resolved {block: block}) RETURN collect([d.node]) AS rows;

// name: blocks_by_document
// $ids → (node, block)
UNWIND $ids AS id MATCH (d:_Resolved {node: id}) RETURN collect([d.node, d.block]) AS rows;

// name: remove_document
// $rows (node, block)
UNWIND $rows AS row MATCH (d:_Resolved {node: row[0]}) WHERE d.block = row[1] DELETE d;

// name: put_document
// $rows (node, block, final, issuer, status)
UNWIND $rows AS row
MERGE (d:_Resolved {node: row[0], block: row[1]})
SET d.final = row[2], d.issuer = row[3], d.status = row[4];

// name: statuses
// $ids → (node, status)
UNWIND $ids AS id MATCH (d:_Resolved {node: id}) RETURN d.node, d.status;

// name: aliases_of_documents
// $ids → (node, alias)
UNWIND $ids AS id MATCH (a:_Alias {node: id}) RETURN collect([a.node, coalesce(a.whole, a.alias)]) AS rows;

// name: remove_alias
// $rows (alias, node)
UNWIND $rows AS row MATCH (a:_Alias {alias: row[0]}) WHERE a.node = row[1] DELETE a;

// name: put_alias
// $rows (alias, node, alias where it is too long)
UNWIND $rows AS row CREATE (:_Alias {alias: row[0], node: row[1], whole: row[2]});

// name: leads
// $keys (key, key shortened) → (key, document it leads to before merging)
UNWIND $keys AS key MATCH (a:_Alias {alias: key[1]}) RETURN key[0] AS key, a.node AS node
UNION
UNWIND $keys AS key MATCH (:Source)-[r:REFERS {bound: key[1]}]->(p:_Profile)
RETURN key[0] AS key, coalesce(r.document, p.document) AS node
UNION
UNWIND $keys AS key MATCH (d:_Resolved {node: key[1]}) RETURN key[0] AS key, d.node AS node;

// name: whole_keys
// $ids of shortened keys → (id, key)
UNWIND $ids AS id MATCH (k:_Long {id: id}) RETURN id, k.key;

// name: put_whole_keys
// $rows (id, key)
UNWIND $rows AS row MERGE (k:_Long {id: row[0]}) SET k.key = row[1];

// name: merged
// → (node, kept)
MATCH (m:_Merged) RETURN m.node, m.kept;

// name: remove_merged
// $rows (node)
UNWIND $rows AS row MATCH (m:_Merged {node: row[0]}) DELETE m;

// name: put_merged
// $rows (node, kept)
UNWIND $rows AS row MERGE (m:_Merged {node: row[0]}) SET m.kept = row[1];

// name: outcomes
// $locators → (locator, ref, office, what it leads to before merging, issuer chosen there)
UNWIND $locators AS locator
MATCH (s:Source {locator: locator})
CALL (s) {
    MATCH (s)-[r:REFERS]->(p:_Profile)
    WHERE coalesce(r.document, p.document) IS NOT NULL
    WITH r, coalesce(r.document, p.document) AS node,
        CASE WHEN r.document IS NULL THEN p.block ELSE '~' + s.locator END AS block
    OPTIONAL MATCH (d:_Resolved {node: node}) WHERE d.block = block
    RETURN r.ref AS ref, r.office AS office, node, d.issuer AS issuer
    UNION ALL
    UNWIND range(0, size(coalesce(s.events, [])) / 2 - 1) AS i
    RETURN s.events[2 * i] AS ref, '' AS office, s.events[2 * i + 1] AS node, '' AS issuer
}
RETURN collect([s.locator, ref, office, node, issuer]) AS rows;

// name: judgements
// → JSON, by id
MATCH (j:Judgement) RETURN j.json;

// name: remove_judgements
// $ids
UNWIND $ids AS id MATCH (j:Judgement {id: id}) DELETE j;

// name: put_judgement
// $rows (id, JSON)
UNWIND $rows AS row MERGE (j:Judgement {id: row[0]}) SET j.json = row[1];

// name: put_said
// $rows (locator, JSON of each claim)
UNWIND $rows AS row MATCH (s:Source {locator: row[0]}) SET s.said = row[1], s.claims = size(row[1]);

// name: said
// $locators → (locator, JSON of each claim)
UNWIND $locators AS locator MATCH (s:Source {locator: locator}) RETURN collect([s.locator, s.said]) AS rows;

// name: sources_naming
// $ids → locator
UNWIND $ids AS id MATCH (:Entity {key: id})<-[:NAMES]-(s:Source) RETURN collect(DISTINCT [s.locator]) AS rows;

// name: take_namings
// $locators → (node, wordings)
UNWIND $locators AS locator MATCH (:Source {locator: locator})-[r:NAMES]->(n:Entity)
WITH r, n.key AS node, r.wordings AS wordings
DELETE r
RETURN collect([node, wordings]) AS rows;

// name: take_statings
// $locators → (source, kind, target, qualifier, claims, those of text, rank)
UNWIND $locators AS locator MATCH (:Source {locator: locator})-[r:STATES]->(n:Entity)
WITH r, [r.from, r.kind, n.key, r.qualifier, size(r.claims), r.texts, r.rank] AS stating
DELETE r
RETURN collect([stating[0], stating[1], stating[2], stating[3], stating[4], stating[5], stating[6]]) AS rows;

// name: clear_refused
// $locators
UNWIND $locators AS locator MATCH (s:Source {locator: locator}) WHERE s.refusals IS NOT NULL
SET s.refusals = null, s.refused = null, s.reasons = null;

// name: set_refused
// $rows (locator, numbers of claims, reasons)
UNWIND $rows AS row MATCH (s:Source {locator: row[0]})
SET s.refusals = size(row[1]), s.refused = row[1], s.reasons = row[2];

// name: entities
// $ids → (id, label, properties)
UNWIND $ids AS id MATCH (n:Entity {key: id}) RETURN collect([id, [l IN labels(n) WHERE l <> 'Entity'][0], properties(n)]) AS rows;

// name: create_entities
// $rows of properties
UNWIND $rows AS row CREATE (n:Entity:LABEL) SET n = row;

// name: set_entities
// $rows of properties
UNWIND $rows AS row MATCH (n:Entity {key: row.key}) SET n = row;

// name: relabel
// $rows (id, label before, label)
UNWIND $rows AS row MATCH (n:Entity {key: row[0]}) REMOVE n:$(row[1]) SET n:$(row[2]);

// name: remove_entities
// $ids
UNWIND $ids AS id MATCH (n:Entity {key: id}) DETACH DELETE n;

// name: put_namings
// $rows (locator, list of (node, numbers of claims, wordings))
UNWIND $rows AS row
MATCH (s:Source {locator: row[0]})
UNWIND row[1] AS naming
MATCH (n:Entity {key: naming[0]})
CREATE (s)-[:NAMES {claims: naming[1], wordings: naming[2]}]->(n);

// name: put_statings
// $rows (locator, list of (source, kind, target, qualifier, edge, numbers of claims, those of text, rank, JSON))
UNWIND $rows AS row
MATCH (s:Source {locator: row[0]})
UNWIND row[1] AS x
MATCH (n:Entity {key: x[2]})
CREATE (s)-[:STATES {from: x[0], kind: x[1], qualifier: x[3], edge: x[4], claims: x[5], texts: x[6], rank: x[7], properties: x[8]}]->(n);

// name: edges_stated
// $edges → those that some source states
UNWIND $edges AS edge
CALL (edge) { MATCH ()-[r:STATES]->() WHERE r.edge = edge AND r.rank IS NOT NULL RETURN 1 AS one LIMIT 1 }
RETURN collect([edge]) AS rows;

// name: best_statings
// $edges → (edge, rank, JSON) of the surest claim
UNWIND $edges AS edge
CALL (edge) {
    MATCH ()-[r:STATES]->() WHERE r.edge = edge AND r.rank IS NOT NULL
    RETURN r.rank AS rank, r.properties AS properties ORDER BY rank LIMIT 1
}
RETURN edge, rank, properties;

// name: edges_between
// $rows (source, target, qualifier) → (source, target, qualifier, properties)
UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
MATCH (b:Entity {key: row[1]})
WITH row, a, b LIMIT 1000000
MATCH (a)-[r:KIND]->(b)
WHERE r.qualifier = row[2]
RETURN collect([row[0], row[1], row[2], properties(r)]) AS rows;

// name: create_edges
// $rows (source, target, kind, properties)
UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
MATCH (b:Entity {key: row[1]})
CREATE (a)-[r:$(row[2])]->(b) SET r = row[3];

// name: set_edges
// $rows (source, target, properties)
UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
MATCH (b:Entity {key: row[1]})
WITH row, a, b LIMIT 1000000
MATCH (a)-[r:KIND]->(b)
WHERE r.qualifier = row[2].qualifier
SET r = row[2];

// name: remove_edges
// $rows (source, target, qualifier)
UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
MATCH (b:Entity {key: row[1]})
WITH row, a, b LIMIT 1000000
MATCH (a)-[r:KIND]->(b)
WHERE r.qualifier = row[2]
DELETE r;

// name: wrong
// → (source, kind, target)
MATCH (w:_Wrong) RETURN w.source, w.kind, w.target;

// name: put_wrong
// $rows (source, kind, target)
UNWIND $rows AS row CREATE (:_Wrong {source: row[0], kind: row[1], target: row[2]});

// name: remove_wrong
// $rows (source, kind, target)
UNWIND $rows AS row MATCH (w:_Wrong {source: row[0], kind: row[1], target: row[2]}) DELETE w;

// name: hide_edges
// $rows (source, target)
UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
MATCH (b:Entity {key: row[1]})
WITH row, a, b LIMIT 1000000
MATCH (a)-[r:KIND]->(b)
CREATE (a)-[hidden:JUDGED_WRONG]->(b) SET hidden = properties(r), hidden.kind = 'KIND'
DELETE r;

// name: show_edges
// $rows (source, target)
UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
MATCH (b:Entity {key: row[1]})
WITH row, a, b LIMIT 1000000
MATCH (a)-[hidden:JUDGED_WRONG {kind: 'KIND'}]->(b)
CREATE (a)-[r:KIND]->(b) SET r = properties(hidden)
REMOVE r.kind
DELETE hidden;
