"""Signatures over a message, in headers of their own: the one that a reply misses by its name."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import named_place
from inspector.protocol.field_names import is_signature_header
from inspector.reading.statements import Statement


def signature_missed(case: Case) -> tuple[str, Statement] | None:
    """Return the signature's header that a reply misses, with the words; None without one.

    One that was sent under nearly the same name is there, in the wrong place.
    """
    found = named_place(case)
    if found is None or not (is_signature_header(found[0]) or found[0].lower() == _COVERED):
        return None
    wanted = _bare(found[0])
    near = any(_bare(header.name) == wanted for header in case.sent.message.headers)
    return None if near else found


def _bare(name: str) -> str:
    return name.lower().removeprefix("x-")


_COVERED = "signature-input"  # what a signature covers stands beside it (RFC 9421 §4.1)
