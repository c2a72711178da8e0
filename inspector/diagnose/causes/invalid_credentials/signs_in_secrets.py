"""A sign in a secret is read as something else where it was put in as it is: `&`, `+`, `#`, `%`."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cut_secrets import cuts, misses_what_was_cut
from inspector.diagnose.facts.placement import client_pair, taken_as, was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HINT, LIKELY, OPEN, SHOWN, STRONG
from inspector.protocol.keys.cut_values import Cut, sign_read_otherwise
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_AN_END, OF_FORGERY, Names, without
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, REFUSES_TOKEN_REQUEST
from inspector.wording import tr

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, *OF_FORGERY, "permission"), *OF_AN_END)


def cut_short(case: Case) -> Found:
    """A raw sign within a secret of the address or form ends it, or is read as a blank."""
    named = misses_what_was_cut(case)
    refused = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error or named
    refused = refused or case.said("bad-login") > 0
    if not refused or case.said(*_OTHER_REASON) or was_accepted(case):
        return
    for one, place in cuts(case):
        yield case.refused_for(
            "secret-not-encoded",
            STRONG if named else _weight(one),
            fact(_said(one), place),
            explains=not one.is_plain,
            name=one.name,
            sign=one.sign,
        )
        return


def _weight(one: Cut) -> float:
    if one.is_plain:
        return OPEN
    return LIKELY if one.sign == "+" else STRONG


def _said(one: Cut) -> str:
    if one.sign == "+":
        return tr("A raw + stands in {name}, which is read as a blank.", name=one.name)
    return tr(
        "{name} ends at a raw {sign}: what comes after it stands alone, without a value.",
        name=one.name,
        sign=one.sign,
    )


def client_secret_in_basic(case: Case) -> Found:
    """The client's secret in Basic is decoded as a form is, and holds a sign that changes so."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "basic" or not case.sent.is_token_request:
        return
    if case.status not in REFUSES_TOKEN_REQUEST or case.heard.error[0] not in _OF_THE_CLIENT:
        return
    sign = next(filter(None, map(sign_read_otherwise, client_pair(case))), "")
    if not sign:
        return
    other = taken_as(case)
    taken = (
        fact(tr("The same secret was accepted in the body, encoded."), other.sent_body)
        if other is not None
        else None
    )
    yield case.refused_for(
        "secret-not-encoded",
        SHOWN if taken is not None else FAIR if sign == "+" else HINT,
        fact(
            tr("{sign} stands raw in what Basic holds; a form reads it otherwise.", sign=sign),
            sent.place,
        ),
        *([taken] if taken is not None else ()),
        name=sent.name,
        sign=sign,
    )


_OF_THE_CLIENT = frozenset({"invalid_client", "unauthorized_client", ""})
RULES = (cut_short, client_secret_in_basic)
