"""The practice server: real HTTP on this computer's loopback, every scheme, every cause; no Qt."""

from inspector.mocklab.lab import LabNotStarted, MockLab
from inspector.mocklab.scenario import Practice, Scenario

__all__ = ["LabNotStarted", "MockLab", "Practice", "Scenario"]
