"""One module for each way to authenticate: what it sends, shows before and checks."""
