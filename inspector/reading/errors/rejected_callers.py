"""A remote call that worked, and says that whom it was asked about is not let in."""

from inspector.reading.named_status import named_members


def calls_it_rejected(body: dict[str, object]) -> bool:
    """Whether the result of a remote call says that whom it was asked about is not let in."""
    result = body.get("result") if "jsonrpc" in body else None
    told = named_members(result).get("authentication") if isinstance(result, dict) else None
    return isinstance(told, str) and told.lower() in _REJECTED


_REJECTED = frozenset({"reject", "rejected", "deny", "denied", "fail", "failed", "failure"})
