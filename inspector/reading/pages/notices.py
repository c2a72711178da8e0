"""Which elements of a page tell of a failure."""

from inspector.protocol.patterns import lazy_re

_TELLS = lazy_re(r"(?i)error|alert|danger|warning|flash|invalid|fail")
_HIDDEN = lazy_re(r"(?i)\bhid(?:e|den)\b|d-none|display\s*:\s*none|noscript|template")


def is_notice(attributes: dict[str, str]) -> bool:
    """Whether class, id or role of an element say that it tells of a failure, and it is shown."""
    named = (attributes.get(name, "") for name in ("class", "id", "role"))
    if not any(_TELLS.search(value) for value in named):
        return False
    return not any(_HIDDEN.search(f'{name}="{value}"') for name, value in attributes.items())
