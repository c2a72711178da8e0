"""One module for each grant of OAuth 2.0: the steps from nothing to a token."""
