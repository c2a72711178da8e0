"""What a walk has come to so far: its steps, its hosts, and what it found."""

import msgspec

from inspector.model.exchange import Exchange, Purpose
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.sign_in import (
    STEPS,
    Mark,
    NamedHost,
    Offer,
    StepName,
    Trouble,
    Walk,
    WalkedStep,
)
from inspector.protocol.look_alikes import look_alike
from inspector.protocol.urls import authority_of, host_of
from inspector.wording import tr

_STEP_OF: dict[Purpose, StepName] = {
    "registration": "registration",
    "pushed-request": "pushed-request",
    "authorization": "authorization",
    "sign-in": "sign-in",
    "token": "token",
}


class LoggedStep(msgspec.Struct, kw_only=True):
    """A step while it is walked; its exchange may be none."""

    name: StepName
    host: str = ""
    exchange: Exchange | None = None
    troubles: tuple[Trouble, ...] = ()
    waits: bool = False

    @property
    def mark(self) -> Mark:
        """How it ended."""
        if self.waits:
            return "waits"
        if any(one.ends for one in self.troubles):
            return "broken"
        return "odd" if self.troubles else "done"


class WalkLog:
    """Grows while a walk goes on; `walk` is what it came to, also when it was ended halfway.

    allowed: hosts (with their port, where it isn't the usual one) that may be asked.
    """

    def __init__(self, dialled: str, allowed: frozenset[str] = frozenset()) -> None:
        self.steps: list[LoggedStep] = []
        self.credential = OAuth2()
        self.offers: tuple[Offer, ...] | None = None
        self.is_done = False
        self._allowed = {authority_of(dialled), *map(str.lower, allowed)}
        self._named: dict[str, str] = {authority_of(dialled): ""}

    # ------------------------------------------------------------ steps
    def add(self, name: StepName, exchange: Exchange, *troubles: Trouble) -> LoggedStep:
        """Note a step with its exchange."""
        host = authority_of(exchange.request.url)
        made = LoggedStep(name=name, host=host, exchange=exchange, troubles=troubles)
        self.steps.append(made)
        return made

    def add_by_purpose(self, exchange: Exchange) -> LoggedStep | None:
        """Note an exchange of a grant; None for one that is no step of its own."""
        name = _STEP_OF.get(exchange.purpose)
        return self.add(name, exchange) if name is not None else None

    def blame(self, name: StepName, host: str, *troubles: Trouble) -> None:
        """Add troubles to the last step of that name, or note the step that they are all of."""
        found = next((step for step in reversed(self.steps) if step.name == name), None)
        if found is None:
            self.steps.append(LoggedStep(name=name, host=host, troubles=troubles))
        else:
            slugs = {one.slug for one in troubles}
            before = (one for one in found.troubles if one.slug not in slugs)
            found.troubles = (*before, *troubles)

    def forget(self, name: StepName) -> None:
        """Take back the steps of that name, as they are taken anew in another way."""
        self.steps = [step for step in self.steps if step.name != name]

    def troubles_of(self, name: StepName) -> tuple[Trouble, ...]:
        """Return what is wrong at a step."""
        return tuple(one for step in self.steps if step.name == name for one in step.troubles)

    # ------------------------------------------------------------ hosts
    def may_ask(self, url: str) -> bool:
        """Whether a host was agreed to, with or without its port."""
        return authority_of(url) in self._allowed or host_of(url) in self._allowed

    def agree(self, url: str) -> None:
        """Take the person's consent to a host."""
        self._allowed.add(authority_of(url))

    def name_host(self, url: str, by: str) -> None:
        """Note who named a host, the first time it is named."""
        self._named.setdefault(authority_of(url), by)

    def host(self, url: str) -> NamedHost:
        """Return what is known of a host."""
        authority = authority_of(url)
        others = tuple(host_of(f"http://{one}") for one in self._named if one != authority)
        alike = look_alike(host_of(url), others)
        first = next(iter(self._named))
        agreed = authority in self._allowed or host_of(url) in self._allowed
        return NamedHost(
            host=authority,
            state="yours" if authority == first else "agreed" if agreed else "not-asked",
            by=self._named.get(authority, ""),
            like=alike.like if alike is not None else "",
        )

    def question(self, url: str) -> str:
        """Return what is asked before a host is asked for the first time."""
        named = self.host(url)
        if named.like:
            return tr(
                "The sign-in leads to {host}, named by {by}. Look closely: it is not {like}. Ask "
                "it?",
                host=named.host,
                by=named.by,
                like=named.like,
            )
        return tr(
            "The sign-in leads to {host}, named by {by}. Ask it?", host=named.host, by=named.by
        )

    # ------------------------------------------------------------ the whole
    def walk(self, exchanges: tuple[Exchange, ...]) -> Walk:
        """Return it as a record; the exchanges are those of the trace."""
        steps = tuple(_record(step, exchanges) for step in self.steps)
        walked = {step.name for step in steps}
        rest = [WalkedStep(name=name, mark="not-reached") for name in STEPS if name not in walked]
        shown = rest if not self.is_done else []
        return Walk(
            steps=(*steps, *shown),
            hosts=tuple(self.host(f"http://{one}") for one in self._named),
            credential=self.credential,
            offers=self.offers,
            done=self.is_done,
        )


def _record(step: LoggedStep, exchanges: tuple[Exchange, ...]) -> WalkedStep:
    mine = step.exchange
    places = (at for at, one in enumerate(exchanges) if mine is not None and _is_same(one, mine))
    return WalkedStep(
        name=step.name,
        host=step.host,
        exchange=next(places, None),
        mark=step.mark,
        troubles=step.troubles,
    )


def _is_same(one: Exchange, other: Exchange) -> bool:
    """Whether both are one exchange; the trace may know more of it by now."""
    return one.started == other.started and one.request.url == other.request.url
