// Every node within reach of the roots and the edges walked, in one statement. A round takes each node once, however
// many ways lead to it: what it costs grows with the edges, not with the ways.

// name: walk
// WAYS is replaced by the ways from a node.
//
// $roots      ids
// $rounds     most edges one after another
// $max_depth  greatest sum of costs
// $limit      most nodes given; one more is counted
// → (internal number, key and depth of nodes by depth and key; internal numbers of source and target of edges with kind
//    and qualifier; the last round that came to anything new)
//
// What may follow depends on the last step, so its class is part of a state: (node, class, depth, edge by which it came).
MATCH (n:Entity) WHERE n.key IN $roots
WITH collect([n, 0, 0, null]) AS start
WITH reduce(fronts = [start], round IN range(1, $rounds) | fronts + [COLLECT {
    UNWIND fronts[-1] AS state
    WITH DISTINCT state[0] AS n, state[1] AS class, state[2] AS depth
    CALL (n) {
        WAYS
    }
    UNWIND steps AS step
    WITH m, r, class, step, depth + step[0] AS depth
    WHERE depth <= $max_depth AND NOT class IN step[1]
    RETURN DISTINCT [m, step[2], depth, r]
}]) AS fronts
CALL (fronts) {
    UNWIND range(0, size(fronts) - 1) AS round
    UNWIND fronts[round] AS state
    WITH state[0] AS n, state[1] AS class, min(state[2] * 1000000 + round) AS first
    WITH n, min(first / 1000000) AS depth, max(first % 1000000) AS last
    WITH id(n) AS number, n.key AS key, depth, last ORDER BY depth, key
    WITH collect([number, key, depth]) AS nodes, max(last) AS last
    RETURN nodes[..$limit + 1] AS nodes, last
}
CALL (fronts) {
    UNWIND fronts AS front
    UNWIND front AS state
    WITH DISTINCT state[3] AS r WHERE r IS NOT NULL
    RETURN collect([id(startNode(r)), type(r), id(endNode(r)), r.qualifier]) AS edges
}
RETURN nodes, edges, last;

// name: out
// $out  kind → list of (cost, classes after which it is not taken, class it leads to)
MATCH (n)-[r:KINDS]->(m) RETURN m, r, $out[type(r)] AS steps

// name: in
// $in  the same, against the direction of the edge
MATCH (n)<-[r:KINDS]-(m) RETURN m, r, $in[type(r)] AS steps

// name: out as_of
// $out $as_of (ISO day)
MATCH (n)-[r:KINDS]->(m) WHERE coalesce(m.known_from, '') <= $as_of RETURN m, r, $out[type(r)] AS steps

// name: in as_of
// $in $as_of (ISO day)
MATCH (n)<-[r:KINDS]-(m) WHERE coalesce(m.known_from, '') <= $as_of RETURN m, r, $in[type(r)] AS steps
