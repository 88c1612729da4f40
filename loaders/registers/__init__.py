"""Registers: tables whose rows are documents, or tasks that documents gave, as offices keep them in spreadsheets."""
