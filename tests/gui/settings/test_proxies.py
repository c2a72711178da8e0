"""The proxies by host, in the settings: added with a login, changed, switched off, taken away."""

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.settings.proxies_card import ProxiesCard
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.request import HostCertificate, HostProxy, PerHost
from inspector.model.secret import SecretRef

PASS = SecretRef(place="keyring", name="hidden")
ONE = HostProxy(
    host="*.example.com",
    proxy="http://p.example:3128",
    credential=Basic(user="ada", password=PASS),
    environment="Live",
)


@pytest.fixture
def card(qtbot, panel_tools):
    made = ProxiesCard(panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def _typed(card, **values):
    card.add.click()
    for name, value in values.items():
        card.form.enter(name, value)
    card.keep.click()


def test_one_is_added_with_its_password_in_the_vault(card, panel_tools):
    ref = panel_tools.vault.put("open sesame")
    certificates = (HostCertificate(host="a", certificate="c"),)
    panel_tools.per_host.replace(PerHost(certificates=certificates))
    _typed(card, host="api.example.com", proxy=" p.example:1 ", user="ada", password=ref)
    (entry,) = panel_tools.per_host.value.proxies
    assert (entry.host, entry.proxy) == ("api.example.com", "p.example:1")
    assert entry.credential == Basic(user="ada", password=ref)
    assert panel_tools.per_host.value.certificates == certificates
    assert len(card.switches) == 1


def test_a_ticket_takes_the_place_of_the_password(card, panel_tools):
    card.add.click()
    user, service = card.form.fields["user"], card.form.fields["service"]
    assert (user.isVisible(), service.isVisible()) == (True, False)
    card.form.enter("login", "negotiate")
    assert (user.isVisible(), service.isVisible()) == (False, True)
    card.cancel.click()
    _typed(card, host="*", proxy="p:1", login="negotiate", service="HTTP@p.example")
    (entry,) = panel_tools.per_host.value.proxies
    assert entry.credential == Negotiate(service="HTTP@p.example")
    card.findChild(object, "proxy_0_change").click()
    assert card.form.text("service") == "HTTP@p.example"


def test_a_login_by_ntlm_alone_keeps_user_and_password(card, panel_tools):
    ref = panel_tools.vault.put("open sesame")
    _typed(card, host="*", proxy="p:1", login="ntlm", user="CORP\\ada", password=ref)
    (entry,) = panel_tools.per_host.value.proxies
    assert entry.credential == Ntlm(user="CORP\\ada", password=ref)
    card.findChild(object, "proxy_0_change").click()
    assert card.form.text("user") == "CORP\\ada"


def test_what_does_not_fit_is_said_and_not_kept(card, panel_tools):
    _typed(card, host="a", proxy="http://me:pw@p:1")
    assert "user and password" in card.check.text
    assert panel_tools.per_host.value.proxies == ()


def test_one_is_switched_off_changed_and_removed_with_undo(card, panel_tools):
    login = Basic(user="ada", password=panel_tools.vault.put("open sesame"))
    own = msgspec.structs.replace(ONE, credential=login)
    panel_tools.per_host.replace(PerHost(proxies=(own,)))
    card.switches[0].click()
    assert not panel_tools.per_host.value.proxies[0].enabled
    card.findChild(object, "proxy_0_change").click()
    assert (card.form.text("user"), card.form.values["password"]) == ("ada", login.password)
    card.form.enter("environment", "")
    card.keep.click()
    (entry,) = panel_tools.per_host.value.proxies
    assert (entry.environment, entry.credential) == ("", login)
    card.findChild(object, "proxy_0_remove").click()
    assert panel_tools.per_host.value.proxies == ()


def test_a_row_says_where_it_leads_and_no_secret(card, panel_tools):
    direct = HostProxy(host="intra.example", proxy="none")
    panel_tools.per_host.replace(PerHost(proxies=(ONE, direct)))
    words = [each.text() for each in card.findChildren(QLabel)]
    assert "http://p.example:3128 as ada, in the environment Live" in words
    assert "no proxy, the direct way" in words
    assert not any("hidden" in word for word in words)
    assert direct.credential == NoCredential()
