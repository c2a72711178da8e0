"""Tokens: one taken apart, several side by side, and the list of those that were seen."""

from inspector.gui.screens.screen import DIAGNOSE, VIEW, Command, Panel, RailPlace, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    inspecting = Command(
        "inspect-token",
        tr("Inspect the token"),
        DIAGNOSE,
        ("Ctrl+I",),
        icon="scan-search",
        after="run-experiments",
    )
    return (
        Screen(
            kind="token",
            wide=True,
            title=tr("Token"),
            page="inspector.gui.tokens.token_page:TokenPage",
            icon="scan-search",
            commands=(inspecting,),
            provider="inspector.gui.tokens.commands:Inspecting",
            promise="decoded-here",
            returning="inspector.gui.tokens.returning:TokenReturning",
        ),
        Screen(
            kind="compare-tokens",
            wide=True,
            title=tr("Compare tokens"),
            page="inspector.gui.tokens.compared_tokens:ComparedTokensPage",
            icon="columns-3",
            promise="decoded-here",
            returning="inspector.gui.tokens.returning:ComparedTokensReturning",
        ),
    )


def panels() -> tuple[Panel, ...]:
    """Return what this room shows in the sidebar."""
    return (
        Panel(
            id="tokens",
            panel="inspector.gui.tokens.tokens_panel:TokensPanel",
            command=Command(
                "show-tokens",
                tr("Tokens"),
                VIEW,
                ("Alt+4",),
                ("Alt+Ctrl+4",),
                after="show-compare",
            ),
            place=RailPlace(4, tr("Tokens"), "scan-search", "show-tokens"),
        ),
    )
