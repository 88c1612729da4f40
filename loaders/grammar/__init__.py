"""The rules that read directives: each a named pattern with an example of what it takes."""
