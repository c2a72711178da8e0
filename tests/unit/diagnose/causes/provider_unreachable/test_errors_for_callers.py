"""Server errors at all addresses, for those who send a credential and for nobody else."""

import pytest

from inspector.diagnose.diagnosing import diagnose

DATE = "< Date: Tue, 14 Nov 2023 22:13:20 GMT"
BROKEN = "500 Internal Server Error"


def _call(path, status, token="7c1f0a93e2b84d56"):
    sent = f"> Authorization: Bearer {token}\n" if token else ""
    return f"> GET https://ferry.example{path}\n{sent}< {status}\n{DATE}\n<< {status[4:]}"


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


OPEN = _call("/health", "200 OK", "")


def test_the_same_error_for_every_caller(attempt):
    parts = (_call("/trips", BROKEN), OPEN, _call("/ports", BROKEN, "9b31d0c47aef5512"))
    verdict = diagnose(attempt("\n---\n".join(parts)))
    assert [one.slug for one in verdict.findings][:1] == ["auth-subrequest-failed"]
    assert verdict.findings[0].certainty == "possible"


@pytest.mark.parametrize(
    "parts",
    [
        (_call("/trips", BROKEN), OPEN),  # one address may be broken by itself
        (_call("/trips", BROKEN), OPEN, _call("/trips", BROKEN)),
        (_call("/trips", BROKEN), _call("/ports", BROKEN)),  # nobody was answered without one
        # Another caller is let in between them.
        (_call("/trips", BROKEN), OPEN, _call("/crews", "200 OK"), _call("/ports", BROKEN)),
        (_call("/trips", BROKEN, ""), OPEN, _call("/ports", BROKEN, "")),
    ],
)
def test_errors_that_tell_nothing_of_who_checks(attempt, parts):
    assert "auth-subrequest-failed" not in _slugs(attempt, *parts)
