"""How to cite a release: GB/T 7714-2015, BibTeX, RIS and APA, made from its data, with its permanent address.

What a style itself says (版, release, Data set) belongs to the style, in the two languages of the pages.
"""

from datetime import date

from portal.catalog.public import ReleaseView
from portal.feeds.site import Site
from portal.feeds.text import one_line

__all__ = ["STYLES", "cite"]

STYLES = ("gb-t-7714", "apa", "bibtex", "ris")

_NUMBER = {"zh": "第 {} 版", "en": "release {}"}
_KIND = {"zh": "数据集", "en": "Data set"}
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "{}&%$#_"},
}


def cite(site: Site, release: ReleaseView, *, language: str, today: date) -> dict[str, str]:
    """Return the citation in each of `STYLES`.

    language: of the page, ``zh`` or ``en``.  today: the day of looking, in the site's zone, which GB/T 7714 and BibTeX
    hold.
    """
    view = release.view
    facts = {
        "key": f"{view.publisher.name}-{view.name}-v{release.number}",
        "author": one_line(view.publisher.title.in_language(language)),
        "title": one_line(view.title.in_language(language)),
        "number": _NUMBER[language].format(release.number),
        "release": str(release.number),
        "kind": _KIND[language],
        "site": one_line(site.names[language]),
        "url": site.release(view.name, release.number),
        "today": today.isoformat(),
    }
    day = site.day(view.modified or release.published_at)
    return {
        "gb-t-7714": _gb_t_7714(facts, day),
        "apa": _apa(facts, day),
        "bibtex": _bibtex(facts, day),
        "ris": _ris(facts, day),
    }


def _gb_t_7714(facts: dict[str, str], day: date) -> str:
    """Write 主要责任者. 题名: 其他题名信息[文献类型标识/文献载体标识]. (更新日期)[引用日期]. 获取和访问路径."""
    return "{author}. {title}: {number}[DS/OL]. ({day})[{today}]. {url}.".format(**facts, day=day.isoformat())


def _apa(facts: dict[str, str], day: date) -> str:
    pattern = "{author}. ({year}). {title} ({number}) [{kind}]. {site}. {url}"
    return pattern.format(**facts, year=day.year)


def _bibtex(facts: dict[str, str], day: date) -> str:
    def held(name: str) -> str:
        return "".join(_BIBTEX.get(mark, mark) for mark in facts[name])

    return "\n".join(
        (
            f"@misc{{{facts['key']},",
            f"  author = {{{{{held('author')}}}}},",
            f"  title = {{{{{held('title')}}}}},",
            f"  year = {{{day.year}}},",
            f"  month = {{{day.month}}},",
            f"  version = {{{facts['release']}}},",
            f"  note = {{{held('kind')}, {held('number')}}},",
            f"  publisher = {{{{{held('site')}}}}},",
            f"  url = {{{facts['url']}}},",
            f"  urldate = {{{facts['today']}}}",
            "}",
        )
    )


def _ris(facts: dict[str, str], day: date) -> str:
    lines = {
        "TY": "DATA",
        "AU": facts["author"],
        "TI": facts["title"],
        "PY": str(day.year),
        "DA": day.strftime("%Y/%m/%d"),
        "ET": facts["release"],
        "PB": facts["site"],
        "UR": facts["url"],
        "Y2": facts["today"].replace("-", "/"),
        "ER": "",
    }
    return "\n".join(f"{tag}  - {value}" for tag, value in lines.items())
