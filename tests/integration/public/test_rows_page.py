"""The page of a table: the whole of it by page, order and filters in the address, without scripts."""

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.web.public import table as table_page
from tests.factories import World
from tests.integration.public.pages import Page, check_page

PAGE = "/datasets/alpha/resources/districts"


def shown(client: FlaskClient, *given: tuple[str, str], path: str = PAGE) -> tuple[Page, str]:
    answer = client.get(f"{path}?{urlencode(given)}" if given else path)
    assert answer.status_code == 200
    return check_page(answer, "en" if path.startswith("/en") else "zh"), answer.get_data(as_text=True)


def order_of(text: str) -> list[str]:
    return sorted(("道里区", "南岗区", "道外区"), key=lambda name: text.find(f"<td>{name}</td>"))


def test_the_whole_table_is_shown(client: FlaskClient) -> None:
    page, text = shown(client)
    assert order_of(text) == ["道里区", "南岗区", "道外区"]
    assert 'class="num">1343857</td>' in text
    assert [one["href"] for one in page.all("a") if one["href"].startswith("/api/")] == [
        f"/api/v1/datasets/alpha/resources/districts/rows?format={form}" for form in ("csv", "xlsx", "json")
    ]


def test_each_head_leads_up_then_down_then_back(client: FlaskClient) -> None:
    path, seen = PAGE, []
    for order in ("ascending", "descending", ""):
        page = Page(client.get(path).get_data(as_text=True))
        path = [one["href"] for one in page.all("a") if one.get("rel") == "nofollow"][-1]
        text = client.get(path).get_data(as_text=True)
        assert (f'aria-sort="{order}"' in text) == bool(order)
        seen.append(order_of(text))
    assert seen == [["道外区", "道里区", "南岗区"], ["南岗区", "道里区", "道外区"], ["道里区", "南岗区", "道外区"]]


def test_the_form_leads_to_an_address_with_the_filter(client: FlaskClient) -> None:
    given = [("sort", "-人口"), ("column", "名称"), ("op", "startswith"), ("value", " 道 ")]
    answer = client.get(f"{PAGE}?{urlencode(given)}")
    assert answer.status_code == 302
    target = answer.headers["Location"]
    assert target == f"{PAGE}?{urlencode([('sort', '-人口'), ('名称__startswith', '道')])}#rows"
    page, text = shown(client, ("sort", "-人口"), ("名称__startswith", "道"))
    assert order_of(text)[0] == "南岗区"  # not found: first
    assert "<td>南岗区</td>" not in text
    hidden = [(one["name"], one["value"]) for one in page.all("input") if one["type"] == "hidden"]
    assert ("名称__startswith", "道") in hidden
    away = next(one["href"] for one in page.all("a") if one["href"].endswith(f"?{urlencode([('sort', '-人口')])}#rows"))
    assert "<td>南岗区</td>" in client.get(away).get_data(as_text=True)


def test_an_empty_form_filters_nothing(client: FlaskClient) -> None:
    answer = client.get(f"/en{PAGE}?{urlencode([('column', '_id'), ('op', 'eq'), ('value', '')])}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en{PAGE}#rows")
    empty = client.get(f"{PAGE}?{urlencode([('column', '名称'), ('op', 'isnull'), ('value', '')])}")
    assert empty.headers["Location"] == f"{PAGE}?{urlencode([('名称__isnull', 'true')])}#rows"
    _, text = shown(client, ("名称__isnull", "true"), path=f"/en{PAGE}")
    assert "No row fits" in text
    assert "has no value" in text


@pytest.mark.parametrize(
    "given",
    [
        [("人口", "many")],
        [("人口__contains", "1")],
        [("sort", "nosuch")],
        [("page", "0")],
        [("page", "x")],
        [("column", "nosuch"), ("op", "eq"), ("value", "1")],
        [("column", "人口"), ("op", "nosuch"), ("value", "1")],
    ],
)
def test_what_makes_no_sense_is_said_on_a_page(client: FlaskClient, given: list[tuple[str, str]]) -> None:
    answer = client.get(f"/en{PAGE}?{urlencode(given)}")
    assert answer.status_code == 400
    check_page(answer, "en")
    assert "Allowed are" in answer.get_data(as_text=True)


def test_other_parameters_are_not_looked_at(client: FlaskClient) -> None:
    _, text = shown(client, ("utm_source", "x"), ("limit", "0"), ("select", "nosuch"), ("format", "pdf"))
    assert order_of(text) == ["道里区", "南岗区", "道外区"]


@pytest.fixture
def pages_of_two(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_page, "ROWS", 2)
    monkeypatch.setitem(client.application.extensions, "portal.build", "another")  # as any change of the code would be


def test_page_by_page(client: FlaskClient, pages_of_two: None) -> None:
    page, text = shown(client, ("sort", "-人口"))
    assert "<td>道外区</td>" not in text
    following = next(one["href"] for one in page.all("a") if one.get("rel") == "next")
    _, text = shown(client, path=following.partition("#")[0])
    assert "<td>道外区</td>" in text
    assert "<td>南岗区</td>" not in text
    _, text = shown(client, ("page", "9"), path=f"/en{PAGE}")
    assert "not that long" in text


def test_conditional_data_stays_shut(client: FlaskClient) -> None:
    _, text = shown(client, ("名称", "道里区"), path="/datasets/beta/resources/districts")
    assert "<td>" + "道里区" not in text
    formed = client.get(f"/datasets/beta/resources/districts?{urlencode([('column', '名称'), ('value', '道里区')])}")
    assert "道里区</td>" not in client.get(formed.headers["Location"]).get_data(as_text=True)


def test_names_that_html_and_addresses_have_to_quote(world: World) -> None:
    header = '"a<b>&""c""",sort,page,"x,y","-x"'
    world.release("quoted", files={"odd.csv": f"{header}\n<script>,2,3,4,5\n甲,1,1,1,1\n"})
    client = create_app(world.services).test_client()
    path = "/datasets/quoted/resources/odd"
    page, text = shown(client, path=path)
    assert "<script>" not in text
    links = [one["href"] for one in page.all("a") if "sort=" in one["href"]]
    assert len(links) == 6
    for link in links:
        assert client.get(link).status_code == 200, link
    for column in ('a<b>&"c"', "sort", "page", "x,y", "-x"):
        formed = client.get(f"{path}?{urlencode([('column', column), ('op', 'in'), ('value', '1,甲')])}")
        if formed.status_code == 302:
            _, text = shown(client, path=formed.headers["Location"].partition("#")[0])
            assert "<td>&lt;script&gt;</td>" not in text
        else:
            assert column != 'a<b>&"c"'
