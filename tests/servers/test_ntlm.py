"""NTLM against Apache with mod_auth_gssapi and gss-ntlmssp, which check the password themselves."""

import pytest

from inspector.model.kinds.ntlm import Ntlm
from inspector.model.request import RawBody
from tests.fixtures.apache import configuration, loaded
from tests.fixtures.processes import Process, free_ports, give_to
from tests.fixtures.servers import folder_for_others

pytestmark = [pytest.mark.server("apache"), pytest.mark.server("gss-ntlmssp")]
PASSWORD = "correct horse bätterie"
APACHE = configuration(
    """
<Directory {folder}/www>
  AllowOverride None
  AuthType GSSAPI
  AuthName "office"
  GssapiAllowedMech ntlmssp
  GssapiConnectionBound On
  Require valid-user
</Directory>
""",
    name="localhost",
)
MODULES = ("mpm_event", "authn_core", "authz_core", "authz_user", "dir", "auth_gssapi")


@pytest.fixture(scope="module")
def office():
    """Return the address of a page that wants NTLM."""
    with folder_for_others("ntlm") as folder:
        (port,) = free_ports(1)
        (folder / "www").mkdir()
        (folder / "www" / "inside.txt").write_text("inside\n")
        users = folder / "users"
        users.write_text(f"CORP:ann:{PASSWORD}\n", encoding="utf-8")
        config = folder / "httpd.conf"
        config.write_text(APACHE.format(folder=folder, port=port, modules=loaded(MODULES)))
        give_to(folder, "nobody")
        command = ["/usr/sbin/apache2", "-f", str(config), "-D", "FOREGROUND"]
        environment = {"PATH": "/usr/sbin:/usr/bin", "NTLM_USER_FILE": str(users)}
        server = Process(command, port, folder / "out.log", environment)
        yield f"http://localhost:{port}/inside.txt"
        server.stop()


def _sent(bench, send, url, password=PASSWORD, **more):
    login = Ntlm(user="ann", password=bench.vault.put(password), domain="CORP")
    answer = send(url, credential=login, **more)
    return answer, [each.reply.status for each in answer.attempt.exchanges]


def test_the_right_password_is_let_in_on_one_connection(office, bench, send):
    answer, statuses = _sent(bench, send, office)
    assert statuses == [401, 200]
    assert len({each.connection.local for each in answer.attempt.exchanges}) == 1


def test_a_body_goes_along_with_the_proof(office, bench, send):
    answer, statuses = _sent(bench, send, office, method="POST", body=RawBody(text="hello"))
    assert statuses[0] == 401
    assert statuses[-1] in {200, 405}  # a file takes no body: the login was taken
    assert [each.request.body for each in answer.attempt.exchanges] == [b"", b"hello"]


def test_a_wrong_password_is_named_and_goes_out_once(office, bench, send):
    answer, statuses = _sent(bench, send, office, "wrong")
    assert statuses == [401, 401]
    assert answer.verdict.findings[0].slug == "wrong-password"


def test_nothing_sent_is_told_what_it_wants(office, send):
    answer = send(office)
    assert answer.attempt.exchanges[-1].reply.status == 401
    first = answer.verdict.findings[0]
    assert first.slug == "no-credentials-sent"
