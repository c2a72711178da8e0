"""What became of each secret value of a trace: born, sent, accepted, refused, ended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from inspector.model.annotation import Place
from inspector.model.story import ISSUED, OUTLIVES_A_SESSION, CredentialKind, EventKind
from inspector.protocol.cached import cached_property
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.story.births import Birth, begins_a_session, births, checked_end, is_cleared
from inspector.story.carriers import Carriers, carriers_of
from inspector.story.ends.deletions import Deletions
from inspector.story.entry import Entry
from inspector.story.kinds import kind_of, kind_of_birth
from inspector.story.uses import Use, value_of

_SHORTEST = 6


class End:
    """How a value ended, shown by a reply of this entry."""

    def __init__(self, entry: Entry, kind: EventKind) -> None:
        self.entry = entry
        self.kind = kind


class Life:
    """One secret value through the entries of a trace, in their order."""

    def __init__(self, value: str, kind: CredentialKind, name: str) -> None:
        self.value = value
        self.kind = kind
        self.name = name
        self.births: list[Birth] = []
        self.born_at: datetime | None = None
        self.born_of_login = False
        self.uses: list[Use] = []
        self.end: End | None = None
        self.checked: tuple[datetime, Place] | None = None
        self.issued_for: Life | None = None

    @property
    def birth(self) -> Birth | None:
        """Where the trace shows that it was handed out; None where it was there before."""
        return self.births[0] if self.births else None

    @cached_property
    def accepted(self) -> tuple[Use, ...]:
        """The uses that were accepted."""
        return tuple(use for use in self.uses if use.outcome == "accepted")

    @cached_property
    def refused(self) -> tuple[Use, ...]:
        """The uses that were refused."""
        return tuple(use for use in self.uses if use.outcome == "refused")

    @cached_property
    def judged(self) -> dict[str, tuple[Entry, ...]]:
        """The entries that sent it and were accepted or refused, in order, by their host."""
        found: dict[str, list[Entry]] = {}
        for use in self.uses:
            if use.outcome != "unjudged":
                found.setdefault(use.entry.sent.host, []).append(use.entry)
        return {host: tuple(entries) for host, entries in found.items()}

    def use_in(self, entry: Entry) -> Use:
        """Return its use in an entry that sent it; for any other there is no telling."""
        return self.uses[bisect_left(self.uses, entry.index, key=_index)]

    @cached_property
    def first_accepted(self) -> Use | None:
        """The first use that was accepted."""
        return next((use for use in self.uses if use.outcome == "accepted"), None)

    @cached_property
    def last_accepted(self) -> Use | None:
        """The last use that was accepted."""
        return next((use for use in reversed(self.uses) if use.outcome == "accepted"), None)

    def accepted_before(self, entry: Entry) -> tuple[Use, ...]:
        """Return the accepted ones of the nearest uses before an entry, in order."""
        end = bisect_left(self.uses, entry.index, key=_index)
        return _accepted(self.uses[max(0, end - _NEAREST) : end])

    def accepted_after(self, entry: Entry) -> tuple[Use, ...]:
        """Return the accepted ones of the nearest uses after an entry, in order."""
        start = bisect_right(self.uses, entry.index, key=_index)
        return _accepted(self.uses[start : start + _NEAREST])

    @cached_property
    def ends(self) -> datetime | None:
        """When its lifetime is over: by its own claim, a check of it, or what came with it."""
        stated = next((birth.ends for birth in reversed(self.births) if birth.ends), None)
        return self._own_end or (self.checked[0] if self.checked is not None else stated)

    def over_for(self, entry: Entry) -> timedelta | None:
        """Return how long its lifetime was over when an entry was answered; None if it was not."""
        end, now = self._end_before(entry), entry.server_time
        return now - end if end is not None and now is not None and end <= now else None

    def _end_before(self, entry: Entry) -> datetime | None:
        """Return when its time was over; where it was accepted after its end, each use prolongs."""
        end = self.ends
        if end is None or self.born_at is None or not self._slides:
            return end
        before = self.accepted_before(entry)
        last = before[-1].entry.server_time if before else None
        return last + (end - self.born_at) if last is not None else end

    @cached_property
    def _slides(self) -> bool:
        last = self.last_accepted.entry.server_time if self.last_accepted is not None else None
        end = self.ends
        return self._own_end is None and last is not None and end is not None and last > end

    @property
    def ends_as_stated(self) -> bool:
        """Whether its end is what came with it, and not a claim of its own."""
        return self._own_end is None and self.ends is not None

    @cached_property
    def _own_end(self) -> datetime | None:
        claimed = (use.credential.claims.get("exp") for use in self.uses)
        return loose_numeric_date(next(claimed, None))

    def age_in(self, entry: Entry) -> timedelta | None:
        """Return how long ago it was handed out when an entry was answered; None without times."""
        now = entry.server_time
        return now - self.born_at if now is not None and self.born_at is not None else None

    def idle_before(self, entry: Entry) -> timedelta | None:
        """Return how long it had not been accepted, or not been issued, when an entry came."""
        before = [use.entry.server_time for use in self.accepted_before(entry)]
        born = [b for b in self.births if b.entry < entry.index]
        last = before[-1] if before else (self.born_at if born else None)
        now = entry.server_time
        return now - last if last is not None and now is not None else None

    def since_first_use(self, entry: Entry) -> timedelta | None:
        """Return how long before an entry it was accepted first."""
        first_use = self.first_accepted.entry.server_time if self.first_accepted else None
        now = entry.server_time
        return now - first_use if first_use is not None and now is not None else None

    @property
    def is_session(self) -> bool:
        """Whether it stands for a session: a cookie, or what a login with a password gave."""
        return self.kind == "session" or (self.born_of_login and self.kind == "access-token")


_NEAREST = 60  # uses on each side that are looked at: what lies further off tells nothing new


def _index(use: Use) -> int:
    return use.entry.index


def _accepted(uses: Sequence[Use]) -> tuple[Use, ...]:
    return tuple(use for use in uses if use.outcome == "accepted")


class Lives:
    """All secret values of a trace, by what tells them apart."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._found: dict[str, Life] = {}
        self._cookies: dict[tuple[str, str], str] = {}
        self._issued: set[object] = set()
        self._unnamed: dict[str, Birth] = {}
        self._sent_in: dict[int, tuple[Life, ...]] = {}
        self._by_carriers: dict[Carriers, tuple[tuple[Life, Use], ...]] = {}
        self._deletions = Deletions()
        for entry in entries:
            self._send(entry)
            self._check(entry)
            self._hand_out(entry)

    def __iter__(self) -> Iterator[Life]:
        return iter(self._found.values())

    def of(self, entry: Entry, credential: Credential) -> Life | None:
        """Return the life of what an entry sent, None where its bytes were blanked out."""
        return self._found.get(value_of(entry, credential))

    def sent_in(self, entry: Entry) -> tuple[Life, ...]:
        """Return the lives of all that an entry sent, each once."""
        return self._sent_in.get(entry.index, ())

    def _life(self, value: str, kind: CredentialKind, name: str) -> Life:
        found = self._found.get(value)
        if found is None:
            found = self._found[value] = Life(value, kind, name)
            self._remember(found)
        return found

    def _remember(self, life: Life) -> None:
        """Give what was handed out without a name its birth, now that a request names it."""
        if (birth := self._unnamed.pop(life.value, None)) is not None:
            life.births.append(birth)
            life.born_at = self._entries[birth.entry].server_time
        for half in life.value.split(":") if life.value.count(":") == 1 else ():
            born = self._found.get(half)  # a key and what was handed out for it, sent as one
            if born is not None and born.births and not life.births:
                life.births.extend(born.births)
                life.born_at, life.born_of_login = born.born_at, born.born_of_login

    # ------------------------------------------------------------------ what is sent
    def _send(self, entry: Entry) -> None:
        carriers = carriers_of(entry.sent)
        alike = self._by_carriers.get(carriers, ()) if carriers is not None else ()
        if alike:
            lives = tuple(life for life, _ in alike)
            for life, use in alike:
                life.uses.append(Use(entry, life.value, like=use))
        else:
            lives = self._carried_by(entry)
            for life in lives:
                life.uses.append(Use(entry, life.value))
            if carriers is not None:
                self._by_carriers[carriers] = tuple((life, life.uses[-1]) for life in lives)
        for credential in self._handed_out_before(entry) if self._issued else ():
            life = self._life(credential.value, "session", credential.name)
            if life not in lives:
                life.uses.append(Use(entry, life.value, credential))
                lives = (*lives, life)
        if lives:
            self._sent_in[entry.index] = lives
            self._use_up(entry)
            self._end_taken_away(lives)

    def _carried_by(self, entry: Entry) -> tuple[Life, ...]:
        """Return the lives of what a request carries, each once."""
        values = {value_of(entry, one): one for one in reversed(entry.carried)}
        return tuple(
            self._life(value, kind_of(one), one.name)
            for value, one in reversed(values.items())
            if len(value) >= _SHORTEST
        )

    def _handed_out_before(self, entry: Entry) -> Iterator[Credential]:
        """Yield what earlier replies handed out and the request has somewhere: a list, its path."""
        if 0 < len(entry.sent.message.body) <= _LARGEST:
            body = places.in_body(entry.index, "request")
            for name, value in entry.sent.content.scalars():
                if value in self._issued:
                    yield Credential("body", name, "", str(value), body)
        line = places.in_line(entry.index, "request")
        query = entry.sent.query if entry.sent.parts[3] else ()
        for name, value in (*query, *(("path", part) for part in _parts(entry.sent.path))):
            if value in self._issued:
                yield Credential("query", name, "", value, line)

    def _use_up(self, entry: Entry) -> None:
        """A code that was redeemed is used up (RFC 6749 §4.1.2); so is a SAML response."""
        for life in self.sent_in(entry):
            single = life.kind == "assertion" or (life.kind == "code" and _redeems(entry))
            if single and life.end is None and entry.outcome == "accepted":
                life.end = End(entry, "used-up")

    def _check(self, entry: Entry) -> None:
        """A reply about the token that was sent says how long it lives."""
        told = checked_end(entry) if self.sent_in(entry) else None
        for life in self.sent_in(entry) if told is not None else ():
            if life.kind == "access-token":
                life.checked = told

    # ------------------------------------------------------------------ what is handed out
    def _hand_out(self, entry: Entry) -> None:
        handed = [birth for birth in births(entry) if len(birth.value) >= _SHORTEST]
        self._unnamed |= {one.value: one for one in handed if not one.name}
        self._issued |= self._unnamed.keys()
        fresh = [birth for birth in handed if birth.name]
        for birth in fresh:
            life = self._life(birth.value, kind_of_birth(birth), birth.name)
            if not life.births:
                begins = entry.sent.is_login or begins_a_session(entry)
                of_client = entry.sent.is_token_request or entry.sent.login.is_of_a_client
                life.born_of_login = begins and not of_client
                life.born_at = entry.server_time
            life.births.append(birth)
            if life.kind in ISSUED or life.kind == "session":
                self._issued.add(birth.value)
            if birth.how == "cookie":
                self._replace_cookie(entry, birth)
        self._clear(entry)
        self._end_session(entry)
        if fresh and entry.succeeded:
            self._replace_tokens(entry, fresh)

    def _replace_cookie(self, entry: Entry, birth: Birth) -> None:
        key = (entry.sent.bare_host, birth.name)
        old = self._found.get(self._cookies.get(key, ""))
        if old is not None and old.value != birth.value and old.end is None:
            old.end = End(entry, "replaced")
        self._cookies[key] = birth.value

    def _clear(self, entry: Entry) -> None:
        for _, cookie in entry.cookies_set:
            if entry.server_time is not None and is_cleared(cookie, entry):
                old = self._found.get(self._cookies.pop((entry.sent.bare_host, cookie.name), ""))
                sent = next((c for c in entry.sent.session_cookies if c.name == cookie.name), None)
                old = old or (self.of(entry, sent) if sent is not None else None)
                if old is not None and old.end is None:
                    old.end = End(entry, "cleared")

    def _end_taken_away(self, lives: Iterable[Life]) -> None:
        """A token that was deleted by its id is over, and not what the request itself carries."""
        for life in (one for one in lives if one.end is None):
            by = self._deletions.took(life.value, life.uses)
            life.end = End(by, "revoked") if by is not None else None

    def _end_session(self, entry: Entry) -> None:
        """A request to sign out, or to revoke a token, ends what it carries (RFC 7009)."""
        if self._deletions.read(entry):
            self._end_taken_away(self)
            return
        kind: EventKind | None = "signed-out" if signs_out(entry) else None
        kind = "revoked" if takes_back(entry) else kind
        if kind is None or not (entry.succeeded or entry.heard.is_redirect):
            return
        clears = any(is_cleared(cookie, entry) for _, cookie in entry.cookies_set)
        for life in self.sent_in(entry):
            kept = life.kind in OUTLIVES_A_SESSION or (clears and life.kind == "session")
            if life.end is None and not kept:
                life.end = End(entry, kind)

    def _replace_tokens(self, entry: Entry, fresh: list[Birth]) -> None:
        """A renewal hands out what takes the place of the token that was sent (RFC 6749 §6)."""
        spent = next((life for life in self.sent_in(entry) if life.kind == "refresh-token"), None)
        if spent is None:
            spent = next((life for life in self.sent_in(entry) if life.kind == "code"), None)
        if spent is None and not entry.sent.is_token_request:
            return
        for birth in fresh:
            new = self._found[birth.value]
            new.issued_for = new.issued_for or spent
            rotated = new.kind == "refresh-token" and spent is not None and new is not spent
            if rotated and spent is not None and spent.kind == "refresh-token":
                spent.end = spent.end or End(entry, "used-up")


_LARGEST = 64 * 1024


def _redeems(entry: Entry) -> bool:
    """Whether a code went to who redeems it: a page whose script takes it hands over nothing."""
    hands_over = bool(entry.cookies_set) or entry.heard.is_redirect or any(births(entry))
    return entry.sent.is_token_request or hands_over


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if len(part) >= _SHORTEST]


# finds `/logout`, `/oauth2/sign_out`, `/session/end`
# but not `/blog/outlook`
_SIGN_OUT = lazy_re(r"(?i)(?:^|[/._-])(?:log|sign)[_-]?(?:out|off)\b|end[_-]?session|session/end")
_REVOKES = lazy_re(r"(?i)/revo(?:ke|cation)\b")


def takes_back(entry: Entry) -> bool:
    """Whether a request has a token taken back, by its address (RFC 7009)."""
    return _REVOKES.search(entry.sent.path) is not None


def signs_out(entry: Entry) -> bool:
    """Whether a request signs out on purpose, by its address."""
    ends_session = entry.sent.method == "DELETE" and _SESSION.search(entry.sent.path) is not None
    return ends_session or _SIGN_OUT.search(entry.sent.path) is not None


_SESSION = lazy_re(r"(?i)/(?:sessions?|login|tokens?)(?:/[\w-]+)?$")
