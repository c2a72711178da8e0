"""What a scenario is: one cause to practise on, as replies, a decision and a request."""

from collections.abc import Callable
from typing import Any

import msgspec

from inspector.mocklab.checks.logins import USER
from inspector.mocklab.clock import LabClock
from inspector.mocklab.messages import PREFIX, Chosen, LabReply, LabRequest
from inspector.model.credential import Credential
from inspector.model.finding import Cause
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr


class Bench:
    """What a scenario works with: clock, addresses, and what it remembers between requests.

    address: where the lab listens. elsewhere: a second origin of it. proxy: its HTTP proxy.
    memory: this scenario's own, emptied when the lab starts.
    """

    def __init__(self, clock: LabClock, address: str, elsewhere: str, proxy: str) -> None:
        self.clock = clock
        self.address = address
        self.elsewhere = elsewhere
        self.proxy = proxy
        self.memory: dict[str, Any] = {}

    def count(self, name: str) -> int:
        """Return 1, 2, 3 … for each call with that name."""
        number = int(self.memory.get(name, 0)) + 1
        self.memory[name] = number
        return number


class Practice(msgspec.Struct, frozen=True, kw_only=True):
    """A request ready to send to the lab.

    secrets: the values of the references in it, clearly made up. renewal: a plain request whose
    JSON reply has a fresh token under `access_token`; None where the scenario has no token.
    """

    request: Request
    secrets: dict[SecretRef, str] = {}
    renewal: Request | None = None


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One cause to practise on.

    cause: None where everything is accepted. replies: what the lab can answer, by name; a window
    may offer them for editing. decide: chooses a reply; it sees paths below the scenario's own.
    practise: makes the request that runs into the cause.
    """

    slug: str
    cause: Cause | None
    title: str
    description: str
    replies: dict[str, LabReply]
    decide: Callable[[LabRequest, Bench], Chosen]
    practise: Callable[[Bench], Practice]


def practice_secret(slug: str, name: str) -> SecretRef:
    """Return the reference of a practice secret: memory only, gone when the program ends."""
    return SecretRef(place="memory", name=f"practice/{slug}/{name}")


def url_of(bench: Bench, slug: str, path: str) -> str:
    """Return the absolute URL of a path below a scenario."""
    return f"{bench.address}{PREFIX}{slug}/{path}"


def with_secret(
    slug: str,
    request: Request,
    name: str,
    value: str,
    credential: Callable[[SecretRef], Credential],
) -> Practice:
    """Return the request with a credential that refers to that value."""
    ref = practice_secret(slug, name)
    made = msgspec.structs.replace(request, credential=credential(ref))
    return Practice(request=made, secrets={ref: value})


def with_token(
    bench: Bench, slug: str, request: Request, token: str, renewal: str = ""
) -> Practice:
    """Return the request with that token; renewal: what the request for a fresh one is called."""
    fresh = Request(name=renewal, method="POST", url=url_of(bench, slug, "token"))
    made = with_secret(slug, request, "token", token, lambda ref: Bearer(token=ref))
    return msgspec.structs.replace(made, renewal=fresh if renewal else None)


def listing_orders(
    bench: Bench, slug: str, token: str, renewal: str = "", path: str = "orders"
) -> Practice:
    """Return the request of most scenarios: the orders, with a token; renewal: as above."""
    request = Request(name=tr("List orders"), url=url_of(bench, slug, path))
    return with_token(bench, slug, request, token, renewal)


def showing_account(bench: Bench, slug: str, password: str) -> Practice:
    """Return a request for the account of the practice login, with that password by Basic."""
    request = Request(name=tr("Show my account"), url=url_of(bench, slug, "account"))
    return with_secret(
        slug, request, "password", password, lambda ref: Basic(user=USER, password=ref)
    )
