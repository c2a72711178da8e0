"""Finds the scheme that sends a credential, and plays several credentials of one request.

Every module below `schemes` is asked how it fits.
"""

import pkgutil
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from functools import cache
from importlib import import_module
from typing import cast

import msgspec

from inspector.authenticate import schemes
from inspector.authenticate.handshake import Context
from inspector.authenticate.scheme import (
    Answer,
    Scheme,
    Secrets,
    Send,
    Step,
    Steps,
    StepsOf,
    Stop,
    sent,
)
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange
from inspector.model.message import Message


@cache
def _module(name: str) -> Scheme:
    return cast("Scheme", import_module(_modules()[name]))


@cache
def _modules() -> dict[str, str]:
    """Return the whole names of the modules by their last parts, without loading them."""
    found = pkgutil.walk_packages(schemes.__path__, f"{schemes.__name__}.")
    names = sorted(module.name for module in found if not module.ispkg)
    return {name.rpartition(".")[2]: name for name in names}


@cache
def registry() -> dict[str, Scheme]:
    """Return the modules by name."""
    return {name: _module(name) for name in sorted(_modules())}


def choose(credential: Credential) -> Scheme:
    """Return the scheme that fits best.

    The one of the credential's own name is asked alone first: most sends never load the others.
    """
    own = str(getattr(credential, "kind", "")).replace("-", "_")
    if own in _modules() and _module(own).fit(credential) == 1:
        return _module(own)
    return max(registry().values(), key=lambda scheme: scheme.fit(credential))


def proxy_login() -> Scheme:
    """Return the scheme that logs in at a proxy."""
    return _module("proxy_basic")


def handshake_with(credential: Credential, url: str, secrets: Secrets) -> Context | None:
    """Return the beginning of a handshake with whoever is at an address; None where it has none."""
    begin = getattr(choose(credential), "handshake", None)
    return cast("Context", begin(credential, url, secrets)) if begin is not None else None


# ---------------- Plays several credentials of one request
_Parts = tuple[Credential, ...]
_Sending = Generator[Step, Answer, Exchange | None]
_Renew = Callable[[Message, Exchange], Message]


def in_order(credentials: Iterable[Credential]) -> _Parts:
    """Return credentials in the order in which they write: proofs of a secret last."""
    given = (each for each in credentials if each.is_given)
    return tuple(sorted(given, key=lambda each: each.exposes == "proof"))


def steps_of_all(also: _Parts) -> StepsOf:
    """Return what makes the steps of a credential that has others beside it."""

    def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
        parts = in_order((credential, *also)) or (credential,)
        yield from _through(Send(message=message), parts, secrets)

    return steps


def _through(step: Send, parts: _Parts, secrets: Secrets) -> _Sending:
    """Send a message with what these credentials write; return the last exchange.

    None where one of them stopped the sending.
    """
    if not parts:
        return (yield from sent(step))
    answer: Answer = None
    last: Exchange | None = None
    with closing(choose(parts[0]).steps(parts[0], step.message, secrets)) as own:
        while (made := next_step(own, answer)) is not None:
            if isinstance(made, Send) and not made.aside:
                answer = last = yield from _through(_within(step, made), parts[1:], secrets)
                if last is None:
                    return None
            elif isinstance(made, Stop):
                yield made
                return None
            else:
                answer = yield made
    return last


def next_step(steps: Steps, answer: Answer) -> Step | None:
    """Hand an answer to steps and return the next one; None at their end."""
    try:
        return next(steps) if answer is None else steps.send(answer)
    except StopIteration:
        return None


def _within(outer: Send, inner: Send) -> Send:
    """Return an inner credential's sending, made for the purpose of the one around it."""
    purpose = outer.purpose if inner.purpose == "main" else inner.purpose
    renew = _both(outer.renew, inner.renew)
    return msgspec.structs.replace(inner, purpose=purpose, renew=renew)


def _both(outer: _Renew | None, inner: _Renew | None) -> _Renew | None:
    if outer is None or inner is None:
        return outer or inner
    return lambda message, before: inner(outer(message, before), before)
