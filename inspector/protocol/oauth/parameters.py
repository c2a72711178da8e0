"""The parameters of a message, each a name and a value, and where a client adds its own."""

from collections.abc import Iterable
from typing import NamedTuple

from inspector.model.kinds.oauth import OwnMessage, OwnPlace
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import DOTS


class Parameter(NamedTuple):
    """One parameter. secret: whether its value must not be shown."""

    name: str
    value: str
    secret: bool = False

    def __repr__(self) -> str:
        return f"Parameter({self.name}={DOTS if self.secret else self.value})"


Parameters = tuple[Parameter, ...]


def given(*parameters: Parameter) -> Parameters:
    """Return those that have a value: an empty one counts as not sent (RFC 6749 §3.1)."""
    return tuple(parameter for parameter in parameters if parameter.value)


def own(credential: OAuth2, message: OwnMessage, place: OwnPlace) -> Parameters:
    """Return what the user adds to a message at a place."""
    return tuple(
        Parameter(row.name, row.value)
        for row in credential.extras.own
        if (row.message, row.place) == (message, place) and row.name
    )


def replaced(parameters: Iterable[Parameter], by: Parameters) -> Parameters:
    """Return the parameters with those of the user in place of any of the same name."""
    names = {parameter.name for parameter in by}
    return (*(parameter for parameter in parameters if parameter.name not in names), *by)


def target(credential: OAuth2) -> Parameters:
    """Return whom the token is for: `audience`, and each `resource` (RFC 8707 §2)."""
    resources = (Parameter("resource", each) for each in credential.target.resources)
    return given(Parameter("audience", credential.target.audience), *resources)


def wanted(credential: OAuth2) -> Parameters:
    """Return the scope and the target, as most messages have them."""
    return (*given(Parameter("scope", credential.scope)), *target(credential))
