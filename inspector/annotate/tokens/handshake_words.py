"""What matters about a message of NTLM or Kerberos, and what to do about it."""

from inspector.annotate.shown import shown
from inspector.annotate.tokens.advice import copy_again
from inspector.protocol.schemes import kerberos
from inspector.protocol.schemes.kerberos import KerberosMessage
from inspector.protocol.schemes.ntlm import NegotiateToken, NtlmMessage
from inspector.wording import tr

_CHALLENGE, _ANSWER = 2, 3


def result(found: NegotiateToken | None, message: KerberosMessage | None) -> str:
    """Return who proves what to whom."""
    if message is not None:
        return _of_kerberos(message)
    if found is not None and found.ntlm is not None:
        return _of_ntlm(found.ntlm)
    return ""


def todo(found: NegotiateToken | None, message: KerberosMessage | None, scheme: str) -> str:
    """Return what to do; scheme: the word before the message, in small letters."""
    if message is not None:
        return _about_kerberos(message)
    if found is None or found.kind == "unknown" or (found.kind == "ntlm" and found.ntlm is None):
        return copy_again()
    if found.ntlm is not None and scheme == "negotiate":
        return tr(
            "For Kerberos the client needs a ticket (kinit) and the host a registered service name."
        )
    return _about_ntlm(found.ntlm) if found.ntlm is not None else ""


def _of_kerberos(message: KerberosMessage) -> str:
    if message.error is not None:
        number = str(message.error)
        why = kerberos.ERRORS.get(message.error) or message.error_text or number
        return tr("Kerberos failed: {reason}", reason=why)
    if message.service:
        return tr("Kerberos ticket for {service}", service=shown(message.service))
    return tr("Kerberos, {step}", step=message.step)


def _about_kerberos(message: KerberosMessage) -> str:
    if message.error is not None:
        return tr("Look at the clocks, the service's name and its key: Kerberos needs all three.")
    if message.key_version is not None:
        return tr(
            "The called host must be the one it names, with key {version} in its keytab.",
            version=message.key_version,
        )
    return tr("The called host must be the one that the ticket names.")


def _of_ntlm(message: NtlmMessage) -> str:
    if message.step == _ANSWER and message.is_anonymous:
        return tr("NTLM login of nobody, step 3 of 3")
    if message.step == _ANSWER:
        name = shown("\\".join(filter(None, (message.domain, message.user))))
        return tr("NTLM login of {user}, step 3 of 3", user=name)
    if message.step == _CHALLENGE:
        name = shown(message.target or message.names.get("dns_computer", ""))
        return tr("NTLM challenge of {server}, step 2 of 3", server=name)
    return tr("NTLM begins, step 1 of 3: it names nobody yet")


def _about_ntlm(message: NtlmMessage) -> str:
    if message.step == _ANSWER:
        return tr("Refused? Password or domain is wrong, or a proxy split the connection.")
    if message.step == _CHALLENGE:
        return tr("The client answers it, on the same connection.")
    return tr("The server answers with its challenge, on the same connection.")
