"""Redacts a whole answer: every exchange, remark and finding, with places moved along."""

import re
from functools import partial
from typing import Any, Protocol

import msgspec

from inspector.export.cutting import Cutter, Moves, Replaced
from inspector.export.gather import secrets_of
from inspector.export.leak_check import LeakSearch
from inspector.export.options import Options
from inspector.export.sweeping import Sweeper
from inspector.library.request_texts import with_texts
from inspector.model.annotation import Annotation, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.experiment import Trial
from inspector.model.finding import Verdict
from inspector.model.fix import Aftermath
from inspector.model.message import Header, Interim, Message, Reply, readable
from inspector.protocol.keys.key_shapes import find
from inspector.protocol.masking.masked_raw import masked_raw
from inspector.protocol.masking.masks import merged
from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.redaction import (
    KnownValues,
    body_spans,
    header_spans,
    message_body_spans,
    message_url_spans,
    target_spans,
    url_spans,
)
from inspector.wording import tr

_Key = tuple[int, str, str, int]


class AnswerLike(Protocol):
    """An attempt with its remarks and its verdict; and with a `trial` where something was tried."""

    @property
    def attempt(self) -> Attempt: ...  # noqa: D102 - said above
    @property
    def annotations(self) -> tuple[Annotation, ...]: ...  # noqa: D102 - said above
    @property
    def verdict(self) -> Verdict: ...  # noqa: D102 - said above


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """An answer fit to leave the program.

    shown: indices of the exchanges that were kept, None for all. sizes: bytes of each
    exchange's bodies, sent and received, before any was shortened.
    replaced: what was replaced. hidden: the secrets themselves, for the leak check only; names:
    where each belongs, in words.
    """

    attempt: Attempt
    annotations: tuple[Annotation, ...] = ()
    verdict: Verdict = Verdict()
    trial: Trial = Trial()
    aftermath: Aftermath | None = None
    shown: frozenset[int] | None = None
    sizes: tuple[tuple[int, int], ...] = ()
    replaced: tuple[Replaced, ...] = ()
    hidden: tuple[str, ...] = ()
    names: dict[str, str] = {}


def redact(
    answer: AnswerLike,
    options: Options = Options(),  # noqa: B008 - frozen
    *,
    longest_body: int | None = None,
    shown: frozenset[int] | None = None,
) -> Redacted:
    """Return the answer with its secrets treated as the options say.

    longest_body: bytes of each body that are kept; only show less of it, as a secret at the cut
    would not be recognised. shown: indices of the exchanges to keep; others are emptied.
    """
    before = _emptied(answer.attempt, shown)
    trial = _trial_of(answer)
    secrets = secrets_of(_with_tried(before, trial), options.known)
    treatment = "keep" if options.include_secrets else options.treatment
    known = KnownValues(secrets)
    cutter = Cutter(treatment, options.choices, known)
    work = _Work(cutter, known, keep_all=options.include_secrets)
    exchanges = tuple(
        work.exchange(number, _shortened(exchange, longest_body))
        for number, exchange in enumerate(before.exchanges)
    )
    attempt = msgspec.structs.replace(
        answer.attempt, exchanges=exchanges, request=work.composed(answer.attempt)
    )
    made = Redacted(
        attempt=attempt,
        annotations=work.walk(answer.annotations),
        verdict=work.walk(answer.verdict),
        trial=work.walk(_told(trial)),
        aftermath=work.walk(getattr(answer, "aftermath", None)),
        shown=shown,
        sizes=tuple(map(_sizes, before.exchanges)),
        replaced=cutter.replaced(),
        hidden=cutter.hidden(secrets),
        names={**cutter.places(), **options.names},
    )
    return _swept(made) if options.mask_leaks else made


def _swept(made: Redacted) -> Redacted:
    """Mask what is left of secrets in records that no rule reads: a word in a finding, say."""
    sweeper = Sweeper(LeakSearch(made.hidden))
    return msgspec.structs.replace(
        made,
        attempt=sweeper.swept(made.attempt),
        annotations=sweeper.swept(made.annotations),
        verdict=sweeper.swept(made.verdict),
        trial=sweeper.swept(made.trial),
        aftermath=sweeper.swept(made.aftermath),
    )


def _trial_of(answer: AnswerLike) -> Trial:
    found = getattr(answer, "trial", None)
    return found if isinstance(found, Trial) else Trial()


def _with_tried(attempt: Attempt, trial: Trial) -> Attempt:
    """Return the attempt with all that was sent for experiments: their secrets count too."""
    tried = (one.attempt for one in trial.outcomes if one.attempt is not None)
    more = tuple(exchange for each in tried for exchange in each.exchanges)
    return msgspec.structs.replace(attempt, exchanges=attempt.exchanges + more)


def _told(trial: Trial) -> Trial:
    """Return what came of experiments without the bytes of their own exchanges."""
    replace = msgspec.structs.replace
    return replace(trial, outcomes=tuple(replace(one, attempt=None) for one in trial.outcomes))


_EMPTY = Exchange(request=Message(method="", url=""))


def _emptied(attempt: Attempt, shown: frozenset[int] | None) -> Attempt:
    """Return the attempt with only these exchanges in it, each at its own index."""
    if shown is None or len(shown) == len(attempt.exchanges):
        return attempt
    kept = (
        exchange if number in shown else _EMPTY for number, exchange in enumerate(attempt.exchanges)
    )
    return msgspec.structs.replace(attempt, exchanges=tuple(kept))


def _sizes(exchange: Exchange) -> tuple[int, int]:
    received = len(exchange.reply.body) if exchange.reply is not None else 0
    return exchange.request.body_size or len(exchange.request.body), received


def _shortened(exchange: Exchange, longest: int | None) -> Exchange:
    if longest is None:
        return exchange
    replace, message, reply = msgspec.structs.replace, exchange.request, exchange.reply
    if len(message.body) > longest:
        message = replace(message, body=message.body[:longest])
    if reply is not None and len(reply.body) > longest:
        reply = replace(reply, body=reply.body[:longest])
    return replace(exchange, request=message, reply=reply, raw_sent=b"", raw_received=b"")


class _Work:
    """Redacts one answer; `moves` fills with the exchanges and is used by what points to them."""

    def __init__(self, cutter: Cutter, known: KnownValues, *, keep_all: bool) -> None:
        self._cutter = cutter
        self._known = known
        self._keep_all = keep_all
        self._moves: dict[_Key, Moves] = {}

    # ------------------------------------------------------------ exchanges
    def exchange(self, number: int, exchange: Exchange) -> Exchange:
        reply = exchange.reply
        whole = self._keep_all
        return msgspec.structs.replace(
            exchange,
            request=self._message(number, exchange.request),
            reply=self._reply(number, reply) if reply is not None else None,
            failure=self.walk(exchange.failure),
            connection=self.walk(exchange.connection),
            dropped=self.walk(exchange.dropped),
            raw_sent=exchange.raw_sent if whole else masked_raw(exchange, "request", self._known),
            raw_received=(
                exchange.raw_received if whole else masked_raw(exchange, "reply", self._known)
            ),
            raw_secret=(),
        )

    def _message(self, number: int, message: Message) -> Message:
        where = tr("the address of exchange {number}", number=number + 1)
        target, moves = self._cutter.cut(message.target, target_spans(message), where)
        self._moves[number, "request", "line", 0] = moves
        body, moves = self._body(message.body, message_body_spans(message), number)
        self._moves[number, "request", "body", 0] = moves
        return msgspec.structs.replace(
            message,
            url=self._cutter.cut(message.url, message_url_spans(message), where)[0],
            target=target,
            headers=self._headers(number, "request", message.headers),
            body=body,
            target_secret=(),
            body_secret=(),
        )

    def _reply(self, number: int, reply: Reply) -> Reply:
        body, moves = self._body(reply.body, body_spans(reply.headers, reply.body), number)
        self._moves[number, "reply", "body", 0] = moves
        where = tr("the reason phrase of exchange {number}", number=number + 1)
        reason, moves = self._cutter.cut(reply.reason, text_spans(reply.reason), where)
        self._moves[number, "reply", "line", 0] = moves
        return msgspec.structs.replace(
            reply,
            reason=reason,
            headers=self._headers(number, "reply", reply.headers),
            trailers=tuple(self._header(header, number)[0] for header in reply.trailers),
            interim=tuple(self._interim(number, interim) for interim in reply.interim),
            body=body,
            body_defect=self.walk(reply.body_defect),
        )

    def _headers(self, number: int, side: str, headers: tuple[Header, ...]) -> tuple[Header, ...]:
        made = []
        for index, header in enumerate(headers):
            cut, moves = self._header(header, number)
            self._moves[number, side, "header", index] = moves
            made.append(cut)
        return tuple(made)

    def _header(self, header: Header, number: int) -> tuple[Header, Moves]:
        where = tr("the name of a header of exchange {number}", number=number + 1)
        name = self._cutter.cut(header.name, (), where)[0]
        where = tr("{name} of exchange {number}", name=readable(name), number=number + 1)
        spans = header_spans(header, self._known.judged)
        value, moves = self._cutter.cut(header.value, spans, where)
        return msgspec.structs.replace(header, name=name, value=value, secret=()), moves

    def _interim(self, number: int, interim: Interim) -> Interim:
        where = tr("the reason phrase of exchange {number}", number=number + 1)
        reason = self._cutter.cut(interim.reason, text_spans(interim.reason), where)[0]
        headers = tuple(self._header(header, number)[0] for header in interim.headers)
        return msgspec.structs.replace(interim, reason=reason, headers=headers)

    def _body(
        self, body: bytes, spans: tuple[tuple[int, int], ...], number: int
    ) -> tuple[bytes, Moves]:
        where = tr("the body of exchange {number}", number=number + 1)
        text, moves = self._cutter.cut(body.decode("latin-1"), spans, where)
        return text.encode("latin-1"), moves

    def composed(self, attempt: Attempt) -> Any:
        """Return the request as it was composed, without secrets in its texts."""
        if attempt.request is None:
            return None
        where = tr("the request")

        def cut(text: str, spans: tuple[tuple[int, int], ...]) -> str:
            return self._cutter.words(text, _not_filled_in(text, spans), where)

        spans_of = partial(header_spans, judged=self._known.judged)
        alone = msgspec.structs.replace(attempt.request, examples=())
        return self.walk(with_texts(alone, cut, spans_of))

    # ------------------------------------------------------------ what points to them
    def walk(self, value: Any) -> Any:
        """Return a record with its texts redacted and its places moved."""
        if type(value) is str:
            return self._cutter.words(value, _spans(value), tr("the answer"))
        if isinstance(value, Place):
            return self._place(value)
        if isinstance(value, tuple):
            return tuple(self.walk(item) for item in value)
        if isinstance(value, dict):
            return {key: self.walk(item) for key, item in value.items()}
        if isinstance(value, msgspec.Struct):
            fields = msgspec.structs.asdict(value)
            changed = {name: self.walk(item) for name, item in fields.items()}
            return msgspec.structs.replace(value, **changed)
        return value

    def _place(self, place: Place) -> Place:
        index = place.index if place.part == "header" else 0
        moves = self._moves.get((place.entry, place.side, place.part, index))
        if moves is None or place.start is None or place.end is None:
            return place
        start, end = moves.span(place.start, place.end)
        return msgspec.structs.replace(place, start=start, end=end)


_REFERENCE = re.compile(r"\{\{[^{}]*\}\}")


def _not_filled_in(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Leave out what a `{{variable}}` stands for: its name is no secret."""
    if not spans or "{{" not in text:
        return spans
    names = [found.span() for found in _REFERENCE.finditer(text)]
    return tuple(
        (start, end)
        for start, end in spans
        if not any(first <= start and end <= last for first, last in names)
    )


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s\"'<>]+")


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences are checked for secrets by shape; addresses in them for what an address holds."""
    spans = [span for span, _ in find(text)]
    for found in _ADDRESS.finditer(text) if "://" in text else ():
        at = found.start()
        spans += [(at + start, at + end) for start, end in url_spans(found.group())]
    return _not_filled_in(text, merged(spans))
