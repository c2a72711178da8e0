"""What a Basic credential holds: the user is shown, the password never (RFC 7617)."""

from collections.abc import Iterator

from inspector.annotate import basic_value
from inspector.annotate.sent import SentCredential, credentials
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.wording import tr


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Decode the Basic credentials of an exchange."""
    blanked = attempt.exchanges[index].redacted
    for sent in credentials(attempt, index):
        if (
            sent.word == "basic"
            and sent.rest
            and f"request.headers.{sent.line.name}" not in blanked
        ):
            yield from _decoded(sent)


def _decoded(sent: SentCredential) -> Iterator[Annotation]:
    value = basic_value.decoded(sent.rest)
    if value is None:
        yield _note(sent, tr("no valid Base64: nobody can read user and password"), "bad")
    elif not value.colon:
        yield _note(sent, tr("no colon inside: it must be user:password"), "bad")
    else:
        yield _note(sent, tr("user {user}, password hidden", user=value.shown_user), "info")
        for text in basic_value.oddities(value):
            yield _note(sent, text, "odd")


def _note(sent: SentCredential, text: str, level: Level) -> Annotation:
    return Annotation(
        place=sent.line.place(sent.span),
        text=text,
        level=level,
        kind="basic",
        reference="RFC 7617 §2",
    )
