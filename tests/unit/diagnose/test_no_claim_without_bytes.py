"""A statement about a credential needs its bytes: none is made of a copy that lacks them."""

import json
import re
from functools import cache

import pytest

from inspector import intake
from inspector.diagnose import diagnose
from tests.unit.diagnose.corpus import CASES, WHOLE_CORPUS

pytestmark = WHOLE_CORPUS
FILES = sorted(CASES.rglob("*.har"))
MOST = 60  # entries: the others are long
NAMED = re.compile(r"(?i)token|key|auth|session|secret|password|csrf|xsrf|sig|cookie|nonce|crumb")
THINGS = "cookie|credential|token|key|session|password|secret|login|name and password"
SAME = re.compile(
    rf"(?i)\b(?:the|with the) same (?:{THINGS})\b(?!s? in\b)|sent unchanged|same one was accepted"
    r"|nothing in the request changed|with the same value"
)
SENT = re.compile(
    r"(?i)\b(?:user and password|cookies?|a session|a token|a key|authorization|something)\b"
    r"[^.]{0,20}\b(?:was|were) sent\b(?! back)|cookies sent"
)


def _without(har):
    """Return a copy as browsers export it: no credentials, no cookies, no query, no forms."""
    for entry in har["log"]["entries"]:
        request, response = entry["request"], entry.get("response") or {}
        for side in (request, response):
            headers = side.get("headers") or []
            side["headers"] = [one for one in headers if not NAMED.search(one.get("name", ""))]
            side["cookies"] = []
        request["url"] = request["url"].partition("?")[0]
        request["queryString"] = []
        request.pop("postData", None)
    har["log"]["creator"] = {"name": "WebInspector", "version": "1"}
    return har


def _blanked(har):
    """Return a copy in which each credential has one and the same value in its place."""
    for entry in har["log"]["entries"]:
        for header in entry["request"].get("headers") or []:
            name, value = header.get("name", "").lower(), header.get("value", "")
            if name == "cookie":
                names = (pair.partition("=")[0] for pair in value.split("; "))
                header["value"] = "; ".join(f"{each}=[REDACTED]" for each in names)
            elif NAMED.search(name):
                word = value.partition(" ")[0] if name == "authorization" else ""
                header["value"] = f"{word} [REDACTED]".strip()
        entry["request"]["cookies"] = []
        entry["request"].pop("postData", None)
        entry["request"]["url"] = entry["request"]["url"].partition("?")[0]
    return har


@cache
def _findings(path, change):
    """Return what is found in a changed copy of a recording, once for all who ask about it."""
    try:
        har = json.loads(path.read_text("utf-8"))
        few = len(har["log"]["entries"]) <= MOST
    except (ValueError, KeyError, TypeError):
        return ()
    if not few:
        return ()
    return diagnose(intake.read(json.dumps(change(har)).encode(), "x.har").attempt).findings


def _said(path, change, pattern):
    for found in _findings(path, change):
        advice = {found.avoid, *(todo.text for todo in found.todo)}
        words = found.explanation
        for text in advice:
            words = words.replace(text, "") if text else words
        for text in (found.title, words, *(one.statement for one in found.evidence)):
            unquoted = re.sub(r"(“|\"|said:? ).*", "", text)
            if pattern.search(unquoted):
                yield f"{path.stem}, {found.slug}: {text}"


@pytest.mark.parametrize(
    ("change", "pattern"),
    [(_without, SAME), (_without, SENT), (_blanked, SAME)],
    ids=["left out, same", "left out, sent", "blanked, same"],
)
def test_nothing_is_claimed_of_what_the_copy_lacks(change, pattern):
    assert len(FILES) > 500
    found = [text for path in FILES for text in _said(path, change, pattern)]
    assert not found, "\n".join(found[:40])
