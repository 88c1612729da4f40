-- What the files for neo4j-admin are made of, each in the order in which it lies.

-- name: keys
SELECT id, key FROM node;

-- name: entities
SELECT id, key, label, name, properties FROM node WHERE label IS NOT NULL ORDER BY id;

-- name: wordings
SELECT node, n, json, uses FROM variant ORDER BY node, n;

-- name: sources
SELECT id, locator, content_hash, grammar, registry, medium, encoding, reader FROM source ORDER BY id;

-- name: claim_ranges
SELECT source, min(n), max(n) FROM claim GROUP BY source ORDER BY min(n);

-- name: claims
-- :first :last :between → JSON of these claims, one behind the other
SELECT CAST(group_concat(json, :between) AS BLOB) FROM (SELECT json FROM claim WHERE n BETWEEN :first AND :last ORDER BY n);

-- name: refused
-- :first :last → (place, reason)
SELECT n - :first, kept_out FROM claim WHERE kept_out <> '' AND n BETWEEN :first AND :last ORDER BY n;

-- name: namings
-- :first :last → (place, node, wording)
SELECT claim - :first, node, variant FROM naming WHERE claim BETWEEN :first AND :last ORDER BY claim, node, variant;

-- name: statings
-- :first :last → (source, target, kind, qualifier, place); the index holds all of it
SELECT source, target, kind, qualifier, claim - :first FROM stating INDEXED BY stating_by_claim
WHERE claim BETWEEN :first AND :last ORDER BY claim, source, kind, target, qualifier;

-- name: edges
-- → (source, kind, target, qualifier, claims, those of text, rank of the surest, its properties)
SELECT source, kind, target, qualifier, count(*), sum(of_text), min(rank), properties FROM stating
GROUP BY source, kind, target, qualifier;

-- name: wrong
SELECT source, kind, target FROM wrong;

-- name: events
SELECT s.id, l.ref, l.document FROM local l JOIN source s ON s.locator = l.locator
WHERE l.profile IS NULL AND l.document IS NOT NULL ORDER BY l.locator, l.ref;

-- name: profiles
SELECT p.n, p.block, p.guest, p.facts, p.uses, p.scoped, p.document,
    (SELECT min(l.locator) FROM local l WHERE l.profile = p.n)
FROM profile p ORDER BY p.n;

-- name: refers
SELECT s.id, l.profile, l.ref, l.office, l.bound, l.document FROM local l JOIN source s ON s.locator = l.locator
WHERE l.profile IS NOT NULL ORDER BY l.locator, l.ref;

-- name: documents
SELECT node, block, final, issuer, status FROM document ORDER BY node, block;

-- name: aliases
SELECT alias, node FROM alias ORDER BY alias, node;

-- name: merged
SELECT node, kept FROM merged ORDER BY node;

-- name: judgements
SELECT id, json FROM judgement ORDER BY id;
