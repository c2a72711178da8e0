"""One use of a secret value: the request that carried it, in which way, at which place."""

from __future__ import annotations

import msgspec

from inspector.model.annotation import Place
from inspector.protocol.field_names import is_password_name
from inspector.protocol.scheme_words import CHANGING
from inspector.reading.credential import Credential
from inspector.story.entry import Entry, Outcome, identity


def value_of(entry: Entry, credential: Credential) -> str:
    """Return what tells a credential from others through a trace, whoever carries it.

    What is signed or answered anew each time stands for its holder; a password goes with its user.
    """
    if credential.scheme in CHANGING and not credential.signer:
        return f"{credential.scheme} {credential.user}" if credential.user else ""
    if credential.where in {"body", "query"} and is_password_name(credential.name):
        return f"{entry.sent.login_user}\n{credential.value}"
    return identity(credential)


class Use:
    """One request that carried a value. like: another one that carried it in the same lines."""

    def __init__(
        self,
        entry: Entry,
        value: str,
        credential: Credential | None = None,
        like: Use | None = None,
    ) -> None:
        self.entry = entry
        self._value = value
        self._credential = credential
        self._like = like

    @property
    def outcome(self) -> Outcome:
        """What the reply says of it."""
        return self.entry.outcome

    @property
    def credential(self) -> Credential:
        """The value as it stands in the request."""
        if self._credential is None:
            carried = self.entry.carried
            fits = (one for one in carried if value_of(self.entry, one) == self._value)
            self._credential = next(fits)
        return self._credential

    @property
    def way(self) -> str:
        """Name of the header, cookie, field or parameter, with the scheme word."""
        if self._like is not None:
            return self._like.way
        word = self.credential.word
        return f"{self.credential.name}: {word}" if word else self.credential.name

    @property
    def place(self) -> Place:
        """Where in the request it stands."""
        if self._like is None or self._credential is not None:
            return self.credential.place
        place, theirs = self._like.place, self._like.entry.sent.message.headers
        mine, at = self.entry.sent.message.headers, place.index
        if place.part != "header" or at >= len(mine) or mine[at] != theirs[at]:
            return self.credential.place
        return msgspec.structs.replace(place, entry=self.entry.index)
