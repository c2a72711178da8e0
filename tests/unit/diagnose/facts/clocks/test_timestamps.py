from datetime import UTC, datetime, timedelta

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.clocks.timestamps import signed_at
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.story.clocks.stamps import stamps, time_of

DATE = "< Date: Wed, 15 Nov 2023 00:13:20 GMT"
NOW = 1_700_007_200


def case_with(attempt, *lines, url="https://a.test/hook", date=DATE):
    sent = "\n".join(f"> {line}" for line in lines)
    return Trace(attempt(f"> POST {url}\n{sent}\n< 400 No\n{date}")).case(0)


@pytest.mark.parametrize(
    "line",
    [
        "Stripe-Signature: t={time},v1=abcdef",
        "X-Slack-Request-Timestamp: {time}\n> X-Slack-Signature: v0=abc",
        "webhook-timestamp: {time}\n> webhook-signature: v1,abc",
    ],
)
def test_the_age_of_a_signature_is_read_where_the_clocks_agree(attempt, line):
    made = signed_at(case_with(attempt, line.format(time=NOW - 5000)))
    assert made.ago == timedelta(seconds=5000)


@pytest.mark.parametrize(
    "lines",
    [
        (f"X-Request-Timestamp: {NOW - 5000}",),  # nothing is signed
        (f"Stripe-Signature: t={NOW - 7200},v1=abc",),  # a time zone
        (f"Stripe-Signature: t={NOW + 5000},v1=abc",),
    ],
)
def test_no_age_is_read(attempt, lines):
    assert signed_at(case_with(attempt, *lines)) is None


def test_no_age_is_read_without_the_servers_clock(attempt):
    line = f"Stripe-Signature: t={NOW - 5000},v1=abc"
    assert signed_at(case_with(attempt, line, date="< Server: x")) is None


def test_stamps_stand_in_query_and_headers(attempt):
    case = case_with(
        attempt, "X-Amz-Date: 20231115T001320Z", url="https://a.test/?timestamp=1700007200"
    )
    assert [name for name, _, _ in stamps(case)] == ["timestamp", "X-Amz-Date"]


@pytest.mark.parametrize(
    "text", ["1700007200", "1700007200000", "20231115T001320Z", "2023-11-15T00:13:20Z",
             "Wed, 15 Nov 2023 00:13:20 GMT"],
)  # fmt: skip
def test_usual_forms_of_a_time_are_read(text):
    assert time_of(text).timestamp() == NOW


def test_other_text_is_no_time():
    assert time_of("yesterday") is None


# ---------------- A form that was signed for an upload, and its parts (RFC 7578)
def _form(fields):
    parts = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields.items()
    )
    return f"{parts}--cut--\r\n".encode()


def _upload(fields, reply=b'{"error": {"message": "Stale request: signed more than 1 hour ago"}}'):
    headers = (Header("Content-Type", "multipart/form-data; boundary=cut"),)
    moment = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    date = (Header("Date", "Tue, 14 Nov 2023 22:13:20 GMT"),)
    sent = Message(
        method="POST",
        url="https://pictures.example/v1/upload",
        headers=headers,
        body=_form(fields),
    )
    got = Reply(status=400, reason="Bad Request", headers=date, body=reply)
    exchange = Exchange(request=sent, reply=got, started=moment)
    return diagnose(Attempt(exchanges=(exchange,), source="har"))


SIGNED = {"api_key": "873241995612345", "signature": "a8ee828d0da2a5a850675a5960ee9d41"}


def test_a_form_tells_when_it_was_signed():
    old = _upload({**SIGNED, "timestamp": "1699992000"})
    assert old.findings[0].slug == "signed-too-long-ago"


def test_times_of_a_form_that_is_not_signed_say_nothing():
    plain = _upload({"title": "harbour", "timestamp": "1699992000"}, b"")
    assert not plain.findings


JSON = """
> POST https://pictures.example/v1/upload
> Content-Type: application/json
>> {"api_key": "8732", %s"timestamp": 1699992000}
< 400 Bad Request
< Date: Tue, 14 Nov 2023 22:13:20 GMT
< X-Up-Error: %s"""


@pytest.mark.parametrize(
    ("signature", "words", "slugs"),
    [
        ('"signature": "a8ee828d0da2a5a8", ', "Request too old", {"signed-too-long-ago"}),
        ("", "Request too old", set()),  # nothing is signed
        ('"signature": "a8ee828d0da2a5a8", ', "Picture too large", set()),
    ],
)
def test_a_number_in_a_signed_body_is_its_time(attempt, signature, words, slugs):
    found = diagnose(attempt(JSON % (signature, words))).findings
    assert {one.slug for one in found[:1]} == slugs
