"""A request as code: variables for secrets, and lines that read those that the vault keeps."""

import asyncio
import os
import subprocess

import pytest

from inspector.compose.scope import Scope
from inspector.export.code.snippet import Snippet, languages
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.vault.store import VaultStatus
from inspector.vault.vault import Vault
from inspector.workbench.attempts.as_code import Code, code_of
from inspector.workbench.build import build

TOKEN = "MARKED-token-0123456789"
NAMES = tuple(each.NAME for each in languages())


@pytest.fixture
def bench():
    vault = Vault.in_memory()
    made = build(vault)
    yield made
    made.close()
    vault.close()


def code(bench, request):
    return bench.submit(code_of(bench, request, Scope(), NAMES)).result(60)


def asked(bench):
    token = bench.vault.put(TOKEN)
    rows = (RequestHeader("X-Note", "it's"),)
    return Request(
        url="https://api.shop.example/orders", credential=Bearer(token=token), headers=rows
    )


def test_every_language_names_the_variable_and_holds_no_secret(bench):
    made = code(bench, asked(bench))
    assert set(made.snippets) == set(NAMES)
    assert {each.variables for each in made.snippets.values()} == {("SHOP_TOKEN",)}
    assert not [name for name, each in made.snippets.items() if TOKEN in each.text]
    assert made.host == "api.shop.example"


def test_what_is_kept_for_this_run_only_is_read_by_no_command(bench):
    made = code(bench, asked(bench))
    assert (made.kept, made.reading("curl")) == ({}, "")
    assert made.runnable("curl") == made.snippets["curl"].text


def test_what_the_vault_keeps_is_read_when_it_is_run(bench, monkeypatch):
    request = asked(bench)
    lasting = VaultStatus(kind="keyring", text="kept")
    assert bench.vault.persist((request.credential.token,)).result(60) == ()
    assert code(bench, request).kept == {}
    monkeypatch.setattr(Vault, "status", property(lambda _vault: lasting))
    made = code(bench, request)
    assert list(made.kept.values()) == [request.credential.token]
    runnable = made.runnable("curl")
    assert "Set SHOP_TOKEN" not in runnable
    assert TOKEN not in runnable
    assert runnable.index("vault print") < runnable.index("curl ")


def test_what_can_not_be_put_together_says_why(bench):
    made = code(bench, Request(url="{{host}}/x"))
    assert "host" in made.failure
    assert made.snippets == {}


def test_the_lines_hand_any_name_over_as_it_is(tmp_path):
    name = 'it\'s $(touch planted) `x` "y"'
    made = Code(
        snippets={"curl": Snippet(code='printf %s "$T"\n', variables=("T",), needs=("# Set T\n",))},
        kept={"T": SecretRef(place="keyring", name=name)},
        host="a.test:8443",
    )
    stub = tmp_path / "request-inspector"
    stub.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    stub.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", made.runnable("curl")],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert done.stdout == f"vault|print|{name}|--host|a.test:8443|"
    assert not (tmp_path / "planted").exists()


def test_a_secret_is_printed_for_its_own_hosts_alone():
    from inspector.cli.inputs import NotReadable
    from inspector.cli.printed_secret import printed
    from inspector.workbench.host_bindings import HostBindings

    vault = Vault.in_memory()
    try:
        ref = vault.put(TOKEN)
        HostBindings(vault).bind(ref, "api.shop.example")
        assert printed(vault, ref.name, "api.shop.example") == TOKEN
        assert asyncio.run(vault.resolve_all((ref,)))[ref].reveal() == TOKEN
        for name, host in (
            (ref.name, "evil.example"),
            (ref.name, "api.shop.example:8443"),
            ("no-such-name", "api.shop.example"),
            (ref.name, ""),
        ):
            with pytest.raises(NotReadable) as refused:
                printed(vault, name, host)
            assert TOKEN not in str(refused.value.problem)
    finally:
        vault.close()
