"""From files to claims: readers, layout, grammar, resolution inside a text, loading."""
