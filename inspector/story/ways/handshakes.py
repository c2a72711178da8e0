"""Refusals that were a round of a handshake: challenges, nonces, probes, second factors, polls.

What a refusal hands out and a later success brings back belongs to one handshake, whatever its
scheme: a nonce within a proof (RFC 9449 §8), the session of an interactive login, the transaction
of a second factor. Each way returns the entry that answered, None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from inspector.protocol.field_names import is_csrf_header, is_of_one_exchange, is_second_factor
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.scheme_words import CHANGING
from inspector.protocol.tokens import jose
from inspector.protocol.urls import holds_login
from inspector.reading.credential import Credential
from inspector.reading.statuses import (
    CHALLENGES,
    HANDS_OUT_A_NONCE,
    LOGIN_AT_PROXY,
    REFUSES_FORGERY,
    SERVER_ERRORS,
)
from inspector.story.entry import Entry
from inspector.story.trace_story import NEAR, TraceStory
from inspector.story.way import Way
from inspector.wording import tr

_LONG = 8  # shorter values come back by accident
_MOST = 400
_FAR = 300


# ---------------- A round of a handshake
def was_answered(story: TraceStory, entry: Entry) -> Entry | None:
    """The next request of the same kind answered its challenge, and was let in."""
    if leaves_login_in_address(story, entry):
        return None
    later = story.accepted_later(entry)
    if later is None:
        return _answered_unrefused(story, entry)
    rounds = {"challenge-answer", "proxy-answer"}
    another = _is_another_try(entry, later)
    if later.exchange.answers == entry.index and later.exchange.purpose in rounds:
        # We know what we sent as the answer, if only a time was signed anew; of others it is read.
        return later if not another or later.exchange.raw_sent else None
    if another:
        return None
    if entry.status == LOGIN_AT_PROXY:
        answered = later.sent.proxy_authorization is not None
        return later if answered or _answers_unseen(story, entry, later) else None
    answers = _answers_with_header(entry, later) or _repeats_what_was_handed_out(entry, later)
    return later if answers or _answers_unseen(story, entry, later) else None


def _answered_unrefused(story: TraceStory, entry: Entry) -> Entry | None:
    """Return the answer in a scheme that was offered, whose reply is about other things.

    Who is led on, has it already, or is told that nothing is there has been asked for no login; nor
    has who gets an error within a success.
    """
    offered = entry.heard.schemes
    if entry.status == LOGIN_AT_PROXY:
        return _let_through(story, entry)
    if not offered:
        return None
    alike = story.repeats_after(entry, NEAR)
    later = next((o for o in alike if o.outcome != "refused" or o.is_hidden_error), None)
    if later is None or not later.status or later.heard.is_login_page:
        return None
    sent = later.sent.authorization
    answers = sent is not None and sent.scheme in offered and _answers_with_header(entry, later)
    return later if answers and not _is_another_try(entry, later) else None


def _let_through(story: TraceStory, entry: Entry) -> Entry | None:
    """Return the request that brought the proxy its login and came to the server behind it."""
    alike = story.repeats_after(entry, NEAR)
    later = next((o for o in alike if o.sent.proxy_authorization is not None), None)
    if later is None or not later.status or later.outcome == "refused":
        return None
    return None if _is_another_try(entry, later) else later


def _answers_unseen(story: TraceStory, entry: Entry, later: Entry) -> bool:
    """Whether only a header that exports leave out can have answered the challenge."""
    asks = entry.status in CHALLENGES and bool(
        entry.heard.challenges or entry.heard.proxy_challenges
    )
    seen = entry.sent.has_any or later.sent.has_any or story.let_in_between(entry, later)
    return story.may_lack and asks and not seen


def leaves_login_in_address(story: TraceStory, entry: Entry) -> bool:
    """Whether the address holds `user:password@`, and the client makes no header of it.

    Who reads a login there answers a challenge with it at once, as nobody has to be asked.
    """
    if entry.sent.has_any or not holds_login(entry.sent.message.url):
        return False
    of_host = (one for one in story.after(entry) if one.sent.host == entry.sent.host)
    answer = next((one for one in of_host if one.sent.authorization is not None), None)
    start, end = entry.client_time, answer.client_time if answer is not None else None
    return answer is None or (start is not None and end is not None and end - start > _AT_ONCE)


_AT_ONCE = timedelta(seconds=20)


def _is_another_try(entry: Entry, later: Entry) -> bool:
    """Whether a complete credential was refused, and the next one of its kind was not.

    Of another kind it answers what was offered; where nobody offered it, somebody found it out.
    """
    mine, theirs = _asked_for(entry, entry), _asked_for(entry, later)
    if theirs is None:
        return False
    if mine is None:
        keys = () if entry.status == LOGIN_AT_PROXY else entry.sent.keys
        return bool(keys) and theirs.scheme not in entry.heard.schemes
    if mine.scheme != theirs.scheme:
        return bool(mine.scheme and theirs.scheme) and theirs.scheme not in entry.heard.schemes
    return mine.scheme not in CHANGING and mine.value != theirs.value


def _asked_for(entry: Entry, sent_in: Entry) -> Credential | None:
    """Return what a request holds of what a refusal asks for: the login at a proxy with 407."""
    sent = sent_in.sent
    return sent.proxy_authorization if entry.status == LOGIN_AT_PROXY else sent.authorization


def _answers_with_header(entry: Entry, later: Entry) -> bool:
    mine, theirs = entry.sent.authorization, later.sent.authorization
    if theirs is None or entry.status not in HANDS_OUT_A_NONCE:
        return False
    if mine is None:
        return not entry.sent.has_any
    if theirs.is_negotiation and mine.scheme == theirs.scheme:
        return True
    if theirs.scheme == "digest":
        return mine.params.get("nonce") != theirs.params.get("nonce")
    if theirs.scheme == mine.scheme and _goes_by_told_time(entry, mine, theirs):
        return True
    return "nonce-wanted" in entry.heard.meanings and theirs.scheme == "dpop"


def _goes_by_told_time(entry: Entry, mine: Credential, theirs: Credential) -> bool:
    """Whether the second try was signed by the time that the challenge told (Hawk, `ts`)."""
    params = (p for _, one in entry.heard.challenges for p in one.params if p.name == "ts")
    told = next((param.value for param in params), "")
    times = (told, mine.params.get("ts", ""), theirs.params.get("ts", ""))
    if not all(text.isascii() and text.isdecimal() for text in times):
        return False
    server, first, second = map(int, times)
    return abs(second - server) <= _NEAR < abs(first - server)


_NEAR = 60  # seconds, which Hawk's servers allow a clock to be off


def _repeats_what_was_handed_out(entry: Entry, later: Entry) -> bool:
    """Whether the later request sends a token that this refusal gave: a CSRF handshake."""
    if entry.status not in REFUSES_FORGERY:
        return False
    long = (header for header in entry.heard.headers if len(header.value) >= _LONG)
    given = {header.value for header in long if is_csrf_header(header.name)}
    return any(header.value in given for header in later.sent.message.headers)


def came_back(story: TraceStory, entry: Entry) -> Entry | None:
    """A later request that succeeded at this host sends what only this refusal gave."""
    if entry.status in SERVER_ERRORS:
        return None
    later = [o for o in story.after(entry) if o.sent.host == entry.sent.host and o.succeeded]
    if not later:
        return None
    known = "\n".join((*_values_sent(entry), entry.sent.url))
    given = {value for value in _given(entry) if value not in known}
    nonces = {value for value in _nonces(entry) if value not in known}
    if not given and not nonces:
        return None
    return next((o for o in later if _brings_back(entry, o, given, nonces)), None)


def _brings_back(entry: Entry, later: Entry, given: set[str], nonces: set[str]) -> bool:
    sent = set(_values_sent(later))
    return not given.isdisjoint(sent) or (entry.repeats(later) and not nonces.isdisjoint(sent))


def _nonces(entry: Entry) -> Iterator[str]:
    """Yield the nonces in headers: each reply has one, for whatever request comes next.

    So they show a handshake only where the same is asked for once more (RFC 8555 §6.5.1).
    """
    for header in entry.heard.headers:
        if "nonce" in header.name.lower():
            yield from _long(header.value)


def _given(entry: Entry) -> Iterator[str]:
    """Yield the values of a refusal that look made for this one exchange."""
    for header in entry.heard.headers:
        if is_of_one_exchange(header.name) and "nonce" not in header.name.lower():
            yield from _long(header.value)
    for _, challenge in entry.heard.challenges:
        yield from (p.value for p in challenge.params if is_of_one_exchange(p.name))
    for name, value in entry.heard.content.scalars():
        if is_of_one_exchange(name):
            yield from _long(str(value))


def _long(value: str) -> Iterator[str]:
    text = value.strip()
    if len(text) >= _LONG and not any(letter.isspace() for letter in text):
        yield text


def _values_sent(entry: Entry) -> Iterator[str]:
    """Yield what a request sends as values: parameters, members, headers, claims of a proof."""
    yield from (value for _, value in entry.sent.query)
    yield from (str(value) for _, value in entry.sent.content.scalars())
    yield from entry.sent.fields.values()
    yield from entry.sent.path.split("/")
    for header in entry.sent.message.headers[:_MOST]:
        yield header.value
        yield from _claims(header.value)
    yield from _signed_head(entry)
    sent = entry.sent.authorization
    if sent is not None:
        yield from (sent.value, *sent.params.values())


def _claims(value: str) -> Iterator[str]:
    """Yield the texts in a signed proof of a header."""
    proof = jose.read(value) if value.startswith("eyJ") else None
    if isinstance(proof, jose.Jws) and proof.claims:
        yield from (claim for claim in proof.claims.values() if isinstance(claim, str))


def _signed_head(entry: Entry) -> Iterator[str]:
    """Yield the texts in the signed head of a body that is a JWS in JSON (RFC 7515 §7.2)."""
    parts = entry.sent.content.object
    named = [parts.get(name) for name in ("protected", "payload", "signature")]
    if any(not isinstance(part, str) for part in named):
        return
    signed = jose.read(".".join(map(str, named)))
    if signed is not None:
        yield from (text for text in signed.header.values() if isinstance(text, str))


# ---------------- The answer to what was asked for
def was_a_probe(story: TraceStory, entry: Entry) -> Entry | None:
    """Nothing was sent yet, to be told the scheme, and then the host took one offered."""
    offered = set(entry.heard.schemes)
    if not offered or entry.sent.has_any or leaves_login_in_address(story, entry):
        return None
    host = entry.sent.host
    known = story.before(entry, _MOST)
    if any(one.sent.has_any for one in known if one.sent.host == host):
        return None
    for one in story.after(entry):
        sent = one.sent.authorization
        if one.succeeded and one.sent.host == host and sent is not None and sent.scheme in offered:
            return one
    return None


def second_factor_followed(story: TraceStory, entry: Entry) -> Entry | None:
    """The same was sent once more with a one-time code, and was taken."""
    asked = "mfa" in entry.heard.meanings
    for later in story.repeats_after(entry, _FAR):
        if later.succeeded and keeps_its_login(entry, later):
            added = named(later).keys() - named(entry).keys()
            if any(map(is_second_factor, added)) or (asked and added):
                return later
    return None


def keeps_its_login(entry: Entry, later: Entry) -> bool:
    """Whether what proves the caller in the first try is in the second one, too."""
    secrets = {credential.value for credential in entry.carried}
    return secrets <= {credential.value for credential in later.carried} if secrets else True


def named(entry: Entry) -> dict[str, str]:
    """Return what a request sends under names: in its address, body and own headers."""
    own = {h.name: h.value for h in entry.sent.message.headers if not _is_usual(h.name)}
    return {**own, **dict(entry.sent.query), **entry.sent.fields}


def _is_usual(name: str) -> bool:
    return name.lower() in _USUAL_HEADERS or name.lower().startswith("sec-")


_USUAL_HEADERS = word_set(
    "host cookie content-length content-type accept accept-encoding accept-language user-agent "
    "connection referer origin authorization date cache-control pragma priority"
)


# ---------------- Signed once more in the other format of message signatures
def signed_in_other_format(story: TraceStory, entry: Entry) -> Entry | None:
    """The same key signed the same message by RFC 9421 and by the draft before it: one was taken.

    Servers of one network read either, and nobody can ask which (ActivityPub, "double-knocking").
    """
    format_, key = _message_signature(entry)
    later = story.accepted_later(entry) if key else None
    if later is None or later.sent.message.body != entry.sent.message.body:
        return None
    other, same = _message_signature(later)
    return later if same == key and other != format_ else None


def _message_signature(entry: Entry) -> tuple[str, str]:
    """Return the format of a message's signature and the key that it names; empty without one."""
    newer = entry.sent.header("signature-input")
    if newer is not None:
        found = _KEY_ID.search(newer[1].value)
        return "rfc9421", found[1] if found else ""
    signed = (one for one in entry.sent.credentials if one.where == "header")
    named = (one.params.get("keyid", "") for one in signed if one.params.get("signature"))
    return "draft", next(named, "")


# finds `;keyid="https://a.test/u#main-key"`
# but not `;alg="keyid"`
_KEY_ID = lazy_re(r";\s?keyid=\"([^\"]{1,400})\"")


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "came-back",
        came_back,
        tr("The {status} in entry {entry} handed out what entry {other} then sent back."),
    ),
    Way(
        "probe",
        was_a_probe,
        tr("The {status} in entry {entry} asked for the credential that entry {other} sent."),
    ),
    Way(
        "second-factor",
        second_factor_followed,
        tr("Entry {entry} asked for a second factor, which entry {other} gave."),
    ),
    Way(
        "challenge",
        was_answered,
        tr("The {status} in entry {entry} was the challenge that entry {other} answered."),
        turn="given-later",
    ),
    Way(
        "signed-in-other-format",
        signed_in_other_format,
        tr(
            "Entry {entry} was signed in a format that this server does not read, and entry "
            "{other} in the one that it does."
        ),
        turn="given-later",
    ),
)
