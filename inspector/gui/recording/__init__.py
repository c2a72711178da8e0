"""A recording with several requests: the list of them beside the answer about the chosen one."""
