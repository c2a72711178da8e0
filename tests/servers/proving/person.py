"""The person before the window: takes a fix, types what it asks for, has it sent again."""

from inspector.compose.scope import Scope
from inspector.model.secret import Secret
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.urls import authority_of
from inspector.workbench.applying.fix_context import Given
from inspector.workbench.applying.retrying import Clock


async def _at_once(_seconds):
    """Wait for nothing: where only the server's owner can mend it, time does not."""


HURRIED = Clock(sleep=_at_once, spread=lambda least, most: least)


class Person:
    """inputs: what they have at hand. clock: how the waits of a fix pass, None as they are."""

    def __init__(self, hand, inputs, clock=None):
        self._hand, self._inputs, self._clock = hand, inputs, clock

    def carry_out(self, before, fix):
        """Return the answer after a fix, None where it is none that the client can carry out."""
        if fix.message or not self._agrees(fix) or before.attempt.request is None:
            return None
        if fix.action.verb == "copy-command":
            return None
        if fix.action.verb == "wait":
            return self._waited(before)
        hand, scope = self._hand, self._scope()
        known = hand.companions(before)
        coming = hand.bench.fix(before.attempt.request, fix, scope, known, self._given())
        fixed = hand.run(coming)
        if fixed.wants or not fixed.done:
            return None
        return hand.with_fixes(hand.run(hand.bench.send(fixed.request, scope)))

    def _agrees(self, fix):
        """Whether they let the credential go where the fix sends it for the first time."""
        if fix.risk != "new-host":
            return True
        hosts = {authority_of(change.after) for change in fix.changes if change.after} - {""}
        return hosts <= set(self._inputs.hosts)

    def _waited(self, before):
        bench = self._hand.bench
        answers = self._hand.run(bench.retry(before, Scope(), lambda _: None, self._clock))
        return self._hand.with_fixes(answers[-1]) if answers else None

    def _scope(self):
        variables = self._inputs.variables
        secret = {
            name: self._hand.bench.vault.put(text)
            for name, text in variables.items()
            if is_secret_name(name)
        }
        plain = {name: text for name, text in variables.items() if name not in secret}
        return Scope(variables=plain, secret_variables=secret)

    def _secret(self):
        secret = self._inputs.secret
        return secret if isinstance(secret, str) else secret()

    def _given(self):
        """Return what they have at hand, by the names of the fields that it is for."""
        inputs = self._inputs
        certificate, key = inputs.certificate
        fields = {
            "url": inputs.address,
            "credential.name": inputs.name,
            "options.client_certificate": certificate,
            "options.client_key": key,
            "token-request.scope": inputs.scope,
            "body.scope": inputs.scope,
        }
        return Given(
            user=inputs.user,
            secret=Secret(self._secret()),
            fields={name: value for name, value in fields.items() if value},
            variables=inputs.variables,
        )
