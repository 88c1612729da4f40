"""Questions: pure functions of a reader and what is asked."""
