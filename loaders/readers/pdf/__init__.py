"""The reader of PDF documents: words and lines of pages, columns in order, tables whole, scans recognised."""

from loaders.readers.pdf.reader import extract_pdf

__all__ = ["extract_pdf"]
