"""nginx alone: its own Basic login, addresses, hosts, rates, headers and certificates."""

from contextlib import contextmanager

from tests.fixtures.processes import free_ports
from tests.fixtures.web_servers import PASSWORD, USER
from tests.servers.proving.calls import encoded, from_page
from tests.servers.proving.programs import certificates, nginx, pause, site
from tests.servers.proving.records import (
    Answers,
    Place,
    Refusal,
    Success,
    by_client,
    by_owner,
)

NEEDS = ("/usr/sbin/nginx",)
KEY = "k-71c2-orders-5be0"
LOGIN = f"-u '{USER}:{PASSWORD}'"
INSIDE = Answers(holds="inside")
HTTP = """
  limit_req_zone $binary_remote_addr zone=seldom:32k rate=30r/m;
  server {{
    listen 127.0.0.1:{port}; root {folder}/www;
    location /open {{ try_files /inside.txt =404; }}
    location /basic {{ auth_basic "orders"; auth_basic_user_file {passwords};
                       try_files /inside.txt =404; }}
    location /away {{ return 302 http://127.0.0.1:{other}/basic; }}
    location /key {{ if ($http_x_api_key = "") {{ return 401 "missing API key\\n"; }}
                     if ($http_x_api_key != "{key}") {{ return 401 "unknown API key\\n"; }}
                     return 200 "inside\\n"; }}
    location /token {{ if ($http_api_token != "{key}") {{ return 401 "no token\\n"; }}
                       return 200 "inside\\n"; }}
    location = /api/v2/orders {{ auth_basic "api"; auth_basic_user_file {passwords};
                                 try_files /inside.txt =404; }}
    location /api/ {{ return 401 "unauthorized\\n"; }}
    location /v1/ {{ return 401 '{{"error": "API version 1 was retired, use /v2"}}'; }}
    location /v2/ {{ auth_basic "api"; auth_basic_user_file {passwords};
                     try_files /inside.txt =404; }}
    location /seldom {{ limit_req zone=seldom; limit_req_status 429; add_header Retry-After 2 always;
                        try_files /inside.txt =404; }}
    location /silent {{ limit_req zone=seldom; limit_req_status 429; try_files /inside.txt =404; }}
    location /walled {{ deny all; auth_basic "orders"; auth_basic_user_file {passwords};
                        try_files /inside.txt =404; }}
    location /robots {{ if ($http_user_agent ~* "python|curl|request-inspector") {{ return 403; }}
                        try_files /inside.txt =404; }}
    location /form {{ auth_basic "orders"; auth_basic_user_file {passwords};
                      valid_referers server_names 127.0.0.1;
                      if ($invalid_referer) {{ return 403; }}
                      if ($request_method = POST) {{ return 200 "inside\\n"; }}
                      try_files /inside.txt =404; }}
    location /page-api {{ auth_basic "api"; auth_basic_user_file {passwords};
                          try_files /inside.txt =404; }}
    location /page-open {{ add_header Access-Control-Allow-Origin https://shop.example always;
                           add_header Access-Control-Allow-Headers Authorization always;
                           if ($request_method = OPTIONS) {{ return 204; }}
                           auth_basic "api"; auth_basic_user_file {passwords};
                           try_files /inside.txt =404; }}
    location /portal {{ default_type text/html;
                        return 511 "<html><title>Log in to the network</title></html>"; }}
  }}
  server {{
    listen 127.0.0.1:{other} default_server;
    location /basic {{ auth_basic "other orders"; auth_basic_user_file {passwords};
                       try_files /inside.txt =404; root {folder}/www; }}
    location /key {{ return 401 "unknown API key\\n"; }}
  }}
  server {{ listen 127.0.0.1:{named} default_server; return 421; }}
  server {{ listen 127.0.0.1:{named}; server_name api.example; root {folder}/www;
            location / {{ auth_basic "api"; auth_basic_user_file {passwords};
                          try_files /inside.txt =404; }} }}
  server {{
    listen 127.0.0.1:{tls} ssl; root {folder}/www;
    ssl_certificate {certificate}; ssl_certificate_key {private};
    location / {{ auth_basic "tls"; auth_basic_user_file {passwords};
                  try_files /inside.txt =404; }}
  }}
  server {{
    listen 127.0.0.1:{mutual} ssl; root {folder}/www;
    ssl_certificate {certificate}; ssl_certificate_key {private};
    ssl_client_certificate {ca}; ssl_verify_client on;
    location / {{ try_files /inside.txt =404; }}
  }}
"""


@contextmanager
def started(folder):
    """Run it; yield the place."""
    names = ("port", "other", "named", "tls", "mutual")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    made = certificates(folder)
    _, passwords = site(folder)
    more = {"certificate": made.good[0], "private": made.good[1], "ca": made.ca, "key": KEY}
    with nginx(folder, HTTP, passwords=passwords, **more, **ports):
        urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        yield Place(
            refusals=(*_logins(urls["port"]), *_places(urls), *_keys(urls), *_tls(urls, made)),
            successes=_successes(urls),
        )


def _logins(url):
    at = f"{url}/basic"
    right = by_client("the right password", f"{LOGIN} {at}", INSIDE, user=USER, secret=PASSWORD)
    header = f"-H 'Authorization: Basic {{}}' {at}"
    return (
        Refusal(
            id="nothing sent",
            family="missing-credentials",
            detail="no credential was sent to a place with a Basic login",
            call=at,
            repair=right,
        ),
        Refusal(
            id="wrong password",
            family="invalid-credentials",
            detail="the password is wrong",
            call=f"-u '{USER}:battery staple' {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="unknown user",
            family="invalid-credentials",
            detail="there is no such user",
            call=f"-u 'alicia:{PASSWORD}' {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="newline in the password",
            family="invalid-credentials",
            detail="the encoded password ends with a newline, as `echo … | base64` makes it",
            call=header.format(encoded(f"{USER}:{PASSWORD}\n")),
            repair=right,
        ),
        Refusal(
            id="no colon",
            family="invalid-credentials",
            detail="user and password are encoded without the colon between them",
            call=header.format(encoded(f"{USER}{PASSWORD}")),
            repair=right,
        ),
        Refusal(
            id="not encoded",
            family="invalid-credentials",
            detail="user and password stand in the header as they are, not in Base64",
            call=f"-H 'Authorization: Basic {USER}:{PASSWORD}' {at}",
            repair=right,
        ),
        Refusal(
            id="a token for a login",
            family="scheme-mismatch",
            detail="a bearer token was sent where Basic is asked for",
            call=f"-H 'Authorization: Bearer {KEY}' {at}",
            repair=right,
        ),
        Refusal(
            id="preflight behind the login",
            family="configuration",
            detail="the login is asked of the preflight too, which never carries one",
            call=from_page(f"{url}/page-api", USER, PASSWORD),
            repair=by_owner(
                "leave OPTIONS open", right=from_page(f"{url}/page-open", USER, PASSWORD)
            ),
        ),
    )


def _places(urls):
    url, other = urls["port"], urls["other"]
    host = other.removeprefix("http://")
    form = f"{LOGIN} -X POST -d 'item=lamp'"
    port = urls["named"].rpartition(":")[2]
    served = f"http://api.example:{port}/orders"
    names = ("api.example", "api.example.org")
    resolved = " ".join(f"--resolve {name}:{port}:127.0.0.1" for name in names)
    return (
        Refusal(
            id="dropped at a redirect",
            family="missing-credentials",
            detail="the redirect leads to another port, where the credential is not sent on",
            call=f"-L {LOGIN} {url}/away",
            repair=by_client(
                "ask the final address", f"{LOGIN} {other}/basic", INSIDE, hosts=(host,)
            ),
        ),
        Refusal(
            id="another path",
            family="wrong-endpoint",
            detail="the path has the API's old version; the gateway answers 401 to what it has not",
            call=f"{LOGIN} {url}/api/v1/orders",
            repair=by_client(
                "the path of today",
                f"{LOGIN} {url}/api/v2/orders",
                INSIDE,
                address=f"{url}/api/v2/orders",
            ),
            ambiguous=True,
        ),
        Refusal(
            id="retired version",
            family="wrong-endpoint",
            detail="the API's version was retired; the body says so",
            call=f"{LOGIN} {url}/v1/orders",
            repair=by_client(
                "the version of today",
                f"{LOGIN} {url}/v2/orders",
                INSIDE,
                address=f"{url}/v2/orders",
            ),
        ),
        Refusal(
            id="another host name",
            family="wrong-endpoint",
            detail="no server of that name stands at this address",
            call=f"{resolved} {LOGIN} http://api.example.org:{port}/orders",
            status=421,
            repair=by_client(
                "the name that is served",
                f"{resolved} {LOGIN} {served}",
                INSIDE,
                address=served,
                hosts=(f"api.example:{port}",),
            ),
        ),
        Refusal(
            id="too often",
            family="account-locked",
            detail="more requests than the rate allows; Retry-After says how long to wait",
            call=f"{url}/seldom",
            before=(f"{url}/seldom",),
            status=429,
            repair=by_client("wait", answers=INSIDE, deed=_wait),
            restore=_wait,
        ),
        Refusal(
            id="too often, no time told",
            family="account-locked",
            detail="more requests than the rate allows; nothing says how long to wait",
            call=f"{url}/silent",
            before=(f"{url}/silent",),
            status=429,
            repair=by_client("wait", answers=INSIDE, deed=_wait),
            restore=_wait,
        ),
        Refusal(
            id="address not allowed",
            family="network-blocked",
            detail="an address list keeps this computer out, whatever the login",
            call=f"{LOGIN} {url}/walled",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("let the address in", right=f"{LOGIN} {url}/basic"),
            ambiguous=True,
        ),
        Refusal(
            id="program not allowed",
            family="network-blocked",
            detail="the server turns away programs by their User-Agent",
            call=f"{url}/robots",
            status=403,
            also=("insufficient-permissions",),
            repair=by_owner("let the program in", right=f"-A Mozilla/5.0 {url}/robots"),
            ambiguous=True,
        ),
        Refusal(
            id="foreign referer",
            family="csrf-failure",
            detail="a form is taken only from the site's own pages, by Referer",
            call=f"{form} -H 'Referer: https://elsewhere.example/' {url}/form",
            status=403,
            repair=by_client(
                "the Referer of the site", f"{form} -H 'Referer: {url}/form' {url}/form", INSIDE
            ),
            ambiguous=True,
        ),
        Refusal(
            id="network's own login",
            family="network-blocked",
            detail="the network wants a login of its own (511)",
            call=f"{LOGIN} {url}/portal",
            status=511,
            repair=by_owner("log in to the network", right=f"{LOGIN} {url}/basic"),
        ),
    )


def _wait():
    pause(2.1)


def _keys(urls):
    url, other = urls["port"], urls["other"]
    named = f"-H 'X-Api-Key: {KEY}' {url}/key"
    return (
        Refusal(
            id="no key",
            family="missing-credentials",
            detail="no key was sent; the body says so",
            call=f"{url}/key",
            repair=by_client("send the key", named, INSIDE, secret=KEY, name="X-Api-Key"),
        ),
        Refusal(
            id="key in the query",
            family="missing-credentials",
            detail="the key stands in the query, the server reads a header",
            call=f"'{url}/key?api_key={KEY}'",
            repair=by_client("the key in X-Api-Key", named, INSIDE, secret=KEY, name="X-Api-Key"),
        ),
        Refusal(
            id="unknown key",
            family="invalid-credentials",
            detail="the key is none of the server's; the body says so",
            call=f"-H 'X-Api-Key: k-0000-orders-0000' {url}/key",
            repair=by_client("the right key", named, INSIDE, secret=KEY, name="X-Api-Key"),
        ),
        Refusal(
            id="key of another environment",
            family="wrong-endpoint",
            detail="the key is good, the port is another environment's",
            call=f"-H 'X-Api-Key: {KEY}' {other}/key",
            before=(named,),
            also=("invalid-credentials",),
            repair=by_client("the environment of the key", named, INSIDE, address=f"{url}/key"),
            ambiguous=True,
        ),
        Refusal(
            id="underscore in a header's name",
            family="configuration",
            detail="nginx drops headers whose names have an underscore",
            call=f"-H 'Api_Token: {KEY}' {url}/token",
            also=("missing-credentials",),
            repair=by_client("a hyphen in the name", f"-H 'Api-Token: {KEY}' {url}/token", INSIDE),
            ambiguous=True,
        ),
    )


def _tls(urls, made):
    tls = urls["tls"].replace("http:", "https:")
    mutual = urls["mutual"].replace("http:", "https:")
    certificate, key = made.client
    trusted = f"--cacert {made.ca}"
    shown = f"{trusted} --cert {certificate} --key {key} {mutual}/orders"
    strange, strange_key = made.self_signed
    return (
        Refusal(
            id="http at the port of https",
            family="wrong-endpoint",
            detail="http was spoken to a port that speaks TLS",
            call=f"{trusted} {LOGIN} {urls['tls']}/orders",
            status=400,
            repair=by_client(
                "https",
                f"{trusted} {LOGIN} {tls}/orders",
                INSIDE,
                address=f"{tls}/orders",
                hosts=(tls.removeprefix("https://"),),
            ),
        ),
        Refusal(
            id="no client certificate",
            family="configuration",
            detail="the server wants a client certificate and got none",
            call=f"{trusted} {mutual}/orders",
            status=400,
            also=("missing-credentials",),
            repair=by_client("a client certificate", shown, INSIDE, certificate=made.client),
        ),
        Refusal(
            id="certificate of another authority",
            family="configuration",
            detail="the client certificate is signed by nobody the server trusts",
            call=f"{trusted} --cert {strange} --key {strange_key} {mutual}/orders",
            status=400,
            also=("invalid-credentials",),
            repair=by_client("the right certificate", shown, INSIDE, certificate=made.client),
        ),
    )


def _successes(urls):
    url = urls["port"]
    return (
        Success(id="open", call=f"{url}/open", answers=INSIDE),
        Success(id="logged in", call=f"{LOGIN} {url}/basic", answers=INSIDE),
        Success(id="key", call=f"-H 'X-Api-Key: {KEY}' {url}/key", answers=INSIDE),
        Success(id="page", call=from_page(f"{url}/page-open", USER, PASSWORD), answers=INSIDE),
    )
