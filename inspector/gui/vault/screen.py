"""The secrets that are kept."""

from inspector.gui.screens.screen import TOOLS, VIEW, Command, Panel, RailPlace, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="secrets",
            title=tr("Vault"),
            page="inspector.gui.vault.vault_page:VaultPage",
            icon="vault",
            single=True,
            commands=(
                Command("vault", tr("Open the vault"), TOOLS, icon="vault", after="cookies"),
            ),
            provider="inspector.gui.vault.commands:OpeningVault",
            returning="inspector.gui.vault.returning:VaultReturning",
        ),
    )


def panels() -> tuple[Panel, ...]:
    """Return what this room shows in the sidebar."""
    return (
        Panel(
            id="vault",
            panel="inspector.gui.vault.vault_panel:VaultPanel",
            command=Command(
                "show-vault",
                tr("Vault"),
                VIEW,
                ("Alt+5",),
                ("Alt+Ctrl+5",),
                after="show-tokens",
            ),
            place=RailPlace(5, tr("Vault"), "vault", "show-vault"),
        ),
    )
