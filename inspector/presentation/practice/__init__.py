"""The scenarios of the practice server."""
