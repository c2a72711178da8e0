"""Something on the way changes what a call's signature covers: host, port, path or a header."""

from inspector.diagnose.facts.accepted_elsewhere import taken_at_other_hosts
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_secret_header
from inspector.protocol.schemes.computed_schemes import is_computed
from inspector.protocol.signatures import sigv4
from inspector.protocol.signatures.refusal_text import canonical_of_server
from inspector.protocol.signatures.signed_text import shown
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr


def signed_call_changed(case: Case) -> Found:
    """The signature is called wrong here, and the same key's was taken at another host."""
    sent = case.sent.authorization
    if sent is None or case.status not in TURNS_AWAY or not case.said("signature"):
        return
    other = next(taken_at_other_hosts(case), None)
    if other is None or not is_computed(sent.scheme):
        return
    told = tr("{host} took a signature of the same key.", host=other.sent.host)
    yield case.refused_for(
        "signed-call-changed",
        CLEAR,
        *case.quote("signature"),
        fact(told, places.in_line(other.index, "reply")),
        fact(tr("Here it was asked as {host}.", host=case.sent.host), case.sent_line),
        host=case.sent.host,
        other=other.sent.host,
    )


def signed_header_changed(case: Case) -> Found:
    """The server tells what it signed, and a header that was signed has another value there.

    Whoever signed it sent it as it is: servers in front add to what clients accept, or tidy it up.
    """
    changed = _changed_header(case) if case.status in TURNS_AWAY else None
    if changed is None:
        return
    name, mine, theirs, place = changed
    message = case.sent.message
    added = theirs.lower().startswith(mine.lower())
    yield case.refused_for(
        "signed-call-changed",
        SHOWN if added else CLEAR,
        fact(
            tr("The server got {name}: {value}", name=name, value=shown(theirs, message)[:_LONG]),
            case.heard_body,
        ),
        fact(tr("It was sent and signed as {value}.", value=shown(mine, message)[:_LONG]), place),
        host=case.sent.host,
        header=name,
    )


def _changed_header(case: Case) -> tuple[str, str, str, Place] | None:
    """Return name, sent value and the server's of a signed header that came as another one."""
    about, text = sigv4.signed_of(case.sent.message), canonical_of_server(case.heard.content.bytes)
    if about is None or not text or case.may_be_stripped:
        return None
    names = frozenset(about.names) - {"host"}
    for line in text.splitlines():
        name, colon, theirs = line.partition(":")
        sent = case.sent.header(name) if colon and name in names else None
        mine = " ".join(sent[1].value.split()) if sent is not None else ""
        if sent is None or not theirs.strip() or is_secret_header(name):
            continue
        if mine != " ".join(theirs.split()):
            return name, mine, theirs.strip(), places.in_header(case.index, "request", *sent)
    return None


_LONG = 80

RULES = (signed_call_changed, signed_header_changed)
