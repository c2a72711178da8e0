"""Finds the grants: every module of this folder that names one."""

import pkgutil
from collections.abc import Generator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from inspector.authenticate import grants
from inspector.authenticate.provider import Provider
from inspector.authenticate.scheme import Answer, Step
from inspector.model.kinds.oauth import Grant
from inspector.protocol.oauth.kept_token import KeptToken

Obtaining = Generator[Step, Answer, KeptToken]


class GrantModule(Protocol):
    """What each module offers. NEEDS: the endpoints it can't do without."""

    GRANT: Grant
    NEEDS: tuple[str, ...]

    def obtain(self, provider: Provider) -> Obtaining:
        """Yield the steps to a token; raises Refused or Ended where there is none."""


@cache
def registry() -> dict[Grant, GrantModule]:
    """Return the modules by their grant."""
    names = (module.name for module in pkgutil.iter_modules(grants.__path__))
    found = (import_module(f"{grants.__name__}.{name}") for name in names)
    made = [cast("GrantModule", module) for module in found if hasattr(module, "GRANT")]
    return {module.GRANT: module for module in made}
