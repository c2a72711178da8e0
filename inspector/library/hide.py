"""Moves secrets that stand in a request's texts to the vault, so that no file holds one.

A token in a hand-written header, a password in the URL or a key in the body becomes
`{{vault.<name>}}`, which composing fills in like any variable.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

import msgspec

from inspector.library.refs import in_text, with_refs
from inspector.library.request_texts import (
    Spans,
    with_credential_texts,
    with_header_texts,
    with_script_texts,
    with_texts,
)
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.message import Header
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.masking.masked_example import masked_examples
from inspector.protocol.masking.masks import is_masked, merged
from inspector.protocol.masking.secret_spans import is_secret_pair, text_spans
from inspector.protocol.masking.unknown_headers import unknown_spans
from inspector.protocol.redaction import JudgedNames, KnownValues, told_spans
from inspector.vault.vault import Vault

D = TypeVar("D", Collection, Folder, Environment)


class Hider:
    """Puts secrets of requests into a vault; the same text gets the same reference each time.

    guessing: also what may be secret because nobody knows its header. That is wanted of a file;
    a request that is at work keeps such a value until the user has judged it.
    """

    def __init__(self, vault: Vault, *, guessing: bool = True) -> None:
        self._vault = vault
        self._guessing = guessing
        self._made: dict[str, SecretRef] = {}
        self._guesses: dict[str, str] = {}  # what may be secret -> the header that holds it

    def hide(self, request: Request) -> Request:
        """Return the request with references in place of secrets; they are not persisted yet."""
        known = KnownValues(self._vault.known_values())
        cut = partial(self._cut, known=known)
        hidden = with_texts(request, cut, partial(self._header_spans, judged=known.judged))
        if request.examples:
            examples = masked_examples(request.examples, self._vault.known_values())
            hidden = msgspec.structs.replace(hidden, examples=examples)
        return with_refs(hidden, self.reference)

    def hide_described(self, record: D) -> D:
        """Return a collection, folder or environment with references in place of secrets.

        A variable whose name or value says that it is secret becomes a secret one.
        """
        known = KnownValues(self._vault.known_values())
        changed: dict[str, object] = {}
        if isinstance(record, Collection | Folder):
            cut = partial(self._cut, known=known)
            spans = partial(self._header_spans, judged=known.judged)
            changed["headers"] = with_header_texts(record.headers, cut, spans)
            changed["credential"] = with_credential_texts(record.credential, cut)
            changed["scripts"] = with_script_texts(record.scripts, cut)
            changed["description"] = cut(record.description, text_spans(record.description))
        if isinstance(record, Collection):
            changed["variables"] = self._values(record.variables, known)
        if isinstance(record, Environment):
            changed["values"] = self._values(record.values, known)
        return with_refs(msgspec.structs.replace(record, **changed), self.reference)

    def hide_whole(self, collection: Collection) -> Collection:
        """Return a collection with references in place of every secret in it."""
        environments = tuple(map(self.hide_described, collection.environments))
        made = msgspec.structs.replace(self.hide_described(collection), environments=environments)
        return msgspec.structs.replace(made, **self._inside(collection))

    def _inside(self, inside: Collection | Folder) -> dict[str, Any]:
        folders = (
            msgspec.structs.replace(self.hide_described(folder), **self._inside(folder))
            for folder in inside.folders
        )
        return {"folders": tuple(folders), "requests": tuple(map(self.hide, inside.requests))}

    def _header_spans(self, header: Header, judged: JudgedNames) -> Spans:
        sure = told_spans(header, judged)
        if not self._guessing:
            return sure
        for start, end in unknown_spans(header, judged):
            self._guesses[header.value[start:end]] = header.name
        return merged(sure + unknown_spans(header, judged))

    def _values(
        self, values: Mapping[str, str | SecretRef], known: KnownValues
    ) -> dict[str, str | SecretRef]:
        return {name: self._variable(name, value, known) for name, value in values.items()}

    def _variable(self, name: str, value: str | SecretRef, known: KnownValues) -> str | SecretRef:
        if not isinstance(value, str) or not value or "{{" in value:
            return value
        if is_secret_pair(name, value) or known.spans(value) or text_spans(value):
            return self._put(value)
        return value

    def _cut(self, text: str, spans: Spans, known: KnownValues) -> str:
        """Replace these spans, and known values, by references; variables stay."""
        pieces, at = [], 0
        for start, end in merged((*spans, *known.spans(text))):
            secret = text[start:end]
            if "{{" in secret or "}}" in secret or is_masked(secret):
                continue
            pieces += [text[at:start], in_text(self._put(secret))]
            at = end
        return "".join([*pieces, text[at:]])

    def made(self) -> tuple[SecretRef, ...]:
        """Return every reference made so far."""
        return tuple(self._made.values())

    def _put(self, value: str) -> SecretRef:
        if value not in self._made:
            self._made[value] = self._vault.put(value, guessed=self._guesses.get(value, ""))
        return self._made[value]

    def reference(self, ref: SecretRef) -> SecretRef:
        """Keep a secret that only this run knows, or that a template spells out, in the vault."""
        if ref.place == "text" and ref.name and "{{" not in ref.name:
            return self._put(ref.name)
        if ref.place != "memory":
            return ref
        value = self._vault.peek(ref)
        return SecretRef(place="ask", name=ref.name) if value is None else self._put(value)
