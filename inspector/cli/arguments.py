"""Parses arguments; what could not be understood is not repeated, as it could be a secret.

Whoever types curl's options by habit (`-H "Authorization: …"`) must not find the token in a log.
"""

import argparse
from collections.abc import Sequence
from typing import Any

from inspector.protocol.redaction import masked_text
from inspector.wording import tr, tr_n


class Parser(argparse.ArgumentParser):
    """A parser whose messages name options, never the values beside them."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override] # as its base, without its overloads
        """Return the arguments; leaves with status 2 for those that are unknown."""
        known, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(_unknown(rest))
        return known

    def error(self, message: str) -> Any:
        """Leave with status 2 and the message, masked."""
        super().error(masked_text(message))


def _unknown(rest: list[str]) -> str:
    names = [_name(text) for text in rest if text.startswith("-") and text != "-"]
    if names:
        return tr("unknown options: {names}", names=", ".join(dict.fromkeys(names)))
    return tr_n("{count} argument too many", "{count} arguments too many", len(rest))


def _name(text: str) -> str:
    """Return an option without the value that is written in one with it."""
    return text.partition("=")[0] if text.startswith("--") else text[:2]
