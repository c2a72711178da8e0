"""What the members of an error say: fields that are wrong, locks that were set."""
