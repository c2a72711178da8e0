"""Negotiate against Apache with mod_auth_gssapi and a realm of its own, MIT's KDC."""

import pytest

from inspector.annotate import annotate
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.request import RawBody
from tests.fixtures.kerberos import FAKETIME, ended, web_server
from tests.fixtures.kerberos import realm as started
from tests.fixtures.servers import folder_for_others

pytestmark = [pytest.mark.server("apache"), pytest.mark.server("kdc")]


@pytest.fixture(scope="module")
def realm():
    with folder_for_others("kerberos") as folder, started(folder) as running:
        yield running


@pytest.fixture(autouse=True)
def settings(realm, monkeypatch):
    monkeypatch.setenv("KRB5_CONFIG", realm.environment["KRB5_CONFIG"])
    monkeypatch.setenv("KRB5CCNAME", f"FILE:{realm.folder}/nobodys.cache")


@pytest.fixture(scope="module")
def cache(realm):
    return realm.ticket("ann", realm.ann)


def _statuses(answer):
    return [each.reply.status for each in answer.attempt.exchanges if each.reply]


def test_a_ticket_of_the_cache_is_taken_and_the_server_proven(realm, cache, send):
    answer = send(realm.url, credential=Negotiate(cache=cache))
    assert _statuses(answer) == [200]
    assert answer.attempt.exchanges[-1].failure is None
    said = [each.text for each in annotate(answer.attempt) if each.kind == "handshake"]
    assert said[0] == "a Kerberos ticket (SPNEGO)"


def test_a_key_table_fetches_the_ticket(realm, send, tmp_path):
    own = Negotiate(principal="ann", keytab=realm.ann, cache=f"FILE:{tmp_path}/own.cache")
    answer = send(realm.url, credential=own, method="POST", body=RawBody(text="hello"))
    assert answer.attempt.exchanges[0].request.body == b"hello"
    assert answer.attempt.exchanges[-1].failure is None


def test_each_failure_has_its_cause(realm, cache, send, tmp_path, monkeypatch):
    def found(url=realm.url, **fields):
        answer = send(url, credential=Negotiate(**{"cache": cache, **fields}))
        finding = answer.verdict.findings[0]
        return finding.slug, _statuses(answer)

    assert found(cache=f"FILE:{tmp_path}/none") == ("kerberos-ticket-missing", [])
    assert found(service="HTTP@other.example.test") == ("kerberos-service-unknown", [])
    over = ended(cache, tmp_path / "over.cache")
    assert found(cache=over) == ("kerberos-ticket-ended", [])
    realm.new_key("other")
    stale = {"principal": "other", "keytab": realm.other, "cache": f"FILE:{tmp_path}/n.cache"}
    assert found(**stale) == ("kerberos-key-refused", [])
    broken = tmp_path / "krb5.conf"
    text = (realm.folder / "krb5.conf").read_text()
    broken.write_text(text.replace(f":{realm.port}", ":9"))
    monkeypatch.setenv("KRB5_CONFIG", str(broken))
    assert found(service="HTTP/new.host@EXAMPLE.TEST") == ("kdc-not-reached", [])


def test_a_ticket_for_another_service_is_told_by_the_server(realm, cache, send):
    own = Negotiate(cache=cache, service="HTTP/elsewhere.test@EXAMPLE.TEST")
    answer = send(realm.url, credential=own)
    assert _statuses(answer) == [401]
    assert answer.verdict.findings[0].slug == "service-name-mismatch"


@pytest.mark.server("faketime")
@pytest.mark.parametrize(("ahead", "said"), [("+630s", "behind"), ("-630s", "ahead of")])
def test_a_clock_that_is_ten_minutes_off_is_told(realm, cache, send, ahead, said):
    with web_server(realm, LD_PRELOAD=FAKETIME, FAKETIME=ahead) as url:
        answer = send(url, credential=Negotiate(cache=cache))
    assert _statuses(answer) == [401]
    first = answer.verdict.findings[0]
    assert first.slug == "clock-differs"
    assert first.title == f"Your clock is 10 minutes {said} the server's"
