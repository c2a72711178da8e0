"""Whether a body is one thing that was asked for, described in words: a ticket, a note, a file."""

from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content
from inspector.reading.named_status import plain_name

_DEEP = 3
_IDENTITY = frozenset(
    {"id", "uuid", "guid", "number", "key", "ref", "reference", "sysid", "iid", "slug", "href"}
)
# finds `description`, `shortdescription`, `subject`
# but not `message`, `errordescription`, `detail`
_OF_A_THING = lazy_re(
    r"(?:(?:short|long|job|item|task|issue|ticket|full)?(?:description|title|summary|name|text)|"
    r"subject|comments?|notes?|caption|label|content|body)$"
)


def describes_a_thing(content: Content) -> bool:
    """Whether all words stand in what people call a thing, and the thing is named by an id.

    What an error says stands under names of its own, or beside a code.
    """
    return _is_one(content.json, _DEEP)


def _is_one(value: object, deep: int) -> bool:
    if not isinstance(value, dict) or not deep:
        return False
    members = {plain_name(str(name)): inner for name, inner in value.items()}
    told = [name for name, inner in members.items() if isinstance(inner, str) and " " in inner]
    if any(_OF_A_THING.match(name) is None for name in told):
        return False
    if told:
        return any(_is_an_id(name, inner) for name, inner in members.items())
    return any(_is_one(inner, deep - 1) for inner in members.values())


def _is_an_id(name: str, value: object) -> bool:
    """Whether a member tells one thing from others of its kind."""
    if name not in _IDENTITY or isinstance(value, bool):
        return False
    return any(map(str.isdigit, str(value))) if isinstance(value, str | int) else False
