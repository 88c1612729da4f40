"""What a directive is, what says so, and where it is kept."""
