"""The command line: one module for each command, results to stdout, messages to stderr."""
