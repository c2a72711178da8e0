"""What the window shows while a request is sent."""

from inspector.send.interaction import (
    Arrived,
    Asked,
    News,
    OnProgress,
    Outgoing,
    Progress,
    Recorded,
    Told,
    WalkedSoFar,
)

__all__ = [
    "Arrived",
    "Asked",
    "News",
    "OnProgress",
    "Outgoing",
    "Progress",
    "Recorded",
    "Told",
    "WalkedSoFar",
]
