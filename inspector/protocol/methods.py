"""What a method of HTTP promises, by RFC 9110 §9.2 and the registry of methods that it began."""

FETCHING = frozenset({"GET", "HEAD"})
"""Ask for what lies at an address, and say all in it (RFC 9110 §9.3.1, §9.3.2)."""

SAFE = FETCHING | {"OPTIONS", "TRACE", "QUERY", "SEARCH", "PROPFIND", "REPORT"}
"""Only read, whatever is asked (RFC 9110 §9.2.1).

QUERY is that of draft-ietf-httpbis-safe-method-w-body, the last three are those of RFC 5323,
RFC 4918 §9.1 and RFC 3253 §3.6.
"""

IDEMPOTENT = SAFE | {"PUT", "DELETE"}
"""Do the same once as many times, so that one may be sent once more (RFC 9110 §9.2.2)."""
