"""GraphQL over HTTP: the body of a request, and what a schema says may stand in a query."""
