"""Puts a token that was edited here into a request, and marks the attempt by its reference."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from inspector.compose.variables import VAULT, names_in
from inspector.library.refs import in_text, text_refs
from inspector.library.request_texts import Spans, with_texts
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.vault.vault import Vault
from inspector.wording import tr

SIGNED, KEPT = "signed-here", "edited-here"  # with a key of the user; with its old signature
_NAME = re.compile(rf"({SIGNED}|{KEPT})-[0-9a-f]{{12}}")


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """A token and what takes its place. signed: with a key of the user."""

    old: str
    new: str
    signed: bool = False

    def __repr__(self) -> str:
        return f"Swap(signed={self.signed})"


def with_token(request: Request, swap: Swap, vault: Vault) -> Request | None:
    """Return the request with the new token where the old one stands; None if nowhere.

    In an address, a header line, a cookie or a body it becomes `{{vault.…}}`. Where it stands
    nowhere in the request (it was received), it is sent as the credential.
    """
    texts = _Texts(swap, vault)
    changed = with_texts(request, texts.put)
    credential = changed.credential
    if credential.holds != "token":
        return changed if texts.found else None
    value = vault.peek(credential.secret_ref)
    if texts.found and (value is None or swap.old not in value):
        return changed
    token = texts.kept(swap.new if value is None else _swapped(value, swap), "memory")
    return msgspec.structs.replace(changed, credential=credential.with_secret(token))


def can_take(request: Request, token: str, vault: Vault) -> bool:
    """Whether `with_token` would find a place."""
    if request.credential.holds == "token":
        return True
    looking = _Texts(Swap(old=token, new=token), vault)
    with_texts(request, looking.look)
    return looking.found


def note_of(request: Request | None) -> str:
    """Return the mark of an attempt with such a token, empty for others."""
    names = _names(request) if request is not None else ()
    found = next((found for name in names if (found := _NAME.fullmatch(name))), None)
    if found is None:
        return ""
    return tr("Token signed here") if found[1] == SIGNED else tr("Token edited here")


def _names(request: Request) -> Iterator[str]:
    if request.credential.holds == "token":
        yield request.credential.secret_ref.name
    yield from text_refs(request)


def _swapped(value: str, swap: Swap) -> str:
    """Put it into a value that holds more (`Bearer eyJ…`); it takes the place of any other."""
    return value.replace(swap.old, swap.new) if swap.old in value else swap.new


class _Texts:
    """Goes through a request's texts, where a token stands itself or as a reference."""

    def __init__(self, swap: Swap, vault: Vault) -> None:
        self._swap = swap
        self._vault = vault
        self.found = False

    def put(self, text: str, _spans: Spans) -> str:
        """Return a text with the new token in place of the old one."""
        for name, value in self._held(text):
            made = in_text(self.kept(_swapped(value, self._swap), "keyring"))
            pieces = re.split(rf"\{{\{{\s*{re.escape(VAULT + name)}\s*\}}\}}", text)
            text = made.join(pieces)
        if self._swap.old in text:
            self.found = True
            text = text.replace(self._swap.old, in_text(self.kept(self._swap.new, "keyring")))
        return text

    def look(self, text: str, _spans: Spans) -> str:
        """Note whether the token stands in a text."""
        self.found = self.found or self._swap.old in text or any(True for _ in self._held(text))
        return text

    def kept(self, value: str, place: Literal["keyring", "memory"]) -> SecretRef:
        """Keep a value under a name that marks it; a text can only name what may be saved."""
        label = SIGNED if self._swap.signed else KEPT
        return self._vault.put(value, place=place, label=label)

    def _held(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the references in a text whose values hold the token."""
        for name in names_in(text):
            own = name.removeprefix(VAULT)
            value = self._vault.peek(SecretRef(place="keyring", name=own)) if own != name else None
            if value is not None and self._swap.old in value:
                self.found = True
                yield own, value
