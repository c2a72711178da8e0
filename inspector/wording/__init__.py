"""Every sentence a user reads passes through here: `tr` and `tr_n` translate and fill in."""

from inspector.wording.translate import tr, tr_n

__all__ = ["tr", "tr_n"]
