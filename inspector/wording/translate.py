"""Looks a sentence up in the catalogue of the user's language and fills its named parts in."""

import gettext
from functools import cache

from inspector.wording.resources import resources

DOMAIN = "request-inspector"


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources() / "locale", fallback=True)


def tr(sentence: str, /, **parts: object) -> str:
    """Translate a whole sentence; `{name}` in it is replaced by the part of that name.

    Parts are data (host names, header bytes): they are inserted once, never looked into.
    """
    text = _catalogue().gettext(sentence)
    return text.format_map(parts) if parts else text


def tr_declared(sentence: str, /, **parts: object) -> str:
    """Translate a sentence that is declared elsewhere: in a file of `resources`, or in a table.

    `tr` itself is called on literals only, so that the sentences of the code can be collected.
    """
    return tr(sentence, **parts)


def tr_n(one: str, many: str, count: int, /, **parts: object) -> str:
    """Translate a sentence that depends on a number; `{count}` is the number."""
    return _catalogue().ngettext(one, many, count).format_map({"count": count, **parts})
