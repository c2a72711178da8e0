"""One exchange laid out: heading, sent lines, received lines, or why there are none."""

import msgspec

from inspector.gui.trace.exchange_text import Selected, copied
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.message import Interim
from inspector.presentation.exchange.entry_lines import Choice, entry_lines
from tests.gui import answer_samples as samples


def _texts(attempt, entry=0, **choice):
    return [line.text for line in entry_lines(attempt, entry, Choice(**choice))]


def test_a_single_exchange_has_no_heading_and_hides_its_token():
    texts = _texts(samples.expired().attempt)
    assert texts[0] == "GET /v1/orders?limit=20 HTTP/2"
    assert texts[3].startswith("authorization: Bearer eyJhbGciOi••••••••")
    assert "HTTP/2 401" in texts
    assert not any(samples.TOKEN in text for text in texts)


def test_a_hop_says_what_it_dropped_and_why():
    texts = _texts(samples.redirected().attempt, 1)
    assert texts[0] == "Exchange 2  Redirect, api.example.com"
    assert texts[1] == "Authorization was not sent on: api2.example.com is another host."


def test_a_failure_stands_in_place_of_the_reply():
    told = "".join(_texts(samples.refused_connection().attempt)[-2:])
    assert told == "Stopped while connecting: 203.0.113.7 refused the connection on port 443."


LONG = (
    "The certificate of api.acme.test:443 comes from an unknown issuer. "
    "/etc/ssl/private/authorities/" + "of-a-house-with-long-names/" * 4 + "root.pem can't be read, "
    "and nothing else in that folder signs for it either."
)


def test_a_long_failure_goes_over_several_lines_and_is_copied_whole():
    attempt = samples.refused_connection().attempt
    (exchange,) = attempt.exchanges
    failure = msgspec.structs.replace(exchange.failure, message=LONG)
    exchange = msgspec.structs.replace(exchange, failure=failure)
    failed = msgspec.structs.replace(attempt, exchanges=(exchange,))
    lines = [
        line for line in entry_lines(failed, 0, Choice()) if line.side == "reply" and line.text
    ]
    assert len(lines) > 3
    assert max(len(line.text) for line in lines) <= 62
    assert [bool(line.number) for line in lines] == [True, *[False] * (len(lines) - 1)]
    assert "…" in "".join(line.text for line in lines)
    whole = Selected(0, 0, len(lines) - 1, len(lines[-1].text))
    assert copied(lines, whole) == f"Stopped while connecting: {LONG}"


def test_a_body_is_shown_only_where_something_points_at_it():
    attempt = samples.expired().attempt
    body = samples.BODY.decode()
    assert body not in _texts(attempt)
    assert body in _texts(attempt, places=(Place(part="body", start=10, end=20),))


def test_a_reply_alone_says_that_no_request_is_known():
    attempt = msgspec.structs.replace(samples.expired().attempt, request_known=False)
    assert _texts(attempt)[0] == "No request known: only the reply was given."


def test_interim_replies_stand_before_the_final_one():
    reply = msgspec.structs.replace(samples.refusal(), interim=(Interim(103, "Early Hints"),))
    texts = _texts(Attempt(exchanges=(samples.exchange(reply=reply),)))
    assert texts.index("HTTP 103 Early Hints") < texts.index("HTTP/2 401")


def test_the_connection_is_shown_where_a_proof_stands_on_it():
    places = (Place(part="connection", side="reply"),)
    assert any(
        "203.0.113.7:443" in text for text in _texts(samples.expired().attempt, places=places)
    )


def test_secrets_in_a_target_are_masked():
    message = msgspec.structs.replace(
        samples.request_message(), target="/a?api_key=" + "z" * 40, target_secret=((11, 51),)
    )
    attempt = Attempt(exchanges=(samples.exchange(request=message),))
    assert "z" * 20 not in _texts(attempt)[0]
    assert "z" * 40 in _texts(attempt, revealed=True)[0]
