"""Rules for credentials that are wrong in themselves: form, value, time."""
