"""The values of a collection that the program itself would move to the vault when it saves it."""

from collections.abc import Mapping

from inspector.library.checking.branches import inside
from inspector.library.hide import Hider
from inspector.model.collection import Collection
from inspector.model.secret import SecretRef
from inspector.protocol.masking.masks import is_masked
from inspector.vault.vault import Vault


def secret_values(collection: Collection, known: Mapping[SecretRef, str]) -> frozenset[str]:
    """Return the secrets in clear. known: those that its reader set aside, by their references."""
    vault = Vault.in_memory()
    try:
        vault.hold(dict(known))
        hider = Hider(vault)
        for each in inside(collection):
            if isinstance(each, Collection):
                hider.hide_described(each)
            else:
                hider.hide_described(each)  # each kind of record is its own to the types
            for request in each.requests:
                hider.hide(request)
        for environment in collection.environments:
            hider.hide_described(environment)
        found = {vault.peek(ref) or "" for ref in hider.made()} | set(known.values())
        return frozenset(value for value in found if value and is_in_clear(value))
    finally:
        vault.close()


def is_in_clear(value: str) -> bool:
    """Whether a value is itself the secret: no placeholder of any program, and no mask."""
    text = value.strip()
    if not text or is_masked(text) or ("{{" in text and "}}" in text):
        return False
    placed = (("<", ">"), ("${", "}"), ("%", "%"), ("{%", "%}"), ("<<", ">>"))
    return not any(
        text.startswith(start) and text.endswith(end) and len(text) > 1 for start, end in placed
    ) and not (text.startswith("$") and text[1:].isidentifier())
