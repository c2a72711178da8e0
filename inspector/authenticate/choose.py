"""Finds the scheme that sends a credential: every module in `schemes` is asked how it fits."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import cast

from inspector.authenticate import schemes
from inspector.authenticate.scheme import Scheme
from inspector.model.credential import Credential


@cache
def registry() -> dict[str, Scheme]:
    """Return the modules by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(schemes.__path__))
    return {name: cast("Scheme", import_module(f"{schemes.__name__}.{name}")) for name in names}


def choose(credential: Credential) -> Scheme:
    """Return the scheme that fits best."""
    return max(registry().values(), key=lambda scheme: scheme.fit(credential))


def proxy_login() -> Scheme:
    """Return the scheme that logs in at a proxy."""
    return registry()["proxy_basic"]
