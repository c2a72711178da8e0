"""A message or a line of a log that a call hands over speaks of somebody else's refusal."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.reading.body import Content
from inspector.reading.error_bodies import is_event
from inspector.reading.errors.described_things import describes_a_thing
from inspector.reading.errors.logged_events import lists_events

CALL = """
> GET https://bell.example/sheds/poll
> Authorization: Bearer b3l-0f9a8d7c6e5b
< 200 OK
< Content-Type: {type}
<< {body}
"""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-ndjson", '{"id": "k2", "message": "Login failed: 401 from 10.0.0.9"}'),
        ("application/json", '{"time": 1699923600, "topic": "sheds", "message": "Invalid token used"}'),
        ("application/json", '{"timestamp": "2023-11-14", "level": "WARN", "message": "Access denied"}'),
        ("text/event-stream", "data: Login failed: invalid password"),
        ("application/json", '[{"time": 1762247771, "type": "LOGIN_ERROR", "error": "invalid_token", "ip": "10.0.0.9"}]'),
    ],
)  # fmt: skip
def test_words_that_were_handed_over(attempt, kind, body):
    assert diagnose(attempt(CALL.format(type=kind, body=body))).findings == ()


@pytest.mark.parametrize(
    "body",
    [
        '{"message": "Invalid token used"}',
        '{"timestamp": "2023-11-14", "message": "Invalid token used"}',
        '{"timestamp": "2023-11-14", "level": "error", "error": "Invalid token used"}',
        '[{"error": {"code": 401, "message": "Invalid token used", "status": "UNAUTHENTICATED"}}]',
    ],
)
def test_words_about_the_call_itself(attempt, body):
    assert not is_event(Content(body.encode(), "application/json"))
    assert diagnose(attempt(CALL.format(type="application/json", body=body))).findings


@pytest.mark.parametrize(
    ("body", "listed"),
    [
        ('[{"createdAt": "2026-07-06", "type": "LOGIN", "user": "ann", "error": "bad"}]', True),
        ('[{"timestamp": 1762247771, "error": "Unauthorized"}]', False),
        ('{"time": 1762247771, "type": "LOGIN", "user": "ann", "error": "bad"}', False),
        ("[]", False),
    ],
)
def test_records_of_what_happened_have_a_moment_and_more(body, listed):
    assert lists_events(Content(body.encode(), "application/json")) is listed


# ---------------- A thing that was asked for is described in such words
@pytest.mark.parametrize(
    "body",
    [
        '{"result": {"number": "INC0014412", "state": "7", "short_description": "Access denied"}}',
        '{"number": 12, "title": "Invalid token after renewal", "state": "open"}',
        '{"id": 5, "text": "Login failed: 401", "author": "anna"}',
        '{"data": {"id": "n-18", "body": "Your session has expired"}}',
    ],
)
def test_a_thing_that_is_described(attempt, body):
    assert describes_a_thing(Content(body.encode(), "application/json"))
    assert diagnose(attempt(CALL.format(type="application/json", body=body))).findings == ()


@pytest.mark.parametrize(
    "body",
    [
        '{"id": 5, "message": "Your session has expired"}',
        '{"id": "unauthorized", "description": "Your session has expired"}',
        '{"description": "Your session has expired", "state": "7"}',
        '{"result": {"id": 5, "error": "Your session has expired", "title": "Sign in again"}}',
    ],
)
def test_an_error_beside_an_id(attempt, body):
    assert not describes_a_thing(Content(body.encode(), "application/json"))
    assert diagnose(attempt(CALL.format(type="application/json", body=body))).findings


# ---------------- It is who pays that was not authenticated, by a bank
PAYMENT = """
> POST https://pay.example/v71/payments
> X-API-Key: AQEyhmfxL4LKahZCw0m7n3Q5qf3VaYpF
> Content-Type: application/json
>> {{"reference": "b-2051"}}
< {status}
< Content-Type: application/json
<< {body}
"""


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("200 OK", '{"refusalReasonRaw": "3D Secure authentication failed", "resultCode": "Refused"}'),
        ("200 OK", '{"raw": "1A : Strong customer authentication required", "reason": "Authentication required"}'),
        ("200 OK", '{"status": "failed", "failure_reason": "3DS authentication failed", "id": "pay_91f2"}'),
        ("422 Unprocessable Entity", '{"message": "3D Secure authentication failed for this card"}'),
        ("400 Bad Request", '{"error": "cardholder authentication failed"}'),
        ("402 Payment Required", '{"error": {"code": "authentication_required", "message": "Your card was declined."}}'),
    ],
)  # fmt: skip
def test_a_payer_who_was_not_authenticated(attempt, status, body):
    assert diagnose(attempt(PAYMENT.format(status=status, body=body))).findings == ()


# ---------------- A call that moves an amount is refused for who pays
CHARGE = """
> POST https://pay.example/v2/payments
> Authorization: Bearer EAAA2aJCW6dMF9IB25j2A6QeqUMskuufZwaF
> Content-Type: application/json
>> {{"source": "cnon:VPuGNmz9", "{sum}": {{"amount": 2400, "currency": "GBP"}}}}
< {status}
< Content-Type: application/json
<< {body}
"""
DECLINED = (
    """{"errors": [{"code": "INSUFFICIENT_FUNDS", "detail": "Authorization error: 'INSUFFICIENT_FUNDS'"}]}""",
    """{"errors": [{"code": "CVV_FAILURE", "detail": "Authorization error: 'CVV_FAILURE'"}]}""",
    """{"error": {"message": "Not authorized: declined (05)", "type": "decline"}}""",
)


@pytest.mark.parametrize("body", DECLINED)
@pytest.mark.parametrize("status", ["400 Bad Request", "402 Payment Required"])
def test_a_payment_that_a_bank_did_not_authorize(attempt, status, body):
    charge = CHARGE.format(sum="amount_money", status=status, body=body)
    assert diagnose(attempt(charge)).findings == ()


@pytest.mark.parametrize(
    "body",
    [
        '{"errors": [{"code": "UNAUTHORIZED", "detail": "The access token is invalid"}]}',
        '{"error": "Insufficient funds: top up your account, your plan is past due"}',
    ],
)
def test_a_payment_by_a_caller_who_was_refused(attempt, body):
    charge = CHARGE.format(sum="amount_money", status="402 Payment Required", body=body)
    assert diagnose(attempt(charge)).findings


def test_another_body_of_the_same_caller_was_taken(attempt):
    text = CHARGE.format(
        sum="quote", status="400 Bad Request", body='{"message": "Authorization error: R12"}'
    )
    again = text.replace("cnon:VPuGNmz9", "cnon:osRZMwsF").replace("400 Bad Request", "200 OK")
    assert diagnose(attempt(f"{text}---{again}")).findings == ()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("200 OK", '{"error": "API key authentication failed"}'),
        ("402 Payment Required", '{"error": "Your plan is past due: the last payment was declined"}'),
        ("402 Payment Required", '{"error": "Your account is suspended: the last payment was declined"}'),
        ("401 Unauthorized", '{"error": "cardholder authentication failed"}'),
    ],
)  # fmt: skip
def test_the_caller_who_was_refused(attempt, status, body):
    assert diagnose(attempt(PAYMENT.format(status=status, body=body))).findings


# ---------------- What the request itself said is given back
GREETING = """
> POST https://bell.example/greet
> X-Team-Key: tk-lab-2291
> Content-Type: application/json
>> {{"data": ["{said}"]}}
< 200 OK
< Content-Type: application/json
<< {{"data": ["{given}"]}}
"""


@pytest.mark.parametrize("said", ["401 Unauthorized", "Invalid API key", "Access denied"])
def test_words_that_were_sent_are_no_refusal(attempt, said):
    assert diagnose(attempt(GREETING.format(said=said, given=f"Hello, {said}"))).findings == ()


def test_a_refusal_beside_words_that_were_sent(attempt):
    text = GREETING.format(said="A good read", given="A good read: 401 Unauthorized")
    assert diagnose(attempt(text)).findings


# ---------------- A file as it lies on the server's disk
FILE = """
> GET https://depot.example/inside.txt
> Authorization: Bearer b3l-0f9a8d7c6e5b
< 200 OK
< Last-Modified: Mon, 30 Nov 2026 10:25:42 GMT
< ETag: "21-6617bd4f6159d"
{ranges}< Content-Length: 33
<< inside: no 401, no invalid_token
"""


@pytest.mark.parametrize(("ranges", "told"), [("< Accept-Ranges: bytes\n", False), ("", True)])
def test_a_file_that_is_handed_over_refuses_nobody(attempt, ranges, told):
    assert bool(diagnose(attempt(FILE.format(ranges=ranges))).findings) is told
