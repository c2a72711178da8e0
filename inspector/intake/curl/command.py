"""The options and URLs of a curl command, in the order in which they stand."""

from collections.abc import Iterator
from typing import NamedTuple

# ---------------- Curl's options (curl 8.x manual)
SHORT = {
    "a": "append",
    "A": "user-agent",
    "b": "cookie",
    "B": "use-ascii",
    "c": "cookie-jar",
    "C": "continue-at",
    "d": "data",
    "D": "dump-header",
    "e": "referer",
    "E": "cert",
    "f": "fail",
    "F": "form",
    "g": "globoff",
    "G": "get",
    "h": "help",
    "H": "header",
    "i": "include",
    "I": "head",
    "j": "junk-session-cookies",
    "J": "remote-header-name",
    "k": "insecure",
    "K": "config",
    "l": "list-only",
    "L": "location",
    "m": "max-time",
    "M": "manual",
    "n": "netrc",
    "N": "no-buffer",
    "o": "output",
    "O": "remote-name",
    "p": "proxytunnel",
    "P": "ftp-port",
    "q": "disable",
    "Q": "quote",
    "r": "range",
    "R": "remote-time",
    "s": "silent",
    "S": "show-error",
    "t": "telnet-option",
    "T": "upload-file",
    "u": "user",
    "U": "proxy-user",
    "v": "verbose",
    "V": "version",
    "w": "write-out",
    "x": "proxy",
    "X": "request",
    "y": "speed-time",
    "Y": "speed-limit",
    "z": "time-cond",
    "Z": "parallel",
    "0": "http1.0",
    "1": "tlsv1",
    "2": "sslv2",
    "3": "sslv3",
    "4": "ipv4",
    "6": "ipv6",
    "#": "progress-bar",
    ":": "next",
}
_VALUED = """
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config
    connect-timeout connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data
    data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr
    dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
    expect100-timeout form form-string ftp-account ftp-method ftp-port happy-eyeballs-timeout-ms
    haproxy-clientip header hostpubmd5 hostpubsha256 hsts httpsig-algo httpsig-headers
    httpsig-key httpsig-keyid interface ip-tos json keepalive-cnt
    keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth
    mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output
    output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy
    proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
    proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers
    proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file
    range rate referer request request-target resolve retry retry-delay retry-max-time
    sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname
    speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers
    tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url
    url-query user user-agent variable vlan-priority write-out
"""
VALUED = frozenset(_VALUED.split())

# Options that only change what curl prints or stores: leaving them out changes no request.
_SILENT = """
    silent show-error verbose include show-headers output remote-name remote-name-all
    remote-header-name output-dir create-dirs fail fail-with-body fail-early write-out
    progress-bar no-progress-meter progress-meter no-buffer dump-header remote-time
    trace trace-ascii trace-time trace-ids trace-config stderr styled-output disable
    parallel parallel-max retry retry-delay retry-max-time retry-connrefused
    retry-all-errors limit-rate keepalive-time no-keepalive tcp-nodelay tcp-fastopen libcurl
    buffer location-mode http0.9 max-filesize etag-save compressed-ssh
    false-start xattr speed-limit speed-time suppress-connect-headers
"""
SILENT = frozenset(_SILENT.split())

_UNDERSTOOD = """
    request header data data-ascii data-raw data-binary data-urlencode json form form-string user
    digest ntlm ntlm-wb negotiate anyauth oauth2-bearer aws-sigv4 cookie cookie-jar cert key cacert
    proxy proxy-user proxy-digest proxy-ntlm proxy-negotiate proxy-anyauth noproxy socks4 socks4a
    socks5 socks5-hostname proxy1.0 preproxy insecure location location-trusted max-redirs max-time
    tls-max tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 resolve http1.0 http1.1 http2
    http2-prior-knowledge head get user-agent referer compressed url url-query upload-file range
    proto-default next basic proxy-basic path-as-is globoff junk-session-cookies netrc
    netrc-optional netrc-file delegation service-name httpsig-algo httpsig-headers httpsig-key
    httpsig-keyid proxy-service-name
"""
UNDERSTOOD = frozenset(_UNDERSTOOD.split())


_FLAG = ""


class Given(NamedTuple):
    """An option by its long name, with its value ("" for a flag), as it was written."""

    name: str
    value: str
    written: str


class Command:
    """What was given; `next` ends it, as only one request is made of a command."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """words: what stands after `curl`."""
        self.given: list[Given] = []
        self.urls: list[str] = []
        self.more = False
        for each in _options(words):
            if each.name == "next":
                self.more = True
                break
            self._take(each)

    def _take(self, each: Given) -> None:
        if each.name in ("", "url"):
            self.urls.append(each.value)
        elif each.name.startswith("no-") and each.name not in SILENT:
            self.given = [one for one in self.given if one.name != each.name[3:]]
        else:
            self.given.append(each)

    def has(self, *names: str) -> bool:
        """Whether one of the options was given."""
        return any(one.name in names for one in self.given)

    def last(self, *names: str) -> Given | None:
        """Return the last of the options of these names."""
        return next((one for one in reversed(self.given) if one.name in names), None)

    def value(self, name: str, default: str = "") -> str:
        """Return the last value of an option."""
        found = self.last(name)
        return found.value if found else default

    def all(self, *names: str) -> list[Given]:
        """Return the options of these names, in order."""
        return [one for one in self.given if one.name in names]

    def silent(self) -> list[str]:
        """Return the options that change nothing about the request, as written."""
        return list(dict.fromkeys(one.written for one in self.given if one.name in SILENT))

    def unsupported(self) -> list[str]:
        """Return the options that are not followed, as written."""
        known = SILENT | UNDERSTOOD
        return list(dict.fromkeys(one.written for one in self.given if one.name not in known))


def _options(words: tuple[str, ...]) -> Iterator[Given]:
    rest = list(words)
    only_urls = False
    while rest:
        word = rest.pop(0)
        if only_urls or word == "-" or not word.startswith("-"):
            yield Given("", word, word)
        elif word == "--":
            only_urls = True
        elif word.startswith("--"):
            yield _long(word, rest)
        else:
            yield from _shorts(word, rest)


def _long(word: str, rest: list[str]) -> Given:
    name, equals, value = word[2:].partition("=")
    name = name.lower()
    if name not in VALUED:
        return Given(name, _FLAG, word if not equals else f"--{name}")
    if not equals:
        value = rest.pop(0) if rest else ""
    return Given(name, value, f"--{name}")


def _shorts(word: str, rest: list[str]) -> Iterator[Given]:
    """Part `-sSLu user`: each letter is an option until one takes the rest as its value."""
    for index, letter in enumerate(word[1:], 2):
        name = SHORT.get(letter, letter)
        if name in VALUED:
            value = word[index:] or (rest.pop(0) if rest else "")
            yield Given(name, value, f"-{letter}")
            return
        yield Given(name, _FLAG, f"-{letter}")
