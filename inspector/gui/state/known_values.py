"""The secrets of this run, made ready to be found wherever a server repeats them."""

from functools import lru_cache

from inspector.gui.state.tools import Tools
from inspector.protocol.redaction import KnownValues


def known_of(tools: Tools) -> KnownValues:
    """Return the values that the vault has met; they never wait for the keyring."""
    return _ready(tools.vault.known_values())


@lru_cache(maxsize=2)
def _ready(values: tuple[str, ...]) -> KnownValues:
    return KnownValues(values)
