"""Messages for the next page that a redirect puts into a cookie which can be read.

Flask keeps what `flash` is told in its session, Django's messages have a cookie of their own, and
some programs put a member for it into theirs. What logs in leads on, so that the words are nowhere
else.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from inspector.protocol.cookie.session_cookies import read
from inspector.protocol.json_text import parse
from inspector.protocol.patterns import lazy_re

# finds `_flashes`, `auth_error`, `messages`
# but not `_user_id`, `display_name`
_KEEPS = lazy_re(r"(?i)flash|err(?:or)?(?:s|$|_)|messages?$|msg$|notice|alert|warning")
_LONGEST, _MOST = 300, 5


def kept_messages(header: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each message that the value of a `Set-Cookie` keeps."""
    name, _, value = header.partition(";")[0].partition("=")
    held = read(value.strip().strip('"')) if value else None
    if held is None:
        return
    members: dict[str, Any] = held.members or {name.strip(): parse(held.text)}
    for key, member in members.items():
        if _KEEPS.search(key):
            yield from ((key, text) for text in islice(_texts(member), _MOST))


def _texts(value: Any) -> Iterator[str]:
    """Yield the sentences in lists, and in the tuples that Flask marks (`{" t": [...]}`)."""
    if isinstance(value, str):
        if " " in value.strip() and len(value) <= _LONGEST:
            yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
