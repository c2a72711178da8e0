"""One module a language whose code handles a 401: it renews the token once, then tells."""
