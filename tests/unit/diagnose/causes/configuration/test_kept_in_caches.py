"""A refusal that a cache on the way kept, beside answers of the program's own."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SLUG = "refusal-from-cache"
REFUSED = """
> GET https://history.test/
< {status}
{kept}< Content-Type: text/html
<< <h1>HTTP ERROR 401</h1>
"""
GIVEN = """
> GET https://history.test{place}
< 200 OK
< X-Proxy-Cache: MISS
"""


def _found(kept, place="/?blah=1", status="401 Unauthorized"):
    lines = "".join(f"< {line}\n" for line in kept)
    text = REFUSED.format(status=status, kept=lines) + "\n---\n" + GIVEN.format(place=place)
    return diagnose(attempt_of(text)).findings


@pytest.mark.parametrize("kept", ["X-Proxy-Cache: HIT", "Age: 1127", "CF-Cache-Status: HIT"])
def test_what_the_program_gives_with_another_query(kept):
    found = _found([kept])[0]
    assert (found.slug, found.cause) == ("refusal-from-cache", "configuration")
    assert {fix.id for fix in found.fixes} >= {"around-cache"}


@pytest.mark.parametrize(
    ("kept", "more"),
    [
        (["X-Proxy-Cache: MISS", "Age: 0"], {}),
        (["Cache-Control: max-age=60"], {}),
        (["X-Proxy-Cache: HIT"], {"place": "/test"}),
        (["X-Proxy-Cache: HIT"], {"status": "404 Not Found"}),
    ],
)
def test_nothing_was_kept_or_it_is_another_place(kept, more):
    assert SLUG not in [one.slug for one in _found(kept, **more)[:1]]
