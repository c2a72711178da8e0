"""The environments in the window: a table of variables, secret ones in the vault."""
