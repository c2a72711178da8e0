"""A token that says when it was made, and no end, came too late or was made for another call."""

import base64
import json
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from inspector.diagnose import diagnose

NEW = datetime(2026, 9, 12, 18, 31, 29, tzinfo=UTC)


def _token(**claims):
    parts = ({"alg": "HS256", "typ": "JWT"}, {"iat": int(NEW.timestamp()), **claims})
    coded = (base64.urlsafe_b64encode(json.dumps(one).encode()).decode() for one in parts)
    return ".".join(
        (*(one.rstrip("=") for one in coded), "geXlaYqv2Hw6llAiizgOr1SbFECGIYItmK37n4iww11")
    )


def _call(after, status, words="", **claims):
    date = format_datetime(datetime.fromtimestamp(NEW.timestamp() + after, UTC), usegmt=True)
    return f"> POST https://node.test/\n> Authorization: Bearer {_token(**claims)}\n< {status}\n< Date: {date}\n<< {words}"


def _found(attempt, *calls):
    found = diagnose(attempt("\n---\n".join(calls))).findings
    return {one.slug: one.certainty.value for one in found}


REFUSED = "401 Unauthorized"


@pytest.mark.parametrize(
    ("words", "before", "certainty"),
    [
        ("stale token", "503 Service Unavailable", "certain"),
        ("stale token", None, "very-likely"),
        ("", "200 OK", "possible"),
        ("", None, None),
        ("unknown user", None, None),
    ],
)
def test_how_sure_it_is(attempt, words, before, certainty):
    """Its age alone is nothing: many tokens without an end are good for years."""
    first = [_call(0, before)] if before else []
    assert _found(attempt, *first, _call(93, REFUSED, words)).get("made-too-long-ago") == certainty


@pytest.mark.parametrize(
    "calls",
    [
        (_call(3, REFUSED, "stale token"),),
        (_call(93, REFUSED, "stale token", exp=int(NEW.timestamp()) + 3600),),
        (_call(93, REFUSED, "stale token"), _call(99, "200 OK")),
    ],
)
def test_where_its_age_is_no_reason(attempt, calls):
    assert "made-too-long-ago" not in _found(attempt, *calls)
