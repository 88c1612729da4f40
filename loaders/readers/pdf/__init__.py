"""The reader of PDF documents: words and rulings of pages, furniture out, columns in order, tables whole, scans read."""
