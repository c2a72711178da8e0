"""What the window shows while a request is sent."""

from inspector.send.interaction import (
    Asked,
    News,
    OnProgress,
    Progress,
    Recorded,
    Told,
    WalkedSoFar,
)

__all__ = ["Asked", "News", "OnProgress", "Progress", "Recorded", "Told", "WalkedSoFar"]
