"""Headers by which a firewall says that it answered in place of the program."""

from inspector.model.message import Header, first

# AWS WAF sends a task for browsers with 202, Cloudflare with 403.
_MITIGATED = ("x-amzn-waf-action", "cf-mitigated")
_HELD = frozenset({"challenge", "captcha", "block"})


def is_held_by_a_filter(headers: tuple[Header, ...]) -> bool:
    """Whether a firewall held the request back: it sent a task, or nothing."""
    return any((first(headers, name) or "").lower() in _HELD for name in _MITIGATED)
