"""The scopes a reply lists in its headers: those of the token, and those that the call accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from inspector.reading import places

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case
    from inspector.model.annotation import Place
    from inspector.reading.statements import Statement

_GRANTED = re.compile(r"(?i)^x-(?:(?:oauth|token|granted|auth)-)+scopes?$")
_ACCEPTED = re.compile(r"(?i)^x-(?:accepted|required|needed)-(?:(?:oauth|token)-)?scopes?$")
_MOST = 60


class Scopes(NamedTuple):
    """Names in one header line."""

    names: tuple[str, ...]
    place: Place


def granted_and_accepted(case: Case) -> tuple[Scopes, Scopes] | None:
    """Return both lists where they have nothing in common; None otherwise."""
    granted, accepted = _listed(case, _GRANTED), _listed(case, _ACCEPTED)
    if granted is None or accepted is None or not accepted.names:
        return None
    return None if set(granted.names) & set(accepted.names) else (granted, accepted)


def hidden_404(case: Case) -> Statement | None:
    """Return the words of a 404 that leave open if the thing is missing or may not be seen."""
    if case.status != _NOT_FOUND:
        return None
    return next((one for one in case.heard.statements if _EITHER.search(one.plain)), None)


def hides_a_right(case: Case) -> bool:
    """Whether a reply shows, in scopes or in words, that a right may be what is missing."""
    return granted_and_accepted(case) is not None or hidden_404(case) is not None


_NOT_FOUND = 404
# finds `scope or the user has insufficient rights`
# but not `scope read`
_EITHER = re.compile(
    r"\b(?:or|and) (?:(?:the |this |your )?(?:user|account|token|caller|you|client)\b"
    r"(?: \w+){0,3} |insufficient |no |without )?"
    r"(?:unauthorized|permissions?|access|rights?|privileges?|"
    r"not (?:authorized|allowed|permitted))\b"
)


def _listed(case: Case, wanted: re.Pattern[str]) -> Scopes | None:
    for index, header in enumerate(case.heard.headers):
        if wanted.match(header.name):
            names = tuple(re.findall(r"[^\s,]{1,80}", header.value)[:_MOST])
            return Scopes(names, places.in_header(case.index, "reply", index, header))
    return None
