"""Rules for logins that have ended."""
