-- Every node within reach of the roots and the edges walked, in one statement.
--
-- :roots      JSON array of node ids
-- :steps      JSON array of [kind, 1 for out or 0 for in, cost, text of 0 and 1]: character n + 2 of the text says whether the step
--             may follow step n (the first character: whether it may be the first, always 1)
-- :max_depth  greatest sum of costs
-- :as_of      ISO day or ''
-- :below      claims of a rank less than this lead on; an edge has a row for each
-- :limit      most nodes given; one more is counted, so that the caller sees that some were cut
--
-- Rows: (0, key, depth, '', '') for nodes by depth and key, then (1, source, kind, target, qualifier) for edges.
WITH RECURSIVE
step (i, kind, outward, cost, allowed) AS MATERIALIZED (
    SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]')
    FROM json_each(:steps)
),
-- A node may be walked on from differently after different steps, so the last step is part of the state.
walk (node, depth, last) AS (
    SELECT value, 0, -1 FROM json_each(:roots)
    UNION
    SELECT e.target, w.depth + s.cost, s.i
    FROM walk AS w
    CROSS JOIN step AS s
    CROSS JOIN stating AS e
    CROSS JOIN node AS n
    WHERE s.outward = 1 AND w.depth + s.cost <= :max_depth AND substr(s.allowed, w.last + 2, 1) = '1'
        AND e.source = w.node AND e.kind = s.kind AND e.rank < :below
        AND n.id = e.target AND (:as_of = '' OR n.known_from <= :as_of)
        AND NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
    UNION
    SELECT e.source, w.depth + s.cost, s.i
    FROM walk AS w
    CROSS JOIN step AS s
    CROSS JOIN stating AS e
    CROSS JOIN node AS n
    WHERE s.outward = 0 AND w.depth + s.cost <= :max_depth AND substr(s.allowed, w.last + 2, 1) = '1'
        AND e.target = w.node AND e.kind = s.kind AND e.rank < :below
        AND n.id = e.source AND (:as_of = '' OR n.known_from <= :as_of)
        AND NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
),
state (node, last, depth) AS MATERIALIZED (
    SELECT node, last, min(depth) FROM walk GROUP BY node, last
),
reached (node, depth, key) AS MATERIALIZED (
    SELECT n.id, least.depth, n.key
    FROM (SELECT node, min(depth) AS depth FROM state GROUP BY node) AS least
    JOIN node AS n ON n.id = least.node
    ORDER BY least.depth, n.key
    LIMIT :limit + 1
),
kept (node, depth, key) AS MATERIALIZED (
    SELECT node, depth, key FROM reached ORDER BY depth, key LIMIT :limit
),
walked (source, kind, target, qualifier) AS (
    SELECT e.source, e.kind, e.target, e.qualifier
    FROM state AS w
    CROSS JOIN step AS s
    CROSS JOIN stating AS e
    CROSS JOIN node AS n
    WHERE s.outward = 1 AND w.depth + s.cost <= :max_depth AND substr(s.allowed, w.last + 2, 1) = '1'
        AND e.source = w.node AND e.kind = s.kind AND e.rank < :below
        AND n.id = e.target AND (:as_of = '' OR n.known_from <= :as_of)
        AND NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
    UNION
    SELECT e.source, e.kind, e.target, e.qualifier
    FROM state AS w
    CROSS JOIN step AS s
    CROSS JOIN stating AS e
    CROSS JOIN node AS n
    WHERE s.outward = 0 AND w.depth + s.cost <= :max_depth AND substr(s.allowed, w.last + 2, 1) = '1'
        AND e.target = w.node AND e.kind = s.kind AND e.rank < :below
        AND n.id = e.source AND (:as_of = '' OR n.known_from <= :as_of)
        AND NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
)
SELECT 0, key, depth, '', '' FROM reached
UNION ALL
SELECT 1, source.key, walked.kind, target.key, walked.qualifier
FROM walked
JOIN kept AS source ON source.node = walked.source
JOIN kept AS target ON target.node = walked.target;
