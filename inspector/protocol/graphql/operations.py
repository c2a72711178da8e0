"""Says what running a GraphQL document does, by its operations (GraphQL §2.3, §6.2). Pure."""

import re
from collections.abc import Iterator

_LARGEST = 100_000
# finds `"""any "text" """`, `"text \" text"`, `# a comment`, `{`, `...`, `$id`, `mutation`
# but not `, ,`
_SIGN = re.compile(
    r'"""(?:[^"\\]|\\"""|\\|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]|\\.)*+"?|#[^\n]*+|\.\.\.|'
    r"[$@]?[A-Za-z_]\w*+|[^\s,]"
)
_OPENS, _CLOSES = frozenset("{[("), frozenset("}])")
_KINDS = frozenset({"query", "mutation", "subscription", "fragment"})
_NAME = re.compile(r"[A-Za-z_]\w*")


def only_fetches(document: str, operation: str) -> bool:
    """Whether what is run is a query, which by §6.2.1 only fetches; False where that is open.

    operation: the name of the one to run; empty where there is but one. What can't be read as a
    document is not said to be harmless.
    """
    if len(document) > _LARGEST:
        return False
    try:
        found = [_kind_and_name(before) for before in _definitions(document)]
    except ValueError:
        return False
    run = [kind for kind, name in found if kind != "fragment" and operation in ("", name)]
    return run == ["query"]


def _definitions(document: str) -> Iterator[list[str]]:
    """Yield what stands before the braces of each definition. Raises ValueError for no document."""
    signs = [one for one in _SIGN.findall(document.lstrip("\ufeff")) if not one.startswith("#")]
    depth, before = 0, list[str]()
    for at, sign in enumerate(signs):
        if depth == 0 and sign == "{":
            if not _is_selection(signs[at + 1 : at + 2]):
                raise ValueError
            yield before
            before = []
        elif depth == 0 and sign not in _OPENS:
            before.append(sign)
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if depth < 0:
            raise ValueError
    if depth or before:
        raise ValueError


def _is_selection(signs: list[str]) -> bool:
    """Whether a field or a fragment stands first in braces: in those of a value, a string may."""
    return any(one == "..." or _NAME.fullmatch(one) for one in signs)


def _kind_and_name(before: list[str]) -> tuple[str, str]:
    """Return what a definition is and what it is called. Raises ValueError for none of GraphQL."""
    kind, *rest = before or ["query"]
    if kind not in _KINDS:
        raise ValueError
    return kind, next((one for one in rest[:1] if _NAME.fullmatch(one)), "")
