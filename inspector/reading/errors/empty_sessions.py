"""Sessions and tokens that a reply hands out without a value: `{"token": null}`."""

from collections.abc import Iterable

from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content

# finds `session_id`, `jwtToken`
# but not `csrf_token`, `refresh_token`
_SESSION = lazy_re(
    r"(?i)(?:sid|session(?:_?(?:id|key|token))?|(?:access_?|auth_?|jwt_?|login_?)?token|jwt|ticket)$"
)
_LEAST = 12  # characters of a value that may let in, whatever its name


def empty_session(members: Iterable[tuple[str, object]]) -> bool:
    """Whether a session's number or token is handed out that is empty or all zeros."""
    return any(
        _SESSION.match(name) and isinstance(value, str) and not value.strip("0-")
        for name, value in members
    )


def hands_out_nothing(content: Content) -> bool:
    """Whether a session or token is null in a reply in JSON, and no long text stands beside it."""
    if not (content.object and _names_one(content.object)):
        return False
    return not any(len(value) >= _LEAST for _, value in content.scalars() if isinstance(value, str))


def _names_one(members: dict[str, object], depth: int = 0) -> bool:
    if any(_SESSION.match(name) and value is None for name, value in members.items()):
        return True
    inner = (value for value in members.values() if isinstance(value, dict) and depth < _DEEPEST)
    return any(_names_one(one, depth + 1) for one in inner)


_DEEPEST = 3
