"""Keys and certificates: whose they are by their shape, and what they show of themselves."""
