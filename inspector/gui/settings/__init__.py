"""The options in the window: found by words, applied at once."""
