"""Which cookies of a jar a request takes along, each rule told apart (RFC 6265bis §5.8.3)."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookie_rules import RULES, Asked, Rule, judged
from inspector.protocol.cookie.kept import KeptCookie, RefusedCookie

Mark = Literal["fits", "broken", "not-reached"]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie and what becomes of it. broken: the first rule against it, with its reason."""

    kept: KeptCookie
    broken: Rule | None = None
    reason: Reason | None = None

    @property
    def is_sent(self) -> bool:
        """Whether every rule lets it go."""
        return self.reason is None


def choose(cookies: Iterable[KeptCookie], asked: Asked) -> tuple[Chosen, ...]:
    """Judge every cookie for a request."""
    return tuple(_choose(kept, asked) for kept in cookies)


def _choose(kept: KeptCookie, asked: Asked) -> Chosen:
    for rule, why in judged(kept.stored, asked):
        if why is not None:
            return Chosen(kept=kept, broken=rule, reason=why)
    return Chosen(kept=kept)


def marks(broken: Rule | None, *, is_refused: bool = False) -> dict[Rule, Mark]:
    """Return what each rule says, in their order; is_refused: none but that rule was asked."""
    if broken is None:
        return dict.fromkeys(RULES, "not-reached" if is_refused else "fits")
    at = RULES.index(broken)
    return {
        rule: "fits" if place < at else "broken" if place == at else "not-reached"
        for place, rule in enumerate(RULES)
    }


def marks_of(one: Chosen | RefusedCookie) -> dict[Rule, Mark]:
    """Return what each rule says of a cookie."""
    if isinstance(one, RefusedCookie):
        return marks(one.rule, is_refused=True)
    return marks(one.broken)
