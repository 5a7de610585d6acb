"""DCAT: three forms of one graph, from any descriptor that can be released."""

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, XSD

from portal.feeds import FORMS, catalog_graph, dataset_graph, write
from tests.unit.feeds.samples import SITE, a_release

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DATASET = URIRef("https://data.example/datasets/districts")
CSV = URIRef("https://data.example/datasets/districts/releases/2/data/districts.csv#distribution")


def back(graph: Graph, form: str) -> Graph:
    return Graph().parse(data=write(graph, form), format=FORMS[form][0])


@pytest.mark.parametrize("form", FORMS)
def test_each_form_reads_back_as_the_same_graph(form: str) -> None:
    for graph in (
        dataset_graph(SITE, a_release(), [a_release(1), a_release()]),
        catalog_graph(SITE, [a_release().view]),
    ):
        assert len(graph) > 40
        assert isomorphic(back(graph, form), graph)
        assert not any(isinstance(term, BNode) for triple in graph for term in triple)


def test_the_same_bytes_in_every_process() -> None:
    """The ETag says so: sets have another order in each process."""
    code = (
        "from portal.feeds import *; from tests.unit.feeds.samples import *; import hashlib;"
        "graph = dataset_graph(SITE, a_release(), [a_release(1)]);"
        "print([hashlib.sha256(write(graph, form)).hexdigest() for form in FORMS])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_chinese_is_written_as_itself() -> None:
    for form in FORMS:
        assert "各区人口" in write(dataset_graph(SITE, a_release()), form).decode()


def test_what_a_dataset_says() -> None:
    graph = dataset_graph(SITE, a_release(), [a_release(1), a_release()])
    assert set(graph.objects(DATASET, DCTERMS.title)) == {
        Literal("各区人口", lang="zh"),
        Literal("Population by district", lang="en"),
    }
    assert set(graph.objects(DATASET, DCAT.keyword)) == {
        Literal("人口", lang="zh"),
        Literal("区", lang="zh"),
        Literal("population", lang="en"),
        Literal("district", lang="en"),
    }
    assert str(graph.value(DATASET, DCTERMS.accrualPeriodicity)).endswith("/frequency/ANNUAL")
    time = graph.value(DATASET, DCTERMS.temporal)
    assert graph.value(time, DCAT.startDate) == Literal("2024-01", datatype=XSD.gYearMonth)
    assert graph.value(time, DCAT.endDate) == Literal("2024-12-31", datatype=XSD.date)
    assert graph.value(DATASET, DCAT.version) == Literal("2")
    assert len(set(graph.objects(DATASET, DCAT.hasVersion))) == 2
    assert str(graph.value(DATASET, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"


def test_files_with_size_type_and_checksum() -> None:
    graph = dataset_graph(SITE, a_release())
    assert len(set(graph.subjects(RDF.type, DCAT.Distribution))) == 3
    assert str(graph.value(CSV, DCAT.downloadURL)) == str(CSV).removesuffix("#distribution")
    assert str(graph.value(CSV, DCAT.mediaType)).endswith("/media-types/text/csv")
    assert graph.value(CSV, DCAT.byteSize) == Literal("94", datatype=XSD.nonNegativeInteger)
    checksum = graph.value(CSV, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)) == "a" * 64
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256


def test_conditional_data_has_no_address_of_a_file() -> None:
    graph = dataset_graph(SITE, a_release(opening="conditional"))
    assert list(graph.subject_objects(DCAT.downloadURL)) == []
    assert list(graph.objects(CSV, DCAT.accessURL)) == [DATASET]
    assert len(set(graph.subjects(RDF.type, DCAT.Distribution))) == 1
    assert str(graph.value(DATASET, DCTERMS.accessRights)).endswith("/RESTRICTED")


WILD = st.text(max_size=20)
ANYTHING = st.one_of(
    WILD, st.none(), st.integers(), st.lists(WILD, max_size=2), st.dictionaries(WILD, WILD, max_size=2)
)


@given(
    text=WILD,
    language=WILD,
    homepage=WILD.map(lambda text: f"https://{text}"),
    email=WILD.map(lambda text: f"a@{text}"),
    temporal=st.one_of(ANYTHING, st.fixed_dictionaries({"start": WILD, "end": st.integers(0, 99999)})),
    spatial=st.one_of(ANYTHING, st.fixed_dictionaries({"name": WILD, "codes": st.lists(WILD, max_size=2)})),
    contributors=ANYTHING,
)
@settings(max_examples=60, deadline=None)
def test_no_descriptor_breaks_a_form(text: str, language: str, homepage: str, email: str, **odd: Any) -> None:
    logging.getLogger("rdflib").setLevel(logging.ERROR)
    people = odd.pop("contributors") or [{"title": text, "email": email}]
    given_ = {"title": text, "description": text, "keywords": [text], "language": language, "homepage": homepage}
    graph = dataset_graph(SITE, a_release(**given_, contributors=people, **odd))
    for form in FORMS:
        assert len(back(graph, form)) > 30


def test_an_address_within_a_vocabulary_stays_an_address() -> None:
    graph = dataset_graph(SITE, a_release(homepage="http://www.w3.org/ns/dcat#a/b(c)"))
    for form in FORMS:
        assert isomorphic(back(graph, form), graph)
