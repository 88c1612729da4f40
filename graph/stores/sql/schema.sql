-- The file of one graph. What is kept: source, claim, judgement. All else follows from these and is kept to answer quickly.
-- Node ids are of this file only and never leave it.

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    locator TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    grammar TEXT NOT NULL,
    registry TEXT NOT NULL,
    medium TEXT NOT NULL,
    encoding TEXT NOT NULL,
    reader TEXT NOT NULL
) STRICT;

CREATE TABLE claim (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    json TEXT NOT NULL,
    kept_out TEXT NOT NULL DEFAULT ''  -- why it makes no edge
) STRICT;
CREATE INDEX claim_by_source ON claim (source);
CREATE INDEX claim_kept_out ON claim (n) WHERE kept_out <> '';

CREATE TABLE judgement (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Every key in use. A row without label is no node: a key merged into another one, or one that is only waiting.
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT,
    name TEXT NOT NULL DEFAULT '',
    properties TEXT NOT NULL DEFAULT '{}',
    known_from TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL DEFAULT '',  -- comparison key of the symbol
    bare TEXT NOT NULL DEFAULT '',    -- its bare number
    length INTEGER NOT NULL DEFAULT 0 -- words it can be found by
) STRICT;
CREATE INDEX node_by_label ON node (label, key) WHERE label IS NOT NULL;
CREATE INDEX node_by_status ON node (status, key) WHERE status <> '';
CREATE INDEX node_by_number ON node (number) WHERE number <> '';
CREATE INDEX node_by_bare ON node (bare) WHERE bare <> '';

CREATE VIRTUAL TABLE word USING fts5 (
    marked, folded, content = '', detail = column, prefix = '2 3', tokenize = "unicode61 remove_diacritics 0"
);

-- Equal facts of many sources, once. ``n`` is a hash of the facts. Either ``document`` is what they mean, or ``scoped`` tells what
-- they mean in each source alone (JSON: key, candidates, reason).
CREATE TABLE profile (
    n INTEGER PRIMARY KEY,
    block TEXT NOT NULL,
    facts TEXT NOT NULL,
    uses INTEGER NOT NULL,
    document INTEGER,
    scoped TEXT NOT NULL DEFAULT '',
    guest TEXT NOT NULL DEFAULT '' -- the block of titles in which it may be meant as well
) STRICT;
CREATE INDEX profile_by_block ON profile (block);
CREATE INDEX profile_by_guest ON profile (guest) WHERE guest <> '';
CREATE INDEX profile_by_document ON profile (document) WHERE document IS NOT NULL;

-- What a ref of a source is. ``document``: the event, or the document bound to this source; else it is the profile's.
-- ``bound``: the key it has, or would have, where only its source tells what it means.
CREATE TABLE local (
    locator TEXT NOT NULL,
    ref TEXT NOT NULL,
    profile INTEGER REFERENCES profile (n) DEFERRABLE INITIALLY DEFERRED,
    office TEXT NOT NULL DEFAULT '',
    document INTEGER,
    bound TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (locator, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX local_by_profile ON local (profile, locator);
CREATE INDEX local_by_document ON local (document) WHERE document IS NOT NULL;
CREATE INDEX local_by_bound ON local (bound) WHERE bound <> '';

-- Documents before merging, by block; those bound to a source have the block ``~locator``. ``final`` is the node they end in,
-- ``issuer`` the one chosen there.
CREATE TABLE document (
    node INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    block TEXT NOT NULL,
    final INTEGER NOT NULL,
    issuer TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL,
    PRIMARY KEY (node, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_by_block ON document (block);

CREATE TABLE alias (
    alias TEXT NOT NULL,
    node INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (alias, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_node ON alias (node);

-- Keys judged to be another node's.
CREATE TABLE merged (
    node INTEGER PRIMARY KEY REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    kept INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX merged_by_kept ON merged (kept);

-- What claims say of a node that is no document, each wording once with the number of claims that say it.
CREATE TABLE variant (
    n INTEGER PRIMARY KEY,
    node INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    json TEXT NOT NULL,
    uses INTEGER NOT NULL
) STRICT;
CREATE INDEX variant_by_node ON variant (node);

-- Which claim names which node; ``variant`` is 0 for a document.
CREATE TABLE naming (
    claim INTEGER NOT NULL REFERENCES claim (n) DEFERRABLE INITIALLY DEFERRED,
    node INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    variant INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (claim, node, variant)
) STRICT, WITHOUT ROWID;
CREATE INDEX naming_by_node ON naming (node, claim);

-- Which claim states which edge. The claim with the least ``rank`` gives the edge its properties.
CREATE TABLE stating (
    source INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    target INTEGER NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
    qualifier TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (n) DEFERRABLE INITIALLY DEFERRED,
    rank TEXT NOT NULL,
    of_text INTEGER NOT NULL,
    properties TEXT NOT NULL,
    PRIMARY KEY (source, kind, target, qualifier, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX stating_by_target ON stating (target, kind, source);
CREATE INDEX stating_by_claim ON stating (claim);

-- Edges judged wrong.
CREATE TABLE wrong (
    source INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER NOT NULL,
    PRIMARY KEY (source, kind, target)
) STRICT, WITHOUT ROWID;
