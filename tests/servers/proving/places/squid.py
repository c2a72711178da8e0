"""squid between the client and nginx: its own login, what it forbids, and what is not its doing."""

import hashlib
from contextlib import contextmanager

from tests.fixtures.processes import Process, free_ports, give_to
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.calls import encoded
from tests.servers.proving.programs import Checker, certificates, nginx, site
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = ("/usr/sbin/squid", "/usr/sbin/nginx")
INSIDE = Answers(holds="inside")
LOGIN = f"-u '{USER}:{PASSWORD}'"
CONFIG = """
http_port 127.0.0.1:{port}
pid_filename {folder}/squid.pid
cache_log {folder}/cache.log
access_log none
cache deny all
coredump_dir {folder}
netdb_filename none
pinger_enable off
shutdown_lifetime 0 seconds
connect_timeout 2 seconds
auth_param basic program /usr/lib/squid/basic_ncsa_auth {folder}/passwords
auth_param basic realm the proxy
acl known proxy_auth REQUIRED
acl blocked urlpath_regex ^/blocked
acl writing method POST
acl staff proxy_auth root
acl reports urlpath_regex ^/reports
acl robots browser -i python|scraper
http_access deny blocked
http_access deny robots
http_access deny CONNECT !staff
http_access deny reports !staff
http_access allow known
http_access deny all
"""
HTTP = """
  server {{
    listen 127.0.0.1:{port}; root {folder}/www;
    location /open {{ try_files /inside.txt =404; }}
    location /blocked {{ try_files /inside.txt =404; }}
    location /reports {{ try_files /inside.txt =404; }}
    location /basic {{ auth_basic "orders"; auth_basic_user_file {passwords};
                       try_files /inside.txt =404; }}
  }}
  server {{
    listen 127.0.0.1:{tls} ssl; root {folder}/www;
    ssl_certificate {certificate}; ssl_certificate_key {private};
    location / {{ try_files /inside.txt =404; }}
  }}
"""


@contextmanager
def started(folder):
    """Run both; yield the place."""
    origin, tls, port = free_ports(3)
    web, proxy = folder / "web", folder / "proxy"
    made = certificates(folder / "web")
    _, passwords = site(web)
    proxy.mkdir()
    users = {USER: "proxy-pass-31", "root": "proxy-root-31"}
    lines = (f"{name}:{hashlib.md5(text.encode()).hexdigest()}" for name, text in users.items())
    (proxy / "passwords").write_text("\n".join(lines) + "\n")
    config = proxy / "squid.conf"
    config.write_text(CONFIG.format(folder=proxy, port=port))
    give_to(proxy, "proxy")
    away = Checker(lambda _: (200, (), "inside\n"), away=True)
    more = {"certificate": made.good[0], "private": made.good[1], "tls": tls}
    with nginx(web, HTTP, origin, passwords=passwords, **more):
        command = ["/usr/sbin/squid", "-N", "-f", str(config)]
        process = Process(command, port, folder / "out.log")
        urls = {"web": f"http://127.0.0.1:{origin}", "proxy": f"http://127.0.0.1:{port}"}
        urls |= {"tls": f"https://127.0.0.1:{tls}", "ca": made.ca}
        try:
            yield Place(
                refusals=(*_logins(urls), *_forbidden(urls), *_behind(urls, away)),
                successes=(
                    Success(id="open", call=f"{_by(urls)} {urls['web']}/open", answers=INSIDE),
                    Success(id="both", call=f"{_by(urls)} {LOGIN} {urls['web']}/basic"),
                ),
            )
        finally:
            process.stop()
            away.stop()


def _by(urls, login=f"{USER}:proxy-pass-31"):
    """Return the options of curl for the proxy, with its login where there is one."""
    return f"-x {urls['proxy']}" + (f" --proxy-user {login}" if login else "")


def _logins(urls):
    at = f"{urls['web']}/open"
    given = {"user": USER, "secret": "proxy-pass-31"}
    right = by_client("the proxy's login", f"{_by(urls)} {at}", INSIDE, **given)
    secure = f"--cacert {urls['ca']} {urls['tls']}/open"
    root = by_client(
        "the proxy's login",
        f"{_by(urls, 'root:proxy-root-31')} {secure}",
        INSIDE,
        user="root",
        secret="proxy-root-31",
    )
    return (
        Refusal(
            "no login at the proxy",
            "network-blocked",
            "the proxy wants a login, none was sent",
            f"{_by(urls, '')} {at}",
            right,
            status=407,
        ),
        Refusal(
            "wrong login at the proxy",
            "network-blocked",
            "the proxy's password is wrong",
            f"{_by(urls, f'{USER}:wrong')} {at}",
            right,
            status=407,
            also=("invalid-credentials",),
        ),
        Refusal(
            "proxy's login sent to the origin",
            "network-blocked",
            "the proxy's login stands in Authorization, where the proxy does not look",
            f"{_by(urls, '')} -u {USER}:proxy-pass-31 {at}",
            right,
            status=407,
            also=("missing-credentials",),
        ),
        Refusal(
            "Bearer for the proxy",
            "network-blocked",
            "a token was sent to a proxy that wants Basic",
            f"{_by(urls, '')} -H 'Proxy-Authorization: Bearer 71c0' {at}",
            right,
            status=407,
            also=("scheme-mismatch",),
        ),
        Refusal(
            "no login before a tunnel",
            "network-blocked",
            "the proxy wants a login before it opens a tunnel, none was sent",
            f"{_by(urls, '')} {secure}",
            root,
            status=407,
        ),
    )


def _forbidden(urls):
    web, by = urls["web"], _by(urls)
    secure = f"--cacert {urls['ca']} {urls['tls']}/open"
    right = f"{by} {web}/open"
    return (
        Refusal(
            "path forbidden by the proxy",
            "network-blocked",
            "the proxy forbids the path, whoever asks",
            f"{by} {web}/blocked",
            by_owner("allow it", right=right, answers=INSIDE),
            status=403,
        ),
        Refusal(
            "program forbidden by the proxy",
            "network-blocked",
            "the proxy turns away programs by their User-Agent",
            f"{by} -A scraper/1.0 {web}/open",
            by_owner("allow it", right=right, answers=INSIDE),
            status=403,
        ),
        Refusal(
            "tunnel not for this user",
            "network-blocked",
            "the proxy opens tunnels for root only",
            f"{by} {secure}",
            by_owner("allow it", right=right, answers=INSIDE),
            also=("insufficient-permissions",),
            status=407,
        ),
        Refusal(
            "reports not for this user",
            "insufficient-permissions",
            "the proxy knows the user, and lets only root read reports",
            f"{by} {web}/reports",
            by_owner("allow it", right=right, answers=INSIDE),
            also=("network-blocked",),
            status=407,
            before=(right,),
            ambiguous=True,
        ),
    )


def _behind(urls, away):
    web, by = urls["web"], _by(urls)
    at, right = f"{web}/basic", f"{by} {LOGIN} {web}/basic"
    login = by_client("the origin's login", right, INSIDE, user=USER, secret=PASSWORD)
    form = "-d grant_type=client_credentials -d client_id=job -d client_secret=s-0129"
    return (
        Refusal(
            "no login at the origin",
            "missing-credentials",
            "the proxy let it through; the origin wants a login of its own",
            f"{by} {at}",
            login,
        ),
        Refusal(
            "wrong login at the origin",
            "invalid-credentials",
            "the proxy let it through; the origin's password is wrong",
            f"{by} -u {USER}:wrong-horse {at}",
            login,
            ambiguous=True,
        ),
        Refusal(
            "proxy's login for the origin",
            "invalid-credentials",
            "the proxy's login was sent to the origin as well",
            f"{by} -u {USER}:proxy-pass-31 {at}",
            login,
            ambiguous=True,
        ),
        Refusal(
            "a token for the origin's login",
            "scheme-mismatch",
            "the origin wants Basic, a bearer token was sent",
            f"{by} -H 'Authorization: Bearer {encoded('token')}' {at}",
            login,
        ),
        Refusal(
            "provider down behind the proxy",
            "provider-unreachable",
            "the proxy can't connect to the token endpoint: 503",
            f"{by} {form} {away.url}/oauth/token",
            by_owner("start it again", away.start, answers=INSIDE),
            status=503,
            restore=away.stop,
        ),
        Refusal(
            "provider without an address",
            "provider-unreachable",
            "the name of the token endpoint has no address: 503",
            f"{by} {form} http://login.nowhere.invalid/oauth/token",
            by_owner("put the name back", right=f"{by} {web}/open", answers=INSIDE),
            also=("wrong-endpoint",),
            status=503,
        ),
    )
