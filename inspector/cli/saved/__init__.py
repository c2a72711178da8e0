"""Saved requests on the command line: what one needs to be sent, and what a run says."""
