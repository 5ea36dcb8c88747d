"""The desk's pages where somebody else was faster."""

import pytest
from django.db import connection

from resources.library.domain.revisions import working_copy
from resources.library.domain.workflow import digest_now
from resources.library.models import Article, State
from tests.resources.library.conftest import desk_of
from tests.resources.library.factories import make_article
from tests.resources.library.test_desk import page

pytestmark = pytest.mark.django_db


def post_while(client, address, data, *, meanwhile):
    """Post a form; when its change begins, somebody else's is already made."""
    waiting = [meanwhile]

    def overtake(execute, sql, *rest):
        if sql.startswith("SAVEPOINT") and waiting:
            waiting.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(overtake):
        answer = client.post(address, data, follow=True)
    assert waiting == []
    return answer.content.decode()


@pytest.mark.parametrize("name", ["preview", "review"])
def test_step_at_a_copy_that_is_gone_meanwhile_gets_a_sentence(worker, name):
    client = desk_of(worker("ivan", "Curators", "Reviewers"))
    copy = working_copy(make_article())
    data = {"step": "send", "read": digest_now(copy)}
    rows = Article.objects.filter(pk=copy.pk)

    html = post_while(client, page(name, copy), data, meanwhile=rows.delete)

    assert "It is not here any more" in html


def test_step_that_came_second_shows_where_the_article_stands_now(curator):
    client = desk_of(curator)
    article = make_article(state=State.DRAFT)
    data = {"step": "send", "read": digest_now(article)}

    html = post_while(
        client,
        page("preview", article),
        data,
        meanwhile=lambda: Article.objects.update(state=State.IN_REVIEW),
    )

    assert "This step does not follow on where the article stands." in html
    assert 'value="send"' not in html
    assert 'value="return"' in html
