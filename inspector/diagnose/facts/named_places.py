"""The header or parameter in which a reply says that it looks for the credential."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspector.reading.names import is_csrf_name, is_key_name

if TYPE_CHECKING:
    from inspector.diagnose.facts.case import Case
    from inspector.reading.statements import Statement

_NAME = r"[A-Za-z][A-Za-z0-9]{0,30}(?:[-_][A-Za-z0-9]{1,30}){0,5}"
_PLACE = (
    r"(?:(?:http|request|url|query|query string|body|form)[ -]){0,2}"
    r"(?:headers?|param(?:eter)?s?|cookie|field|argument)\b"
)
_BEFORE = re.compile(rf"(?i)[`'\"“]?\b({_NAME})[`'\"”]?\s+{_PLACE}")
_AFTER = re.compile(
    rf"(?i)\b(?:header|param(?:eter)?|cookie|field)\s*(?:named\s+|called\s+|name\s+)?[:`'\"“(]\s?({_NAME})"
)
_LACKS = re.compile(
    r"(?i)\b(?:missing|no|not|required?|requires|must|provide|without|expect\w*|absent|needs?|lacks?|"
    r"specify|supply|include|set|pass|send|use|add)\b"
)
_CALLS_WRONG = re.compile(
    r"(?i)\b(?:invalid|expired|wrong|incorrect|malformed|mismatch|too long)\b"
)
_IDS = re.compile(
    r"(?i)^(?:x-)?(?:client|app|application|project|account|tenant|org|organization|scope-org)[-_]?"
    r"(?:id|key)$"
)


def named_place(case: Case) -> tuple[str, Statement] | None:
    """Return the first name the reply asks for that was not sent, with the words; else None."""
    have = _sent_names(case)
    for statement in case.heard.statements:
        words = statement.text[:_LONGEST]
        if not _LACKS.search(words) or _CALLS_WRONG.search(words):
            continue
        named = [found.group(1) for one in (_BEFORE, _AFTER) for found in one.finditer(words)]
        wanted = [name for name in named if _carries_a_credential(name)]
        if wanted and not any(_flat(name) in have for name in wanted):
            return wanted[0], statement
    return None


def second_part(case: Case) -> tuple[str, Statement] | None:
    """Return the ID or key of an application that a reply lacks, with the words; else None."""
    have = " ".join(_sent_names(case)).replace("-", "")
    for statement in case.heard.statements:
        found = _SECOND.search(statement.plain[:_LONGEST])
        name = (found.group(1) or found.group(2)) if found else ""
        if found and name.replace(" ", "") not in have:
            return name, statement
    return None


_PART = (
    r"(client id|developer ?token|application (?:key|id)|app (?:key|id)|subscription key|"
    r"consumer key|partner (?:key|id)|merchant id)"
)
_SECOND = re.compile(
    rf"\b{_PART} (?:header )?(?:is |was )?(?:missing|required|"
    rf"not (?:provided|sent|found|present|set))|"
    rf"\b(?:missing|must (?:provide|specify|include|send)|no) (?:an? |the |your )?{_PART}\b"
)


def _carries_a_credential(name: str) -> bool:
    if name.lower() == "authorization":
        return True
    odd = name.lower() in _PLAIN_WORDS or is_csrf_name(name)
    return not odd and bool(is_key_name(name) or _IDS.match(name))


def _sent_names(case: Case) -> set[str]:
    sent = case.sent
    names = [header.name for header in sent.message.headers]
    names += [name for name, _ in sent.query] + list(sent.fields)
    return {_flat(name) for name in (*names, *(name for name, _, _ in sent.cookies))}


def _flat(name: str) -> str:
    return name.lower().replace("_", "-")


_LONGEST = 600
# Words of a sentence: "the token header", "an access parameter".
_PLAIN_WORDS = frozenset(
    {"token", "auth", "authentication", "access", "secret", "password", "signature", "credential"}
    | {"bearer", "key", "jwt", "refresh", "sid", "hmac", "assertion", "passwd"}
)
