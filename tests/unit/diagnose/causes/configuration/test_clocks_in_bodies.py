"""A device without Date tells its clock in the body of another reply, before or after."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import START

HASH = "6ce0a3f1b8d94725" * 4
SIGNED = (
    "> GET http://10.0.0.7:8080/doors?ts={ts}&nonce=811&hash={hash}\n< 401 Unauthorized\n<< 401"
)
STATE = """> GET http://10.0.0.7:8080/state
< 200 OK
< Content-Type: application/json
<< {{"doors": 2, "{name}": "{time}"}}"""


def _found(attempt, *, name="currentTime", time="2023-11-14T21:40:00Z", first=False):
    stamp = START.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [SIGNED.format(ts=stamp, hash=HASH), STATE.format(name=name, time=time)]
    made = attempt("\n---\n".join(reversed(parts) if first else parts))
    times = [replace(one, started=START) for one in made.exchanges]
    return [one.slug for one in diagnose(replace(made, exchanges=tuple(times))).findings]


@pytest.mark.parametrize("first", [True, False])
def test_its_clock_is_hours_behind(attempt, first):
    assert _found(attempt, first=first)[:1] == ["clock-differs"]


@pytest.mark.parametrize(
    "told",
    [
        {"time": START.strftime("%Y-%m-%dT%H:%M:%SZ")},
        {"name": "lastOpened"},
        {"name": "uptime", "time": "43432"},
    ],
)
def test_it_is_right_or_tells_no_clock(attempt, told):
    assert "clock-differs" not in _found(attempt, **told)


# ---------------- A SOAP message says when it was made
MESSAGE = """> POST https://forms.example/Service.svc
> Content-Type: application/soap+xml
>> <s:Envelope><s:Header><o:Security>{inside}<o:UsernameToken><o:Username>ann</o:Username></o:UsernameToken></o:Security></s:Header><s:Body>{body}</s:Body></s:Envelope>
< {status}
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< Content-Type: application/soap+xml
<< <s:Envelope><s:Body>{reply}</s:Body></s:Envelope>"""
FAULT = "<s:Fault><s:Reason><s:Text>An error occurred when verifying security for the message.</s:Text></s:Reason></s:Fault>"
CREATED = "<u:Timestamp><u:Created>2023-11-15T{}Z</u:Created></u:Timestamp>"


def _message(time, *, fault=True, inside=True):
    made = CREATED.format(time)
    status, reply = ("500 Internal Server Error", FAULT) if fault else ("200 OK", "<Done/>")
    where = {"inside": made, "body": "<Ask/>"} if inside else {"inside": "", "body": made}
    return MESSAGE.format(status=status, reply=reply, **where)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("time", ["00:18:42", "00:07:58", "09:13:20"])
def test_a_message_made_by_another_clock(attempt, time):
    assert _slugs(attempt, _message(time))[:1] == ["clock-differs"]
    near = _message("00:16:20" if time > "00:13:20" else "00:10:20", fault=False)
    assert _slugs(attempt, near, _message(time))[:1] == ["clock-differs"]


@pytest.mark.parametrize(
    "parts",
    [
        (_message("00:13:19"),),
        (_message("00:19:00", fault=False), _message("00:18:42")),  # as far, and it was taken
        (_message("00:18:42", inside=False),),  # a time of what the message is about
    ],
)
def test_a_message_that_the_clock_did_not_make_refused(attempt, parts):
    assert "clock-differs" not in _slugs(attempt, *parts)


def test_a_message_whose_security_was_not_accepted(attempt):
    assert _slugs(attempt, _message("00:13:19"))
