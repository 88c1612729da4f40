-- Statements of the writer. Lists come as JSON arrays.

-- name: known_sources
-- :locators → locator of those that are kept
SELECT o.locator FROM json_each(:locators) AS j CROSS JOIN source AS o WHERE o.locator = j.value;

-- name: source_ids
-- :locators → (locator, id)
SELECT o.locator, o.id FROM json_each(:locators) AS j CROSS JOIN source AS o WHERE o.locator = j.value;

-- name: put_source
INSERT INTO source (locator, content_hash, grammar, registry, medium, encoding, reader) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (locator) DO UPDATE SET content_hash = excluded.content_hash, grammar = excluded.grammar,
    registry = excluded.registry, medium = excluded.medium, encoding = excluded.encoding,
    reader = excluded.reader;

-- name: remove_sources
DELETE FROM source WHERE locator IN (SELECT value FROM json_each(:locators));

-- name: last_claim
SELECT coalesce(max(n), 0) FROM claim;

-- name: put_claim
INSERT INTO claim (n, id, source, json, kept_out) VALUES (?, ?, ?, ?, ?);

-- name: set_kept_out
UPDATE claim SET kept_out = ? WHERE n = ?;

-- name: clear_kept_out
UPDATE claim SET kept_out = '' WHERE kept_out <> '' AND n IN (SELECT value FROM json_each(:claims));

-- name: claims_of_sources
-- :ids of sources → (n, source, json)
SELECT c.n, c.source, c.json FROM json_each(:ids) AS j CROSS JOIN claim AS c WHERE c.source = j.value;

-- name: remove_claims
DELETE FROM claim WHERE source IN (SELECT value FROM json_each(:ids));

-- name: claim_numbers
-- :ids of sources → n
SELECT c.n FROM json_each(:ids) AS j CROSS JOIN claim AS c WHERE c.source = j.value;

-- name: variants_said
-- :claims → (variant, claims that say it)
SELECT variant, count(*) FROM json_each(:claims) AS j CROSS JOIN naming AS m WHERE m.claim = j.value AND m.variant <> 0 GROUP BY variant;

-- name: remove_namings
DELETE FROM naming WHERE claim IN (SELECT value FROM json_each(:claims));

-- name: remove_statings
DELETE FROM stating WHERE (source, kind, target, qualifier, claim) IN (
    SELECT e.source, e.kind, e.target, e.qualifier, e.claim FROM json_each(:claims) AS j CROSS JOIN stating AS e
    INDEXED BY stating_by_claim WHERE e.claim = j.value);

-- name: profiles_said
-- :locators → (profile, local documents that say it)
SELECT profile, count(*) FROM json_each(:locators) AS j CROSS JOIN local AS l
WHERE l.locator = j.value AND l.profile IS NOT NULL GROUP BY profile;

-- name: remove_locals
DELETE FROM local WHERE locator IN (SELECT value FROM json_each(:locators));

-- name: put_local
-- locator, ref, profile, office, bound
INSERT INTO local (locator, ref, profile, office, bound) VALUES (?, ?, ?, ?, ?);

-- name: put_event
-- locator, ref, id of the event
INSERT INTO local (locator, ref, document) VALUES (?, ?, ?);

-- name: count_profile
INSERT INTO profile (n, block, guest, facts, uses) VALUES (?, ?, ?, ?, ?) ON CONFLICT (n) DO UPDATE SET uses = uses + excluded.uses;

-- name: profiles
-- :profiles → (n, block, uses, document)
SELECT p.n, p.block, p.uses, p.document FROM json_each(:profiles) AS j CROSS JOIN profile AS p WHERE p.n = j.value;

-- name: blocks_of_profiles
-- :profiles → block
SELECT DISTINCT p.block FROM json_each(:profiles) AS j CROSS JOIN profile AS p WHERE p.n = j.value;

-- name: profiles_of_blocks
-- :blocks → (n, block, facts, uses, first source, document, scoped, guest)
SELECT p.n, p.block, p.facts, p.uses, (SELECT min(l.locator) FROM local AS l WHERE l.profile = p.n), p.document, p.scoped,
    p.guest
FROM json_each(:blocks) AS j CROSS JOIN profile AS p WHERE p.block = j.value;

-- name: guests
-- :blocks → (block, document) that can be meant in a block of titles
SELECT DISTINCT p.guest, p.document FROM json_each(:blocks) AS j CROSS JOIN profile AS p
WHERE p.guest = j.value AND p.guest <> '' AND p.document IS NOT NULL AND p.uses > 0;

-- name: remove_unsaid_profiles
DELETE FROM profile WHERE uses <= 0 AND n IN (SELECT value FROM json_each(:profiles));

-- name: mean_profile
UPDATE profile SET document = ?, scoped = ? WHERE n = ?;

-- name: locals_of_profiles
-- :profiles → (locator, ref)
SELECT l.locator, l.ref FROM json_each(:profiles) AS j CROSS JOIN local AS l WHERE l.profile = j.value;

-- name: profiles_of_documents
-- :ids of documents → (n, block, facts, uses, first source, document)
SELECT p.n, p.block, p.facts, p.uses, (SELECT min(l.locator) FROM local AS l WHERE l.profile = p.n), p.document FROM json_each(:ids) AS j CROSS JOIN profile AS p WHERE p.document = j.value;

-- name: locals_of_documents
-- :ids of documents bound to a source → (locator, ref)
SELECT l.locator, l.ref FROM json_each(:ids) AS j CROSS JOIN local AS l WHERE l.document = j.value;

-- name: locals_of_sources
-- :locators → (locator, ref, office, own document or event, profile, facts, its document, scoped)
SELECT l.locator, l.ref, l.office, l.document, p.n, p.facts, p.document, p.scoped
FROM json_each(:locators) AS j CROSS JOIN local AS l LEFT JOIN profile AS p ON p.n = l.profile WHERE l.locator = j.value;

-- name: bind_local
UPDATE local SET document = ? WHERE locator = ? AND ref = ?;

-- name: documents
-- :ids → (node, block, final, issuer, status)
SELECT d.node, d.block, d.final, d.issuer, d.status FROM json_each(:ids) AS j CROSS JOIN document AS d WHERE d.node = j.value;

-- name: documents_of_blocks
-- :blocks → node
SELECT d.node FROM json_each(:blocks) AS j CROSS JOIN document AS d WHERE d.block = j.value;

-- name: blocks_by_document
-- :ids → (node, block)
SELECT d.node, d.block FROM json_each(:ids) AS j CROSS JOIN document AS d WHERE d.node = j.value;

-- name: remove_document
DELETE FROM document WHERE node = ? AND block = ?;

-- name: put_document
INSERT INTO document (node, block, final, issuer, status) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (node, block) DO UPDATE SET final = excluded.final, issuer = excluded.issuer, status = excluded.status;

-- name: statuses
-- :ids → (node, status)
SELECT d.node, d.status FROM json_each(:ids) AS j CROSS JOIN document AS d WHERE d.node = j.value;

-- name: aliases_of_documents
-- :ids → (node, alias)
SELECT a.node, a.alias FROM json_each(:ids) AS j CROSS JOIN alias AS a WHERE a.node = j.value;

-- name: remove_alias
DELETE FROM alias WHERE alias = ? AND node = ?;

-- name: put_alias
INSERT OR IGNORE INTO alias (alias, node) VALUES (?, ?);

-- name: leads
-- :keys → (key, id of a document it leads to before merging)
SELECT j.value, a.node FROM json_each(:keys) AS j CROSS JOIN alias AS a WHERE a.alias = j.value
UNION
SELECT j.value, coalesce(l.document, p.document) FROM json_each(:keys) AS j CROSS JOIN local AS l
LEFT JOIN profile AS p ON p.n = l.profile WHERE l.bound = j.value AND l.bound <> ''
UNION
SELECT j.value, d.node FROM json_each(:keys) AS j CROSS JOIN node AS n CROSS JOIN document AS d
WHERE n.key = j.value AND d.node = n.id;

-- name: put_key
INSERT OR IGNORE INTO node (key) VALUES (?);

-- name: ids_of_keys
-- :keys → (key, id)
SELECT n.key, n.id FROM json_each(:keys) AS j CROSS JOIN node AS n WHERE n.key = j.value;

-- name: keys_of_ids
-- :ids → (id, key)
SELECT n.id, n.key FROM json_each(:ids) AS j CROSS JOIN node AS n WHERE n.id = j.value;

-- name: merged
SELECT node, kept FROM merged;

-- name: remove_merged
DELETE FROM merged WHERE node = ?;

-- name: put_merged
INSERT INTO merged (node, kept) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET kept = excluded.kept;

-- name: claims_naming
-- :ids of nodes → (claim, locator of its source)
SELECT DISTINCT m.claim, o.locator FROM json_each(:ids) AS j CROSS JOIN naming AS m CROSS JOIN claim AS c CROSS JOIN source AS o
WHERE m.node = j.value AND c.n = m.claim AND o.id = c.source;

-- name: put_naming
INSERT OR IGNORE INTO naming (claim, node, variant) VALUES (?, ?, ?);

-- name: put_stating
INSERT INTO stating (source, kind, target, qualifier, claim, rank, of_text, properties) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: count_variant
INSERT INTO variant (n, node, json, uses) VALUES (?, ?, ?, ?) ON CONFLICT (n) DO UPDATE SET uses = uses + excluded.uses;

-- name: nodes_of_variants
-- :variants → node
SELECT DISTINCT v.node FROM json_each(:variants) AS j CROSS JOIN variant AS v WHERE v.n = j.value;

-- name: remove_unsaid_variants
DELETE FROM variant WHERE uses <= 0 AND n IN (SELECT value FROM json_each(:variants));

-- name: variants_of_nodes
-- :ids → (node, json, uses)
SELECT v.node, v.json, v.uses FROM json_each(:ids) AS j CROSS JOIN variant AS v WHERE v.node = j.value;

-- name: node_rows
-- :ids → (id, key, label, name, properties)
SELECT n.id, n.key, n.label, n.name, n.properties FROM json_each(:ids) AS j CROSS JOIN node AS n WHERE n.id = j.value;

-- name: set_node
UPDATE node SET label = ?, name = ?, properties = ?, known_from = ?, status = ?, number = ?, bare = ?, length = ? WHERE id = ?;

-- name: remove_idle_nodes
-- keys that lead nowhere any more
DELETE FROM node WHERE id IN (SELECT value FROM json_each(:ids)) AND label IS NULL
    AND NOT EXISTS (SELECT 1 FROM document AS d WHERE d.node = node.id)
    AND NOT EXISTS (SELECT 1 FROM merged AS m WHERE m.node = node.id)
    AND NOT EXISTS (SELECT 1 FROM merged AS m WHERE m.kept = node.id)
    AND NOT EXISTS (SELECT 1 FROM naming AS g WHERE g.node = node.id);

-- name: forget_words
INSERT INTO word (word, rowid, marked, folded) VALUES ('delete', ?, ?, ?);

-- name: put_words
INSERT INTO word (rowid, marked, folded) VALUES (?, ?, ?);

-- name: put_judgement
INSERT INTO judgement (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json;

-- name: remove_judgements
DELETE FROM judgement WHERE id IN (SELECT value FROM json_each(:ids));

-- name: clear_wrong
DELETE FROM wrong;

-- name: put_wrong
INSERT OR IGNORE INTO wrong (source, kind, target) VALUES (?, ?, ?);

-- name: uncount_profile
UPDATE profile SET uses = uses - ? WHERE n = ?;

-- name: recount_variant
UPDATE variant SET uses = uses + ? WHERE n = ?;

-- name: judgements
SELECT json FROM judgement ORDER BY id;

-- name: outcomes
-- :locators → (locator, ref, office, id of what it leads to before merging, issuer chosen there)
SELECT l.locator, l.ref, l.office, coalesce(l.document, p.document), d.issuer
FROM json_each(:locators) AS j CROSS JOIN local AS l
LEFT JOIN profile AS p ON p.n = l.profile
LEFT JOIN document AS d ON d.node = coalesce(l.document, p.document)
    AND d.block = iif(l.document IS NULL, p.block, '~' || l.locator)
WHERE l.locator = j.value AND coalesce(l.document, p.document) IS NOT NULL;
