"""Reading a curl command: its options, its data, its login, and what curl does by default."""
