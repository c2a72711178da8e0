"""TLS alerts by their names, who signed the certificate, and what browsers hide of a success."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.exchange import Certificate, Connection, Failure
from inspector.model.request import Options, Request

ALERTS = [
    ("[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required", "client-certificate-required"),
    ("net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED", "client-certificate-required"),
    ("error:0A000410: sslv3 alert certificate expired", "client-certificate-refused"),
    ("[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca", "client-certificate-refused"),
    ("sslv3 alert bad certificate", "client-certificate-required"),
    ("net::ERR_BAD_SSL_CLIENT_AUTH_CERT", "client-certificate-refused"),
    ("[SSL: TLSV1_UNRECOGNIZED_NAME] tlsv1 unrecognized name", "host-not-served"),
    ("[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version", "tls-failed"),
    ("net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "tls-failed"),
    ("sslv3 alert handshake failure", "tls-failed"),
    ("unexpected eof", "tls-failed"),
]  # fmt: skip


def failed(attempt, detail, kind="tls", certificate="", message="It failed."):
    made = attempt("> GET https://api.acme.test/v1\n< 200 OK")
    failure = Failure(stage="tls", kind=kind, message=message, detail=detail)
    exchange = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failure)
    request = Request(
        url="https://api.acme.test/v1", options=Options(client_certificate=certificate)
    )
    return msgspec.structs.replace(made, exchanges=(exchange,), request=request, source="sent")


@pytest.mark.parametrize(("detail", "slug"), ALERTS)
def test_an_alert_is_known_by_its_name(attempt, detail, slug):
    assert diagnose(failed(attempt, detail)).findings[0].slug == slug


def test_who_sent_a_certificate_lacks_none(attempt):
    made = failed(attempt, "sslv3 alert bad certificate", certificate="client.pem")
    assert {one.slug for one in diagnose(made).findings} == {"client-certificate-refused"}


def test_a_certificate_made_on_the_way_is_the_networks(attempt):
    detail = "self-signed certificate in certificate chain: CN=Zscaler Root CA"
    found = diagnose(failed(attempt, detail, kind="certificate")).findings
    assert found[0].slug == "traffic-inspected"
    plain = "unable to get local issuer certificate"
    found = diagnose(failed(attempt, plain, kind="certificate")).findings
    assert [one.slug for one in found] == ["certificate-not-trusted"]


def test_a_chain_of_an_inspecting_program_is_told_beside_a_refusal(attempt):
    made = attempt("> GET https://api.acme.test/v1\n> X-Api-Key: abcdef123456\n< 403 Forbidden")
    chain = (Certificate(issuer="O=Fortinet, CN=FGT60E"),)
    exchange = msgspec.structs.replace(made.exchanges[0], connection=Connection(chain=chain))
    found = diagnose(msgspec.structs.replace(made, exchanges=(exchange,))).findings
    assert "traffic-inspected" in {one.slug for one in found}


# ---------------- What a browser hides of a success
PAGE = "> Origin: https://app.acme.test\n> Sec-Fetch-Mode: cors"
ASKED = "> OPTIONS https://api.acme.test/v1\n> Origin: https://app.acme.test\n> Access-Control-Request-Method: PUT"
ALLOWED = "< Access-Control-Allow-Origin: https://app.acme.test"
HIDDEN = [
    f"> GET https://api.acme.test/v1\n{PAGE}\n< 200 OK\n{ALLOWED}\n< Access-Control-Allow-Origin: *",
    f"> GET https://api.acme.test/v1\n{PAGE}\n< 200 OK\n< Access-Control-Allow-Origin: https://app.acme.test, https://app.acme.test",
    f"> GET https://api.acme.test/v1\n{PAGE}\n> Cookie: sid=abcdefgh\n< 200 OK\n< Access-Control-Allow-Origin: *",
    f"> GET https://api.acme.test/v1\n{PAGE}\n> Cookie: sid=abcdefgh\n< 200 OK\n{ALLOWED}",
    f"{ASKED}\n< 204 No Content\n{ALLOWED}",
    (f"{ASKED}\n> Access-Control-Request-Headers: authorization\n< 200 OK\n{ALLOWED}\n"
    "< Access-Control-Allow-Methods: PUT\n< Access-Control-Allow-Headers: *"),
    f"{ASKED}\n< 200 OK",
]  # fmt: skip
SHOWN = [
    f"> GET https://api.acme.test/v1\n{PAGE}\n< 200 OK\n{ALLOWED}",
    f"> GET https://api.acme.test/v1\n{PAGE}\n< 200 OK\n< Access-Control-Allow-Origin: *",
    f"> GET https://api.acme.test/v1\n{PAGE}\n< 200 OK",  # a beacon that nobody reads
    (
        "> POST https://api.acme.test/v1\n> Origin: https://app.acme.test\n> Sec-Fetch-Mode: navigate\n"
        "> Cookie: sid=abcdefgh\n< 200 OK\n< Access-Control-Allow-Origin: *"
    ),
    f"{ASKED}\n< 204 No\n{ALLOWED}\n< Access-Control-Allow-Methods: PUT",
    # the browser went on, so it was content
    f"{ASKED}\n< 204 No\n---\n> PUT https://api.acme.test/v1\n{PAGE}\n< 200 OK\n{ALLOWED}",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_success_that_browsers_keep_from_the_page(attempt, text):
    finding = diagnose(attempt(text)).findings[0]
    assert finding.slug in {"cors-refused", "preflight-refused"}
    assert finding.cause == "configuration"


@pytest.mark.parametrize("text", SHOWN)
def test_a_success_that_the_page_may_read(attempt, text):
    assert diagnose(attempt(text)).findings == ()


@pytest.mark.parametrize("kind", ["refused", "timeout", "tls"])
def test_a_login_that_met_nobody_is_judged_and_names_no_experiment_on_it(attempt, kind):
    """Its credential can't be tried while nobody answers."""
    login = (
        "> POST https://login.acme.test/token\n> Authorization: Basic YTpi\n\ngrant_type=password"
    )
    made = attempt(f"{login}\n< 200 OK")
    failure = Failure(stage="connect", kind=kind, message="It failed.")
    exchange = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failure)
    request = Request(url="https://login.acme.test/token", method="POST")
    sent = msgspec.structs.replace(made, exchanges=(exchange,), request=request, source="sent")
    assert diagnose(sent).next_experiment is None


@pytest.mark.parametrize(
    ("connection", "certificate", "slug"),
    [
        (Connection(tls_version="TLSv1.3"), "", "client-certificate-required"),
        (Connection(tls_version="TLSv1.3"), "client.pem", "client-certificate-refused"),
        (Connection(tls_version="TLSv1.2"), "", ""),
        (Connection(tls_version="TLSv1.3", reused=True), "", ""),
        (Connection(), "", ""),
    ],
)
def test_a_cut_right_after_the_handshake_may_be_about_a_certificate(
    attempt, connection, certificate, slug
):
    made = failed(attempt, "Broken pipe", kind="reset", certificate=certificate)
    exchange = msgspec.structs.replace(made.exchanges[0], connection=connection)
    found = diagnose(msgspec.structs.replace(made, exchanges=(exchange,))).findings
    about = [one.slug for one in found if one.slug.startswith("client-certificate")]
    assert about == ([slug] if slug else [])
    assert (found[0].slug == slug) is bool(certificate)


CERTIFICATES = [
    ("The certificate of api.acme.test:443 has expired.", "certificate has expired", "has expired"),
    ("", "CERT_DATE_INVALID", "has expired"),
    ("The certificate of api.acme.test:443 is not valid yet.", "", "is not valid yet"),
    (
        "",
        "Hostname mismatch, certificate is not valid for 'api.acme.test'.",
        "is made for other names",
    ),
    ("The certificate of api.acme.test:443 was revoked.", "", "was revoked"),
    ("", "unable to get local issuer certificate", "is not trusted"),
]


@pytest.mark.parametrize(("message", "detail", "end"), CERTIFICATES)
def test_what_is_wrong_with_a_certificate_is_certain_and_told(attempt, message, detail, end):
    found = diagnose(failed(attempt, detail, kind="certificate", message=message)).findings[0]
    assert (found.slug, found.certainty) == ("certificate-not-trusted", "certain")
    assert found.title == f"The certificate of api.acme.test {end}"
    offered = "choose-authority" in [fix.id for fix in found.fixes]
    assert offered == (end == "is not trusted")
    assert found.fixes[0].id != "send-unchecked"


@pytest.mark.parametrize(
    ("kind", "url", "slug", "title"),
    [
        ("refused", "http://127.0.0.1:9/v1", "server-not-reached", "Nothing listens at 127.0.0.1:9"),
        ("refused", "https://api.acme.test/v1", "server-not-reached", "Nothing listens at api.acme.test"),
        ("refused", "https://login.acme.test/oauth2/token", "provider-not-reached", "was not reached"),
        ("name-not-found", "https://api.acme.test/v1", "host-unknown", "was not found"),
        ("name-not-found", "https://login.acme.test/oauth2/token", "provider-not-reached", "was not reached"),
    ],
)  # fmt: skip
def test_the_systems_own_word_is_certain(attempt, kind, url, slug, title):
    made = attempt(f"> POST {url}\n> X-Api-Key: abcdef123456\n< 403 Forbidden")
    failure = Failure(stage="connect", kind=kind, message="The system says so.")
    exchange = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failure)
    found = diagnose(msgspec.structs.replace(made, exchanges=(exchange,))).findings
    assert (found[0].slug, found[0].certainty) == (slug, "certain")
    assert found[0].title.endswith(title)


@pytest.mark.parametrize("kind", ["timeout", "reset", "unreachable"])
def test_silence_is_no_word_of_the_system(attempt, kind):
    made = attempt("> GET https://api.acme.test/v1\n> X-Api-Key: abcdef123456\n< 403 Forbidden")
    failure = Failure(stage="connect", kind=kind, message="Nothing came.")
    exchange = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failure)
    found = diagnose(msgspec.structs.replace(made, exchanges=(exchange,))).findings
    assert found[0].certainty != "certain"


def hung_up(attempt, url, kind="reset"):
    made = attempt(f"> GET {url}\n> X-Api-Key: abcdef123456\n< 200 OK")
    failure = Failure(stage="reply", kind=kind, message="The server hung up.")
    exchange = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failure)
    return {
        one.slug for one in diagnose(msgspec.structs.replace(made, exchanges=(exchange,))).findings
    }


def test_a_port_that_hangs_up_on_http_may_want_https(attempt):
    assert "https-wanted" in hung_up(attempt, "http://api.test:5665/v1")
    assert "https-wanted" not in hung_up(attempt, "https://api.test:5665/v1")
    assert "https-wanted" not in hung_up(attempt, "http://api.test/v1")
    assert "https-wanted" not in hung_up(attempt, "http://api.test:5665/v1", kind="refused")


@pytest.mark.parametrize(
    ("before", "slug"),
    [
        ("https://api.test:5665/v1/hosts", "https-wanted"),
        ("https://api.test:5666/v1/hosts", "connection-cut"),  # another port
        ("http://api.test:5665/v1/hosts", "connection-cut"),  # it speaks http
    ],
)
def test_a_port_that_answered_over_https_wants_it(attempt, before, slug):
    made = attempt(f"""
        > GET {before}
        > X-Api-Key: abcdef123456
        < 200 OK
        ---
        > GET http://api.test:5665/v1
        > X-Api-Key: abcdef123456
        < 200 OK
    """)
    failure = Failure(stage="reply", kind="reset", message="The server hung up.")
    cut = msgspec.structs.replace(made.exchanges[1], reply=None, failure=failure)
    found = diagnose(msgspec.structs.replace(made, exchanges=(made.exchanges[0], cut))).findings
    assert found[0].slug == slug
