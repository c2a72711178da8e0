"""The credential of a curl command and of its proxy."""

from pathlib import Path
from typing import NamedTuple

from inspector.disk.netrc_file import NetrcError, login_for
from inspector.intake.composing import Pocket
from inspector.intake.curl import httpsig
from inspector.intake.curl.command import Command
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.negotiate import Delegation, Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.proxy_login import ProxyLogin
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import SecretRef
from inspector.protocol.urls import host_of

SCHEMES = ("basic", "digest", "ntlm", "ntlm-wb", "negotiate", "anyauth", "aws-sigv4")
_LOGINS: dict[str, type[Digest | Ntlm]] = {
    "digest": Digest,
    "anyauth": Digest,
    "ntlm": Ntlm,
    "ntlm-wb": Ntlm,
}
_AT_PROXY = ("proxy-basic", "proxy-digest", "proxy-ntlm", "proxy-negotiate", "proxy-anyauth")


class Login(NamedTuple):
    """A user with the reference to a password."""

    user: str
    password: SecretRef


def credential(command: Command, pocket: Pocket, from_url: Basic | NoCredential) -> Credential:
    """Return the credential that the options ask for; from_url: what the URL holds."""
    bearer = command.last("oauth2-bearer")
    if bearer:
        return Bearer(token=pocket.keep(bearer.value, "token"))
    if httpsig.is_asked_for(command):
        return httpsig.signature(command, pocket)
    login = _login(command, pocket, from_url)
    chosen = command.last(*SCHEMES)
    name = chosen.name if chosen else "basic"
    if chosen is not None and name == "aws-sigv4":
        return _signed(chosen.value, login or Login("", SecretRef(place="ask", name="")))
    if name == "negotiate":
        return _ticket(command)
    if login is None:
        return NoCredential()
    return _LOGINS.get(name, Basic)(user=login.user, password=login.password)


def _signed(option: str, login: Login) -> Credential:
    """Return the signature of `--aws-sigv4 provider1[:provider2[:region[:service]]]`."""
    provider, _, region, service = [*option.split(":", 3), "", "", "", ""][:4]
    if provider.strip().lower() not in {"", "aws"}:
        scheme = f"{provider.strip().upper()}4-HMAC-SHA256"
        return Unsupported(scheme=scheme, user=login.user, secret=login.password)
    return AwsSignature(
        key_id=login.user, secret=login.password, region=region.strip(), service=service.strip()
    )


def _ticket(command: Command) -> Negotiate:
    """Return the ticket; curl needs `-u :` to send it and reads no user from there."""
    wanted = command.value("delegation")
    delegation: Delegation = "none"
    if wanted in {"policy", "always"}:
        delegation = "policy" if wanted == "policy" else "always"
    name, urls = command.value("service-name"), command.urls
    service = f"{name}@{host_of(urls[0]).partition(':')[0]}" if name and urls else ""
    return Negotiate(service=service, delegation=delegation)


def proxy_credential(
    command: Command, pocket: Pocket, proxy: str, from_url: Basic | NoCredential
) -> ProxyLogin:
    """Return the login for the proxy; from_url: what its address holds."""
    chosen = command.last(*_AT_PROXY)
    if chosen is not None and chosen.name == "proxy-negotiate":
        name, host = command.value("proxy-service-name"), host_of(proxy)
        return Negotiate(service=f"{name}@{host}" if name and host else "")
    given = command.value("proxy-user")
    login = _given_or(parted(given, pocket) if given else None, from_url)
    if login is None:
        return from_url
    kind = Ntlm if chosen is not None and chosen.name == "proxy-ntlm" else Basic
    return kind(user=login.user, password=login.password)


def proxy_asks_first(command: Command) -> bool:
    """Whether curl waits for the proxy's challenge; without such an option it sends Basic."""
    chosen = command.last(*_AT_PROXY)
    return chosen is not None and chosen.name in {"proxy-digest", "proxy-anyauth"}


def of_netrc(command: Command, pocket: Pocket, url: str) -> Basic | None:
    """Return what the .netrc file holds for the host, where the command asks for it."""
    if not command.has("netrc", "netrc-optional", "netrc-file"):
        return None
    path = Path(command.value("netrc-file") or "~/.netrc").expanduser()
    try:
        found = login_for(path, host_of(url), default=True)
    except NetrcError:
        return None
    if found is None:
        return None
    return Basic(user=found.user, password=pocket.keep(found.password, "password"))


def parted(given: str, pocket: Pocket) -> Login:
    """Part `user:password`; without a colon the password is asked for when sending."""
    user, colon, password = given.partition(":")
    if not colon:
        return Login(user, SecretRef(place="ask", name=""))
    return Login(user, pocket.keep(password, "password"))


def _login(command: Command, pocket: Pocket, from_url: Basic | NoCredential) -> Login | None:
    given = command.last("user")
    return _given_or(parted(given.value, pocket) if given else None, from_url)


def _given_or(given: Login | None, from_url: Basic | NoCredential) -> Login | None:
    if given is not None:
        return given
    return Login(from_url.user_name, from_url.secret_ref) if from_url.is_given else None
