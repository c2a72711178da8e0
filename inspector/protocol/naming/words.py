"""The words of a name, and what is remembered of names: a trace has few, each many times."""

from functools import lru_cache

from inspector.protocol.patterns import lazy_re

remembered = lru_cache(maxsize=4096)
_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = lazy_re(r"[^A-Za-z0-9]+")


def name_words(name: str) -> list[str]:
    """Return the words of a name in small letters, also those of `camelCase`."""
    parts = _SPLIT.split(_CAMEL.sub("-", name[:200]))
    return [part.lower() for part in parts if part]
