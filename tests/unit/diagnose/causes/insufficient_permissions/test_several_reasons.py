"""One sentence says "invalid, expired or not permitted": what the same key gets later leaves one."""

import pytest

from inspector.diagnose import diagnose

KEY, OTHER = "oy2otjdv4h2bu2g7qlhgka7pzqnuoc3j", "zz9kfjdv4h2bu2g7qlhgka7pzqnuaa1x"
PUSH = """> PUT https://packages.test/api/v2/package
> X-Api-Key: {key}
> Content-Type: application/octet-stream
>> {thing}
< {status}
"""
SEVERAL = "The specified key is invalid, has expired, or does not have permission to access it."


def _push(thing, status="201 Created", key=KEY):
    return PUSH.format(thing=thing, status=status, key=key)


def _findings(attempt, *parts):
    return diagnose(attempt("---\n".join(parts))).findings


@pytest.mark.parametrize("before", [(), (_push("rigging-1.4.0"),)])
def test_the_right_is_left(attempt, before):
    refused = _push("mast-0.3.0", f"403 {SEVERAL}")
    found = _findings(attempt, *before, refused, _push("rigging-1.4.1"))
    assert (found[0].cause, found[0].slug) == ("insufficient-permissions", "right-missing")
    assert found[0].certainty == "very-likely"


@pytest.mark.parametrize(
    "later",
    [
        (),
        (_push("rigging-1.4.1", key=OTHER),),  # another key
        (_push("rigging-1.4.1", "404 Not Found"),),
    ],
)
def test_without_a_later_success_nothing_is_excluded(attempt, later):
    refused = _push("mast-0.3.0", f"403 {SEVERAL}")
    found = _findings(attempt, _push("rigging-1.4.0"), refused, *later)
    assert [one.slug for one in found if one.certainty in {"certain", "very-likely"}] == []


def test_the_very_same_call_shows_no_missing_right(attempt):
    refused = _push("mast-0.3.0", f"403 {SEVERAL}")
    found = _findings(attempt, refused, _push("mast-0.3.0"))
    assert found == () or found[0].slug != "right-missing"
