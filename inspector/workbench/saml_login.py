"""The request that posts a SAML reply, so that its cookies are a session as after any login."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from inspector.library.refs import in_text
from inspector.model.request import FormBody, FormField, Request
from inspector.model.secret import SecretRef
from inspector.protocol.tokens import saml_post
from inspector.protocol.urls import host_of
from inspector.wording import tr


def consumer_host(text: str) -> str:
    """Return the host of the service that a SAML document is meant for; empty without one."""
    return host_of(saml_post.address_of(text))


def login_request(text: str, put: Callable[[str], SecretRef]) -> Request | None:
    """Return the request; the reply itself is `put` away. None for what can't be posted."""
    found = saml_post.posted(text, uuid.uuid4().hex, datetime.now(UTC))
    if found is None:
        return None
    kept = put(found.reply)
    state = (FormField("RelayState", found.relay_state),) if found.relay_state else ()
    fields = (FormField("SAMLResponse", in_text(kept)), *state)
    name = tr("Sign in at {host}", host=host_of(found.address))
    return Request(name=name, method="POST", url=found.address, body=FormBody(fields=fields))
