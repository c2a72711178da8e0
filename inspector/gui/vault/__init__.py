"""The vault's page: every kept secret, where it may go, what needs a look."""
