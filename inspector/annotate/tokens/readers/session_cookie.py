"""Takes session cookies apart that hold data: who made them, what they say, how old they are."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from inspector.annotate.tokens import claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol import field_names
from inspector.protocol.cookie import session_cookies
from inspector.protocol.cookie.session_cookies import SessionCookie
from inspector.protocol.masking import masks
from inspector.wording import tr, tr_n
from inspector.wording.dates import utc_stamp
from inspector.wording.durations import length

_SURE = {"json": 0.65, "rails": 0.75, "laravel": 0.9}


def fit(text: Given) -> float:
    """Return how surely the text is a session cookie's value."""
    found = session_cookies.read(text.rest)
    return _SURE.get(found.maker, 0.96) if found is not None else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show what the cookie holds; secrets in it are masked."""
    found = session_cookies.read(text.rest)
    if found is None:
        title = tr("Session cookie")
        return Token(kind="session_cookie", title=title, masked=masks.mask(text.rest))
    part = TokenPart(
        name="payload",
        title=tr("Content"),
        rows=tuple(_rows(found, now)),
        start=text.start,
        end=text.start + len(text.rest),
    )
    return Token(
        kind="session_cookie",
        title=_titles()[found.maker],
        result=_result(found, now),
        todo=_todo(found),
        masked=masks.mask(text.rest),
        parts=(part,),
        issued=found.made,
        remarks=tuple(_remarks(found)),
    )


@cache
def _titles() -> dict[str, str]:
    return {
        "django": tr("Session cookie of Django"),
        "flask": tr("Session cookie of Flask or Starlette"),
        "rails": tr("Session cookie of Rails"),
        "express": tr("Session cookie of Express"),
        "laravel": tr("Session cookie of Laravel"),
        "asp-net": tr("Cookie of ASP.NET Core"),
        "json": tr("Session cookie with JSON in Base64"),
    }


def _result(found: SessionCookie, now: datetime) -> str:
    cookie = _titles()[found.maker]
    if found.is_too_big:
        return tr("{cookie}: it unpacks to far too much", cookie=cookie)
    if found.made is not None and found.made <= now:
        return tr("{cookie}, made {time} ago", cookie=cookie, time=length(now - found.made))
    if found.is_encrypted:
        return tr("{cookie}, encrypted", cookie=cookie)
    return cookie if found.is_signed else tr("{cookie}, not signed", cookie=cookie)


def _todo(found: SessionCookie) -> str:
    if found.is_too_big:
        return tr("Delete the cookie and log in again; a site makes none that large.")
    return tr("Only the site can tell whether the session still counts; log in again if not.")


def _rows(found: SessionCookie, now: datetime) -> Iterator[TokenRow]:
    for row in claims.rows(found.members, now):
        hidden = row.value and field_names.is_secret_name(row.name)
        yield TokenRow(name=row.name, value=masks.mask(row.value)) if hidden else row
    if found.text:
        yield TokenRow(name="content", value=found.text)
    if found.made is not None and found.made <= now:
        yield TokenRow(
            name="made",
            value=utc_stamp(found.made),
            meaning=tr("{time} ago", time=length(now - found.made)),
        )
    if found.is_packed:
        yield TokenRow(name="packed", value="zlib", meaning=tr("Compressed"))
    if found.is_encrypted:
        yield TokenRow(name="content", value=tr("Encrypted"))
    if not (found.members or found.text or found.is_encrypted or found.is_too_big):
        yield TokenRow(name="content", value=tr("Only a number that the server knows"))


def _remarks(found: SessionCookie) -> Iterator[TokenRemark]:
    if found.is_too_big:
        count = session_cookies.MOST_UNPACKED
        text = tr_n(
            "It unpacks to more than {count} byte: not unpacked.",
            "It unpacks to more than {count} bytes: not unpacked.",
            count,
        )
        yield TokenRemark(text=text, level="bad")
    if found.is_encrypted:
        yield TokenRemark(text=tr("Only the site that made it can read it."))
    elif found.is_signed:
        text = tr("Whoever has it can read it; the signature only keeps it from being altered.")
        yield TokenRemark(text=text)
        yield TokenRemark(text=tr("The signature was not checked: that needs the site's key."))
    else:
        text = tr("It has no signature of its own; one may stand in a second cookie, name.sig.")
        yield TokenRemark(text=text, level="odd")
