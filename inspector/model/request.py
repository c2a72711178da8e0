"""What the user composed: a request with its body, credential and options."""

from typing import Literal, TypeVar

import msgspec

from inspector.model.credential import Credential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.proxy_login import ProxyLogin
from inspector.model.secret import NO_SECRET, SecretRef


class RequestHeader(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of the header table; order, repeats and letter case are kept."""

    name: str
    value: str = ""
    enabled: bool = True


class QueryParam(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of the query table, appended to the query that the URL already has."""

    name: str
    value: str = ""
    enabled: bool = True


class FormField(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field of a form or part of a multipart body; `file` is a path, empty for text."""

    name: str
    value: str = ""
    enabled: bool = True
    file: str = ""
    content_type: str = ""
    file_name: str = ""


class NoBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="none"):
    """No body is sent."""


class JsonBody(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="json"
):
    """JSON text, sent as typed."""

    text: str = ""


class FormBody(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="form"
):
    """application/x-www-form-urlencoded."""

    fields: tuple[FormField, ...] = ()


class MultipartBody(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="multipart",
):
    """multipart/form-data (RFC 7578)."""

    fields: tuple[FormField, ...] = ()


class RawBody(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="raw"
):
    """Text sent as typed under the content type given (none added where it is empty)."""

    text: str = ""
    content_type: str = ""


class FileBody(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="file"
):
    """The bytes of a file."""

    path: str = ""
    content_type: str = ""


Body = NoBody | JsonBody | FormBody | MultipartBody | RawBody | FileBody


class Options(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a request is sent.

    timeout: seconds for each exchange, None = without limit. proxy: "system" (environment and
    desktop settings), "none", or a URL. keep_credential_for: hosts (host:port) that may receive
    the credential after a redirect although they are another origin; "*" = any.
    keep_method: send the same method after 301, 302 and 303 too, without a body (curl's -X).
    browser_origin: act as a browser page of that origin (preflight, Origin, CORS checks).
    client_passphrase: opens the key of the client certificate, or its PKCS#12 file.
    resolve: curl's `host:port:address` entries. accept_encoding: offer gzip, br and zstd.
    bare: add no default headers beyond what HTTP needs. proxy_login_first: log in at the proxy
    at once, as curl does, instead of waiting for its 407. send_credential: False keeps the
    credential, its own or an inherited one, and sends the request without it.
    """

    timeout: float | None = 30.0
    follow_redirects: bool = True
    max_redirects: int = 20
    keep_method: bool = False
    keep_credential_for: tuple[str, ...] = ()
    verify_tls: bool = True
    ca_file: str = ""
    client_certificate: str = ""
    client_key: str = ""
    client_passphrase: SecretRef = NO_SECRET
    tls_min: Literal["", "1.0", "1.1", "1.2", "1.3"] = ""
    tls_max: Literal["", "1.0", "1.1", "1.2", "1.3"] = ""
    http_version: Literal["auto", "1.0", "1.1", "2"] = "auto"
    proxy: str = "system"
    proxy_credential: ProxyLogin = NoCredential()
    browser_origin: str = ""
    resolve: tuple[str, ...] = ()
    accept_encoding: bool = True
    use_cookies: bool = True
    send_credential: bool = True
    bare: bool = False
    user_agent: str = ""
    proxy_login_first: bool = False


class Script(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A script of another program that stood beside a request: kept as text, never run.

    when: before the request is sent, or after its reply came.
    """

    when: Literal["before", "after"] = "before"
    text: str = ""


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value of the reply that later requests use as `{{variable}}`.

    source: where it stands; path: a JSONPath (RFC 9535) in a body, else the name of the header or
    cookie.
    """

    variable: str
    source: Literal["body", "header", "cookie"] = "body"
    path: str = "$"


class Expectation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is expected of a reply when a request is run.

    of: its status ("200", "2xx", "200, 204"), a value of its body, a header, or the time until it
    was there. name: the JSONPath (RFC 9535) or the header. value: what it is; of a body or header
    empty means that it is there; of the time the most milliseconds.
    """

    of: Literal["status", "body", "header", "time"] = "status"
    name: str = ""
    value: str = ""


class Example(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reply that is kept with its request, to be looked up; secrets in it are masked.

    url: what was asked; empty where that is not known. complete: False where the body was cut or is
    no text.
    """

    name: str = ""
    url: str = ""
    status: int = 200
    reason: str = ""
    headers: tuple[RequestHeader, ...] = ()
    body: str = ""
    complete: bool = True


class Request(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as composed, before variables are filled in.

    also: more credentials that leave beside the first, each in a place of its own (a key beside a
    token, say), in their order. origin: what another program's file called it ("postman:" and its
    id, say), so that it is found again when the file is imported once more. captures, scripts: in
    their order.
    """

    id: str = ""
    name: str = ""
    method: str = "GET"
    url: str = ""
    query: tuple[QueryParam, ...] = ()
    headers: tuple[RequestHeader, ...] = ()
    body: Body = NoBody()
    credential: Credential = NoCredential()
    also: tuple[Credential, ...] = ()
    options: Options = Options()
    description: str = ""
    captures: tuple[Capture, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    scripts: tuple[Script, ...] = ()
    examples: tuple[Example, ...] = ()
    origin: str = ""


# ---------------- What is set for hosts and not for one request
class HostCertificate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A client certificate for the hosts of a pattern.

    host: a name or address, `*.example.com` for all below a name, `*` for any; `:port` may follow.
    certificate, key_file: paths; key_file: empty where the key lies in the certificate's own (PEM,
    or PKCS#12).
    environment: the one that it is for, empty for each. enabled: False keeps it in the list only.
    """

    host: str = ""
    certificate: str = ""
    key_file: str = ""
    passphrase: SecretRef = NO_SECRET
    environment: str = ""
    enabled: bool = True


class HostProxy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The proxy for the hosts of a pattern; host, environment, enabled: as of a certificate.

    A pattern for any host leaves this machine itself out. proxy: an address, "none", or "system".
    credential: its login.
    """

    host: str = ""
    proxy: str = ""
    credential: ProxyLogin = NoCredential()
    environment: str = ""
    enabled: bool = True


Entry = TypeVar("Entry", HostCertificate, HostProxy)


class PerHost(msgspec.Struct, frozen=True, kw_only=True):
    """All that is set for hosts, in the order of the lists."""

    certificates: tuple[HostCertificate, ...] = ()
    proxies: tuple[HostProxy, ...] = ()

    def in_use(self, environment: str) -> "PerHost":
        """Return what counts in an environment."""
        return PerHost(
            certificates=_in_use(self.certificates, environment),
            proxies=_in_use(self.proxies, environment),
        )


def _in_use(entries: tuple[Entry, ...], environment: str) -> tuple[Entry, ...]:
    return tuple(each for each in entries if each.enabled and each.environment in {"", environment})
