-- Nodes that meet all conditions, one page of them, each row with the number of all; without any, one row of that number alone.
--
-- :way                            by what candidates are looked up: words number bare status label all
-- :match                          words, as an FTS5 expression
-- :label :status :after :before   '' is no condition; the last two are ISO days on known_from
-- :low :high                      key_prefix as a range of keys
-- :number :bare                   comparison key of a symbol, or a bare number
-- :properties                     JSON object of name → text
-- :limit :offset
WITH candidate (id) AS (
    SELECT rowid FROM word WHERE :way = 'words' AND word MATCH :match
    UNION ALL
    SELECT id FROM node WHERE :way = 'number' AND number = :number AND number <> ''
    UNION ALL
    SELECT id FROM node WHERE :way = 'bare' AND bare = :bare AND bare <> ''
    UNION ALL
    SELECT id FROM node WHERE :way = 'status' AND status = :status AND status <> ''
    UNION ALL
    SELECT id FROM node WHERE :way = 'label' AND label = :label AND label IS NOT NULL
    UNION ALL
    SELECT id FROM node WHERE :way = 'all' AND label IS NOT NULL
),
found (id, length, label, key) AS MATERIALIZED (
    SELECT n.id, iif(:way = 'words', n.length, 0), iif(:way = 'words', '', n.label), n.key
    FROM candidate AS c CROSS JOIN node AS n
    WHERE n.id = c.id AND n.label IS NOT NULL
        AND (:label = '' OR n.label = :label) AND (:status = '' OR n.status = :status)
        AND n.key >= :low AND n.key < :high
        AND (:number = '' OR n.number = :number) AND (:bare = '' OR n.bare = :bare)
        AND (:after = '' AND :before = ''
            OR n.known_from <> '' AND n.known_from >= :after AND (:before = '' OR n.known_from <= :before))
        AND (:properties = '{}' OR NOT EXISTS (
            SELECT 1 FROM json_each(:properties) AS asked WHERE NOT EXISTS (
                SELECT 1 FROM json_each(n.properties) AS p WHERE p.key = asked.key AND CAST(p.atom AS TEXT) = asked.value)))
),
page (id, place) AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY length, label, key) FROM found ORDER BY length, label, key LIMIT :limit OFFSET :offset
)
SELECT (SELECT count(*) FROM found), n.key, n.label, n.name, n.properties
FROM (SELECT 1) LEFT JOIN page ON 1 LEFT JOIN node AS n ON n.id = page.id
ORDER BY page.place;
