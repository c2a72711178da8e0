"""Which step of an NTLM or Negotiate handshake a message is (MS-NLMP §2.2.1, RFC 4559)."""

from collections.abc import Iterator

from inspector.annotate.lines import Line, received, sent
from inspector.annotate.shown import shown
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.protocol.scheme_words import HANDSHAKES, split_scheme
from inspector.protocol.schemes import ntlm
from inspector.protocol.schemes.ntlm import NtlmMessage
from inspector.wording import tr

_NAMES = frozenset(
    {"authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate"}
)


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Name the step of each handshake message, sent or received."""
    exchange = attempt.exchanges[index]
    for line in (*sent(exchange, index), *received(exchange, index)):
        if line.name in _NAMES:
            yield from _step(line)


def _step(line: Line) -> Iterator[Annotation]:
    written = split_scheme(line.value)
    rest = written.rest
    if written.scheme not in HANDSHAKES or not rest.strip() or "," in rest:
        return
    text = _named(rest.strip(), written.scheme)
    start = written.start
    if text:
        yield Annotation(
            place=line.place((start, start + len(rest))),
            text=text,
            kind="handshake",
            reference="MS-NLMP §2.2.1",
        )


def _named(token: str, word: str) -> str:
    found = ntlm.read(token)
    if found is None:
        return ""
    if found.kind in ("kerberos", "spnego"):
        return tr("a Kerberos ticket (SPNEGO)")
    if found.ntlm is None:
        return ""
    text = _message(found.ntlm)
    if text and word == "negotiate":
        return tr("{step}, inside Negotiate: no Kerberos ticket was used", step=text)
    return text


def _message(message: NtlmMessage) -> str:
    name = "\\".join(filter(None, (message.domain, message.user)))
    user = shown(name) if message.user else ""
    steps = {
        1: tr("NTLM, step 1: what the client can do"),
        2: tr("NTLM, step 2: the server's challenge"),
        3: tr("NTLM, step 3: the client's answer"),
    }
    if user:
        return tr("NTLM, step 3: the answer of {user}", user=user)
    return steps.get(message.step, "")
