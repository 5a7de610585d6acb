"""What every template may use: the page's language, links, and words for values."""

from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup

from portal.catalog.presentation import Text
from portal.settings import Settings
from portal.web.icons import icon, license_icon, theme_icon
from portal.web.language import current_language, neutral_url_for, other_language_url
from portal.web.reading import services
from portal.wording import remedy, sentence
from portal.wording.public import label
from portal.wording.remedies import steps_words

__all__ = ["LANGUAGE_TAGS", "init_templating", "language_tag"]

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
_UNITS = ("kB", "MB", "GB", "TB")


def init_templating(app: Flask) -> None:
    """Give templates their filters and globals.

    Filters: ``text`` (a `Text` in the page's language), ``marked`` (the same, with its ``lang`` where it differs from
    the page's), ``date`` and ``moment`` (in the site's zone), ``ago`` (in days), ``number``, ``size`` (of bytes),
    ``link`` (an address that may be followed, or empty), and the words of closed lists: ``opening grade cadence kind
    type_name sort_name facet_name chart_kind aspect_name property_name``; ``steps_words`` (what was done to a resource
    to protect persons). Globals: ``page_language()``,
    ``language_tag()``, ``site_name()``, ``neutral_url_for``, ``other_language_url``, ``icon``, ``theme_icon`` and
    ``license_icon``, ``sentence`` and ``remedy`` of codes.
    """
    app.jinja_env.filters.update(
        text=_text,
        marked=_marked,
        date=_date,
        moment=_moment,
        ago=_ago,
        number=_number,
        size=_size,
        link=_link,
        language_tag=language_tag,
        opening=lambda value: label("opening", value),
        grade=lambda value: label("grade", value),
        cadence=lambda value: label("cadence", value),
        kind=lambda value: label("kind", value),
        type_name=lambda value: label("type", value),
        sort_name=lambda value: label("sort", value),
        facet_name=lambda value: label("facet", value),
        chart_kind=lambda value: label("chart", value),
        property_name=lambda value: label("property", value),
        aspect_name=lambda value: label("aspect", value),
        steps_words=steps_words,
    )
    app.jinja_env.globals.update(
        page_language=current_language,
        language_tag=language_tag,
        neutral_url_for=neutral_url_for,
        other_language_url=other_language_url,
        sentence=sentence,
        remedy=remedy,
        site_name=_site_name,
        icon=icon,
        theme_icon=theme_icon,
        license_icon=license_icon,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def language_tag(language: str | None = None) -> str:
    """Return the value of the attribute ``lang`` for a language, the page's by default."""
    chosen = language or current_language()
    return LANGUAGE_TAGS.get(chosen, chosen)


def _site_name(language: str | None = None) -> str:
    settings: Settings = services().settings
    return settings.site_name_en if (language or current_language()) == "en" else settings.site_name


def _text(value: Text | str | None) -> str:
    return value.in_language(current_language()) if isinstance(value, Text) else str(value or "")


def _marked(value: Text | str | None) -> Markup | str:
    """Say in which language a text is, where it is not the page's (WCAG 3.1.2)."""
    if not isinstance(value, Text) or not value:
        return str(value or "")
    page = current_language()
    shown = value.language_shown(page)
    if language_tag(shown).partition("-")[0] == page:
        return value.in_language(page)
    return Markup('<span lang="{}">{}</span>').format(language_tag(shown), value.in_language(page))


def _date(value: datetime | None) -> Markup | str:
    if value is None:
        return ""
    local = value.astimezone(services().settings.zone)
    shown = format_date(local.date(), format="long", locale=_LOCALES[current_language()])
    return Markup('<time datetime="{}">{}</time>').format(local.date().isoformat(), shown)


def _moment(value: datetime | None) -> Markup | str:
    if value is None:
        return ""
    local = value.astimezone(services().settings.zone)
    pattern = "y年M月d日 HH:mm" if current_language() == "zh" else "d MMMM y, HH:mm"
    shown = format_datetime(local, pattern, locale=_LOCALES[current_language()])
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="seconds"), shown)


def _ago(value: datetime | None) -> str:
    """Say how many days ago a day was, in the site's zone: pages are made anew each day, not each minute."""
    if value is None:
        return ""
    zone = services().settings.zone
    days = (services().clock.now().astimezone(zone).date() - value.astimezone(zone).date()).days
    if days == 0:
        return str(_("today"))
    locale = _LOCALES[current_language()]
    return str(format_timedelta(timedelta(days=-days), granularity="day", add_direction=True, locale=locale))


def _number(value: Any) -> str:
    """Group the digits of a number, and cut none off; what is no number stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    return str(format_decimal(value, locale=_LOCALES[current_language()], decimal_quantization=False))


def _size(count: int | None) -> str:
    """Write a number of bytes with one decimal, in powers of a thousand."""
    if count is None:
        return ""
    if count < 1000:
        return f"{count} B"
    size = float(count)
    for unit in _UNITS:
        size /= 1000
        if size < 999.95 or unit == _UNITS[-1]:
            break
    return f"{_number(round(size, 1))} {unit}"


def _link(value: Any) -> str:
    """Return an address from a descriptor if a browser may be led there, else nothing."""
    return value if isinstance(value, str) and value.lower().startswith(("https://", "http://")) else ""
