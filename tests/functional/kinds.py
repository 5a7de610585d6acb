"""The kinds of page that the portal has: each is checked in a browser, and has its picture in the gallery.

A path is written down, or found in the demo (`tests.functional.site.Site`), so that a grown demo changes nothing here.
A new kind of page is a new line here, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from tests.functional.site import Site

__all__ = ["KINDS", "Kind"]

Found = str | Callable[[Site], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page.

    zh, en: what is to be seen, for the gallery.  reader: who is signed in, or none.
    cookie: whether it may set one though nobody is signed in; only a form that someone signs in with may.
    """

    name: str
    found: Found
    zh: str
    en: str
    reader: Found | None = None
    status: int = 200
    cookie: bool = False

    def path(self, site: Site) -> str:
        """Return where to find one of this kind, without the language. Raises Missing."""
        return self.found if isinstance(self.found, str) else self.found(site)

    def reads(self, site: Site) -> str | None:
        """Return who is to be signed in. Raises Missing."""
        return self.reader(site) if callable(self.reader) else self.reader


def _dataset(*preferred: str, rest: str = "", **wanted: str) -> Found:
    return lambda site: f"/datasets/{site.dataset(*preferred, **wanted)}{rest}"


def _releases(*preferred: str, rest: str = "") -> Found:
    return lambda site: f"/datasets/{site.several_releases(*preferred)}{rest}"


def _chart(kind: str, *preferred: str) -> Found:
    return lambda site: site.chart(kind, *preferred)


def _link(path: str, pattern: str) -> Found:
    return lambda site: site.link(path, pattern)


def _official(outcome: str, role: str, until: str | None = None) -> Found:
    return lambda site: site.official(site.line(outcome, until)["publisher"], role)


def _revision(outcome: str, role: str, until: str | None = None, *, query: str) -> Found:
    return lambda site: site.revision(site.official(site.line(outcome, until)["publisher"], role), query)


def _in_review(stage: str, zh: str, en: str) -> Kind:
    return Kind(
        f"review-{stage}",
        _revision("in_review", stage, stage, query=f"state=in_review&stage={stage}"),
        zh,
        en,
        reader=_official("in_review", stage, stage),
    )


def _columns(site: Site) -> str:
    return f"{site.draft}/columns/{quote(site.resource)}"


def _conditional_file(site: Site) -> str:
    name = site.dataset("bus-ridership-monthly", opening="conditional")
    return f"/datasets/{name}/releases/1/{name}-v1.zip"


_PUBLIC = (
    Kind("home", "/", "首页", "Home"),
    Kind("datasets", "/datasets", "全部数据集", "All datasets"),
    Kind("search-hits", "/datasets?q=公交", "检索：有结果", "Search with hits"),
    Kind("search-none", "/datasets?q=火星殖民地", "检索：没有结果", "Search without hits"),
    Kind(
        "search-narrowed", "/datasets?theme=transport&sort=-modified", "检索：按主题收窄", "Search, narrowed to a theme"
    ),
    Kind(
        "dataset-open",
        _dataset("air-quality-daily", opening="unconditional"),
        "数据集：无条件开放",
        "Dataset, open",
    ),
    Kind(
        "dataset-conditional",
        _dataset("bus-ridership-monthly", opening="conditional"),
        "数据集：有条件开放",
        "Dataset, open by application",
    ),
    Kind(
        "dataset-releases",
        _releases("outpatient-visits-monthly"),
        "数据集：多次发布",
        "Dataset with several releases",
    ),
    Kind("dataset-corrected", _releases("hospital-beds"), "数据集：更正过", "Dataset, corrected by a second release"),
    Kind("releases", _releases("hospital-beds", rest="/releases"), "历次发布", "Releases of a dataset"),
    Kind(
        "release-first", _releases("hospital-beds", rest="/releases/1"), "已有新版的发布", "A release with a newer one"
    ),
    Kind(
        "release-differences",
        _releases("hospital-beds", rest="/releases/2"),
        "一次发布与上一次的差异",
        "A release and how it differs from the one before",
    ),
    Kind("resource-table", _chart("tiles", "hospital-beds"), "数据资源：表格与区县图", "Resource: table and districts"),
    Kind("resource-chart", _chart("series", "air-quality-daily"), "数据资源：时间序列", "Resource: time series"),
    Kind("resource-bars", _chart("bars", "air-quality-daily"), "数据资源：排行", "Resource: ranked bars"),
    Kind("resource-distribution", _chart("histogram", "air-quality-daily"), "数据资源：分布", "Resource: distribution"),
    Kind("resource-map", _chart("points", "metro-stations"), "数据资源：点位图", "Resource: points on a grid"),
    Kind(
        "resource-conditional",
        lambda site: site.link(
            f"/datasets/{site.dataset('bus-ridership-monthly', opening='conditional')}",
            '/datasets/[^/"]+/resources/[^"]+',
        ),
        "数据资源：有条件开放",
        "Resource, open by application",
    ),
    Kind("publishers", "/publishers", "数源单位", "Publishers"),
    Kind("publisher", "/publishers/health-commission", "一个数源单位", "A publisher"),
    Kind("themes", "/themes", "主题", "Themes"),
    Kind("theme", "/themes/transport", "一个主题", "A theme"),
    Kind("licences", "/licenses", "许可", "Licences"),
    Kind("licence", "/licenses/CC-BY-4.0", "一种许可", "A licence"),
    Kind(
        "licence-compatibility",
        _link("/licenses", '/licenses/[^"]*compat[^"]*'),
        "许可能否合用",
        "Which licences combine",
    ),
    Kind("standards", "/standards", "数据标准", "Standards"),
    Kind("element", _link("/standards", '/standards/[^"/#?]+'), "一个数据元", "A data element"),
    Kind("ledger", "/ledger", "发布账本", "Ledger"),
    Kind("developers", "/developers", "开发者", "For developers"),
    Kind("about", "/about", "关于", "About"),
    Kind("accessibility", "/accessibility", "无障碍", "Accessibility"),
    Kind("styleguide", "/styleguide", "样式总览", "Style guide"),
    Kind("sign-in", "/login", "登录", "Sign in", cookie=True),
    Kind("not-found", "/no-such-page", "找不到", "Not found (404)", status=404),
    Kind(
        "withdrawn",
        lambda site: f"/datasets/{site.line('withdrawn')['name']}",
        "已下架",
        "Withdrawn (410)",
        status=410,
    ),
    Kind("conditional-file", _conditional_file, "须申请的文件", "A file given on request only (403)", status=403),
)

_DESK = (
    Kind("desk-steward", "/desk", "工作台：数据专员", "Desk of a steward", reader="steward2"),
    Kind(
        "desk-official",
        "/desk",
        "工作台：审核人",
        "Desk of an official",
        reader=_official("in_review", "department", "department"),
    ),
    Kind("drafts", "/desk/drafts", "草稿", "Drafts", reader="steward2"),
    Kind(
        "draft", lambda site: site.draft, "填写草稿，会透露什么", "A draft, and what it would reveal", reader="steward2"
    ),
    Kind(
        "draft-columns",
        _columns,
        "草稿的各列",
        "Columns of a draft",
        reader="steward2",
    ),
    Kind(
        "draft-remedies",
        lambda site: f"{site.draft}/remedies/{quote(site.resource)}",
        "选择处理办法",
        "Remedies for a draft's file",
        reader="steward2",
    ),
    Kind("draft-discard", lambda site: f"{site.draft}/discard", "舍弃草稿", "Discarding a draft", reader="steward2"),
    Kind("reviews", "/desk/reviews", "修订", "Revisions", reader="release"),
    _in_review("department", "审核：部门", "Review by the department"),
    _in_review("security", "审核：安全", "Review by security"),
    _in_review("release", "审核：发布", "Review by the release officer"),
    Kind(
        "review-revealing",
        lambda site: site.revealing,
        "审核：会透露个人信息",
        "Review of a file that tells of persons",
        reader="security",
    ),
    Kind(
        "review-returned",
        _revision("returned", "steward", query="state=returned"),
        "退回的修订",
        "A returned revision",
        reader=_official("returned", "steward"),
    ),
    Kind(
        "review-embargoed",
        _revision("embargoed", "release", query="state=approved"),
        "已通过，等待发布日",
        "Approved, waiting for its day",
        reader=_official("embargoed", "release"),
    ),
    Kind(
        "preview",
        lambda site: (
            _revision("in_review", "security", "security", query="state=in_review&stage=security")(site) + "/preview"
        ),
        "发布前预览",
        "Preview of a revision",
        reader=_official("in_review", "security", "security"),
    ),
    Kind("desk-datasets", "/desk/datasets", "工作台：数据集", "Datasets at the desk", reader="release"),
    Kind("audit", "/desk/audit", "审计记录", "Audit log", reader="admin"),
)

KINDS = (*_PUBLIC, *_DESK)
