"""Finds in header lines what else the inspector opens: certificates, challenges, links."""

import re

from inspector.annotate.tokens.given import given
from inspector.model.message import Header
from inspector.protocol.keys import client_certificate
from inspector.protocol.tokens import saml
from inspector.protocol.word_set import word_set

# RFC 9440; Envoy; and what nginx, Apache, HAProxy, Traefik and Azure are commonly set up to send.
_CERTIFICATES = word_set(
    "client-cert x-forwarded-client-cert x-ssl-client-cert x-client-cert ssl-client-cert "
    "x-forwarded-tls-client-cert x-arr-clientcert x-ssl-cert ssl_client_cert"
)
_LINKS = word_set("location content-location referer")
_CERT_OF_ENVOY = re.compile(r'\bCert="([^"]+)"')
_SAML = re.compile(r"[?&](SAMLRequest|SAMLResponse)=([A-Za-z0-9+/=%_-]{20,})")


def certificate_in(header: Header) -> str:
    """Return the client certificate in a header that a proxy adds, empty without one."""
    if header.name.lower() not in _CERTIFICATES:
        return ""
    inner = _CERT_OF_ENVOY.search(header.value)
    text = inner[1] if inner else header.value
    found = client_certificate.read(text)
    return text if found is not None and found.certificates else ""


def challenge_in(header: Header) -> str:
    """Return a challenge as the inspector opens it, empty for other headers.

    One that goes on with a message of NTLM or Kerberos is opened as that message.
    """
    if not given(f"{header.name}: x").is_challenge or not header.value.strip():
        return ""
    scheme, _, rest = header.value.strip().partition(" ")
    if scheme.lower() in {"ntlm", "negotiate"} and rest and "," not in rest:
        return header.value.strip()
    return f"{header.name}: {header.value}"


def is_link(header: Header) -> bool:
    """Whether a header's value is an address, which may carry tokens."""
    return header.name.lower() in _LINKS


def saml_in(url: str) -> tuple[tuple[str, str], ...]:
    """Return field name and value of SAML messages in an address (SAML bindings §3.4)."""
    found = ((one[1], one[2]) for one in _SAML.finditer(url[:200_000]))
    return tuple((name, value) for name, value in found if saml.decode(value) is not None)
