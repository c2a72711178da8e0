"""The records of what `run` says: its JSON, and what the other forms are written from."""

import msgspec


class RanRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request in the JSON. status: null without a reply; verdict: the title of the cause."""

    path: list[str]
    status: int | None
    milliseconds: int
    verdict: str
    passed: bool
    missed: list[str]


class RanCause(msgspec.Struct, frozen=True, kw_only=True):
    """A cause in the JSON, with the requests that it explains."""

    cause: str
    finding: str
    title: str
    requests: list[list[str]]


class RanSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How many there were, and how long they took together."""

    requests: int
    passed: int
    refused: int
    milliseconds: int


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    """All of a run; no secret is in it."""

    requests: list[RanRequest]
    causes: list[RanCause]
    summary: RanSummary
