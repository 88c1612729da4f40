// Statements of the reader. KINDS is replaced by kinds of edges, LABEL by a label, BELOW by what an edge's rank is to be
// less than. A node is given as its label and
// properties, a key that is too long for an index as its id.

// name: own_keys
// $keys (key, id) → (key, id) of those that are keys of nodes
UNWIND $keys AS key MATCH (n:Entity {key: key[1]}) RETURN collect([key[0], n.key]) AS rows;

// name: alias_nodes
// $keys (key, id) → (key, id of the document it leads to, merged ones followed)
CALL () {
    UNWIND $keys AS key MATCH (a:_Alias {alias: key[1]}) RETURN key[0] AS key, a.node AS node
    UNION
    UNWIND $keys AS key MATCH (:Source)-[r:REFERS {bound: key[1]}]->(p:_Profile)
    RETURN key[0] AS key, coalesce(r.document, p.document) AS node
    UNION
    UNWIND $keys AS key MATCH (m:_Merged {node: key[1]}) RETURN key[0] AS key, m.node AS node
}
OPTIONAL MATCH (m:_Merged {node: node})
RETURN DISTINCT key, coalesce(m.kept, node);

// name: nodes
// $ids → (id, label, properties)
UNWIND $ids AS id MATCH (n:Entity {key: id}) RETURN collect([id, [l IN labels(n) WHERE l <> 'Entity'][0], properties(n)]) AS rows;

// name: edges_out
// $ids → (source, kind, target, properties); a key that was shortened comes whole
UNWIND $ids AS id
MATCH (n:Entity {key: id})-[r:KINDS]->(m:Entity)
WHERE r.rank < 'BELOW'
RETURN collect([coalesce(n.whole, n.key), type(r), coalesce(m.whole, m.key), properties(r)]) AS rows;

// name: edges_in
// $ids → (source, kind, target, properties)
UNWIND $ids AS id
MATCH (n:Entity {key: id})<-[r:KINDS]-(m:Entity)
WHERE r.rank < 'BELOW'
RETURN collect([coalesce(m.whole, m.key), type(r), coalesce(n.whole, n.key), properties(r)]) AS rows;

// name: claims_of_edge
// $edge → (locator, JSON of claims, refs (ref, own document, document, ref of an event, its id …), events, all that is merged)
MATCH (s)-[x:STATES]->() WHERE x.edge = $edge AND x.rank IS NOT NULL
RETURN s.locator, [n IN x.claims | s.said[n]],
    COLLECT { MATCH (s)-[r:REFERS]->(p:_Profile) RETURN [r.ref, coalesce(r.document, p.document)] }, s.events,
    COLLECT { MATCH (m:_Merged) RETURN [m.node, m.kept] };

// name: claims_of_node
// $id → as claims_of_edge
MATCH (:Entity {key: $id})<-[x:NAMES]-(s:Source)
RETURN s.locator, [n IN x.claims | s.said[n]],
    COLLECT { MATCH (s)-[r:REFERS]->(p:_Profile) RETURN [r.ref, coalesce(r.document, p.document)] }, s.events,
    COLLECT { MATCH (m:_Merged) RETURN [m.node, m.kept] };

// name: claims_of_source
// $locator → as claims_of_edge
MATCH (s:Source {locator: $locator})
RETURN s.locator, s.said,
    COLLECT { MATCH (s)-[r:REFERS]->(p:_Profile) RETURN [r.ref, coalesce(r.document, p.document)] }, s.events,
    COLLECT { MATCH (m:_Merged) RETURN [m.node, m.kept] };

// name: kept_out
// → as claims_of_edge, then the reason of each claim
MATCH (s:Source) WHERE s.refusals > 0
RETURN s.locator, [n IN s.refused | s.said[n]],
    COLLECT { MATCH (s)-[r:REFERS]->(p:_Profile) RETURN [r.ref, coalesce(r.document, p.document)] }, s.events,
    COLLECT { MATCH (m:_Merged) RETURN [m.node, m.kept] }, s.reasons;

// name: whole_keys
// $ids of shortened keys → (id, key)
UNWIND $ids AS id MATCH (k:_Long {id: id}) RETURN id, k.key;

// name: aliases
// $ids → (id, key that may lead to it)
UNWIND $ids AS id
CALL (id) {
    MATCH (a:_Alias {node: id}) RETURN coalesce(a.whole, a.alias) AS alias
    UNION
    MATCH (p:_Profile {document: id})<-[r:REFERS]-(:Source) WHERE r.bound IS NOT NULL RETURN coalesce(r.whole, r.bound) AS alias
    UNION
    MATCH (:Source)-[r:REFERS {document: id}]->(:_Profile) WHERE r.bound IS NOT NULL RETURN coalesce(r.whole, r.bound) AS alias
}
RETURN collect([id, alias]) AS rows;

// name: merged_into
// $ids → (id, node merged into it)
UNWIND $ids AS id MATCH (m:_Merged {kept: id}) RETURN id, m.node;

// name: merged
// → (node, kept)
MATCH (m:_Merged) RETURN m.node, m.kept;

// name: sources
// → the fields of each source
MATCH (s:Source) RETURN s.locator, s.content_hash, s.grammar, s.registry, s.medium, s.encoding, s.reader;

// name: known_source
// $locator
MATCH (s:Source {locator: $locator}) RETURN s.locator;

// name: judgements
// → JSON
MATCH (j:Judgement) RETURN j.json;

// name: totals
// → (sources, claims, judgements, edges)
MATCH (s:Source)
WITH count(s) AS sources, sum(s.claims) AS claims
CALL () { MATCH (j:Judgement) RETURN count(j) AS judgements }
CALL () { MATCH ()-[r:KINDS]->() RETURN count(r) AS edges }
RETURN sources, claims, judgements, edges;

// name: doubtful_edges
// → number of edges whose rank is not less
MATCH ()-[r:KINDS]->() WHERE r.rank >= 'BELOW' RETURN count(r);

// name: labels
// → (label, status, count)
MATCH (n:Entity)
RETURN [l IN labels(n) WHERE l <> 'Entity'][0], CASE WHEN n:Document THEN n.status ELSE '' END, count(*);

// name: nodes_after
// $key $count → (id, label, properties) of the nodes behind a key, by key
MATCH (n:Entity) WHERE n.key > $key
RETURN n.key AS id, [l IN labels(n) WHERE l <> 'Entity'][0], properties(n) ORDER BY id LIMIT $count;

// name: edges_with_claims
// $ids of sources → (source, kind, target, properties, hidden)
UNWIND $ids AS id
MATCH (n:Entity {key: id})-[r:KINDS|JUDGED_WRONG]->(m:Entity)
RETURN collect([n.key, coalesce(r.kind, type(r)), m.key, properties(r), r.kind IS NOT NULL]) AS rows;

// name: claims_of_edges
// $edges → (edge, locator, JSON of claims)
UNWIND $edges AS edge
MATCH (s)-[x:STATES]->() WHERE x.edge = edge AND x.rank IS NOT NULL
RETURN collect([edge, s.locator, [n IN x.claims | s.said[n]]]) AS rows;
