"""The way of a token: when it was obtained, used, refused, renewed. Pure.

Made of what the history notes and of the answers of open tabs that are not in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

import msgspec

from inspector.annotate.tokens.carried import secret_of
from inspector.annotate.tokens.found import tokens_of
from inspector.protocol.redaction import fingerprint
from inspector.record.database import HistoryError
from inspector.record.history import History
from inspector.record.row import Row
from inspector.record.token_history import MOST
from inspector.record.token_use import Met, Past
from inspector.workbench.answer import Answer
from inspector.workbench.attempts.remembering import line_of
from inspector.workbench.attempts.token_uses import token_uses

EventKind = Literal["renewed-from", "obtained", "used", "refused", "unjudged", "ended", "renewed"]
Tie = Literal["", "refresh", "fix", "source"]
_ORDER: tuple[EventKind, ...] = get_args(EventKind)


class LifeEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to a token.

    met: the attempt to open, the first of several. last: the last of several. count: how many
    attempts; experiments and fixes: how many of these were such. tie: how the other token is known
    to belong to it: by the refresh token, by the fix that fetched it, or by the same source.
    other: the other token's fingerprint. again: of a refusal, whether the token was accepted
    after it. idle: of a refusal, the milliseconds since it was accepted last, 0 where it was not;
    past_end: whether its own lifetime was over by then.
    """

    kind: EventKind
    met: Met
    last: Met
    count: int = 1
    experiments: int = 0
    fixes: int = 0
    tie: Tie = ""
    other: str = ""
    again: bool = False
    idle: int = 0
    past_end: bool = False

    @property
    def started(self) -> int:
        """When it happened first, in milliseconds since 1970."""
        return self.met.row.started


class TokenLife(msgspec.Struct, frozen=True):
    """The events of a token, oldest first; empty where no attempt is known.

    newest: how many uses were looked at where there may be older ones, 0 for all.
    """

    events: tuple[LifeEvent, ...] = ()
    newest: int = 0


def fingerprint_of(text: str, key: bytes) -> str:
    """Return the fingerprint of a text given as a token."""
    return fingerprint(secret_of(text), key)


def met_in(answers: Iterable[Answer], key: bytes) -> tuple[Met, ...]:
    """Return the uses of all tokens of these answers, each attempt once."""
    once = {one.attempt.id: one for one in answers if one.attempt.id}
    return tuple(met for each in once.values() for met in _met_in(each, key))


def _met_in(answer: Answer, key: bytes) -> Iterator[Met]:
    line, exchanges = line_of(answer), answer.attempt.exchanges
    for use in token_uses(answer.attempt, answer.verdict, key):
        begun = exchanges[use.exchange].started
        if answer.attempt.source != "sent" and begun is not None:  # a recording of many requests
            yield Met(use, msgspec.structs.replace(line, started=int(begun.timestamp() * 1000)))
        else:
            yield Met(use, line)


def asked_of(token: str, met: Iterable[Met]) -> tuple[str, ...]:
    """Return a token's fingerprint and those that came with it: what to ask the history for."""
    found = tuple(met)
    places = {_exchange(one) for one in found if one.use.fingerprint == token and _came(one)}
    beside = (one.use.fingerprint for one in found if _exchange(one) in places)
    return tuple(dict.fromkeys((token, *beside)))


def life(token: str, past: Past, open_met: Iterable[Met] = ()) -> TokenLife:
    """Return a token's life; what open tabs hold counts where the history does not have it."""
    more = (one for one in open_met if one.row.id not in past.kept)
    met = sorted((*past.met, *more), key=lambda one: one.place)
    own = [one for one in met if one.use.fingerprint == token]
    obtained = next((one for one in own if _came(one)), None)
    told = (*_ties(own, obtained, met), *_uses(own))
    events = [*told, *_ends(own, told)]
    if obtained is not None:
        events.append(_event("obtained", [obtained]))
    return TokenLife(tuple(sorted(events, key=_place)), MOST if len(own) >= MOST else 0)


def _place(event: LifeEvent) -> tuple[int, int, int]:
    return event.started, _ORDER.index(event.kind), event.met.use.exchange


def _exchange(met: Met) -> tuple[str, int]:
    return met.row.id, met.use.exchange


def _came(met: Met) -> bool:
    return met.use.role == "received"


def _went(met: Met) -> bool:
    return met.use.role == "sent"


def _event(kind: EventKind, uses: Sequence[Met], **more: object) -> LifeEvent:
    rows: dict[str, Row] = {one.row.id: one.row for one in uses}
    origins = [row.origin for row in rows.values()]
    return LifeEvent(
        kind=kind,
        met=uses[0],
        last=uses[-1],
        count=len(rows),
        experiments=origins.count("experiment"),
        fixes=origins.count("fix"),
        **more,  # type: ignore[arg-type] # tie, other, again
    )


def _uses(own: Sequence[Met]) -> Iterable[LifeEvent]:
    sent = [one for one in own if _went(one)]
    accepted = [one for one in sent if one.use.outcome == "accepted"]
    refused = [one for one in sent if one.use.outcome == "refused"]
    unjudged = [one for one in sent if not one.use.outcome]
    if accepted:
        yield _event("used", accepted)
        before = [one for one in refused if one.place < accepted[0].place]
        refused = [one for one in refused if one.place >= accepted[0].place]
        if before:
            yield _event("refused", before, again=True)
    if refused:
        later = bool(accepted) and accepted[-1].place > refused[0].place
        idle, over = _idle(accepted, refused[0]), _is_past_end(own, refused[0])
        yield _event("refused", refused, again=later, idle=idle, past_end=over)
    if unjudged:
        yield _event("unjudged", unjudged)


def _idle(accepted: Sequence[Met], refused: Met) -> int:
    before = [one.row.started for one in accepted if one.place < refused.place]
    return refused.row.started - before[-1] if before else 0


def _is_past_end(own: Sequence[Met], refused: Met) -> bool:
    there = (one.use for one in own if _exchange(one) == _exchange(refused))
    return any(use.role == "ended" and use.outcome == "expired" for use in there)


def _ends(own: Sequence[Met], told: Sequence[LifeEvent]) -> Iterable[LifeEvent]:
    """Yield how it ended first in each way, unless another event of that exchange tells it."""
    said = {(end, _exchange(one.met)) for one in told for end in _TELLS.get(one.kind, ())}
    ends = [one for one in own if one.use.role == "ended"]
    for kind in dict.fromkeys(one.use.outcome for one in ends):
        first = next(one for one in ends if one.use.outcome == kind)
        if (kind, _exchange(first)) not in said:
            yield _event("ended", [first])


_TELLS: dict[EventKind, tuple[str, ...]] = {
    "renewed": ("replaced", "used-up"),
    "used": ("expired",),
    "refused": ("expired",),
}


def _ties(own: Sequence[Met], obtained: Met | None, met: Sequence[Met]) -> Iterable[LifeEvent]:
    """Yield what the token came from and what came in its place."""
    kinds: tuple[tuple[EventKind, bool], ...] = (("renewed-from", True), ("renewed", False))
    for kind, before in kinds:
        found = _tied(own, obtained, met, before=before)
        if found is not None:
            one, tie = found
            yield _event(kind, [one], tie=tie, other=one.use.fingerprint)


def _tied(own: Sequence[Met], obtained: Met | None, met: Sequence[Met], *, before: bool) -> "_Tied":
    """Return the surest tie."""
    by_fix = _before_fix(obtained, met) if before else _after_fix(own, met)
    if obtained is None:
        return by_fix
    refreshed = _by_refresh(obtained, met, before=before)
    return refreshed or by_fix or _by_source(obtained, met, before=before)


_Tied = tuple[Met, Tie] | None


def _in_exchange(place: tuple[str, int], met: Sequence[Met], kind: str) -> list[Met]:
    return [one for one in met if _exchange(one) == place and one.use.kind == kind]


def _by_refresh(obtained: Met, met: Sequence[Met], *, before: bool) -> _Tied:
    """Return the token of the same kind that the same refresh token brought, the nearest one.

    A refresh token stands where it was given and where it is spent, in each of these with the
    token that came along.
    """
    refreshes = {one.use.fingerprint for one in _in_exchange(_exchange(obtained), met, "refresh")}
    for one in reversed(met) if before else met:
        there = one.place < obtained.place if before else one.place > obtained.place
        if not there or one.use.fingerprint not in refreshes:
            continue
        for other in _in_exchange(_exchange(one), met, obtained.use.kind):
            if _came(other) and other.use.fingerprint != obtained.use.fingerprint:
                return other, "refresh"
    return None


def _after_fix(own: Sequence[Met], met: Sequence[Met]) -> _Tied:
    """Return what a fix of an attempt with this token fetched, of the same kind."""
    sent = {one.row.id: one.use.kind for one in own if _went(one)}
    names = {one.use.fingerprint for one in own}
    for one in met:
        kind = sent.get(one.row.parent) if one.row.origin == "fix" and _came(one) else None
        if (
            kind is not None
            and one.use.kind == (kind or "access")
            and one.use.fingerprint not in names
        ):
            return one, "fix"
    return None


def _before_fix(obtained: Met | None, met: Sequence[Met]) -> _Tied:
    """Return what the attempt had sent that the fix mended by fetching this token."""
    if obtained is None or obtained.row.origin != "fix":
        return None
    for one in met:
        same = one.use.kind in {obtained.use.kind, ""}
        if one.row.id == obtained.row.parent and _went(one) and same:
            return one, "fix"
    return None


def _by_source(obtained: Met, met: Sequence[Met], *, before: bool) -> _Tied:
    """Return what the same endpoint gave the same client and subject last before, first after."""
    source = obtained.use.source
    alike = [
        one
        for one in met
        if source
        and _came(one)
        and one.use.source == source
        and one.use.fingerprint != obtained.use.fingerprint
    ]
    if before:
        earlier = [one for one in alike if one.place < obtained.place]
        return (earlier[-1], "source") if earlier else None
    later = [one for one in alike if one.place > obtained.place]
    return (later[0], "source") if later else None


class Followed(msgspec.Struct, frozen=True):
    """A token's life, with the texts of the other tokens in it as far as open tabs have them.

    unread: the history can't be read, so that only open tabs tell.
    """

    life: TokenLife
    texts: dict[str, str] = {}
    unread: bool = False

    def __repr__(self) -> str:
        return f"Followed({self.life!r})"


def followed(history: History, key: bytes, text: str, answers: Sequence[Answer]) -> Followed:
    """Follow a text given as a token through the history and these answers; it waits for both."""
    token, open_met = fingerprint_of(text, key), met_in(answers, key)
    ids = dict.fromkeys(one.row.id for one in open_met)
    unread = False
    try:
        past = history.tokens(asked_of(token, open_met), ids).result()
    except HistoryError:
        past, unread = Past(), True
    found = life(token, past, open_met)
    others = {event.other for event in found.events if event.other}
    return Followed(found, _texts(others, answers, key) if others else {}, unread)


def _texts(wanted: set[str], answers: Sequence[Answer], key: bytes) -> dict[str, str]:
    every = (
        each
        for answer in answers
        for exchange in answer.attempt.exchanges
        for each in tokens_of(exchange)
    )
    named = ((fingerprint(each.secret, key), each.text) for each in every)
    return {name: text for name, text in named if name in wanted}
