"""Readers of file formats, one module a format; ``loaders.readers.table`` says which reads what."""
