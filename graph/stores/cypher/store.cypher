// What a database says of itself.

// name: format
// → (format, whether there is any node)
OPTIONAL MATCH (s:_Store {id: 0})
RETURN s.format, EXISTS { MATCH () };

// name: set_format
// $format
MERGE (s:_Store {id: 0}) SET s.format = $format
MERGE (door:_Store {id: 1})
MERGE (room:_Store {id: 2});

// name: await_indexes
// $seconds
CALL db.awaitIndexes($seconds);

// name: lock
// $id of the node that whoever writes holds until the end of the transaction → how often it was held
MATCH (s:_Store {id: $id}) SET s.turns = coalesce(s.turns, 0) + 1
RETURN s.turns;

// name: turns
// → how many transactions were kept
MATCH (s:_Store {id: 2}) RETURN coalesce(s.turns, 0);
