"""Cookies of a login that a browser drops for their length, or keeps from another site's form."""

import pytest

from inspector.diagnose import diagnose

DATE = "< Date: Mon, 27 Apr 2026 09:05:16 GMT\n"
BROUGHT = (
    "> GET https://apps.test/callback?code=0.AX0ATpF-BFL0fzE&state=c78fc3461e05f344\n"
    f"> User-Agent: Mozilla/5.0 Chrome/138\n< 302 Found\n{DATE}"
    "< Location: https://apps.test/bi\n< Set-Cookie: app_session={value}; Path=/; Secure\n---\n"
)
LED_OUT = (
    "> GET https://apps.test/bi\n> User-Agent: Mozilla/5.0 Chrome/138\n"
    f"< 302 Found\n{DATE}< Location: https://login.test/authorize?client_id=bi\n"
)


@pytest.mark.parametrize(
    ("length", "slug"), [(4600, "cookie-never-kept"), (900, "cookie-not-returned")]
)
def test_a_session_that_is_too_long_is_dropped(attempt, length, slug):
    text = BROUGHT.format(value="MTc3NzI4" * (length // 8)) + LED_OUT
    assert diagnose(attempt(text)).findings[0].slug == slug


LOGIN = (
    "> GET https://dns.test/saml/login\n> User-Agent: Mozilla/5.0 Chrome/138\n"
    f"< 302 Found\n{DATE}< Location: https://id.test/sso/saml?SAMLRequest=nZJBT8MwDIX2FSpV7mzZ\n"
    "< Set-Cookie: saml_state=16f10fc2a01ebeaf3e54ac117dcc1be2; Path=/; Secure; SameSite={same}\n"
    "---\n"
)
ANSWER = (
    "> POST https://dns.test/saml/acs\n> User-Agent: Mozilla/5.0 Chrome/138\n"
    "> Sec-Fetch-Site: cross-site\n> Sec-Fetch-Mode: navigate\n> Origin: https://id.test\n"
    "> Content-Type: application/x-www-form-urlencoded\n>> SAMLResponse=PHNhbWxwOlJlc3BvbnNl\n"
    f"< 302 Found\n{DATE}< Location: https://dns.test/{{to}}\n"
)


@pytest.mark.parametrize(
    ("to", "slugs"),
    [
        ("login?error=saml-state-missing", ["cookie-kept-from-other-sites"]),
        ("login?error=", []),
        ("zones", []),
    ],
)
def test_a_state_that_stays_behind_when_the_answer_is_posted(attempt, to, slugs):
    found = diagnose(attempt(LOGIN.format(same="Lax") + ANSWER.format(to=to))).findings
    assert [one.slug for one in found][:1] == slugs


def test_a_state_for_all_sites_does_not_stay_behind(attempt):
    text = LOGIN.format(same="None") + ANSWER.format(to="login?error=saml-state-missing")
    found = [one.slug for one in diagnose(attempt(text)).findings]
    assert found
    assert "cookie-kept-from-other-sites" not in found
