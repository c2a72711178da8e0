"""The client certificates by host, in the settings: added, changed, switched off, taken away."""

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.settings.certificates_card import CertificatesCard
from inspector.model.request import HostCertificate, PerHost
from inspector.model.secret import SecretRef

ONE = HostCertificate(host="*.example.com", certificate="/c.p12", environment="Live")


@pytest.fixture
def card(qtbot, panel_tools):
    made = CertificatesCard(panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def test_one_is_added_with_its_passphrase_in_the_vault(card, panel_tools):
    ref = panel_tools.vault.put("open sesame")
    card.add.click()
    assert card.form.isVisible()
    for name, value in (("host", "api.example.com"), ("certificate", " /c.p12 ")):
        card.form.enter(name, value)
    card.form.enter("passphrase", ref)
    card.keep.click()
    (entry,) = panel_tools.per_host.value.certificates
    assert (entry.host, entry.certificate) == ("api.example.com", "/c.p12")
    assert entry.passphrase == ref
    assert not card.form.isVisible()
    assert len(card.switches) == 1


def test_what_does_not_fit_is_said_and_not_kept(card, panel_tools):
    card.add.click()
    card.form.enter("host", "https://a/b")
    card.keep.click()
    assert "Write a host" in card.check.text
    assert panel_tools.per_host.value.certificates == ()
    card.cancel.click()
    assert card.check.text == ""
    assert card.add.isVisible()


def test_one_is_switched_off_changed_and_removed_with_undo(card, panel_tools):
    panel_tools.per_host.replace(PerHost(certificates=(ONE,)))
    card.switches[0].click()
    assert not panel_tools.per_host.value.certificates[0].enabled
    card.findChild(object, "certificate_0_change").click()
    assert card.form.text("environment") == "Live"
    card.form.enter("environment", "")
    card.keep.click()
    (entry,) = panel_tools.per_host.value.certificates
    assert (entry.environment, entry.enabled, entry.passphrase) == ("", False, ONE.passphrase)
    card.findChild(object, "certificate_0_remove").click()
    assert panel_tools.per_host.value.certificates == ()
    assert card.switches == []


def test_no_passphrase_is_shown(card, panel_tools):
    secret = SecretRef(place="keyring", name="hidden")
    entry = HostCertificate(host="a", certificate="c", passphrase=secret)
    panel_tools.per_host.replace(PerHost(certificates=(entry,)))
    words = [each.text() for each in card.findChildren(QLabel)]
    assert any("c" in word for word in words)
    assert not any("hidden" in word for word in words)
