"""A secret in Authorization that the same call was given with as a parameter."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_password_name
from inspector.reading.meanings import BESIDE_THE_PLACE
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_LOOK = 40


def read_as_a_parameter(case: Case) -> Found:
    """Query or body held this password when the call was given, and Authorization nothing."""
    sent = case.sent.authorization
    refused = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error
    if sent is None or not refused or case.sent.keys or case.said(*BESIDE_THE_PLACE):
        return
    secret = sent.login_text.partition(":")[2] or sent.bare
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        if not other.succeeded or not case.repeats(other) or other.sent.authorization is not None:
            continue
        found = next((one for one in _passwords(other) if one[1] == secret), None)
        if found is None:
            continue
        name, _, place = found
        said = tr(
            "Entry {entry} sent it as {name}, and was accepted.", entry=other.number, name=name
        )
        yield case.refused_for(
            "key-in-wrong-place",
            STRONG,
            fact(said, place),
            fact(tr("Here it stands in {name}.", name=sent.name), sent.place),
            name=sent.name,
            wanted=name,
        )
        return


def _passwords(other: Case) -> Iterator[tuple[str, str, Place]]:
    """Yield name, value and place of what the query or body holds under a password's name."""
    fields = ((name, str(value)) for name, value in other.sent.content.scalars())
    for name, value in other.sent.query:
        if value and is_password_name(name):
            yield name, value, other.sent_line
    for name, value in (*fields, *other.sent.fields.items()):
        if value and is_password_name(name):
            yield name, value, other.sent_body


RULES = (read_as_a_parameter,)
