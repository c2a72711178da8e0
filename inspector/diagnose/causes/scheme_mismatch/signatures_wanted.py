"""A signature over the message is wanted, and something else was sent: the secret, another one."""

from inspector.diagnose.facts.accepted_elsewhere import taken_as_sent
from inspector.diagnose.facts.callers.missing_proofs import signature_missed
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import named_place
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import CLEAR, FAIR, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.protocol.signatures.message_parts import missing_part
from inspector.reading.meanings import OF_A_LACK
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_SENT_AS_IT_IS = TOKEN_SCHEMES | LOGIN_SCHEMES | {"", "token", "apikey", "api-key", "key"}


def signature_named(case: Case) -> Found:
    """The reply misses a signature by the name of its header, and another credential was sent."""
    if case.status not in MAY_REFUSE_CREDENTIAL or not case.said("missing", "not-found-there"):
        return
    found, main = signature_missed(case), case.sent.main
    if found is None or main is None or main.where == "cookie":
        return
    if not _stands_for_it(case):
        return
    name, statement = found
    yield case.refused_for(
        "signature-wanted",
        STRONG,
        quoted(statement),
        fact(tr("A credential was sent in {name}.", name=main.name), main.place),
        name=main.name,
        wanted=name,
    )


def _stands_for_it(case: Case) -> bool:
    """Whether what was sent is no signature by itself that Authorization would hold."""
    own = case.sent.authorization
    return own is None or own.scheme in _SENT_AS_IT_IS


def headers_of_another(case: Case) -> Found:
    """The reply misses headers, and a signature came whose own headers are all there."""
    main = case.sent.main
    if main is None or not main.signs_a_message or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    told = case.says(*OF_A_LACK)
    if told is None or "header" not in told.statement.plain or named_place(case) is not None:
        return
    names = [header.name for header in case.sent.message.headers]
    if missing_part(names) is not None or taken_as_sent(case) is not None:
        return
    if main.name.lower() in told.statement.text.lower():
        return  # it was lost on the way
    yield case.refused_for(
        "signature-wanted",
        FAIR,
        quoted(told.statement),
        fact(tr("A signature was sent in {name}.", name=main.name), main.place),
        name=main.name,
    )


def part_of_a_signature(case: Case) -> Found:
    """A signature came without a header that it covers: no receiver can compute it."""
    lacks = missing_part(header.name for header in case.sent.message.headers)
    if lacks is None or case.status not in MAY_REFUSE_CREDENTIAL or case.may_be_stripped:
        return
    signature, part = lacks
    sent = next((one for one in case.sent.keys if one.name == signature), None)
    if sent is None or taken_as_sent(case) is not None:
        return
    yield case.refused_for(
        "second-part-missing",
        STRONG if case.said(*OF_A_LACK) else CLEAR,
        fact(tr("Only {name} was sent.", name=signature), sent.place),
        fact(tr("{name} covers {wanted}.", name=signature, wanted=part), case.sent_line),
        *case.quote(*OF_A_LACK),
        explains=True,
        name=signature,
        wanted=part,
    )


RULES = (signature_named, headers_of_another, part_of_a_signature)
