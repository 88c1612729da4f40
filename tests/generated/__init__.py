"""A graph of any size made up by rule: the same for the same size and seed, on every machine."""
