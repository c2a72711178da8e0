"""One module for each service whose credential is filled in from a few fields or a file."""
