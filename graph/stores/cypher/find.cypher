// Nodes that meet all conditions: the ways to look candidates up, then what is asked of them. LABEL is replaced by a label.

// name: words
// $match (full-text expression)
CALL db.index.fulltext.queryNodes('chidao_words', $match) YIELD node AS n

// name: number
// $number
MATCH (n:Document {search_number: $number})

// name: bare
// $bare
MATCH (n:Document {search_bare: $bare})

// name: status
// $status
MATCH (n:Document {status: $status})

// name: label
MATCH (n:LABEL)

// name: all
MATCH (n:Entity)

// name: asked
// $label $number $bare $after $before $prefix ('' is no condition; days on known_from); $marked $folded (beginnings of
// words, each behind a space); $properties (name → text) → (number of all, nodes of the page)
WITH n, [l IN labels(n) WHERE l <> 'Entity'][0] AS label
WHERE ($label = '' OR label = $label)
    AND coalesce(n.whole, n.key) STARTS WITH $prefix
    AND ($number = '' OR n.search_number = $number) AND ($bare = '' OR n.search_bare = $bare)
    AND ($after = '' AND $before = '' OR n.known_from >= $after AND ($before = '' OR n.known_from <= $before))
    AND all(word IN $marked WHERE ' ' + n.search_words CONTAINS word)
    AND all(word IN $folded WHERE ' ' + coalesce(n.search_folded, '') CONTAINS word)
    AND all(name IN keys($properties) WHERE $properties[name] =
        CASE n[name] WHEN true THEN '1' WHEN false THEN '0' ELSE toStringOrNull(n[name]) END)

// name: count
// → number of all
RETURN count(n) AS total

// name: page
// $by_length (best match first) $offset $limit → list of (label, properties)
WITH n, label, CASE WHEN $by_length THEN n.search_length ELSE 0 END AS length,
    CASE WHEN $by_length THEN '' ELSE label END AS group, coalesce(n.whole, n.key) AS key
ORDER BY length, group, key SKIP $offset LIMIT $limit
RETURN collect([label, properties(n)]) AS page
