"""Takes a Basic credential apart: the user is shown, the password is not (RFC 7617)."""

from datetime import datetime

from inspector.annotate.shown import shown
from inspector.annotate.tokens import advice
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.protocol.schemes import basic
from inspector.protocol.schemes.basic import BasicCredentials
from inspector.wording import tr

_BAD = lazy_re(r"[^A-Za-z0-9+/=\s]")
_LEAST = 8


def fit(text: Given) -> float:
    """Return how surely the text is user and password in Base64."""
    if text.scheme == "basic":
        return 0.9
    if text.scheme or len(text.rest) < _LEAST or _BAD.search(text.rest):
        return 0.0
    found = _decoded(text)
    likely = (
        found and found.has_colon and found.user and (found.user + found.password).isprintable()
    )
    return 0.7 if likely else 0.0


def read(text: Given, now: datetime) -> Token:
    """Decode it, or point at the first character that is no Base64."""
    del now  # a Basic credential has no times
    found = _decoded(text)
    remarks: list[TokenRemark] = []
    if found is None or not found.has_colon:
        remarks += _first_bad(text)
    faults = found.faults if found else ()
    for each in faults:
        remarks.append(TokenRemark(text=each.message, level="bad" if each.harmful else "odd"))
    wrong = next((one.text for one in remarks if one.level == "bad"), "")
    if found and found.has_colon:
        sentence = tr("Base64 hides nothing: whoever has this has the password.")
        remarks.append(TokenRemark(text=sentence))
    return Token(
        kind="basic",
        title=tr("Basic credential"),
        result=_result(found, wrong),
        todo=tr("Type user and password anew, without what is wrong.") if wrong else _unknown(),
        masked=DOTS,
        parts=_parts(text, found),
        remarks=tuple(remarks),
    )


def _decoded(text: Given) -> BasicCredentials | None:
    return basic.read(f"Basic {text.rest}")


def _result(found: BasicCredentials | None, wrong: str) -> str:
    if wrong:
        return advice.as_title(wrong)
    if found is None or not found.has_colon:
        return tr("Damaged Basic credential")
    return tr("Basic login of {user}", user=shown(found.user))


def _unknown() -> str:
    return tr("Nothing is wrong with its form; only the server can tell whether it is right.")


def _parts(text: Given, found: BasicCredentials | None) -> tuple[TokenPart, ...]:
    if found is None or not found.has_colon:
        return ()
    hidden = DOTS if found.password else ""
    rows = (
        TokenRow(name="user", value=shown(found.user)),
        TokenRow(name="password", value=hidden, meaning=tr("Hidden")),
    )
    end = text.start + len(text.rest)
    title = tr("User and password")
    return (TokenPart(name="credential", title=title, rows=rows, start=text.start, end=end),)


def _first_bad(text: Given) -> list[TokenRemark]:
    found = _BAD.search(text.rest)
    if found is None:
        return []
    start = text.start + found.start()
    sentence = tr("Character {number} is no Base64.", number=found.start() + 1)
    return [TokenRemark(text=sentence, level="bad", start=start, end=start + 1)]
