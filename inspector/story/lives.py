"""What became of each secret value of a trace: born, sent, accepted, refused, ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from inspector.model.story import ISSUED, OUTLIVES_A_SESSION, CredentialKind, EventKind
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.field_names import is_password_name
from inspector.protocol.keys.credential_kinds import kind_by_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import CHANGING, LOGINS
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.story.births import Birth, births, is_cleared
from inspector.story.entry import Entry, Outcome, identity

_SHORTEST = 6


class Use:
    """One request that carried a value. login: it was the name and password of a form."""

    def __init__(self, entry: Entry, credential: Credential) -> None:
        self.entry = entry
        self.credential = credential

    @property
    def outcome(self) -> Outcome:
        """What the reply says of it."""
        return self.entry.outcome

    @property
    def way(self) -> str:
        """Name of the header, cookie, field or parameter, with the scheme word."""
        word = self.credential.scheme
        return f"{self.credential.name}: {word}" if word else self.credential.name


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
        self.uses: list[Use] = []
        self.end: End | None = None
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

    def accepted_before(self, entry: Entry) -> tuple[Use, ...]:
        """Return the accepted uses before an entry."""
        return tuple(use for use in self.accepted if use.entry.index < entry.index)

    def accepted_after(self, entry: Entry) -> tuple[Use, ...]:
        """Return the accepted uses after an entry."""
        return tuple(use for use in self.accepted if use.entry.index > entry.index)

    @cached_property
    def ends(self) -> datetime | None:
        """When its lifetime is over: by its own claim, else by what came with it."""
        stated = next((birth.ends for birth in reversed(self.births) if birth.ends), None)
        return self._own_end or stated

    def over_for(self, entry: Entry) -> timedelta | None:
        """Return how long its lifetime was over when an entry was answered; None if it was not."""
        end, now = self._end_before(entry), entry.server_time
        return now - end if end is not None and now is not None and end <= now else None

    def _end_before(self, entry: Entry) -> datetime | None:
        """Return when its time was over; where it was accepted after its end, each use prolongs."""
        end = self.ends
        times = [use.entry.server_time for use in self.accepted_before(entry)]
        last = times[-1] if times else None
        if end is None or last is None or self._born_at is None or not self._slides:
            return end
        return last + (end - self._born_at)

    @cached_property
    def _slides(self) -> bool:
        end, times = self.ends, [use.entry.server_time for use in self.accepted]
        return self._own_end is None and any(t is not None and end and t > end for t in times)

    @cached_property
    def _own_end(self) -> datetime | None:
        claimed = (use.credential.claims.get("exp") for use in self.uses)
        return loose_numeric_date(next(claimed, None))

    def idle_before(self, entry: Entry) -> timedelta | None:
        """Return how long it had not been accepted, or not been issued, when an entry came."""
        before = [use.entry.server_time for use in self.accepted_before(entry)]
        born = [b for b in self.births if b.entry < entry.index]
        last = before[-1] if before else (self._born_at if born else None)
        now = entry.server_time
        return now - last if last is not None and now is not None else None

    def since_first_use(self, entry: Entry) -> timedelta | None:
        """Return how long before an entry it was accepted first."""
        first_use = next((use.entry.server_time for use in self.accepted), None)
        now = entry.server_time
        return now - first_use if first_use is not None and now is not None else None

    @property
    def is_session(self) -> bool:
        """Whether it stands for a session: a cookie, or what a login with a password gave."""
        return self.kind == "session" or (self.born_of_login and self.kind == "access-token")

    born_of_login = False
    _born_at: datetime | None = None


class Lives:
    """All secret values of a trace, by what tells them apart."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._found: dict[str, Life] = {}
        self._cookies: dict[tuple[str, str], str] = {}
        self._issued: set[object] = set()
        self._sent_in: dict[int, list[Life]] = {}
        for entry in entries:
            self._send(entry)
            self._hand_out(entry)

    def __iter__(self) -> Iterator[Life]:
        return iter(self._found.values())

    def of(self, entry: Entry, credential: Credential) -> Life | None:
        """Return the life of what an entry sent, None where its bytes were blanked out."""
        return self._found.get(value_of(entry, credential))

    def sent_in(self, entry: Entry) -> tuple[Life, ...]:
        """Return the lives of all that an entry sent, each once."""
        return tuple(self._sent_in.get(entry.index, ()))

    def _life(self, value: str, kind: CredentialKind, name: str) -> Life:
        found = self._found.get(value)
        if found is None:
            found = self._found[value] = Life(value, kind, name)
        return found

    # ------------------------------------------------------------------ what is sent
    def _send(self, entry: Entry) -> None:
        seen: set[str] = set()
        for credential in entry.carried:
            value = value_of(entry, credential)
            if len(value) < _SHORTEST or value in seen:
                continue
            seen.add(value)
            life = self._life(value, kind_of(credential), credential.name)
            self._use(life, entry, credential)
        for credential in self._handed_out_before(entry):
            if credential.value not in seen:
                seen.add(credential.value)
                self._use(self._found[credential.value], entry, credential)
        self._use_up(entry)

    def _use(self, life: Life, entry: Entry, credential: Credential) -> None:
        life.uses.append(Use(entry, credential))
        self._sent_in.setdefault(entry.index, []).append(life)

    def _handed_out_before(self, entry: Entry) -> Iterator[Credential]:
        """Yield what earlier replies handed out and the request has somewhere: a list, its path."""
        if self._issued and 0 < len(entry.sent.message.body) <= _LARGEST:
            body = places.in_body(entry.index, "request")
            for name, value in entry.sent.content.scalars():
                if value in self._issued:
                    yield Credential("body", name, "", str(value), body)
        line = places.in_line(entry.index, "request")
        for name, value in (*entry.sent.query, *(("", part) for part in _parts(entry.sent.path))):
            if value in self._issued:
                yield Credential("query", name or "path", "", value, line)

    def _use_up(self, entry: Entry) -> None:
        """A code that was redeemed is used up (RFC 6749 §4.1.2); so is a SAML response."""
        if entry.outcome != "accepted":
            return
        spent = {"code", "assertion"} if _redeems(entry) else {"assertion"}
        for life in self.sent_in(entry):
            if life.end is None and life.kind in spent:
                life.end = End(entry, "used-up")

    # ------------------------------------------------------------------ what is handed out
    def _hand_out(self, entry: Entry) -> None:
        fresh = [birth for birth in births(entry) if len(birth.value) >= _SHORTEST]
        for birth in fresh:
            life = self._life(birth.value, _kind_of_birth(birth), birth.name)
            if not life.births:
                life.born_of_login = entry.sent.is_login and not entry.sent.is_token_request
                life._born_at = entry.server_time  # noqa: SLF001 - filled by its own module
            life.births.append(birth)
            if life.kind in ISSUED or life.kind == "session":
                self._issued.add(birth.value)
            if birth.how == "cookie":
                self._replace_cookie(entry, birth)
        self._clear(entry)
        self._end_session(entry)
        if entry.succeeded and fresh:
            self._replace_tokens(entry, fresh)

    def _replace_cookie(self, entry: Entry, birth: Birth) -> None:
        key = (entry.sent.bare_host, birth.name)
        old = self._found.get(self._cookies.get(key, ""))
        if old is not None and old.value != birth.value and old.end is None:
            old.end = End(entry, "replaced")
        self._cookies[key] = birth.value

    def _clear(self, entry: Entry) -> None:
        now = entry.server_time
        for _, cookie in entry.cookies_set:
            if now is not None and is_cleared(cookie, entry):
                old = self._found.get(self._cookies.pop((entry.sent.bare_host, cookie.name), ""))
                sent = next((c for c in entry.sent.session_cookies if c.name == cookie.name), None)
                old = old or (self.of(entry, sent) if sent is not None else None)
                if old is not None and old.end is None:
                    old.end = End(entry, "cleared")

    def _end_session(self, entry: Entry) -> None:
        """A request to sign out, or to revoke a token, ends what it carries (RFC 7009)."""
        kind: EventKind | None = None
        if entry.succeeded or entry.heard.is_redirect:
            kind = "signed-out" if signs_out(entry) else None
            kind = "revoked" if _REVOKES.search(entry.sent.path) else kind
        clears = any(is_cleared(cookie, entry) for _, cookie in entry.cookies_set)
        for life in self.sent_in(entry) if kind is not None else ():
            kept = life.kind in OUTLIVES_A_SESSION or (clears and life.kind == "session")
            if life.end is None and not kept and kind:
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


def value_of(entry: Entry, credential: Credential) -> str:
    """Return what tells a credential from others through a trace, whoever carries it.

    What is signed or answered anew each time stands for its holder; a password goes with its user.
    """
    if credential.scheme in CHANGING and not credential.signer:
        return f"{credential.scheme} {credential.user}" if credential.user else ""
    if credential.where in {"body", "query"} and is_password_name(credential.name):
        return f"{entry.sent.login_user}\n{credential.value}"
    return identity(credential)


# finds `/logout`, `/oauth2/sign_out`, `/session/end`
# but not `/blog/outlook`
_SIGN_OUT = lazy_re(r"(?i)(?:^|[/._-])(?:log|sign)[_-]?(?:out|off)\b|end[_-]?session|session/end")
_REVOKES = lazy_re(r"(?i)/revo(?:ke|cation)\b")


def signs_out(entry: Entry) -> bool:
    """Whether a request signs out on purpose, by its address."""
    ends_session = entry.sent.method == "DELETE" and _SESSION.search(entry.sent.path) is not None
    return ends_session or _SIGN_OUT.search(entry.sent.path) is not None


_SESSION = lazy_re(r"(?i)/(?:sessions?|login|tokens?)(?:/[\w-]+)?$")


def kind_of(credential: Credential) -> CredentialKind:
    """Return what a credential is, by its name, its scheme word and its shape."""
    name = credential.name.lower()
    if credential.where == "cookie":
        return "session"
    if name in {"authorization", "proxy-authorization"}:
        if credential.scheme in LOGINS:
            return "login"
        return "api-key" if _is_lasting(credential) else "access-token"
    if is_password_name(credential.name):
        return "login"
    return kind_by_name(credential.name)


def _kind_of_birth(birth: Birth) -> CredentialKind:
    if birth.how == "page":
        return "csrf-token"
    kind = kind_by_name(birth.name)
    return "session" if birth.how == "cookie" and kind != "csrf-token" else kind


def _is_lasting(credential: Credential) -> bool:
    """Whether it is a key of a known kind that lives for months, and no access token of OAuth."""
    known = credential.known_key
    return known is not None and not _SHORT_LIVED.search(known.shape.kind)


_SHORT_LIVED = lazy_re(r"(?i)OAuth|short-lived|temporary|installation|session|JWT|encrypted token")
