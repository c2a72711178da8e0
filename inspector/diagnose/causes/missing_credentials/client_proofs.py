"""A client that showed its secret when it was given tokens does not show it this time."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import is_client_name, is_client_proof
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, Names
from inspector.reading.statuses import CLIENT_ERRORS
from inspector.wording import tr

_OTHER_REASON: Names = (
    *OF_AN_END, *OF_THE_ACCOUNT, "refresh-reused", "code-refused", "bad-login", "mfa",
)  # fmt: skip
_OF_THE_CLIENT = frozenset({"invalid_client", "unauthorized_client"})


def client_not_shown(case: Case) -> Found:
    """A login or renewal lacks the client's secret, which the same client sent and was answered.

    Libraries send it with a login and forget it with the renewal (RFC 6749 §6).
    """
    if case.status not in CLIENT_ERRORS or case.may_be_stripped or case.said(*_OTHER_REASON):
        return
    client, shown = _client(case), case.sent.authorization is not None or _proof(case)
    of_the_client = case.heard.error[0] in _OF_THE_CLIENT or case.said("missing")
    if not client or shown or not (of_the_client or case.heard.gives_no_reason):
        return
    for other in (*reversed(case.before), *case.after):
        proof = _proof(other) if other.succeeded and _client(other) == client else ""
        if not proof or other.sent.host != case.sent.host or other.sent.path != case.sent.path:
            continue
        yield case.refused_for(
            "second-part-missing",
            STRONG if of_the_client else LIKELY,
            fact(tr("It carries no {name}.", name=proof), case.sent_body),
            fact(tr("The same client was answered with {name}.", name=proof), other.sent_body),
            *case.quote("missing", "client-refused"),
            wanted=proof,
            name=client[0],
        )
        return


def _members(case: Case) -> dict[str, str]:
    """Return the texts of a body by the last part of their names, and of the query."""
    body = ((name.rpartition(".")[2], text) for name, text in case.sent.login.members.items())
    return {name: text for name, text in (*case.sent.query, *body) if text}


def _client(case: Case) -> tuple[str, str] | None:
    """Return the name and value of the field that says which program asks."""
    return next((pair for pair in _members(case).items() if is_client_name(pair[0])), None)


def _proof(case: Case) -> str:
    """Return the name of what shows that the program is the one it names; empty without it."""
    own = case.sent.authorization
    if own is not None and own.scheme in LOGIN_SCHEMES:
        return own.name
    return next((name for name in _members(case) if is_client_proof(name)), "")


RULES = (client_not_shown,)
