"""Handshakes that prove somebody to a connection, and a connection that was not kept."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.model.message import values
from inspector.protocol.challenges.parsing import Challenge
from inspector.protocol.schemes import ntlm
from inspector.protocol.schemes.ntlm import NtlmMessage
from inspector.reading.credential import Credential
from inspector.reading.statuses import LOGIN_AT_PROXY, REFUSES_LOGIN
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import exact, side_of, span

_CHALLENGE, _ANSWER = 2, 3
_TAKEN = timedelta(minutes=30)  # older proofs are refused by some servers ([MS-NLMP] §3.1.5.1.2)


def _answer(case: Case) -> NtlmMessage | None:
    """Return the last message of NTLM where that was sent and refused."""
    sent = _sent(case)
    if sent is None or not sent.is_negotiation or case.status not in REFUSES_LOGIN:
        return None
    found = ntlm.read(sent.value.strip())
    message = found.ntlm if found is not None else None
    return message if message is not None and message.step == _ANSWER else None


def _sent(case: Case) -> Credential | None:
    """Return what was sent to whoever refused: a proxy, or the server."""
    by_proxy = case.status == LOGIN_AT_PROXY
    return case.sent.proxy_authorization if by_proxy else case.sent.authorization


def _heard(case: Case) -> tuple[tuple[int, Challenge], ...]:
    by_proxy = case.status == LOGIN_AT_PROXY
    return case.heard.proxy_challenges if by_proxy else case.heard.challenges


def _challenger(case: Case) -> Case | None:
    """Return the exchange whose challenge was answered: the last one that has one."""
    return next((each for each in reversed(case.before) if _challenge_of(each) is not None), None)


def _challenge_of(case: Case) -> NtlmMessage | None:
    for _, challenge in _heard(case):
        found = ntlm.read(challenge.token68) if challenge.token68 else None
        if found is not None and found.ntlm is not None and found.ntlm.step == _CHALLENGE:
            return found.ntlm
    return None


def connection_not_kept(case: Case) -> Found:
    """The answer went out on another connection than the challenge came on."""
    sent = _sent(case)
    before = _challenger(case) if sent is not None and _answer(case) is not None else None
    if sent is None or before is None:
        return
    other = _other_connection(before, case)
    closed = _closed(before)
    anew = _anew(case)
    if not (other or closed or anew):
        return
    yield case.refused_for(
        "handshake-connection-lost",
        SHOWN if other else STRONG if closed else CLEAR,
        fact(tr("The answer to the challenge was sent."), sent.place),
        *other,
        *closed,
        *anew,
        scheme=_shown(sent),
    )


def _shown(sent: Credential) -> str:
    return sent.scheme.upper() if sent.scheme == "ntlm" else sent.scheme.capitalize()


def _anew(case: Case) -> list[Evidence]:
    """Return as evidence that the answer was taken for a beginning."""
    if case.status not in REFUSES_LOGIN or _challenge_of(case) is None:
        return []
    at = next(found for found in _heard(case) if found[1].token68)
    said = tr("The server began anew, with another challenge.")
    return [fact(said, case.heard.challenge_place(*at))]


def _other_connection(before: Case, case: Case) -> list[Evidence]:
    first, then = before.exchange.connection, case.exchange.connection
    if first is None or then is None or not first.local or not then.local:
        return []
    if then.reused or first.local == then.local:
        return []
    said = tr(
        "The challenge came on the connection from {first}, the answer went out from {then}.",
        first=first.local,
        then=then.local,
    )
    return [fact(said, case.connection_place)]


def _closed(before: Case) -> list[Evidence]:
    reply = before.exchange.reply
    for name in ("connection", "proxy-connection"):
        place = before.heard.header_place(name)
        said = values(reply.headers, name) if reply is not None else ()
        if place is not None and any("close" in value.lower() for value in said):
            return [fact(tr("The connection was closed after the challenge."), place)]
    return []


def proof_of_another_time(case: Case) -> Found:
    """The challenge told no time, and the client's clock is far from the server's."""
    sent, message, now = _sent(case), _answer(case), case.heard.date
    if sent is None or message is None or message.proof_time is None or now is None:
        return
    off = message.proof_time - now
    if abs(off) < _TAKEN:
        return
    yield case.refused_for(
        "clock-differs",
        CLEAR,
        fact(tr("The proof was made at {time}.", time=utc_clock(message.proof_time)), sent.place),
        fact(tr("That is {time} from the server's clock.", time=exact(off)), case.date_place),
        off=span(off),
        direction=side_of(off),
    )


# ---------------- The same user is let in past the proxy, at the server itself
def split_by_a_proxy(case: Case) -> Found:
    """The user's answer is never taken at this name of a server, and is at another name of it.

    So the password is right: a proxy sends each message on over a connection of its own.
    """
    sent, message = _sent(case), _answer(case)
    if sent is None or message is None or not message.user or case.status == LOGIN_AT_PROXY:
        return
    mine = [one for one in (*case.before, *case.after) if _is_answer_of(one, message)]
    other = next((one for one in case.neighbours if _took_past_it(case, one, message)), None)
    if other is None or any(one.outcome == "accepted" for one in mine):
        return  # or this way is kept, most of the time
    computer = _computer(case) if _computer(other) else ""
    user, host = message.user, other.sent.host
    yield case.refused_for(
        "handshake-split-by-proxy",
        CLEAR if computer else LIKELY,  # else there may be two servers
        fact(tr("The answer of {user} to the challenge was sent.", user=user), sent.place),
        fact(tr("{host} took the same user's answer.", host=host), other.heard_line),
        *_one_computer(case, computer),
        other=host,
        scheme=_shown(sent),
    )


def _took_past_it(case: Case, other: Case, message: NtlmMessage) -> bool:
    """Whether another name of the same server took the user: its computer tells, else the path."""
    if not other.succeeded or other.sent.host == case.sent.host:
        return False
    here, there = _computer(case), _computer(other)
    alike = here == there if here and there else other.sent.path == case.sent.path
    return alike and _is_answer_of(other, message)


def _is_answer_of(case: Case, message: NtlmMessage) -> bool:
    """Whether a request carries the last message of the same user's handshake."""
    sent = case.sent.authorization
    found = ntlm.read(sent.value.strip()) if sent is not None and sent.is_negotiation else None
    theirs = found.ntlm if found is not None else None
    if theirs is None or theirs.step != _ANSWER:
        return False
    names = [(one.domain.lower(), one.user.lower()) for one in (theirs, message)]
    return names[0] == names[1]


def _computer(case: Case) -> str:
    """Return the computer that the challenge before an answer names as itself."""
    before = _challenger(case)
    challenge = _challenge_of(before) if before is not None else None
    names = challenge.names if challenge is not None else {}
    return (names.get("dns_computer") or names.get("computer", "")).lower()


def _one_computer(case: Case, name: str) -> list[Evidence]:
    before = _challenger(case)
    if not name or before is None:
        return []
    said = tr("The challenges at both names come from the computer {name}.", name=name)
    return [fact(said, before.heard_line)]


RULES = (connection_not_kept, split_by_a_proxy, proof_of_another_time)
