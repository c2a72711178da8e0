"""What the window shows while a request is sent."""

from inspector.send.interaction import OnProgress, Progress

__all__ = ["OnProgress", "Progress"]
