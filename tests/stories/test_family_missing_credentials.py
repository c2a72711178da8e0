"""Missing credentials: a redirect dropped them, or nothing was filled in."""

import pytest

from inspector.model.kinds.basic import Basic
from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

pytestmark = [pytest.mark.server(name) for name in ("nginx", "django", "oidc-provider")]
FAMILY = "missing-credentials"


def test_in_practice(story):
    answer = story.practise("missing-credentials")
    story.refused(answer, FAMILY, "authorization-dropped-on-redirect")
    assert status(story.fix_and_agree()) == 200


def test_a_redirect_to_another_port_at_nginx(story, gateway):
    login = {"credential_user": USER, "credential_password": PASSWORD}
    answer = story.type(f"{gateway.url}/moved", Basic, **login)
    story.refused(answer, FAMILY, "authorization-dropped-on-redirect")
    answer = story.fix_and_agree()
    assert status(answer) == 200
    assert answer.attempt.exchanges[0].request.url == f"{gateway.other}/orders"


def test_nothing_was_filled_in_at_nginx(story, gateway):
    answer = story.type(f"{gateway.other}/orders")
    story.refused(answer, FAMILY, "no-credentials-sent")
    answer = story.fix_and_type(credential_user=USER, credential_password=PASSWORD)
    assert status(answer) == 200
