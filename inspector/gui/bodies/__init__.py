"""Shows the bytes of a body: as text, as JSON, as a dump; found, masked, painted line by line."""
