"""Between a descriptor and its form: what the form shows comes back as it was, what it does not show stays."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.web.desk.metadata import form_data, properties_of

WORD = st.text("市区人口床位abc", min_size=1, max_size=8)
YEAR = st.integers(1900, 2100).map(str)
CC: dict[str, Any] = {"name": "CC-BY-4.0", "title": "知识共享", "path": "https://creativecommons.org/licenses/by/4.0/"}
DESCRIPTORS = st.fixed_dictionaries(
    {"name": st.just("beds"), "title": WORD},
    optional={
        "description": WORD,
        "keywords": st.lists(WORD, min_size=1, unique=True),
        "theme": st.lists(WORD, min_size=1, unique=True),
        "licenses": st.just([CC]),
        "opening": st.just("conditional"),
        "grade": st.just("general-3"),
        "cadence": st.just("daily"),
        "temporal": st.fixed_dictionaries({}, optional={"start": YEAR, "end": YEAR, "note": WORD}).filter(bool),
        "spatial": st.fixed_dictionaries({"name": WORD}, optional={"codes": st.lists(WORD, min_size=1, unique=True)}),
        "contributors": st.lists(st.fixed_dictionaries({"title": WORD, "roles": st.just(["publisher"])}), min_size=1),
        "sources": st.lists(
            st.fixed_dictionaries({"title": WORD}, optional={"path": st.just("https://example.org"), "email": WORD}),
            min_size=1,
            unique_by=lambda one: one["title"],
        ),
        "translations": st.fixed_dictionaries(
            {"en": st.fixed_dictionaries({"title": WORD}), "ru": st.just({"title": "x"})}
        ),
    },
)


def _licence(id_: str) -> dict[str, Any] | None:
    return CC if id_ == "CC-BY-4.0" else None


def _round(descriptor: dict[str, Any], **changes: Any) -> dict[str, Any]:
    licence = "CC-BY-4.0" if descriptor.get("licenses") else ""
    data = form_data(descriptor, publisher="data-bureau", version=1, license_id=licence)
    made = properties_of({**data, **changes}, descriptor, license_of=_licence)
    return {key: value for key, value in {**descriptor, **made}.items() if value is not None}


@given(DESCRIPTORS)
def test_saving_without_a_change_changes_nothing(descriptor: dict[str, Any]) -> None:
    assert _round(descriptor) == descriptor


@given(DESCRIPTORS)
def test_a_contact_is_put_in_and_taken_out(descriptor: dict[str, Any]) -> None:
    with_contact = _round(descriptor, contact="数据管理岗", email="data@example.org")
    assert {"title": "数据管理岗", "roles": ["contact"], "email": "data@example.org"} in with_contact["contributors"]
    assert _round(with_contact, contact="", email="") == descriptor


def test_the_name_is_proposed_from_the_title() -> None:
    assert _round({}, title="全市医院床位")["name"] == "quan-shi-yi-yuan-chuang-wei"
    assert len(_round({}, title="X")["name"]) >= 2
    assert "name" not in _round({})
