"""Rules for the CSRF protection."""
