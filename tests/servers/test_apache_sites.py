"""Apache httpd: form login with sessions, a group that a user is not in, CGI."""

import pytest

from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("apache")
FIELDS = f"-d httpd_username={USER}"
RIGHT = f"{FIELDS} --data-urlencode 'httpd_password={PASSWORD}'"


def test_a_session(apache_sites, told, curl):
    members = f"{apache_sites.url}/members/inside.txt"
    assert told(members) == (401, ("missing-credentials", "no-credentials-sent"))
    login = curl(f"{RIGHT} {apache_sites.url}/log-in")
    assert (login.attempt.exchanges[0].reply.status, login.verdict.findings) == (302, ())
    cookie = next(
        header.value.partition(";")[0]
        for header in login.attempt.exchanges[0].reply.headers
        if header.name == "Set-Cookie"
    )
    assert told(f"-b '{cookie}' {members}") == (200, None)
    old = cookie.rpartition("=")[0] + "=1795602079965560"
    assert told(f"-b '{old}' {members}") == (401, ("expired-session", "session-ended"))
    status, (cause, _) = told(f"{FIELDS} -d httpd_password=wrong {apache_sites.url}/log-in")
    assert (status, cause) == (401, "invalid-credentials")


def test_a_cgi_program_is_not_given_the_credential(apache_sites, curl):
    answer = curl(f"-H 'Authorization: Bearer abcdefgh.ijklmnop' {apache_sites.url}/cgi")
    assert answer.attempt.exchanges[-1].reply.status == 401
    assert "authorization-stripped" in [finding.slug for finding in answer.verdict.findings]


def test_a_group_that_the_user_is_not_in(apache_sites, curl):
    answer = curl(f"-u '{USER}:{PASSWORD}' {apache_sites.url}/staff/inside.txt")
    assert answer.attempt.exchanges[-1].reply.status == 401
    assert answer.verdict.findings[0].certainty != "certain"


def test_the_setting_that_passes_the_header_on_is_named_and_works(apache_sites, curl):
    token = "-H 'Authorization: Bearer abcdefgh12345678'"
    findings = curl(f"{token} {apache_sites.url}/cgi").verdict.findings
    dropped = next(one for one in findings if one.slug == "authorization-stripped")
    fix = next(fix for fix in dropped.fixes if fix.id == "owner-setting")
    assert fix.title == "Copy for the owner: Apache HTTP Server, CGIPassAuth On"
    proof = fix.message.splitlines()[-1].strip()
    assert proof == f"curl -i -H 'Authorization: Bearer SECRET' {apache_sites.url}/cgi"
    set_now = proof.removeprefix("curl ").replace("/cgi", "/passed")
    assert curl(set_now).attempt.exchanges[-1].reply.status == 200
