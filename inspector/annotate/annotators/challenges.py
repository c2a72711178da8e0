"""What the server asks for: each challenge, each of its parameters, and what is wrong with them."""

from collections.abc import Iterator
from http import HTTPStatus

from inspector.annotate import error_codes
from inspector.annotate.challenge_params import explained
from inspector.annotate.lines import Line, received, status_place
from inspector.annotate.sent import credentials, scopes, token_of
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.challenges import parsing as challenges
from inspector.protocol.challenges.parsing import Challenge, Param
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.wording import tr, tr_n

_ASKING = {
    "www-authenticate": ("authorization", HTTPStatus.UNAUTHORIZED),
    "proxy-authenticate": ("proxy-authorization", LOGIN_AT_PROXY),
}
_WRITTEN = {
    HTTPStatus.UNAUTHORIZED: ("WWW-Authenticate", "RFC 9110 §11.6.1"),
    LOGIN_AT_PROXY: ("Proxy-Authenticate", "RFC 9110 §11.7.1"),
}
_MAX = 40


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain WWW-Authenticate and Proxy-Authenticate, or say that it is missing."""
    exchange = attempt.exchanges[index]
    if exchange.reply is None:
        return
    asked: list[tuple[Line, Challenge]] = []
    for line in received(exchange, index):
        if line.name in _ASKING:
            asked += [(line, each) for each in challenges.parse(line.value)[:_MAX]]
    for line, each in asked:
        yield _offer(attempt, line, each, len(asked))
        yield from _parameters(attempt, line, each)
        yield from _defects(line, each)
    yield from _missing(exchange.reply.status, {line.name for line, _ in asked}, index)


def _offer(attempt: Attempt, line: Line, asked: Challenge, count: int) -> Annotation:
    text, level = _compared(attempt, line, asked, count)
    start = asked.span[0]
    span = (start, start + len(asked.scheme)) if asked.scheme else asked.span
    return Annotation(
        place=line.place(span), text=text, level=level, kind="challenge", reference="RFC 9110 §11.3"
    )


def _compared(attempt: Attempt, line: Line, asked: Challenge, count: int) -> tuple[str, Level]:
    if not asked.scheme:
        return tr("names no scheme"), "bad"
    wanted = _ASKING[line.name][0]
    words = {
        sent.word: sent.scheme
        for sent in credentials(attempt, line.entry)
        if sent.line.name == wanted
    }
    if asked.scheme.lower() in words:
        return tr_n(
            "{count} challenge, scheme matches yours",
            "one of {count} challenges, scheme matches yours",
            count,
        ), "good"
    if words and count == 1:
        yours = next(iter(words.values())) or tr("no scheme word")
        return tr("asks for {scheme}, you sent {yours}", scheme=asked.scheme, yours=yours), "odd"
    if count == 1:
        return tr("asks for {scheme}", scheme=asked.scheme), "info"
    return tr("one of {count} challenges: {scheme}", count=count, scheme=asked.scheme), "info"


def _parameters(attempt: Attempt, line: Line, asked: Challenge) -> Iterator[Annotation]:
    if asked.token68:
        text = tr("data of the scheme's own")
        yield Annotation(place=line.place(_after_scheme(asked)), text=text, kind="challenge-token")
    for param in asked.params[:_MAX]:
        text, reference, level = _said(attempt, line, param)
        if text:
            yield Annotation(
                place=line.place(param.span),
                text=text,
                level=level,
                kind="challenge-parameter",
                reference=reference,
            )


def _said(attempt: Attempt, line: Line, param: Param) -> tuple[str, str, Level]:
    name = param.name.lower()
    if name == "error" and (code := error_codes.meaning(param.value)):
        return code.text, code.reference, "bad"
    if name == "scope":
        return _scope(attempt, line.entry, param.value)
    if name == "stale" and param.value.lower() == "true":
        return tr("only the nonce was too old: answer again"), "RFC 7616 §3.3", "good"
    text, reference = explained(name)
    return text, reference, "info"


def _scope(attempt: Attempt, index: int, wanted: str) -> tuple[str, str, Level]:
    tokens = [token_of(sent) for sent in credentials(attempt, index)]
    granted = [scopes(token.claims) for token in tokens if token]
    text, reference = explained("scope")
    if not granted or not granted[0] or not wanted.strip():
        return text, reference, "info"
    lacking = [one for one in wanted.split() if one not in granted[0]]
    if not lacking:
        return tr("your token has it"), reference, "good"
    return tr("your token lacks {scopes}", scopes=" ".join(lacking)), reference, "bad"


def _defects(line: Line, asked: Challenge) -> Iterator[Annotation]:
    for defect in asked.defects[:_MAX]:
        yield Annotation(
            place=line.place(defect.span),
            text=defect.message,
            level="odd",
            kind="challenge-defect",
            reference="RFC 9110 §11.2",
        )


def _after_scheme(asked: Challenge) -> tuple[int, int]:
    start, end = asked.span
    return min(end, start + len(asked.scheme) + 1), end


def _missing(status: int, names: set[str], index: int) -> Iterator[Annotation]:
    for name, (_, code) in _ASKING.items():
        if status == code and name not in names:
            header, reference = _WRITTEN[code]
            yield Annotation(
                place=status_place(index),
                text=tr("the server's breach: {status} without {name}", status=code, name=header),
                level="odd",
                kind="challenge-missing",
                reference=reference,
            )
