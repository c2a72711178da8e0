"""What a Basic credential holds: the user is shown, the password never (RFC 7617)."""

from collections.abc import Iterator

from inspector.annotate.sent import SentCredential, credentials
from inspector.annotate.shown import shown
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.schemes import basic
from inspector.wording import tr


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Decode the Basic credentials of an exchange."""
    exchange = attempt.exchanges[index]
    for sent in credentials(attempt, index):
        if sent.word == "basic" and not exchange.lacks_header(sent.line.name):
            yield from _decoded(sent)


def _decoded(sent: SentCredential) -> Iterator[Annotation]:
    found = basic.read(sent.line.value)
    if found is None or not sent.rest.strip():
        return
    if found.has_colon:
        yield _note(sent, tr("user {user}, password hidden", user=shown(found.user)), "info")
    for fault in found.faults:
        if fault.kind != "word-twice":
            yield _note(sent, fault.message, "bad" if fault.harmful else "odd")


def _note(sent: SentCredential, text: str, level: Level) -> Annotation:
    return Annotation(
        place=sent.line.place(sent.span),
        text=text,
        level=level,
        kind="basic",
        reference="RFC 7617 §2",
    )
