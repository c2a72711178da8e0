"""The same grant or login is refused at one address and taken at another: it was the wrong one."""

from inspector.diagnose.facts.accepted_elsewhere import made_an_account
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HINT, LIKELY, SHOWN, SOUND
from inspector.protocol.field_names import is_password_name, is_secret_member
from inspector.protocol.sites import same_site
from inspector.reading import places
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_RIGHT,
    OF_A_SERVICE,
    Names,
    without,
)
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, *OF_A_RIGHT), *OF_A_SERVICE)


def taken_at_another_address(case: Case) -> Found:
    """The very same grant (code, refresh token, client) or login was accepted at another address.

    What is good for one use was still good when the other address took it, so nothing of it was
    wrong here.
    """
    asks = case.sent.is_token_request or case.sent.is_login
    if not asks or case.outcome == "accepted" or case.succeeded or case.said(*_OTHER_REASON):
        return
    if not case.status or case.status in SERVER_ERRORS or case.heard.is_redirect:
        return
    for other in (one for one in case.neighbours if _is_same_elsewhere(case, one)):
        here = other.sent.host == case.sent.host
        entry, host = other.number, other.sent.host
        yield case.refused_for(
            "path-unknown" if here else "other-host-knows-credential",
            _weight(case, other),
            fact(
                tr(
                    "Entry {entry} sent the same to {host}, and was let in.", entry=entry, host=host
                ),
                places.in_line(other.index, "request"),
            ),
            fact(tr("Here it was refused."), case.sent_line),
            other=other.sent.host,
            other_path=other.sent.path,
            path=case.sent.path,
        )
        return


def _is_same_elsewhere(case: Case, other: Case) -> bool:
    """Whether another address took the same fields: all that are secret, and who sends them."""
    if other.outcome != "accepted" or other.sent.method != case.sent.method:
        return False
    here = (other.sent.host, other.sent.path) == (case.sent.host, case.sent.path)
    if here or made_an_account(other):
        return False
    mine, theirs = _named(case), _named(other)
    logs_in = other.sent.is_token_request == case.sent.is_token_request
    return logs_in and bool(mine) and mine == theirs and case.identities == other.identities


def _named(case: Case) -> dict[str, str]:
    """Return the fields that say who asks, by what: grant, client, user and all secrets."""
    fields = case.sent.fields.items()
    return {name: value for name, value in fields if _says_who(name)}


def _says_who(name: str) -> bool:
    return name in _OF_A_GRANT or is_secret_member(name) or is_password_name(name)


_OF_A_GRANT = frozenset({"grant_type", "client_id", "code", "username", "user", "email", "login"})


def _weight(case: Case, other: Case) -> float:
    is_same_site = same_site(other.sent.bare_host, case.sent.bare_host)
    if case.sent.is_token_request:
        good_twice = case.sent.fields.get("grant_type") in _GOOD_TWICE and is_same_site
        return SHOWN if other.index > case.index or good_twice else LIKELY
    if case.heard.content.page.is_of_web_server:  # it was in front, and passed nothing on
        return HINT
    return SOUND if is_same_site else FAIR


_GOOD_TWICE = frozenset({"client_credentials", "password"})  # RFC 6749 §4.3, §4.4
RULES = (taken_at_another_address,)
