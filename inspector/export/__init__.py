"""Writes answers for other people and programs: redacted first, then in the format asked for."""

from inspector.export.export import Exported, export
from inspector.export.options import Options

__all__ = ["Exported", "Options", "export"]
