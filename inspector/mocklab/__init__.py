"""The practice server: real HTTP on this computer's loopback, every scheme, every cause; no Qt.

The window's first page lists the demo cards of `practice`; the server is imported with its use.
"""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.mocklab.lab import LabNotStarted, MockLab
    from inspector.mocklab.scenario import Practice, Scenario

__all__ = ["LabNotStarted", "MockLab", "Practice", "Scenario"]

__getattr__ = lazy_names(
    __name__,
    {"LabNotStarted": "lab", "MockLab": "lab", "Practice": "scenario", "Scenario": "scenario"},
)
