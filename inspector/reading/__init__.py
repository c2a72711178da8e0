"""One reading of an exchange for everybody: request, reply, bodies, words and what they mean."""
