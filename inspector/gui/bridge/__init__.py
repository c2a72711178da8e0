"""Carries work to other threads and the results back to the window."""
