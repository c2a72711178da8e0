"""A token is led to a page to log in at, and the same call is taken at an address beside it."""

import pytest

from inspector.diagnose.diagnosing import diagnose

CALL = """> POST https://{host}{path}
> Content-Type: application/json
> Authorization: Bearer {token}
>> {{"method": "initialize"}}
< {reply}
< Date: Tue, 14 Nov 2023 {time} GMT"""
LED = "307 Temporary Redirect\n< Location: {}/signin?callbackUrl=%2Fmcp"
PAGE = "200 OK\n< Content-Type: text/html\n<< <title>Sign in</title><input type=password>"
TOKEN = "c0ffee-7d1f20c4e93ab51"
DONE, BY_NEXT = (
    '200 OK\n< Content-Type: application/json\n<< {"result": {}}',
    "\n< X-Powered-By: Next.js",
)


def _call(path, reply, *, host="drafts.example", time="09:10:00", token=TOKEN):
    first, end, body = reply.partition("\n<<")
    text = CALL.format(path=path, reply=first, host=host, time=time, token=token)
    return text + end + body


def _first(attempt, *parts):
    found = diagnose(attempt("\n---\n".join(parts)))
    return (found.findings[0].slug, found.findings[0].certainty) if found.findings else ("", "")


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
@pytest.mark.parametrize(("mark", "word"), [(BY_NEXT, "certain"), ("", "very-likely")])
def test_a_slash_leads_to_another_program(attempt, path, mark, word):
    other = "/mcp/" if path == "/mcp" else "/mcp"
    refused, taken = _call(path, LED.format("") + mark), _call(other, DONE, time="09:16:31")
    assert _first(attempt, refused, taken) == ("trailing-slash", word)


def test_a_page_to_log_in_at_in_place_of_a_redirect(attempt):
    refused, taken = _call("/mcp", PAGE), _call("/mcp/", DONE, time="09:16:31")
    assert _first(attempt, refused, taken)[0] == "trailing-slash"


@pytest.mark.parametrize("path", ["/app/mcp/tools", "/mcp/tools"])
def test_a_folder_more_or_less(attempt, path):
    other = "/mcp/tools" if path != "/mcp/tools" else "/app/mcp/tools"
    refused, taken = _call(path, LED.format("")), _call(other, DONE, time="09:16:31")
    assert _first(attempt, refused, taken)[0] == "known-below-another-path"


@pytest.mark.parametrize("front", ["", "https://drafts.example"])
def test_the_host_of_the_pages(attempt, front):
    refused = _call("/mcp/tools", LED.format(front) + BY_NEXT)
    taken = _call("/mcp/tools", DONE, host="api.drafts.example", time="09:16:31")
    assert _first(attempt, refused, taken)[0] == "other-host-knows-credential"


@pytest.mark.parametrize(
    "parts",
    [
        # It was taken long before: it may have ended since.
        [("/mcp/", DONE, {"time": "07:10:00"}), ("/mcp", LED.format(""), {})],
        # Another token, another path, another call at another host.
        [("/mcp", LED.format(""), {}), ("/mcp/", DONE, {"token": "c0ffee-7d1f20c4e93ab52"})],
        [("/mcp", LED.format(""), {}), ("/orders", DONE, {})],
        [("/mcp", LED.format(""), {}), ("/orders", DONE, {"host": "api.drafts.example"})],
    ],
)
def test_what_shows_nothing(attempt, parts):
    found = _first(attempt, *(_call(path, reply, **more) for path, reply, more in parts))
    assert found[0] not in {
        "trailing-slash", "known-below-another-path", "other-host-knows-credential",
    }  # fmt: skip


SESSION = "> Cookie: PHPSESSID=5f2b8c71d0aa115f2b8c71d0aa\n"
SIGN_IN = f"""> POST https://drafts.example/login
{SESSION}> Content-Type: application/x-www-form-urlencoded
>> username=ann&password=harbour-9
< 302 Found
< Location: /app/"""


@pytest.mark.parametrize("between", [True, False])
def test_a_session_that_a_login_in_between_made_good(attempt, between):
    led = f"> GET https://drafts.example/app\n{SESSION}< 302 Found\n< Location: /login"
    taken = f"> GET https://drafts.example/app/\n{SESSION}< 200 OK\n<< welcome"
    parts = [led, *([SIGN_IN] if between else []), taken]
    slugs = [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]
    assert ("trailing-slash" in slugs) is not between
