"""nginx, Apache, lighttpd and Tomcat ask for a client's certificate: right, none, and wrong ones."""

import datetime as dt
from contextlib import ExitStack
from pathlib import Path

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from msgspec.structs import replace

from inspector.diagnose.causes.configuration.client_certificates import thumbprint
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options
from tests.fixtures.apache import configuration, loaded
from tests.fixtures.processes import Process, free_ports, give_to
from tests.fixtures.servers import folder_for_others
from tests.fixtures.tomcat import MutualTomcat

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port} ssl; ssl_certificate {own}; ssl_certificate_key {own};
    ssl_client_certificate {ca}; ssl_crl {crl}; ssl_verify_client on;
    location /api {{ return 401; }}
    location / {{ return 200 "$ssl_client_s_dn\\n"; }}
  }}
}}
"""
APACHE = configuration(
    """
SSLEngine on
SSLSessionCache none
SSLCertificateFile {own}
SSLCACertificateFile {ca}
SSLCARevocationFile {crl}
SSLCARevocationCheck leaf
SSLVerifyClient require
<Directory {folder}/www>
  Require all granted
</Directory>
""",
    name="localhost",
)
LIGHTTPD = """
server.document-root = "{folder}/www"
server.port = {port}
server.bind = "127.0.0.1"
server.errorlog = "{folder}/error.log"
server.username = "nobody"
server.groupname = "nogroup"
server.modules = ("mod_openssl")
mimetype.assign = (".txt" => "text/plain")
ssl.engine = "enable"
ssl.pemfile = "{own}"
ssl.verifyclient.activate = "enable"
ssl.verifyclient.enforce = "enable"
ssl.verifyclient.ca-file = "{ca}"
ssl.verifyclient.ca-crl-file = "{crl}"
"""
MODULES = ("mpm_event", "authn_core", "authz_core", "dir", "ssl")


def _signs_certificates():
    """Return what an authority's key is for; Java takes no list of revoked ones without it."""
    names = "digital_signature content_commitment key_encipherment data_encipherment key_agreement"
    more = "key_cert_sign crl_sign encipher_only decipher_only"
    uses = dict.fromkeys((*names.split(), *more.split()), False)
    return x509.KeyUsage(**{**uses, "key_cert_sign": True, "crl_sign": True})


class Authority:
    """Issues certificates into files that hold the key as well."""

    def __init__(self, folder, name):
        self._folder, self._key = folder, ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._own = self._signed(self._name, self._key, NOW + DAY, authority=True)
        self.ca = self._written(f"{name}.pem", self._own.public_bytes(Encoding.PEM))

    def issue(self, name, *, end=NOW + DAY, host="", revoked=False):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = self._signed(subject, key, end, host=host)
        if revoked:
            self._revoked = made.serial_number
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self._written(f"{name}.pem", made.public_bytes(Encoding.PEM) + pem)

    def crl(self):
        one = x509.RevokedCertificateBuilder().serial_number(self._revoked)
        listed = x509.CertificateRevocationListBuilder().issuer_name(self._name)
        listed = listed.last_update(NOW - DAY).next_update(NOW + DAY)
        listed = listed.add_revoked_certificate(one.revocation_date(NOW - DAY).build())
        made = listed.sign(self._key, hashes.SHA256())
        return self._written("revoked.crl", made.public_bytes(Encoding.PEM))

    def _signed(self, subject, key, end, *, host="", authority=False):
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(self._name)
        made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
        made = made.not_valid_before(NOW - 9 * DAY).not_valid_after(end)
        made = made.add_extension(x509.BasicConstraints(authority, None), critical=True)
        if authority:
            made = made.add_extension(_signs_certificates(), critical=True)
        if host:
            names = x509.SubjectAlternativeName([x509.DNSName(host)])
            made = made.add_extension(names, critical=False)
        return made.sign(self._key, hashes.SHA256())

    def _written(self, name, data):
        path = self._folder / name.replace(" ", "-")
        path.write_bytes(data)
        return str(path)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    ours, others = Authority(folder, "Acme CA"), Authority(folder, "Other CA")
    found = {
        "right": ours.issue("ann"),
        "guest": ours.issue("bob"),
        "nobody": ours.issue("nobody"),
        "ended": ours.issue("old ann", end=NOW - DAY),
        "unknown": others.issue("stranger"),
        "revoked": ours.issue("gone", revoked=True),
        "server": ours.issue("server", host="localhost"),
        "ca": ours.ca,
        "none": "",
    }
    return {**found, "crl": ours.crl()}


def _started(folder, template, files, command, **more):
    (port,) = free_ports(1)
    (folder / "www").mkdir()
    (folder / "www" / "inside.txt").write_text("inside\n")
    config = folder / "server.conf"
    known = {"own": files["server"], "ca": files["ca"], "crl": files["crl"]}
    config.write_text(template.format(folder=folder, port=port, **known, **more))
    give_to(folder, "nobody")
    process = Process([*command, str(config)], port, folder / "out.log")
    return process, f"https://localhost:{port}/inside.txt"


@pytest.fixture(scope="module")
def mutual(files):
    """Return the addresses of both, by name."""
    plans = {
        "nginx": (NGINX, ["/usr/sbin/nginx", "-g", "user nobody nogroup;", "-c"]),
        "apache": (APACHE, ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f"]),
        "lighttpd": (LIGHTTPD, ["/usr/sbin/lighttpd", "-D", "-f"]),
    }
    with ExitStack() as stack:
        urls = {}
        for name, (template, command) in plans.items():
            folder = stack.enter_context(folder_for_others(f"mutual-{name}"))
            process, urls[name] = _started(
                folder, template, files, command, modules=loaded(MODULES)
            )
            stack.callback(process.stop)
        yield urls


def _sent(send, url, files, which):
    options = Options(ca_file=files["ca"], client_certificate=files[which])
    answer = send(url, options=options)
    return answer.attempt.exchanges[-1], answer.verdict


CAUSES = {
    "none": "client-certificate-required",
    "ended": "client-certificate-ended",
    "unknown": "client-certificate-of-other-issuer",
    "revoked": "client-certificate-revoked",
}


@pytest.fixture(scope="module")
def tomcat(files):
    """A Tomcat that wants certificates."""
    with folder_for_others("mutual-tomcat") as folder:
        server = MutualTomcat(folder, files)
        yield server
        server.stop()


@pytest.mark.server("nginx")
@pytest.mark.server("apache")
@pytest.mark.server("lighttpd-tls")
@pytest.mark.parametrize("server", ["nginx", "apache", "lighttpd"])
def test_each_certificate_has_its_cause(server, mutual, files, send):
    told_apart(mutual[server], files, send)


@pytest.mark.server("tomcat")
def test_each_certificate_has_its_cause_at_tomcat(tomcat, files, send):
    told_apart(tomcat.strict, files, send)


@pytest.mark.server("tomcat")
def test_tomcat_knows_people_by_their_certificate(tomcat, files, send):
    exchange, _ = _sent(send, tomcat.known, files, "right")
    assert exchange.reply is not None, exchange.failure
    assert exchange.reply.status == 200
    found = {}
    for which in ("none", "nobody", "guest"):
        exchange, verdict = _sent(send, tomcat.known, files, which)
        found[which] = (exchange.reply and exchange.reply.status, verdict.findings[0].slug)
    assert found == {  # for the first it asks anew within TLS, which clients of today refuse
        "none": (None, "client-certificate-required"),
        "nobody": (401, "client-certificate-refused"),
        "guest": (403, "forbidden"),
    }


def told_apart(url, files, send):
    exchange, _ = _sent(send, url, files, "right")
    assert exchange.reply is not None, exchange.failure
    assert exchange.reply.status == 200
    assert exchange.connection.asked_issuers == ("CN=Acme CA",)
    assert exchange.connection.shown[0].subject == "CN=ann"
    found = {which: _sent(send, url, files, which)[1] for which in CAUSES}
    assert {which: one.findings[0].slug for which, one in found.items()} == CAUSES
    said = [one.statement for one in found["unknown"].findings[0].evidence]
    assert said[0] == "It asks for certificates of CN=Acme CA"


@pytest.mark.server("nginx")
def test_an_old_pkcs12_is_opened_by_a_passphrase_of_the_vault(mutual, files, bench, send, tmp_path):
    key = load_pem_private_key(Path(files["right"]).read_bytes(), None)
    own = x509.load_pem_x509_certificate(Path(files["right"]).read_bytes())
    old = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2048)
    old = old.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(hashes.SHA1())
    data = pkcs12.serialize_key_and_certificates(b"ann", key, own, None, old.build(b"pass phrase"))
    path = tmp_path / "ann.p12"
    path.write_bytes(data)
    options = Options(ca_file=files["ca"], client_certificate=str(path))
    for passphrase, status in (("pass phrase", 200), ("another", None)):
        ref = bench.vault.put(passphrase)
        answer = send(mutual["nginx"], options=replace(options, client_passphrase=ref))
        last = answer.attempt.exchanges[-1]
        assert (last.reply and last.reply.status) == status
        assert passphrase not in repr(last.failure)
    assert "passphrase" in last.failure.message


@pytest.mark.server("nginx")
def test_a_bound_token_is_held_against_the_certificate(mutual, files, bench, send):
    url = mutual["nginx"].replace("inside.txt", "api")
    options = Options(ca_file=files["ca"], client_certificate=files["right"])
    shown = send(url, options=options).attempt.exchanges[-1].connection.shown[0]
    slugs = []
    for bound in (thumbprint(shown), "A" * 43):
        token = jwt.encode({"cnf": {"x5t#S256": bound}}, "k" * 32)
        answer = send(url, options=options, credential=Bearer(token=bench.vault.put(token)))
        slugs.append({one.slug for one in answer.verdict.findings})
    assert ["token-bound-to-other-certificate" in found for found in slugs] == [False, True]
    assert answer.verdict.findings[0].slug == "token-bound-to-other-certificate"
