"""A sign-in walked from a call without a token to one with it: each step with its verdict."""
