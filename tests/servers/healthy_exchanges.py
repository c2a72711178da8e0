"""Exchanges with real servers in which nothing is wrong: what to ask, and the last status.

Named after the server that answers. `{…}` is filled in from the running servers: their addresses,
logins, tokens and cookies. Several commands are one recording, in their order.
"""

ORDER = """--json '{{"item": "lamp", "count": 1}}'"""
JOB = "-d grant_type=client_credentials"

NGINX = {
    "open": (200, "{nginx}/open"),
    "head": (200, "-I {nginx}/open"),
    "options": (405, "-X OPTIONS {nginx}/basic {login}"),
    "basic": (200, "{login} {nginx}/basic"),
    "moved-within": (200, "-L {login} {nginx}/here"),
    "moved-not-followed": (301, "{login} {nginx}/here"),
    "found-not-followed": (302, "{nginx}/away"),
    "post-not-allowed": (405, "-d a=b {nginx}/basic {login}"),
    "not-found": (404, "{nginx}/nowhere"),
    "echo": (200, "-X DELETE {nginx}/echo?id=3"),
    "http2": (200, "-k {tls}/open"),
    "http2-basic": (200, "-k {login} {tls}/"),
    "http2-moved": (200, "-k -L {login} {tls}/moved"),
    "client-certificate": (200, "-k {pair} {mutual}/"),
}
APACHE = {
    "basic": (200, "{login} {apache}/basic/inside.txt"),
    "digest": (200, "--digest {login} {apache}/digest/inside.txt"),
    "digest-query": (200, "--digest {login} '{apache}/digest/inside.txt?page=2&sort=id'"),
    "digest-after-moved": (200, "-L --digest {login} {apache}/moved"),
    "range": (206, "-r 0-3 {login} {apache}/basic/inside.txt"),
    "range-too-far": (416, "-r 900-950 {login} {apache}/basic/inside.txt"),
    "modified-since": (
        304,
        "{login} -H 'If-Modified-Since: {now}' {apache}/basic/inside.txt",
    ),
    "options": (200, "-X OPTIONS {login} {apache}/basic/inside.txt"),
    "not-found": (404, "{login} {apache}/basic/nothing.txt"),
}
APACHE_SITES = {
    "log-in": (302, "{form_login} {sites}/log-in"),
    "members": (200, "-b '{members}' {sites}/members/inside.txt"),
    "members-head": (200, "-I -b '{members}' {sites}/members/inside.txt"),
    "members-not-found": (404, "-b '{members}' {sites}/members/nothing.txt"),
}
LIGHTTPD = {
    "open": (200, "{lighttpd}/open/inside.txt"),
    "head": (200, "-I {lighttpd}/open/inside.txt"),
    "range": (206, "-r 10-19 {lighttpd}/open/inside.txt"),
    "range-too-far": (416, "-r 9000-9009 {lighttpd}/open/inside.txt"),
    "basic": (200, "{login} {lighttpd}/basic/inside.txt"),
    "digest-sha256": (200, "--digest {login} {lighttpd}/digest/inside.txt"),
    "moved": (200, "-L {login} {lighttpd}/old/inside.txt"),
    "not-found": (404, "{lighttpd}/open/nothing.txt"),
    "modified-since": (304, "-H 'If-Modified-Since: {now}' {lighttpd}/open/inside.txt"),
}
DJANGO = {
    "list": (200, "{bearer} {django}/orders/"),
    "create": (201, "{bearer} " + ORDER + " {django}/orders/"),
    "delete": (204, "-X DELETE {bearer} {django}/orders/1/"),
    "not-found": (404, "{bearer} {django}/orders/9/"),
    "no-such-page": (404, "{django}/nowhere/"),
    "method": (405, "-X PUT {bearer} {django}/orders/"),
    "accept": (406, "-H 'Accept: application/xml' {bearer} {django}/orders/"),
    "conflict": (409, "-X PUT {bearer} " + ORDER + " {django}/orders/1/"),
    "media-type": (415, "-H 'Content-Type: text/csv' -d a,b {bearer} {django}/orders/"),
    "invalid-fields": (400, "{bearer} --json '{{\"count\": 0}}' {django}/orders/"),
    "broken-json": (400, "{bearer} --json '{{\"count\":' {django}/orders/"),
    "unprocessable": (422, "-X PATCH {bearer} -d count=900 {django}/orders/1/"),
    "crash": (500, "{bearer} {django}/crash/"),
    "options": (200, "-X OPTIONS {bearer} {django}/orders/"),
    "head": (200, "-I {bearer} {django}/orders/"),
    "slash-added": (200, "-L {bearer} {django}/orders"),
    "staff": (200, "{staff} {django}/admin/orders/"),
    "audience": (200, "{for_orders} {django}/audience/orders/"),
    "basic": (200, "{login} {django}/password/orders/"),
    "key": (200, "-H 'Authorization: Token {key}' {django}/key/orders/"),
    "log-in": (
        200,
        '--json \'{{"username": "{user}", "password": "{password}"}}\' {django}/token/',
        "{bearer} {django}/orders/",
    ),
    "renewal": (200, '--json \'{{"refresh": "{refresh}"}}\' {django}/token/refresh/'),
    "verify": (200, '--json \'{{"token": "{token}"}}\' {django}/token/verify/'),
    "log-out": (204, "-X POST -b '{left_session}' {django}/api/logout/"),
    "session": (200, "-b '{session}' {django}/desk/orders/"),
    "csrf": (
        201,
        "-b '{session}; csrftoken={csrf}' -H 'X-CSRFToken: {csrf}' "
        + ORDER
        + " {django}/desk/orders/",
    ),
    "account": (200, "-b '{session}' {django}/account/"),
    "form": (200, "{django}/login/"),
    "gzip": (200, "--compressed {django}/large/"),
    "tagged": (304, "-H 'If-None-Match: {tag}' {django}/tagged/"),
    "precondition": (412, "-H 'If-Match: \"another\"' {django}/tagged/"),
    "stream": (200, "{django}/stream/"),
}
PROVIDER = {
    "discovery": (200, "{provider}/.well-known/openid-configuration"),
    "keys": (200, "{provider}/jwks"),
    "token": (200, "{client} " + JOB + " {provider}/token"),
    "token-for-resource": (
        200,
        "{client} " + JOB + " -d scope=orders:read -d resource={audience} {provider}/token",
    ),
    "introspection": (200, "{client} -d token={opaque} {provider}/token/introspection"),
    "userinfo": (200, "-H 'Authorization: Bearer {person}' {provider}/me"),
    "renewal": (
        200,
        "{client} -d grant_type=refresh_token -d refresh_token={renewing} {provider}/token",
    ),
    "revocation": (200, "{client} -d token={unwanted} {provider}/token/revocation"),
    "preflight": (
        204,
        (
            "-X OPTIONS -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: POST' "
            "-H 'Access-Control-Request-Headers: authorization' {provider}/token"
        ),
    ),
    "not-found": (404, "{provider}/nowhere"),
}
GATEWAY = {
    "api": (200, "{bearer} {gateway}/api/orders/"),
    "checked": (200, "-H 'Authorization: Bearer {person}' {gateway}/checked"),
    "key": (200, "-H 'X-Api-Key: {gateway_key}' {gateway}/key"),
    "token-then-api": (
        200,
        "{client} " + JOB + " -d scope=orders:read -d resource={audience} {gateway}/oauth/token",
        "-H 'Authorization: Bearer {opaque}' {django}/opaque/orders/",
    ),
}
HTTPBIN = {
    "gzip": (200, "--compressed {httpbin}/gzip"),
    "brotli": (200, "--compressed {httpbin}/brotli"),
    "picture": (200, "{httpbin}/image/png"),
    "page": (200, "{httpbin}/forms/post"),
    "fields": (200, "-d custname=Ada -d size=small {httpbin}/post"),
    "put": (200, "-X PUT --json '{{\"a\": [1, 2]}}' {httpbin}/put"),
    "cookies-set": (200, "-L '{httpbin}/cookies/set?theme=dark'"),
    "redirects": (200, "-L {httpbin}/redirect/3"),
    "cached": (304, "-H 'If-None-Match: \"v1\"' {httpbin}/etag/v1"),
    "lines": (200, "{httpbin}/stream/3"),
    "chosen-status": (202, "{httpbin}/status/202"),
    "gone": (410, "{httpbin}/status/410"),
    "basic": (200, "-u ada:lovelace {httpbin}/basic-auth/ada/lovelace"),
    "hidden-basic": (200, "-u ada:lovelace {httpbin}/hidden-basic-auth/ada/lovelace"),
    "bearer": (200, "-H 'Authorization: Bearer {opaque}' {httpbin}/bearer"),
    "digest": (200, "--digest -u ada:lovelace {httpbin}/digest-auth/auth/ada/lovelace/SHA-256"),
    "digest-int": (200, "--digest -u ada:lovelace {httpbin}/digest-auth/auth-int/ada/lovelace"),
}
SQUID = {
    "page": (200, "-x {squid} -U '{user}:{password}' {httpbin}/html"),
    "api": (200, "-x {squid} -U '{user}:{password}' {bearer} {django}/orders/"),
    "not-found": (404, "-x {squid} -U '{user}:{password}' {nginx}/nowhere"),
    "tunnel": (200, "-k -x {squid} -U '{user}:{password}' {tls}/open"),
}
HEALTHY = {
    f"{server}-{name}": (status, commands)
    for server, exchanges in {
        "nginx": NGINX,
        "apache": APACHE,
        "apache-sites": APACHE_SITES,
        "lighttpd": LIGHTTPD,
        "django": DJANGO,
        "provider": PROVIDER,
        "gateway": GATEWAY,
        "httpbin": HTTPBIN,
        "squid": SQUID,
    }.items()
    for name, (status, *commands) in exchanges.items()
}
