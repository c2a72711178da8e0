"""The options of sending that a curl command sets, and curl's own where it sets none."""

import re
from typing import Literal, cast

from inspector.intake.composing import Pocket, without_user
from inspector.intake.curl.command import Command
from inspector.intake.curl.login import proxy_asks_first, proxy_credential
from inspector.model.request import Options
from inspector.model.secret import NO_SECRET
from inspector.protocol.urls import host_of
from inspector.wording import tr

USER_AGENT = "curl/8.14.1"
_PATIENCE = 300.0
_REDIRECTS = 50
_TLS: dict[str, Literal["1.0", "1.1", "1.2", "1.3"]] = {
    "tlsv1": "1.0",
    "tlsv1.0": "1.0",
    "tlsv1.1": "1.1",
    "tlsv1.2": "1.2",
    "tlsv1.3": "1.3",
}
_VERSIONS: dict[str, Literal["1.0", "1.1", "2"]] = {
    "http1.0": "1.0",
    "http1.1": "1.1",
    "http2": "2",
    "http2-prior-knowledge": "2",
}
_PROXIES = {
    "proxy": "http",
    "proxy1.0": "http",
    "preproxy": "socks5",
    "socks4": "socks4",
    "socks4a": "socks4a",
    "socks5": "socks5",
    "socks5-hostname": "socks5h",
}
_DRIVE = re.compile(r"^[A-Za-z]:[\\/]")


def options(command: Command, pocket: Pocket, url: str) -> Options:
    """Return how curl would send this."""
    proxy, from_url = without_user(_proxy(command, url), pocket)
    minimum, version = command.last(*_TLS), command.last(*_VERSIONS)
    certificate, passphrase = certificate_of(command)
    passphrase = command.value("pass") or passphrase
    return Options(
        timeout=_seconds(command.value("max-time")) or _PATIENCE,
        follow_redirects=command.has("location", "location-trusted"),
        max_redirects=_count(command.value("max-redirs"), _REDIRECTS),
        keep_method=command.has("request"),
        keep_credential_for=("*",) if command.has("location-trusted") else (),
        verify_tls=not command.has("insecure"),
        ca_file=command.value("cacert"),
        client_certificate=certificate,
        client_key=command.value("key"),
        client_passphrase=pocket.keep(passphrase, "passphrase") if passphrase else NO_SECRET,
        tls_min=_TLS[minimum.name] if minimum else "",
        tls_max=_tls_max(command.value("tls-max")),
        http_version=_VERSIONS[version.name] if version else "auto",
        proxy=proxy,
        proxy_credential=proxy_credential(command, pocket, proxy, from_url),
        resolve=tuple(one.value for one in command.all("resolve")),
        accept_encoding=False,
        use_cookies=_keeps_cookies(command),
        user_agent=USER_AGENT,
        proxy_login_first=not proxy_asks_first(command),
    )


def _keeps_cookies(command: Command) -> bool:
    """Whether curl's cookie engine is on: by -c, or by -b with a file, be its name empty."""
    return command.has("cookie-jar") or any("=" not in one.value for one in command.all("cookie"))


def certificate_of(command: Command) -> tuple[str, str]:
    """Return the file and the password of `--cert file:password`."""
    value = command.value("cert")
    prefix = value[:2] if _DRIVE.match(value) else ""
    file, _, password = value[len(prefix) :].partition(":")
    return prefix + file, password


def notes(command: Command) -> list[str]:
    """Return what is read otherwise than curl would."""
    found: list[str] = []
    if command.has("anyauth"):
        found.append(tr("--anyauth is read as --digest."))
    if command.has("cookie-jar"):
        found.append(
            tr(
                "Cookies are kept for this send, as with curl; {option} writes no file here.",
                option=command.all("cookie-jar")[-1].written,
            )
        )
    if command.more:
        found.append(tr("Only the first request of the command is used; --next was left out."))
    if len(command.urls) > 1:
        found.append(tr("Only the first of {count} URLs is used.", count=len(command.urls)))
    if command.silent():
        left_out = " ".join(command.silent())
        found.append(
            tr("Left out, as they change nothing in the request: {options}", options=left_out)
        )
    if command.unsupported():
        ignored = " ".join(command.unsupported())
        found.append(tr("Not followed: {options}", options=ignored))
    return found


def _proxy(command: Command, url: str) -> str:
    given = command.last(*_PROXIES)
    if _excluded(command.value("noproxy"), url):
        return "none"
    if given is None:
        return "system"
    if not given.value:
        return "none"
    return given.value if "://" in given.value else f"{_PROXIES[given.name]}://{given.value}"


def _excluded(names: str, url: str) -> bool:
    if not names:
        return False
    host = host_of(url)
    listed = [name.strip().lstrip(".").lower() for name in names.split(",")]
    return "*" in listed or any(
        host == name or host.endswith(f".{name}") for name in listed if name
    )


def _tls_max(value: str) -> Literal["", "1.0", "1.1", "1.2", "1.3"]:
    return cast(Literal["1.3"], value) if value in _TLS.values() else ""


def _seconds(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _count(text: str, default: int) -> int:
    return int(text) if text.isdigit() else default
