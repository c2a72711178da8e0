"""From a request as composed to the first message: variables, query, body, defaults, checks."""
