-- What the files for neo4j-admin are made of, each in the order in which it lies.

-- name: keys
SELECT id, key FROM node;

-- name: entities
SELECT id, key, label, name, properties FROM node WHERE label IS NOT NULL ORDER BY id;

-- name: wordings
SELECT node, n, json, uses FROM variant ORDER BY node;

-- name: sources
SELECT id, locator, content_hash, grammar, registry, medium, encoding, reader FROM source ORDER BY id;

-- name: claim_ranges
SELECT source, min(n), max(n) FROM claim GROUP BY source ORDER BY min(n);

-- name: claims
SELECT n, json, kept_out FROM claim ORDER BY n;

-- name: namings
SELECT claim, node, variant FROM naming ORDER BY claim, node, variant;

-- name: statings
SELECT source, kind, target, qualifier, claim, rank, of_text, properties FROM stating
ORDER BY source, kind, target, qualifier, claim;

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
