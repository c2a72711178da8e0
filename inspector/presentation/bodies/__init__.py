"""Bodies as rows: text or bytes, secrets masked, every character visible."""
