"""Every sentence a user reads passes through here: translated, and its named parts filled in."""

from inspector.wording.translate import tr, tr_declared, tr_n

__all__ = ["tr", "tr_declared", "tr_n"]
