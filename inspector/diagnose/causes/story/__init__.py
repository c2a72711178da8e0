"""Rules about other entries and time: they read the story of the trace."""
