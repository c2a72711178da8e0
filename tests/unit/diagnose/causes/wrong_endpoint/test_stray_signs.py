"""A sign that was copied along at the end of a path makes it another one."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.model.finding import Certainty

CALL = """> POST https://trade.test{path}
> KEY: 0326b8ad6e361f02213bcf3777c9f5f4
> SIGN: 01790bc7a2cd8b0a3418cb0e5673728fcf56d617a52a691be9d93484dbbf504e
< {status}
< Content-Type: application/json
<< {{"message": "Signature mismatch"}}"""


def _findings(attempt, path, *others):
    calls = [CALL.format(path=each, status="200 OK") for each in others]
    refused = CALL.format(path=path, status="401 Unauthorized")
    return diagnose(attempt("\n---\n".join((*calls, refused)))).findings


@pytest.mark.parametrize("path", ["/orders'", "/orders%22", "/orders,", "/orders)", "/orders%3E"])
def test_it_is_told_before_the_signature(attempt, path):
    found = _findings(attempt, path)[0]
    assert (found.slug, found.certainty) == ("path-ends-in-sign", Certainty.VERY_LIKELY)


@pytest.mark.parametrize("path", ["/orders", "/Users('ann')", "/say/'a'", "/pair(1)", "/"])
def test_a_sign_that_belongs_to_the_path_is_none(attempt, path):
    assert "path-ends-in-sign" not in [one.slug for one in _findings(attempt, path)]


def test_a_path_that_was_given_before_is_right(attempt):
    assert _findings(attempt, "/orders,", "/orders,")[0].slug != "path-ends-in-sign"
