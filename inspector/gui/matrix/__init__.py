"""The screen of the credential matrix: what to try, and the grid of results."""
