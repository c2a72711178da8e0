"""The verdict in words: causes, statements, what the card says."""
