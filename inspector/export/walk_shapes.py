"""The published records of the JSON of a sign-in that was walked."""

import msgspec

from inspector.export.shapes import ExchangeShape, Index
from inspector.model.sign_in import HostState, Mark, Party, StepName


class TroubleShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is wrong at a step of a sign-in; ends: whether it can't go on because of it."""

    id: str
    title: str
    party: Party
    todo: str
    reference: str
    ends: bool


class WalkedStepShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A step of a sign-in; entry: its exchange, null where nothing was sent for it."""

    step: StepName
    host: str
    mark: Mark
    entry: Index | None
    troubles: list[TroubleShape]


class NamedHostShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A host of a sign-in; by: who named it. like: what it can be mistaken for."""

    host: str
    state: HostState
    by: str | None
    like: str | None


class WalkShape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What `walk --format json` prints; broken: the step that is at fault, null for none."""

    done: bool
    broken: StepName | None
    party: Party | None
    steps: list[WalkedStepShape]
    hosts: list[NamedHostShape]
    exchanges: list[ExchangeShape]
