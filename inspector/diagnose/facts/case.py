"""All that is known about one exchange within its trace."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import msgspec

from inspector.diagnose.facts.findings import cause_of
from inspector.diagnose.facts.suspicion import Suspicion, fact, said
from inspector.diagnose.products import fingerprints
from inspector.diagnose.weights import LESS, SOUND
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import SIGN_IN, Exchange
from inspector.model.finding import Actor, Evidence
from inspector.protocol.cached import Remembers, cached_property
from inspector.protocol.masking.message_secrets import Lines, of_entry
from inspector.protocol.scheme_words import LOGINS
from inspector.protocol.urls import authority_of
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.error_bodies import is_success
from inspector.reading.meanings import OF_A_STRANGER, Meaning, MeaningName, Meanings
from inspector.reading.standard_sentences import is_either_or, name_one_of, wants_a_valid_one
from inspector.story.entry import Entry, Known
from inspector.story.own_sessions import Sessions, sessions_by_use
from inspector.story.trace_story import TraceStory, nearest
from inspector.wording import tr

_NEAR, _NEAREST = 40, 60  # entries on either side; entries of one host


# ---------------- The exchanges of an attempt in their order, and how they hang together
def to_the_end() -> None:
    """Go on: nobody gives it up."""


class Trace:
    """All exchanges of an attempt; cases are made when first asked for.

    left_out: names of products that are read without what is known of them. go_on: asked before
    each of many steps; what it raises ends the work. earlier: how many exchanges in front were
    sent before the attempt: they are its neighbours, and not judged themselves.
    """

    def __init__(
        self,
        attempt: Attempt,
        *,
        left_out: frozenset[str] = frozenset(),
        go_on: Callable[[], None] = to_the_end,
        earlier: int = 0,
    ) -> None:
        self.attempt = attempt
        self.earlier = earlier
        self.left_out = left_out
        self.go_on = go_on
        self.exchanges = attempt.exchanges
        self._cases: dict[int, Case] = {}
        self.known_lines: Known = {}
        self.secret_lines: Lines = {}

    def case(self, index: int) -> Case:
        """Return the case of one exchange."""
        found = self._cases.get(index)
        if found is None:
            self.go_on()
            found = self._cases[index] = Case(self, index)
        return found

    def __len__(self) -> int:
        return len(self.exchanges)

    @cached_property
    def story(self) -> TraceStory:
        """What the exchanges tell together."""
        cases = [self.case(index) for index in range(len(self))]
        return TraceStory(cases, may_lack=self.attempt.may_be_sanitised)

    @cached_property
    def sessions(self) -> Sessions:
        """The names of each host's cookies that were treated as sessions."""
        return sessions_by_use(self.exchanges)

    @cached_property
    def by_host(self) -> dict[str, list[int]]:
        """Indices of the exchanges of each host (with port), in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, exchange in enumerate(self.exchanges):
            found[authority_of(exchange.request.url)].append(index)
        return found

    def near(self, index: int) -> tuple[Case, ...]:
        """Return the other cases around one, at most `_NEAR` before and after it."""
        first, last = max(0, index - _NEAR), min(len(self), index + _NEAR + 1)
        return tuple(self.case(other) for other in range(first, last) if other != index)

    def same_host(self, index: int) -> tuple[Case, ...]:
        """Return the nearest other cases of the same host, in order."""
        host = authority_of(self.exchanges[index].request.url)
        everything = self.by_host[host]
        start, end = nearest(everything, bisect_left(everything, index), _NEAREST)
        return tuple(self.case(other) for other in everything[start:end] if other != index)


_BESIDE_A_PRODUCT = LESS

_ASKS_PROVIDER = SIGN_IN - {"discovery", "authorization"}


class Case(Entry, Remembers):
    """One exchange, seen from both sides and from its neighbours.

    sent: the request. heard: the reply. Everything is worked out when first asked for.
    """

    def __init__(self, trace: Trace, index: int) -> None:
        exchange = trace.exchanges[index]
        sessions = trace.sessions.get(authority_of(exchange.request.url), frozenset())
        super().__init__(index, exchange, trace.known_lines, sessions, earlier=trace.earlier)
        self.trace = trace

    def suspect(
        self,
        slug: str,
        weight: float,
        /,
        *evidence: Evidence,
        absent: bool = False,
        explains: bool = False,
        usual: bool = False,
        actor: Actor | None = None,
        **values: object,
    ) -> Suspicion:
        """Return a finding of the family that declares it (`resources/findings`).

        weight: how likely the facts alone make it (0…1). absent: it rests on something not being
        there. explains: the request alone shows it. usual: only the status speaks for it. actor:
        who must act where that differs from the declaration. values: the user's own names and
        numbers for its sentences; never secret.
        """
        return Suspicion(
            cause=cause_of(slug),
            slug=slug,
            weight=weight,
            evidence=evidence,
            values=values,
            absent=absent,
            explains=explains,
            usual=usual,
            actor=actor,
        )

    def refused_for(self, slug: str, weight: float, /, *facts: Evidence, **more: Any) -> Suspicion:
        """Return the same with the reply's status as its last evidence: the rule explains it."""
        return self.suspect(slug, weight, *facts, self.status_evidence, **more)

    def explained_by(
        self, sent: Credential, slug: str, weight: float, said: str, /, **more: Any
    ) -> Suspicion:
        """Return a finding that the way one header or field is written explains by itself."""
        shown = fact(said, sent.place)
        return self.refused_for(slug, weight, shown, explains=True, name=sent.name, **more)

    # ------------------------------------------------------------------ what the reply says
    @cached_property
    def meanings(self) -> Meanings:
        """What the words mean; less trusted where a product's own reading is known."""
        return _meanings(self)

    def says(self, *names: MeaningName) -> Meaning | None:
        """Return the most trustworthy of these meanings that the reply has, or None."""
        meanings = self.meanings
        if meanings.keys().isdisjoint(names):
            return None
        return max((meanings[name] for name in names if name in meanings), key=_trust)

    def said(self, *names: MeaningName) -> float:
        """Return how much a meaning can be trusted, 0 where the reply does not say it."""
        found = None if self.meanings.keys().isdisjoint(names) else self.says(*names)
        return found.trust if found else 0.0

    def quote(self, *names: MeaningName) -> list[Evidence]:
        """Return the words of the reply with these meanings, as evidence."""
        found: dict[int, Evidence] = {}
        for name in names:
            if (meaning := self.meanings.get(name)) is not None:
                found.setdefault(id(meaning.statement), said(meaning))
        return list(found.values())

    def quoted(self, *names: MeaningName) -> str:
        """Return the words themselves, for sentences; empty without any."""
        meaning = self.says(*names)
        return meaning.statement.short if meaning else ""

    @cached_property
    def products(self) -> frozenset[str]:
        """The products that show in the exchange."""
        return fingerprints.products(self.sent, self.heard) - self.trace.left_out

    @cached_property
    def known(self) -> list[fingerprints.Known]:
        """What the products that show mean by the words of the reply."""
        return fingerprints.known(
            fingerprints.Told(
                sent=self.sent,
                heard=self.heard,
                present=self.products,
                may_be_stripped=self.may_be_stripped,
                left_out=self.trace.left_out,
            )
        )

    @property
    def sent_line(self) -> Place:
        """The place of the request's method and target."""
        return places.in_line(self.index, "request")

    @property
    def sent_body(self) -> Place:
        """The place of the request's body."""
        return places.in_body(self.index, "request")

    @property
    def heard_line(self) -> Place:
        """The place of the reply's status."""
        return places.in_line(self.index, "reply")

    @property
    def heard_body(self) -> Place:
        """The place of the reply's body."""
        return places.in_body(self.index, "reply")

    @property
    def connection_place(self) -> Place:
        """The place of what the connection itself shows."""
        return places.connection(self.index)

    @property
    def status_evidence(self) -> Evidence:
        """The status as evidence; where the reply names another, that one as well."""
        line, named = self.heard.phrase, self.heard.named_status
        told = tr("The reply is {status}.", status=line)
        if named is not None:
            own = named.status
            told = tr("The reply is {status}, and it names {own} itself.", status=line, own=own)
        return fact(told, self.heard.status_place)

    # ------------------------------------------------------------------ what was taken away
    @cached_property
    def may_be_stripped(self) -> bool:
        """Whether the source may lack credentials that were sent: an absence proves nothing."""
        sanitised = self.trace.attempt.may_be_sanitised or _lacks_request_parts(self.exchange)
        return sanitised or not self.sent.was_recorded

    @property
    def is_whole(self) -> bool:
        """Whether this was sent from here, so that the record lacks nothing of what went along."""
        return self.trace.attempt.request is not None and not self.may_be_stripped

    @property
    def may_carry(self) -> bool:
        """Whether a credential was sent, or may have been and was removed from the source."""
        return self.sent.has_any or self.may_be_stripped

    @property
    def asks_provider(self) -> bool:
        """Whether a client asks its login provider: no token of its own is judged there."""
        return self.sent.login.asks_provider or self.exchange.purpose in _ASKS_PROVIDER

    @property
    def sent_certificate(self) -> bool:
        """Whether the request was sent with a client certificate; other sources do not say."""
        connection, request = self.exchange.connection, self.trace.attempt.request
        if connection is not None and connection.shown:
            return True  # also one that is set for the host
        return request is not None and bool(request.options.client_certificate)

    def is_removed(self, credential: Credential) -> bool:
        """Whether the value of a credential was blanked out."""
        name = credential.name.lower()
        return any(name in {each.name, each.name or each.part} for each in self.exchange.blanked)

    @property
    def date_place(self) -> Place | None:
        """The place of the Date header."""
        return self.heard.header_place("date")

    # ------------------------------------------------------------------ the neighbours
    @cached_property
    def neighbours(self) -> tuple[Case, ...]:
        """The cases around this one."""
        return self.trace.near(self.index)

    @cached_property
    def before(self) -> tuple[Case, ...]:
        """The earlier cases of the same host, in order."""
        return tuple(c for c in self._of_host if c.index < self.index)

    @cached_property
    def after(self) -> tuple[Case, ...]:
        """The later cases of the same host, in order."""
        return tuple(c for c in self._of_host if c.index > self.index)

    @cached_property
    def _of_host(self) -> tuple[Case, ...]:
        return self.trace.same_host(self.index)

    @cached_property
    def previous(self) -> Case | None:
        """The exchange whose reply led to this one: a redirect or a challenge."""
        found = self.trace.story.previous(self)
        return self.trace.case(found.index) if found is not None else None

    @cached_property
    def same_request_before(self) -> tuple[Case, ...]:
        """The earlier cases with the same method, host and path."""
        return tuple(c for c in self.before if self.repeats(c))

    @cached_property
    def held_secrets(self) -> tuple[str, ...]:
        """What was sent, and what the reply hands out: no text for others may hold it."""
        return tuple(dict.fromkeys(of_entry(self.exchange, self.trace.secret_lines)))

    @cached_property
    def accepted_elsewhere(self) -> Case | None:
        """What the same host accepted with the same credential, later ones first."""
        for other in (*self.after, *reversed(self.before)):
            if not other.succeeded or self.repeats(other) or other.sent.is_login:
                continue
            if self.shares_credential(other):
                return other
        return None


def _meanings(case: Case) -> Meanings:
    if not case.heard.meanings:
        return case.heard.meanings
    read = {known.statement for known in case.known if known.says.weight >= SOUND}
    heard = dict(case.heard.meanings)
    missing = heard.get("missing")
    # "invalid_token" means that one was seen, whatever the body says.
    seen = case.heard.error[0] in {"invalid_token", "insufficient_scope"}
    if missing and case.sent.has_any and (seen or _may_be_wrong(case, missing.statement.plain)):
        del heard["missing"]
    known = "credentials-ok" in heard and heard["credentials-ok"].statement.kind == "header"
    distrusted: set[str] = set(OF_A_STRANGER if known else ())
    distrusted |= {"csrf"} if _holds_an_empty_one(case) else set()
    distrusted |= set() if _may_hold_a_token(case) else _OF_A_TOKEN
    return {
        name: msgspec.structs.replace(meaning, trust=meaning.trust * _BESIDE_A_PRODUCT)
        if meaning.statement in read or name in distrusted
        else meaning
        for name, meaning in heard.items()
        if not (meaning.by_example and (case.known or is_success(case.heard)))
    }


def _may_be_wrong(case: Case, words: str) -> bool:
    """Whether words that miss a credential are said of a wrong one, too, where one was sent."""
    # In another place it may not have been seen, but where the words name that very place.
    named = name_one_of(words, (key.name for key in case.sent.keys if key.where == "header"))
    usual = case.sent.authorization is not None or named
    return is_either_or(words) or (usual and wants_a_valid_one(words))


def _may_hold_a_token(case: Case) -> bool:
    """Whether something was sent that words about a token may mean: not a plain login alone."""
    sent = case.sent
    mine = sent.authorization
    if mine is None or mine.scheme not in LOGINS or sent.keys or sent.cookies:
        return True
    # A token may stand for the password.
    return len(mine.basic or b"") > _LONGEST_LOGIN or case.may_be_stripped


_LONGEST_LOGIN = 40


def _holds_an_empty_one(case: Case) -> bool:
    """Whether Authorization is there and names nobody: no session is there to be forged."""
    mine = case.sent.authorization
    empty = mine is not None and (not mine.value.strip() or mine.basic == b":")
    return empty and not case.sent.cookies


_OF_A_TOKEN = frozenset({"token-expired", "token-refused", "audience", "issuer"})
_trust = attrgetter("trust")


def _lacks_request_parts(exchange: Exchange) -> bool:
    return any(
        each.side == "request" or each.name.startswith(("authorization", "cookie"))
        for each in exchange.blanked
    )
