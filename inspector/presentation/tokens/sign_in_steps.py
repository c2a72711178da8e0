"""The steps of a sign-in in the order they were taken: what each was for, with whom, what came."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Literal, NamedTuple

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Actor, Verdict
from inspector.presentation.exchange import exchange_words
from inspector.presentation.tokens import step_plan
from inspector.presentation.tokens.step_plan import CALLS, Planned, error_of, is_pending
from inspector.protocol.oauth import kept_token, server_metadata
from inspector.protocol.oauth.token_reply import token_reply
from inspector.protocol.urls import host_of, split
from inspector.reading.statuses import ERRORS
from inspector.wording import tr, tr_n
from inspector.wording.durations import short, took

Disc = Literal["done", "broken", "odd", "waits", "ahead", "left-out"]
_SIGN_IN = frozenset(
    {
        "registration", "pushed-request", "authorization", "sign-in",
        "device-code", "renewal", "revocation", "introspection",
    }
)  # fmt: skip
_BY_BROWSER = frozenset({"authorization", "sign-in"})


class SignInStep(NamedTuple):
    """entry: the exchange that it shows, -1 for none. fault: whose it is.

    party: a host, or "your browser".
    """

    entry: int
    name: str
    path: str
    party: str
    by_browser: bool
    result: str
    time: str
    sentence: str
    disc: Disc
    fault: str = ""

    def spoken(self, number: int, count: int) -> str:
        """Return the row, read aloud."""
        state = {
            "done": tr("done"),
            "broken": tr("broken"),
            "odd": tr("odd, but it went on"),
            "waits": tr("waiting"),
            "ahead": tr("not reached"),
            "left-out": tr("left out"),
        }[self.disc]
        parts = (
            tr("Step {number} of {count}", number=number, count=count),
            *(self.name, state),
            *([self.fault] if self.fault else ()),
        )
        step = ", ".join(parts)
        if not self.sentence:
            return step
        return tr("{step}: {sentence}", step=step, sentence=self.sentence)

    @property
    def line(self) -> str:
        """The line below its name: what happened, and whose fault that is where it is known."""
        if not self.fault or not self.sentence:
            return self.sentence
        return tr("{sentence} This is {fault}.", sentence=self.sentence, fault=self.fault)


def sign_in_steps(
    attempt: Attempt, verdict: Verdict | None = None, *, running: bool = False
) -> tuple[SignInStep, ...]:
    """Return the steps; none where nothing was done beside sending a request.

    A broken or running sign-in has those that were not reached, too.
    """
    exchanges = attempt.exchanges
    fetched = any(each.purpose in {"discovery", "token"} for each in exchanges)
    keeps = attempt.request is not None and attempt.request.credential.keeps_tokens
    if not (any(each.purpose in _SIGN_IN for each in exchanges) or (fetched and keeps)):
        return ()
    groups = list(_groups(exchanges))
    taken = tuple(
        _step(group, verdict, running=running and group is groups[-1]) for group in groups
    )
    waits = any(step.disc == "waits" for step in taken)
    if not (running or waits or any(step.disc == "broken" for step in taken)):
        return taken
    now = 0 if running and not waits else -1
    planned = enumerate(step_plan.ahead(attempt.request, exchanges))
    return (*taken, *(_planned(each, "waits" if at == now else "ahead") for at, each in planned))


def _planned(planned: Planned, disc: Disc) -> SignInStep:
    return SignInStep(
        entry=-1,
        name=planned.name,
        path="",
        party=planned.party,
        by_browser=planned.kind == "browser",
        result=tr("waiting") if disc == "waits" else "",
        time="",
        sentence="",
        disc=disc,
    )


def head(attempt: Attempt, steps: tuple[SignInStep, ...]) -> str:
    """Return what was done, in one line."""
    called = any(each.purpose in CALLS for each in attempt.exchanges)
    subject = _subject(attempt)
    if called and subject:
        return tr("Signed in as {user}, then called", user=subject)
    if called:
        return tr("Got a token, then called")
    broken = next((step for step in steps if step.disc == "broken"), None)
    if broken is not None:
        return tr("Stopped at: {step}. The API was not called", step=broken.name)
    return tr("The API was not called")


def broken_step(steps: tuple[SignInStep, ...]) -> str:
    """Return what the step is called that broke and whose fault is known; empty for none."""
    return next((step.name for step in steps if step.disc == "broken" and step.fault), "")


def token_announcement(attempt: Attempt) -> str:
    """Return what came of a token for a screen reader; empty where none was obtained."""
    got = {
        each.purpose
        for each in attempt.exchanges
        if each.purpose in {"token", "renewal"} and each.reply and token_reply(each.reply.body)
    }
    if "token" in got and (subject := _subject(attempt)):
        return tr("Signed in as {user}.", user=subject)
    if "renewal" in got:
        return tr("Token renewed.")
    return tr("A token was obtained.") if got else ""


def total(attempt: Attempt, steps: tuple[SignInStep, ...]) -> str:
    """Return how many steps there were, and how long they took."""
    spent = sum(each.timing.total or 0 for each in attempt.exchanges)
    taken = sum(step.disc != "ahead" for step in steps)
    counted = tr_n("{count} step", "{count} steps", taken)
    return tr("{steps}, {time}", steps=counted, time=took(spent))


def _subject(attempt: Attempt) -> str:
    for each in attempt.exchanges:
        found = token_reply(each.reply.body) if each.reply and each.purpose == "token" else None
        if found is not None:
            return kept_token.kept(found, 0, 0).subject
    return ""


_Group = list[tuple[int, Exchange]]


def _groups(exchanges: tuple[Exchange, ...]) -> Iterator[_Group]:
    """Put what is one step for a person together: the browser's way, the questions for a device."""
    for _kind, members in groupby(enumerate(exchanges), key=lambda each: _kind_of(*each)):
        yield list(members)


def _kind_of(entry: int, exchange: Exchange) -> tuple[str, int]:
    if exchange.purpose in _BY_BROWSER:
        return ("browser", 0)
    return ("pending", 0) if is_pending(exchange) else (exchange.purpose, entry)


def _step(group: _Group, verdict: Verdict | None, *, running: bool) -> SignInStep:
    entry, last = group[-1]
    _first, begun = group[0]
    by_browser = begun.purpose in _BY_BROWSER
    disc = _disc(group, verdict, running=running)
    spent = sum(each.timing.total or 0 for _, each in group)
    fault = _fault(verdict) if disc == "broken" and _blamed(group, verdict) else ""
    return SignInStep(
        entry=entry,
        name=_name(last),
        path=split(begun.request.url).path or "/",
        party=tr("your browser") if by_browser else host_of(last.request.url),
        by_browser=by_browser,
        result=_result(last, by_browser=by_browser, disc=disc),
        time=took(spent) if spent else "",
        sentence=_sentence(group, disc),
        disc=disc,
        fault=fault,
    )


def _name(exchange: Exchange) -> str:
    if exchange.purpose in _BY_BROWSER:
        return tr("Authorization")
    if is_pending(exchange):
        return tr("You sign in")
    names = {"main": tr("Call"), "token": tr("Token")}
    return names.get(exchange.purpose) or exchange_words.purpose(exchange.purpose)


def _blamed(group: _Group, verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.entry in {entry for entry, _ in group}


def _disc(group: _Group, verdict: Verdict | None, *, running: bool) -> Disc:
    _, last = group[-1]
    if is_pending(last):
        return "waits" if running or _blamed(group, verdict) else "done"
    if running and last.purpose == "authorization":
        return "waits"
    refused = last.reply is not None and last.reply.status in ERRORS
    lost = last.reply is None and last.purpose != "authorization"
    if last.failure is not None or refused or lost:
        odd = last.purpose == "discovery" and not _blamed(group, verdict)
        return "odd" if odd else "broken"
    return "done"


def _fault(verdict: Verdict | None) -> str:
    """Say whose fault it is."""
    if verdict is None or not verdict.findings:
        return ""
    words: dict[Actor, str] = {
        "client": tr("your client's fault"),
        "identity-provider": tr("the login provider's fault"),
        "api-owner": tr("the API's fault"),
        "network": tr("the network's fault"),
    }
    return words[verdict.findings[0].who_must_act]


def _result(exchange: Exchange, *, by_browser: bool, disc: Disc) -> str:
    if by_browser:
        words: dict[Disc, str] = {"done": tr("done"), "waits": tr("waiting")}
        return words.get(disc, tr("not done"))
    if is_pending(exchange):
        return tr("waiting") if disc == "waits" else tr("done")
    return str(exchange.reply.status) if exchange.reply is not None else tr("no reply")


def _sentence(group: _Group, disc: Disc) -> str:
    _, last = group[-1]
    if is_pending(last):
        asked = tr_n("Asked {count} time", "Asked {count} times", len(group))
        return tr("{asked}, each answer: {code}.", asked=asked, code=error_of(last))
    if last.failure is not None:
        return exchange_words.failed(last.failure)
    if disc == "waits":
        return tr("You sign in at the login provider.")
    if disc in {"broken", "odd"}:
        code = error_of(last)
        return tr("Refused: {code}.", code=code) if code else tr("No use could be made of it.")
    return good_words(last)


def good_words(exchange: Exchange) -> str:
    """Return what came of a step that went well."""
    body = exchange.reply.body if exchange.reply is not None else b""
    if exchange.purpose == "discovery":
        return _discovered(body)
    if exchange.purpose in {"token", "renewal"}:
        return _token(body)
    return {
        "registration": tr("This program is registered as a client now."),
        "pushed-request": tr("The request was handed over; the browser carries its name only."),
        "authorization": tr("The browser was sent to the login page."),
        "sign-in": tr("You agreed in the browser, and it came back with a code."),
        "device-code": tr("A code was given, to be entered on any device."),
        "revocation": tr("The provider took the token back."),
        "introspection": tr("The provider said what it knows of the token."),
    }.get(exchange.purpose, tr("The token was sent to this host only."))


def _discovered(body: bytes) -> str:
    found = server_metadata.read(body)
    if found is None:
        return tr("It holds no description of a login provider.")
    count = sum(bool(getattr(found.endpoints, name)) for name in found.endpoints.__struct_fields__)
    offered = tr_n("{count} endpoint", "{count} endpoints", count)
    if "S256" in found.pkce_methods:
        return tr(
            "{issuer} names {endpoints} and offers S256.", issuer=found.issuer, endpoints=offered
        )
    return tr("{issuer} names {endpoints}.", issuer=found.issuer, endpoints=offered)


def _token(body: bytes) -> str:
    found = token_reply(body)
    if found is None:
        return tr("No token came.")
    life = short(timedelta(seconds=found.expires_in or 0))
    if found.refresh_token and found.expires_in:
        return tr("Ends in {life}, with a refresh token.", life=life)
    if found.expires_in:
        return tr("Ends in {life}, without a refresh token.", life=life)
    return tr("A token came; no end is known.")
