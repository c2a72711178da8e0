"""Rules for login services that do not answer."""
