"""The cards of a token's page."""
