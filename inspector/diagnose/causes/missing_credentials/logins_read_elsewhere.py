"""What was sent is read in another place: as a parameter, or by the program behind a login."""

from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.callers.intermediate_servers import is_for_the_program
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, STRONG
from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
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


def login_before_a_signature(case: Case) -> Found:
    """The web server asks for a login, and only a signature over the message came.

    It tells the program behind who made the message, and is no answer to a challenge.
    """
    asked = LOGIN_SCHEMES.intersection(case.heard.schemes)
    if case.status != HTTPStatus.UNAUTHORIZED or not asked or not is_for_the_program(case):
        return
    signature = next((key for key in case.sent.keys if key.signs_a_message), None)
    if signature is None or case.sent.is_login or not case.heard.gives_no_reason:
        return
    index, challenge = next(one for one in case.heard.challenges if one[1].scheme.lower() in asked)
    yield case.refused_for(
        "no-credentials-sent",
        CLEAR if case.heard.content.page.is_of_web_server else LIKELY,
        fact(
            tr("The server asks for {scheme}.", scheme=challenge.scheme),
            case.heard.challenge_place(index, challenge),
        ),
        fact(
            tr("{name} signs the message, and is no such login.", name=signature.name),
            signature.place,
        ),
        scheme=challenge.scheme,
    )


RULES = (read_as_a_parameter, login_before_a_signature)
