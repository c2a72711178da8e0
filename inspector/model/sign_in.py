"""A sign-in walked step by step: what each step came to, and whose fault it is."""

from typing import Literal

import msgspec

from inspector.model.kinds.oauth2 import OAuth2

StepName = Literal[
    "first-call",
    "resource-metadata",
    "server-metadata",
    "registration",
    "pushed-request",
    "authorization",
    "sign-in",
    "token",
    "call",
]
Party = Literal["api", "provider", "client", "you"]
Mark = Literal["done", "odd", "broken", "waits", "not-reached"]
HostState = Literal["yours", "agreed", "not-asked"]
Offer = Literal["S256", "registration", "client-documents"]
Way = Literal["register", "client", "localhost"]
Halt = Literal["host", "client", "broken"]

STEPS: tuple[StepName, ...] = (
    "first-call",
    "resource-metadata",
    "server-metadata",
    "registration",
    "authorization",
    "sign-in",
    "token",
    "call",
)


class Trouble(msgspec.Struct, frozen=True):
    """What is wrong at a step. slug: of a table in `resources/sign-in`; values: for its sentence.

    ends: whether the sign-in can't go on because of it.
    """

    slug: str
    values: dict[str, str] = {}
    ends: bool = False


class WalkedStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step. exchange: its index in the trace, None where nothing was sent for it."""

    name: StepName
    host: str = ""
    exchange: int | None = None
    mark: Mark = "done"
    troubles: tuple[Trouble, ...] = ()


class NamedHost(msgspec.Struct, frozen=True, kw_only=True):
    """A host that the sign-in leads to. by: who named it, empty for the one that was typed.

    like: another host of this sign-in that it can be mistaken for, empty where there is none.
    """

    host: str
    state: HostState
    by: str = ""
    like: str = ""


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """A whole sign-in. credential: what was found so far, ready to be used where it is `done`.

    offers: of the login provider, None before it described itself.
    """

    steps: tuple[WalkedStep, ...]
    hosts: tuple[NamedHost, ...] = ()
    credential: OAuth2 = OAuth2()
    offers: tuple[Offer, ...] | None = None
    done: bool = False

    @property
    def broken(self) -> tuple[WalkedStep, Trouble] | None:
        """The step that is at fault and its trouble: what ends it, else what is odd."""
        found = [(step, trouble) for step in self.steps for trouble in step.troubles]
        ending = (pair for pair in found if pair[1].ends)
        return next(ending, found[0] if found and not self.is_waiting else None)

    @property
    def is_waiting(self) -> bool:
        """Whether it stopped before a host that nobody agreed to."""
        return any(step.mark == "waits" for step in self.steps)


class SetUp(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in that waits for the person. asks: what for: a host, a client, after a broken step.

    host: that is asked next. ways: to go on, the best first; none where agreeing is all.
    """

    walk: Walk
    asks: Halt
    host: str
    ways: tuple[Way, ...] = ()
