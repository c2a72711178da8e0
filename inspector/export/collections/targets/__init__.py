"""One module a format that a collection is written in; the registry finds them."""
