"""The client certificate of a host: shown there alone, the most precise one, with the reason."""

import asyncio
import ssl
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)

from inspector.authenticate.scheme import Send
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.request import HostCertificate, Options, PerHost, Request
from inspector.model.secret import Secret, SecretRef
from inspector.send.sender import Sender
from tests.fixtures.scripted import reply

PASS = SecretRef(place="keyring", name="pass")
TRUSTING = Options(verify_tls=False)


@pytest.fixture
def asking(scripted, certificates):
    """Start servers that ask for a certificate and take none, too."""

    def start(replies):
        context = certificates.server_context()
        context.load_verify_locations(certificates.ca)
        context.verify_mode = ssl.CERT_OPTIONAL
        return scripted(replies, context=context)

    return start


def sent(url, *listed, options=TRUSTING, secrets=None):
    known = {ref: Secret(value) for ref, value in (secrets or {}).items()}
    assembled = assemble(Request(url=url, options=options), Scope(secrets=known))
    sender = Sender(msgspec.structs.replace(assembled, per_host=PerHost(certificates=listed)))
    asyncio.run(sender.run())
    return sender.exchanges


def entry(host, pair, **fields):
    return HostCertificate(host=host, certificate=pair[0], key_file=pair[1], **fields)


def test_the_most_precise_one_is_shown_and_the_exchange_says_why(asking, certificates):
    server = asking([reply()])
    exact = entry("localhost", certificates.client)
    url = server.url.replace("127.0.0.1", "localhost")
    (exchange,) = sent(url, entry("*", certificates.other_client), exact)
    assert len(exchange.connection.shown) >= 1
    assert exchange.connection.certificate_reason == "The settings name it for localhost."


def test_another_host_is_shown_none(asking, certificates):
    server = asking([reply()])
    (exchange,) = sent(server.url, entry("*.example.com", certificates.client))
    assert (exchange.connection.shown, exchange.connection.certificate_reason) == ((), "")


def test_the_requests_own_counts_before_it(asking, certificates):
    server = asking([reply()])
    own, key = certificates.client
    options = Options(verify_tls=False, client_certificate=own, client_key=key)
    listed = entry("127.0.0.1", certificates.other_client)
    (exchange,) = sent(server.url, listed, options=options)
    assert exchange.connection.certificate_reason == ""
    assert exchange.connection.shown


def test_a_redirect_shows_each_host_its_own(asking, certificates):
    there = asking([reply()])
    url = there.url.replace("127.0.0.1", "localhost")
    here = asking([reply("307 Go", f"Location: {url}/")])
    listed = (
        entry("127.0.0.1", certificates.client),
        entry("localhost", certificates.other_client),
    )
    exchanges = sent(here.url, *listed)
    reasons = [each.connection.certificate_reason for each in exchanges]
    assert reasons == [
        "The settings name it for 127.0.0.1.",
        "The settings name it for localhost.",
    ]
    first, second = (each.connection.shown[0].fingerprint for each in exchanges)
    assert first != second


def test_its_passphrase_opens_it_and_a_wrong_file_is_told(asking, certificates, tmp_path):
    pem, key = (Path(name).read_bytes() for name in certificates.client)
    path = tmp_path / "client.bin"  # PKCS#12 whatever its name
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"me",
            load_pem_private_key(key, None),
            x509.load_pem_x509_certificate(pem),
            [x509.load_pem_x509_certificate(Path(certificates.ca).read_bytes())],
            BestAvailableEncryption(b"open sesame"),
        )
    )
    listed = HostCertificate(host="127.0.0.1", certificate=str(path), passphrase=PASS)
    server = asking([reply()])
    (exchange,) = sent(server.url, listed, secrets={PASS: "open sesame"})
    assert len(exchange.connection.shown) == 2
    (failed,) = sent(server.url, listed, secrets={PASS: "wrong"})
    assert "passphrase is wrong" in failed.failure.message
    assert "wrong" not in repr(listed)


def test_a_request_for_a_token_shows_it_too(asking, certificates):
    server = asking([reply()])

    def steps(_credential, message, _secrets):
        yield Send(purpose="token", message=message, aside=True)

    assembled = assemble(Request(url=server.url, options=TRUSTING), Scope())
    listed = (entry("127.0.0.1", certificates.client),)
    sender = Sender(msgspec.structs.replace(assembled, per_host=PerHost(certificates=listed)))
    asyncio.run(sender.run(steps))
    assert sender.exchanges[0].connection.certificate_reason
    assert sender.exchanges[0].connection.shown
