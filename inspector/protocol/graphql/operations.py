"""Says what running a GraphQL document does, by its operations (GraphQL §2.3, §6.2). Pure."""

import re
from collections.abc import Iterator

_LARGEST = 100_000
# finds `"""any "text" """`, `"text \" text"`, `# a comment`, `{`, `...`, `$id`, `mutation`
# but not blanks and commas, which stand between signs and mean nothing
_SIGN = re.compile(
    r'"""(?:[^"\\]|\\"""|\\|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]|\\.)*+"?|#[^\n]*+|\.\.\.|'
    r"[$@]?[A-Za-z_]\w*+|[^\s,]"
)
_OPENS, _CLOSES = frozenset("{[("), frozenset("}])")
_BEGINS = frozenset({"query", "mutation", "subscription", "fragment"})
_NAME = re.compile(r"[A-Za-z_]\w*")


def only_reads(document: str, operation: str = "") -> bool:
    """Whether what is run is a query, which by §6.2.1 only fetches; False where that is open.

    operation: the name of the one to run, where there are several. What can't be read as a document
    is not said to be harmless.
    """
    if len(document) > _LARGEST:
        return False
    try:
        found = list(_operations(document))
    except ValueError:
        return False
    run = [kind for kind, name in found if not operation or name == operation]
    return len(run) == 1 and run[0] == "query"


def _operations(document: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and name of each operation. Raises ValueError for what is no document."""
    signs = [one for one in _SIGN.findall(document.lstrip("\ufeff")) if not one.startswith("#")]
    depth, kind, name = 0, "", ""
    for at, sign in enumerate(signs):
        if sign == "{" and depth == 0:
            if not _is_selection(signs[at + 1 : at + 2]):
                raise ValueError
            if kind != "fragment":
                yield kind or "query", name
            kind, name = "", ""
        elif depth == 0 and not kind and sign not in _CLOSES:
            if sign not in _BEGINS:
                raise ValueError
            kind, name = sign, _name(signs[at + 1 : at + 2])
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if depth < 0:
            raise ValueError
    if depth or kind:
        raise ValueError


def _is_selection(signs: list[str]) -> bool:
    """Whether a field or a fragment stands first in braces: in those of a value, a string may."""
    return any(one == "..." or _NAME.fullmatch(one) for one in signs)


def _name(signs: list[str]) -> str:
    return next((one for one in signs if _NAME.fullmatch(one)), "")
