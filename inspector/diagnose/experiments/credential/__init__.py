"""Another credential, none, or the same in another way."""
