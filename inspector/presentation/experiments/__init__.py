"""What can be tried, what it costs, and what came of it."""
