"""Building: with a vault of its own, or one that is lent."""

from inspector.vault.vault import Vault
from inspector.workbench.build import build


def test_its_own_vault_is_in_memory_and_ends_with_it():
    bench = build()
    assert bench.vault.open().result(60).kind == "memory"
    bench.close()


def test_a_lent_vault_stays_open():
    vault = Vault.in_memory()
    bench = build(vault)
    assert bench.vault is vault
    bench.close()
    assert vault.open().result(60).kind == "memory"
    vault.close()
