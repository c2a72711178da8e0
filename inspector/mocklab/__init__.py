"""The practice server: real HTTP on this computer's loopback, every scheme, every cause; no Qt.

The window's first page lists the demo cards of `practice`; the server is imported with its use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspector.mocklab.lab import LabNotStarted, MockLab
    from inspector.mocklab.scenario import Practice, Scenario

__all__ = ["LabNotStarted", "MockLab", "Practice", "Scenario"]


def __getattr__(name: str) -> Any:
    """Import the server when a name of it is first asked for. Raises AttributeError."""
    if name in {"LabNotStarted", "MockLab"}:
        from inspector.mocklab import lab  # noqa: PLC0415 - see above

        return getattr(lab, name)
    if name in {"Practice", "Scenario"}:
        from inspector.mocklab import scenario  # noqa: PLC0415 - see above

        return getattr(scenario, name)
    raise AttributeError(name)
