"""Prometheus's node exporter: Basic of the exporter toolkit, and TLS with client certificates."""

from contextlib import contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.products import Product, hashed
from tests.servers.proving.calls import bearer
from tests.servers.proving.programs import certificates
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = ("/usr/bin/prometheus-node-exporter", "/usr/bin/htpasswd")
PASSWORD = "correct horse"
LOGIN = f"-u 'prometheus:{PASSWORD}'"
METRICS = Answers(holds="node_exporter_build_info")
TLS = """
tls_server_config:
  cert_file: {certificate}
  key_file: {key}
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: {ca}
"""


@contextmanager
def started(folder):
    """Run one with a login and one with client certificates; yield the place."""
    made = certificates(folder)
    user, _, kept = hashed("prometheus", PASSWORD).partition(":")
    certificate, key = made.good
    configs = {
        "login": f"basic_auth_users:\n  {user}: {kept}\n",
        "mutual": TLS.format(certificate=certificate, key=key, ca=made.ca),
    }
    with _exporter(folder, "login", configs) as one, _exporter(folder, "mutual", configs) as two:
        at, mutual = f"{one.url}/metrics", f"{two.url}/metrics".replace("http:", "https:")
        yield Place(
            refusals=(*_logins(at), *_certificates(made, mutual)),
            successes=(Success(id="login", call=f"{LOGIN} {at}", answers=METRICS),),
        )


def _exporter(folder, name, configs):
    (port,) = free_ports(1)
    config = folder / f"{name}.yml"
    config.write_text(configs[name])
    command = ["/usr/bin/prometheus-node-exporter", "--collector.disable-defaults"]
    command += [f"--web.listen-address=127.0.0.1:{port}", f"--web.config.file={config}"]
    return Product(command, port, folder)


def _logins(at):
    right = by_client(
        "the right login", f"{LOGIN} {at}", METRICS, user="prometheus", secret=PASSWORD
    )
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent; the challenge has no realm",
            call=at,
            repair=right,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Unauthorized",
            call=f"-u prometheus:battery {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="token sent",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=bearer("scrape-1", at),
            repair=right,
        ),
    )


def _certificates(made, at):
    trusted = f"--cacert {made.ca}"
    shown = f"{trusted} --cert {made.client[0]} --key {made.client[1]} {at}"
    strange = f"--cert {made.self_signed[0]} --key {made.self_signed[1]}"
    right = by_client("the right certificate", shown, METRICS, certificate=made.client)
    return (
        Refusal(
            id="no client certificate",
            family="configuration",
            detail="TLS ends because no client certificate was shown",
            call=f"{trusted} {at}",
            status=0,
            also=("missing-credentials",),
            repair=right,
        ),
        Refusal(
            id="strange client certificate",
            family="configuration",
            detail="TLS ends because the certificate is signed by nobody the exporter trusts",
            call=f"{trusted} {strange} {at}",
            status=0,
            also=("invalid-credentials",),
            repair=right,
        ),
        Refusal(
            id="http at the port of https",
            family="wrong-endpoint",
            detail="http was spoken to a port that speaks TLS: 400",
            call=f"{trusted} --cert {made.client[0]} --key {made.client[1]} {at.replace('https:', 'http:')}",
            status=400,
            repair=by_client(
                "https",
                shown,
                METRICS,
                address=at,
                hosts=(at.split("/")[2],),
                certificate=made.client,
            ),
        ),
    )
