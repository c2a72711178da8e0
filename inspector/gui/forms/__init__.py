"""Fields that people fill in: one editor for each kind of value, and secrets."""
