"""How a credential was sent: its scheme word, repeats, odd characters, and who wrote it."""

import re
from collections.abc import Iterator

from inspector.annotate.sent import SentCredential, credentials
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.model.message import Origin, readable
from inspector.protocol.patterns import lazy_re
from inspector.protocol.stand_ins import stand_in
from inspector.wording import tr

_ODD = lazy_re(r"[\x00-\x08\x0a-\x1f\x7f-\xff]+")
_EDGE = lazy_re(r"^[ \t]+|[ \t]+$")
_DOUBLE = lazy_re(r"[ \t]{2,}")
_CANONICAL = {"basic": "Basic", "bearer": "Bearer", "digest": "Digest", "dpop": "DPoP"}


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Remark on the form of Authorization and Proxy-Authorization."""
    lines = credentials(attempt, index)
    names = [sent.line.name for sent in lines]
    for sent in lines:
        if names.count(sent.line.name) > 1:
            yield _note(sent, None, tr("sent more than once: only one can count"), "repeated")
        if attempt.exchanges[index].lacks_header(sent.line.name):
            yield _note(sent, None, tr("blanked out before it came here"), "removed")
            continue
        yield from _scheme(sent)
        yield from _characters(sent)
        if attempt.source == "sent":
            yield from _author(sent)


def _note(sent: SentCredential, span: tuple[int, int] | None, text: str, kind: str) -> Annotation:
    return Annotation(place=sent.line.place(span), text=text, level="odd", kind=f"sent-{kind}")


def _scheme(sent: SentCredential) -> Iterator[Annotation]:
    if not sent.line.value.strip():
        yield _note(sent, None, tr("empty"), "empty")
        return
    if not sent.scheme:
        yield _note(sent, sent.span, tr("no scheme word before the value"), "no-scheme")
        return
    start = sent.line.value.find(sent.scheme)
    word = (start, start + len(sent.scheme))
    usual = _CANONICAL.get(sent.word, sent.scheme)
    if usual != sent.scheme:
        text = tr("usually written {usual}; some servers insist", usual=usual)
        yield _note(sent, word, text, "scheme-case")
    if not sent.rest.strip():
        yield _note(sent, word, tr("nothing follows the scheme word"), "empty")
    again = re.match(rf"{re.escape(sent.scheme)}[ \t:]+", sent.rest, re.IGNORECASE)
    if again:
        start = sent.span[0]
        text = tr("the word {scheme} is there twice", scheme=sent.scheme)
        yield _note(sent, (start, start + again.end()), text, "scheme-twice")


def _characters(sent: SentCredential) -> Iterator[Annotation]:
    value, rest_start = sent.line.value, sent.span[0]
    for found in _EDGE.finditer(value):
        yield _note(sent, found.span(), tr("blanks at the edge"), "blanks")
    for found in _ODD.finditer(value):
        yield _note(sent, found.span(), _odd(found.group()), "odd-characters")
    double = _DOUBLE.search(value, 0, rest_start)
    if double and sent.scheme:
        yield _note(sent, double.span(), tr("more than one blank after the scheme word"), "blanks")
    if stand_in(sent.rest.strip()):
        yield _note(sent, sent.span, tr("a placeholder, not a credential"), "placeholder")


def _odd(characters: str) -> str:
    if "\n" in characters or "\r" in characters:
        return tr("a line break inside the value")
    if characters.isascii():
        return tr("a control character inside the value")
    return tr("not ASCII: {characters}", characters=readable(characters)[:1])


def _author(sent: SentCredential) -> Iterator[Annotation]:
    authors: dict[Origin, str] = {
        "user": tr("typed by hand in the Headers tab"),
        "credential": tr("written by the Auth tab"),
        "proxy": tr("written for the proxy"),
    }
    text = authors.get(sent.line.header.origin)
    if text:
        yield Annotation(place=sent.line.place(), text=text, kind="sent-by")
