"""Of a line of a log no more is said than its status and the named user allow."""

import pytest

from inspector.annotate import annotate
from inspector.diagnose import diagnose
from inspector.diagnose.verdict.log_lines import NAMED_USER
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Certainty
from inspector.model.message import Message, Reply


def _line(status, target="/orders", *, named=False):
    exchange = Exchange(
        request=Message(method="GET", url=f"https://api.example.com{target}", target=target),
        reply=Reply(status=status),
        redacted=(NAMED_USER,) if named else ("request.headers",),
    )
    return Attempt(exchanges=(exchange,), source="log", may_be_sanitised=True, origin="import")


@pytest.mark.parametrize(
    ("status", "named", "slug"),
    [
        (401, False, "login-unknown"),
        (401, True, "named-user-refused"),
        (403, False, "forbidden-in-log"),
        (403, True, "forbidden-in-log"),
        (498, False, "token-refused-in-log"),
    ],
)
def test_what_only_the_status_says_is_possible(status, named, slug):
    verdict = diagnose(_line(status, named=named))
    (finding,) = verdict.findings
    assert (finding.slug, finding.certainty) == (slug, Certainty.POSSIBLE)
    assert "removed from this file" not in finding.explanation
    assert finding.evidence[0].statement.startswith(f"The reply is {status}")
    assert verdict.ruled_out == ()
    assert verdict.next_experiment is None


@pytest.mark.parametrize(
    ("status", "slug"),
    [
        (407, "proxy-login-required"),
        (419, "page-expired"),
        (440, "login-timeout"),
        (511, "captive-portal"),
    ],
)
def test_a_status_that_says_what_is_wrong_is_taken_at_its_word(status, slug):
    assert diagnose(_line(status)).findings[0].slug == slug


def test_a_key_in_the_address_is_seen():
    findings = diagnose(_line(401, "/orders?api_key=0123456789abcdef0123")).findings
    assert findings[0].slug == "key-refused"
    assert findings[0].certainty is not Certainty.CERTAIN


@pytest.mark.parametrize("status", [200, 204, 304, 404, 500])
def test_other_lines_are_no_refusal(status):
    assert diagnose(_line(status)).findings == ()


def test_what_the_line_lacks_is_not_remarked_on():
    assert [note.kind for note in annotate(_line(401))] == ["status"]
