"""Text in the fonts of the years before Unicode: TCVN3, VNI, VISCII, VPS (domain.md § 8.5)."""
