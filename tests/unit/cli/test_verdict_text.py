"""The text has the cause, its proof, what to do and what else it could be."""

from inspector.model.finding import EntrySummary, Verdict
from inspector.presentation.terminal.verdict_text import verdict_text

EXPECTED = """\
GET http://127.0.0.1/orders -> 401

Certain: Your access token expired 27 minutes ago.
It ended at 14:05:12.
Cause: invalid-credentials (token-expired)
Who must act: you, who send the request

Evidence:
  1. The server said invalid_token
     (exchange 0, reply, header WWW-Authenticate, line 0, bytes 7 to 28)
  2. Without a token: no error code
     (experiment without-credentials)
  3. Speaks against it: The clocks differ by a minute

What to do:
  1. Get a fresh token and resend
     credential.token: to be entered
     remove headers.X-Old
     url: /a -> /b
     One POST to the token endpoint.

Who does what:
  Client: Get a fresh token.

How to avoid it: Renew early.
Reference: RFC 6750 §3.1

Other causes:
  Possible: The token may have been revoked. (token-revoked)

Ruled out by a fact:
  csrf-failure: It was a GET.

Nothing speaks for:
  configuration: Clocks that differ would.

To settle it: Is a fresh token accepted?
  It costs 1 request."""


def test_the_whole_answer(verdict):
    assert verdict_text(verdict) == EXPECTED


def test_without_findings_it_says_so():
    entries = (
        EntrySummary(index=0, method="GET", url="http://h/a", status=401),
        EntrySummary(index=1, method="GET", url="http://h/b", status=None),
    )
    text = verdict_text(Verdict(entries=entries))
    assert text == "GET http://h/b -> no reply\nNothing was refused."


def test_a_message_for_others_is_quoted(verdict):
    import msgspec

    alone = msgspec.structs.replace(verdict, findings=verdict.findings[:1])
    assert "     | Dear admin,\n     | please look." in verdict_text(alone)
    assert "whoever runs the login provider" in verdict_text(alone)
