"""Each reference to a secret names one: of the vault, or a variable of the operating system."""

from collections.abc import Iterator

from inspector.library.checking.gathering import Part
from inspector.library.checking.leaves import Leaf
from inspector.library.checking.remark import Remark
from inspector.library.refs import with_refs
from inspector.model.secret import SecretRef
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

NAME = "reference-is-whole"
SUMMARY = tr("A reference to a secret names none.")
_VAULT = lazy_re(r"\{\{[ \t]*vault\.([^}\n]{0,200})\}\}")
_VAULT_NAME = lazy_re(r"[\w.\-]+[ \t]*")
_SYSTEM_NAME = lazy_re(r"[A-Za-z_]\w*")


def found(part: Part) -> Iterator[Remark]:
    """Yield references that lead nowhere, whatever the vault holds."""
    if not part.is_ours:
        return
    refs: set[SecretRef] = set()

    def noted(ref: SecretRef) -> SecretRef:
        refs.add(ref)
        return ref

    with_refs(part.collection, noted)
    bad = {(ref.place, ref.name) for ref in refs if not _leads_somewhere(ref)}
    for file in part.files:
        for leaf in file.leaves:
            if (leaf.path[-1:] and (leaf.path[-1], leaf.text) in bad) or _is_broken(leaf):
                yield Remark(
                    file=file.path,
                    line=leaf.line,
                    rule=NAME,
                    level="error",
                    text=tr("This reference names no secret: {text}.", text=leaf.text or '""'),
                    todo=tr(
                        'Write { keyring = "name" }, { environment = "NAME" } or {{vault.name}}.'
                    ),
                )


def _leads_somewhere(ref: SecretRef) -> bool:
    if ref.place == "keyring":
        return bool(ref.name.strip())
    return ref.place != "environment" or bool(_SYSTEM_NAME.fullmatch(ref.name))


def _is_broken(leaf: Leaf) -> bool:
    return any(not _VAULT_NAME.fullmatch(found[1]) for found in _VAULT.finditer(leaf.text))
