"""Rules for credentials sent under another scheme than the server reads."""
