// Every node within reach of the roots and the edges walked, in one statement, which goes from each node once however
// many ways lead to it: what it costs grows with the edges, not with the ways.

// name: walk
// WAYS is replaced by the ways from a node.
//
// $roots      ids
// $rounds     times that all nodes of least depth are gone from together
// $classes    number of classes: a class says which steps may follow
// $max_depth  greatest sum of costs
// → (internal number, key and depth of nodes, once for each class; internal numbers of source and target of edges with
//    kind and qualifier, once for each state they were met from; number of states left to go from)
//
// What may follow depends on the last step, so a state is a node with a class: (node, class, depth). Each round goes from
// the states of least depth, and takes from what they lead to and what waited before the states that are next. Nothing is
// sorted here: the server would count the whole walk as memory of each row it sorts.
MATCH (n:Entity) WHERE n.key IN $roots
WITH collect([n, 0, 0]) AS start
WITH reduce(walk = {front: start, waiting: [], seen: [x IN start | id(x[0]) * $classes], states: start, edges: []},
    round IN range(1, $rounds) |
    [led IN [COLLECT {
        UNWIND walk.front AS state
        WITH state[0] AS n, state[1] AS class, state[2] AS depth
        CALL (n) {
            WAYS
        }
        UNWIND steps AS step
        WITH m, r, class, step, depth + step[0] AS depth
        WHERE depth <= $max_depth AND NOT class IN step[1]
        RETURN [m, step[2], depth, r]
    }] |
    [waiting IN [walk.waiting + [x IN led WHERE NOT id(x[0]) * $classes + x[1] IN walk.seen | [x[0], x[1], x[2]]]] |
    [least IN [reduce(least = $max_depth, x IN waiting | CASE WHEN x[2] < least THEN x[2] ELSE least END)] |
    [front IN [COLLECT {
        UNWIND waiting AS x
        WITH x WHERE x[2] = least AND NOT id(x[0]) * $classes + x[1] IN walk.seen
        RETURN DISTINCT x
    }] | {
        front: front,
        waiting: [x IN waiting WHERE x[2] > least],
        seen: walk.seen + [x IN front | id(x[0]) * $classes + x[1]],
        states: walk.states + front,
        edges: walk.edges + [x IN led | x[3]]
    }][0]][0]][0]][0]) AS walk
RETURN [x IN walk.states | [id(x[0]), x[0].key, x[2]]] AS states,
    [r IN walk.edges | [id(startNode(r)), type(r), id(endNode(r)), r.qualifier]] AS edges,
    size(walk.front) + size(walk.waiting) AS left;

// name: out
// $out  kind → list of (cost, classes after which it is not taken, class it leads to)
// $below  the rank of an edge walked is less
MATCH (n)-[r:KINDS]->(m) WHERE r.rank < $below RETURN m, r, $out[type(r)] AS steps

// name: in
// $in $below  the same, against the direction of the edge
MATCH (n)<-[r:KINDS]-(m) WHERE r.rank < $below RETURN m, r, $in[type(r)] AS steps

// name: out as_of
// $out $below $as_of (ISO day)
MATCH (n)-[r:KINDS]->(m) WHERE coalesce(m.known_from, '') <= $as_of AND r.rank < $below RETURN m, r, $out[type(r)] AS steps

// name: in as_of
// $in $below $as_of (ISO day)
MATCH (n)<-[r:KINDS]-(m) WHERE coalesce(m.known_from, '') <= $as_of AND r.rank < $below RETURN m, r, $in[type(r)] AS steps
