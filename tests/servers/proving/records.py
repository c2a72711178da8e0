"""What a place of the proving ground declares: refusals, each with its true cause and its repair.

The cause is what was done to the server or the request, under the name that the twelve families of
`Cause` have for it; it is written down without a look at the rules that are tried on it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from inspector.model.request import Request
from inspector.model.secret import SecretRef

Put = Callable[[str], SecretRef]
Made = str | Request | tuple[Request, dict[SecretRef, str]]
Call = str | Callable[[Put], Made]
"""Options and address of a curl command, or what makes them or a request (and secrets) when due."""


def nothing():
    """Do nothing."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """How the promised state answers: a status, or any 2xx; what the body holds and what it lacks."""

    status: int = 0
    holds: str = ""
    lacks: str = ""

    def fits(self, reply):
        """Whether a reply is the promised one."""
        if reply is None:
            return False
        good = reply.status == self.status if self.status else reply.status // 100 == 2
        body = reply.body.decode("utf-8", "replace")
        return good and self.holds in body and not (self.lacks and self.lacks in body)


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What the person has at hand and types where a fix asks for it.

    saved: other requests of the collection, by their names. hosts: those that may have the
    credential. renewal: the saved request that fetches a token. name (of a key's header or
    parameter), address, certificate (and key), scope: typed where a fix asks for them. secret: or
    what fetches it when it is due.
    """

    user: str = ""
    secret: str | Callable[[], str] = ""
    name: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    saved: dict[str, Call] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    renewal: Call | None = None
    address: str = ""
    certificate: tuple[str, str] = ("", "")
    scope: str = ""


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What leads out.

    what: in a few words. by: who does it; only what the client can do is asked of its fixes.
    right: the request that is accepted then, the refused one once more where it is None. deed:
    what the owner does to the server, or the person outside the program, before it. answers: how
    it answers then. given: what a person has at hand for it.
    """

    what: str
    by: str = "client"
    right: Call | None = None
    deed: Callable[[], object] = nothing
    answers: Answers = Answers()
    given: Inputs = field(default_factory=Inputs)


@dataclass(frozen=True)
class Refusal:
    """One refusal.

    family: its true cause; also: families that a careful person may name as well, having seen no
    more than the program sees. detail: the cause in a sentence. call: what is refused, with
    `status`. prepare: brings the server into its state; before: what was sent then; change: what
    happened to the server between that and the refused call; restore: undoes all. ambiguous: one
    reply can't tell. consents: what experiments may do beyond reading.
    """

    id: str
    family: str
    detail: str
    call: Call
    repair: Repair
    status: int = 401
    also: tuple[str, ...] = ()
    prepare: Callable[[], object] = nothing
    before: tuple[Call, ...] = ()
    change: Callable[[], object] = nothing
    restore: Callable[[], object] = nothing
    ambiguous: bool = False
    consents: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Success:
    """An answer about which there is nothing to say."""

    id: str
    call: Call
    answers: Answers = Answers()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A running server or product, and what is asked of it. reset: puts all of it back."""

    refusals: tuple[Refusal, ...]
    successes: tuple[Success, ...] = ()
    reset: Callable[[], object] = nothing


def by_owner(what, deed=nothing, **more):
    """Return a repair that is the server owner's (or the provider's, or the network's) job."""
    return Repair(what=what, by="owner", deed=deed, **more)


def by_client(what, right=None, /, answers=None, **more):
    """Return a repair that the client can do; more: `deed`, and the fields of `Inputs`."""
    deed = more.pop("deed", nothing)
    answers = answers or Answers()
    return Repair(what=what, right=right, deed=deed, answers=answers, given=Inputs(**more))


def by_application(what, right, /, answers=None):
    """Return a repair of the application that signs its requests: no fix can sign in its stead."""
    return Repair(what=what, by="application", right=right, answers=answers or Answers())
