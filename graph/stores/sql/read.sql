-- Statements of the reader. Lists come as JSON arrays.

-- name: own_keys
-- :keys → (key asked, id) of those that are keys of nodes
SELECT j.value, n.id FROM json_each(:keys) AS j CROSS JOIN node AS n WHERE n.key = j.value AND n.label IS NOT NULL;

-- name: alias_nodes
-- :key → ids of the nodes an alias leads to, merged ones followed
SELECT DISTINCT coalesce(m.kept, a.node) FROM (
    SELECT node FROM alias WHERE alias = :key
    UNION
    SELECT coalesce(l.document, p.document) FROM local AS l LEFT JOIN profile AS p ON p.n = l.profile WHERE l.bound = :key AND :key <> ''
    UNION
    SELECT n.id FROM node AS n JOIN merged AS away ON away.node = n.id WHERE n.key = :key
) AS a LEFT JOIN merged AS m ON m.node = a.node;

-- name: nodes
-- :ids → (id, key, label, name, properties)
SELECT n.id, n.key, n.label, n.name, n.properties FROM json_each(:ids) AS j CROSS JOIN node AS n
WHERE n.id = j.value AND n.label IS NOT NULL;

-- name: edges_out
-- :ids :kinds :below → one row per edge whose least rank is less than :below, with the properties of the claim of that rank
SELECT s.key, e.kind, t.key, e.qualifier, e.properties, count(*), sum(e.of_text), min(e.rank)
FROM json_each(:ids) AS i CROSS JOIN json_each(:kinds) AS k CROSS JOIN stating AS e
CROSS JOIN node AS s ON s.id = e.source CROSS JOIN node AS t ON t.id = e.target
WHERE e.source = i.value AND e.kind = k.value
    AND NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
GROUP BY e.source, e.kind, e.target, e.qualifier HAVING min(e.rank) < :below;

-- name: edges_in
-- :ids :kinds → as edges_out
SELECT s.key, e.kind, t.key, e.qualifier, e.properties, count(*), sum(e.of_text), min(e.rank)
FROM json_each(:ids) AS i CROSS JOIN json_each(:kinds) AS k CROSS JOIN stating AS e
CROSS JOIN node AS s ON s.id = e.source CROSS JOIN node AS t ON t.id = e.target
WHERE e.target = i.value AND e.kind = k.value
    AND NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
GROUP BY e.source, e.kind, e.target, e.qualifier HAVING min(e.rank) < :below;

-- name: claims_of_edge
-- :source :kind :target :qualifier → (locator, id, json)
SELECT o.locator, c.id, c.json FROM stating AS e JOIN claim AS c ON c.n = e.claim JOIN source AS o ON o.id = c.source
WHERE e.source = :source AND e.kind = :kind AND e.target = :target AND e.qualifier = :qualifier
ORDER BY o.locator, c.id;

-- name: claims_of_node
-- :node → (locator, id, json)
SELECT o.locator, c.id, c.json FROM claim AS c JOIN source AS o ON o.id = c.source
WHERE c.n IN (SELECT claim FROM naming WHERE node = :node)
ORDER BY o.locator, c.id;

-- name: claims_of_source
-- :locator → (locator, id, json)
SELECT o.locator, c.id, c.json FROM source AS o JOIN claim AS c ON c.source = o.id WHERE o.locator = :locator ORDER BY c.id;

-- name: kept_out
-- (locator, id, json, reason)
SELECT o.locator, c.id, c.json, c.kept_out FROM claim AS c JOIN source AS o ON o.id = c.source
WHERE c.kept_out <> '' ORDER BY o.locator, c.id;

-- name: refs
-- :locators → (locator, ref, key of the node the ref leads to)
SELECT l.locator, l.ref, n.key FROM json_each(:locators) AS j CROSS JOIN local AS l
LEFT JOIN profile AS p ON p.n = l.profile
CROSS JOIN node AS n
WHERE l.locator = j.value
    AND n.id = coalesce((SELECT kept FROM merged WHERE node = coalesce(l.document, p.document)), l.document, p.document);

-- name: merged_keys
-- (key, key of the node kept)
SELECT a.key, b.key FROM merged AS m JOIN node AS a ON a.id = m.node JOIN node AS b ON b.id = m.kept;

-- name: aliases
-- :node → keys that may lead to it
SELECT a.alias FROM alias AS a WHERE a.node = :node OR a.node IN (SELECT node FROM merged WHERE kept = :node)
UNION
SELECT n.key FROM merged AS m JOIN node AS n ON n.id = m.node WHERE m.kept = :node
UNION
SELECT l.bound FROM profile AS p JOIN local AS l ON l.profile = p.n
WHERE (p.document = :node OR p.document IN (SELECT node FROM merged WHERE kept = :node)) AND l.bound <> ''
UNION
SELECT l.bound FROM local AS l WHERE (l.document = :node OR l.document IN (SELECT node FROM merged WHERE kept = :node)) AND l.bound <> '';

-- name: sources
SELECT locator, content_hash, grammar, registry, medium, encoding, reader FROM source ORDER BY locator;

-- name: judgements
SELECT json FROM judgement ORDER BY id;

-- name: totals
SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM claim), (SELECT count(*) FROM judgement), (
    SELECT count(*) FROM (SELECT DISTINCT source, kind, target, qualifier FROM stating AS e WHERE NOT EXISTS (
        SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)));

-- name: doubtful_edges
-- :below → number of edges whose least rank is not less
SELECT count(*) FROM (
    SELECT 1 FROM stating AS e
    WHERE NOT EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
    GROUP BY source, kind, target, qualifier HAVING min(rank) >= :below);

-- name: labels
SELECT label, status, count(*) FROM node WHERE label IS NOT NULL GROUP BY label, status;

-- name: all_nodes
SELECT id, key, label, name, properties FROM node WHERE label IS NOT NULL ORDER BY key;

-- name: all_edges
-- one row per claim of an edge, in order of edge and claim
SELECT s.key, e.kind, t.key, e.qualifier, e.properties, e.of_text, e.rank, o.locator, c.id, c.json,
    EXISTS (SELECT 1 FROM wrong AS x WHERE x.source = e.source AND x.kind = e.kind AND x.target = e.target)
FROM stating AS e JOIN node AS s ON s.id = e.source JOIN node AS t ON t.id = e.target
JOIN claim AS c ON c.n = e.claim JOIN source AS o ON o.id = c.source
ORDER BY s.key, e.kind, t.key, e.qualifier, o.locator, c.id;
