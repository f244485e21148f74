"""The built book as readers meet it: in a browser, with the outside network refused, on every page."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import BOOK

pytestmark = pytest.mark.browser

_DESKTOP, _PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
_NOT_OURS = {"genindex.html", "search.html"}
ALL = sorted(
    page
    for page in (path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*.html") if "_static" not in path.parts)
    if page not in _NOT_OURS
)
#: The pages of single events are made by one template and come by the hundred: each is opened once, on one screen.
EVENTS = [page for page in ALL if re.match(r"chapters/register/\d{4}-", page)]
PAGES = [page for page in ALL if page not in set(EVENTS)]

#: kB of gzip for all that a page loads.
_WEIGHT_WITH_CHARTS, _WEIGHT_WITHOUT = 800, 450


class _Visit:
    """A page opened in a fresh context, with what went wrong on the way."""

    def __init__(self, chromium, served: str, page: str, **context) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.bytes = 0
        self._context = chromium.new_context(**context)
        self.page = self._context.new_page()
        self.page.route("**/*", self._route)
        self.page.on("console", lambda message: self._log(message.type, message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("response", self._weigh)
        self._served = served
        self.page.goto(served + page, wait_until="load")
        if context.get("java_script_enabled", True):
            self.page.wait_for_function(
                "[...document.querySelectorAll('.df-figure')].every(figure => figure.dataset.live)", timeout=60_000
            )

    def _route(self, route) -> None:
        if route.request.url.startswith((self._served, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _log(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.errors.append(text)

    def _weigh(self, response) -> None:
        if response.ok:
            self.bytes += len(gzip.compress(response.body(), 6))

    def __enter__(self) -> "_Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()


def test_there_are_pages_to_look_at() -> None:
    assert {"index.html", "chapters/memorandum.html", "chapters/register/2017.html"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_every_figure_asks_nothing_of_the_outside_and_logs_no_error(chromium, served, page: str) -> None:
    with _Visit(chromium, served, page, viewport=_DESKTOP) as visit:
        figures = visit.page.locator(".df-figure").count()
        live = visit.page.locator(".df-figure[data-live] svg.marks").count()
        assert live == figures, f"{figures - live} of {figures} figures are not drawn"
        assert visit.outside == []
        assert visit.errors == []
        limit = _WEIGHT_WITH_CHARTS if figures else _WEIGHT_WITHOUT
        assert visit.bytes / 1000 < limit, f"{visit.bytes / 1000:.0f} kB gzip, of {limit}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [_DESKTOP, _PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_accessibility_violation_and_fits_the_screen(
    chromium, served, page: str, screen: dict, scheme: str
) -> None:
    with _Visit(chromium, served, page, viewport=screen, color_scheme=scheme, reduced_motion="reduce") as visit:
        theme = visit.page.evaluate("document.documentElement.dataset.theme")
        assert theme == scheme
        found = Axe().run(visit.page).response["violations"]
        said = [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]
        assert said == []
        wider = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{wider} px wider than the screen"


@pytest.mark.parametrize("page", EVENTS)
def test_an_events_page_is_sound_on_one_screen_of_four_in_turn(chromium, served, page: str) -> None:
    turn = EVENTS.index(page)
    screen, scheme = (_DESKTOP, _PHONE)[turn % 2], ("light", "dark")[turn // 2 % 2]
    with _Visit(chromium, served, page, viewport=screen, color_scheme=scheme, reduced_motion="reduce") as visit:
        assert visit.outside == [] and visit.errors == []
        assert visit.bytes / 1000 < _WEIGHT_WITHOUT
        found = Axe().run(visit.page).response["violations"]
        said = [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]
        assert said == []
        wider = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{wider} px wider than the screen"


_WITH_FIGURES = [page for page in PAGES if "df-figure" in (BOOK / page).read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", _WITH_FIGURES)
def test_without_scripts_every_figure_is_still_seen(chromium, served, page: str) -> None:
    with _Visit(chromium, served, page, viewport=_DESKTOP, java_script_enabled=False) as visit:
        drawings = visit.page.locator(".df-figure .df-drawing > svg")
        assert drawings.count() == visit.page.locator(".df-figure").count() > 0
        for index in range(drawings.count()):
            box = drawings.nth(index).bounding_box()
            assert box["width"] > 300, "a drawing is too narrow to be seen"
            assert box["height"] > 60, "a drawing is too low to be seen"


def test_figures_follow_the_theme_switch(chromium, served) -> None:
    with _Visit(chromium, served, "index.html", viewport=_DESKTOP, color_scheme="light") as visit:
        text = ".df-drawing svg text"
        before = visit.page.locator(text).first.get_attribute("fill")
        visit.page.evaluate(
            "document.querySelectorAll('.df-figure').forEach(figure => delete figure.dataset.live);"
            "document.documentElement.dataset.theme = 'dark'"
        )
        visit.page.wait_for_selector(".df-figure[data-live]", timeout=20_000)
        assert visit.page.locator(text).first.get_attribute("fill") != before


def test_a_page_opened_from_the_disk_draws_its_figures(chromium) -> None:
    page = chromium.new_context(viewport=_DESKTOP).new_page()
    page.goto((BOOK / "index.html").as_uri())
    page.wait_for_selector(".df-figure[data-live] svg.marks", timeout=30_000)
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["interactive", "drawing"])
@pytest.mark.parametrize("page", ["index.html", "chapters/memorandum.html"])
def test_a_mark_leads_to_its_event_in_the_register(chromium, served, page: str, scripts: bool) -> None:
    with _Visit(chromium, served, page, viewport=_DESKTOP, java_script_enabled=scripts) as visit:
        mark = visit.page.locator(".df-figure .mark-symbol.role-mark path").first
        mark.scroll_into_view_if_needed()
        mark.click()
        visit.page.wait_for_url(re.compile(r"/chapters/register/\d{4}-[\w-]+\.html$"), timeout=10_000)
        assert visit.page.locator("article h1").count() == 1
        assert visit.page.locator("table caption, table thead").count() >= 1


class _Links(HTMLParser):
    """Addresses and anchors of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list) -> None:
        found = dict(attributes)
        if tag == "a":
            self.links += [found[key] for key in ("href", "xlink:href") if found.get(key)]
        if found.get("id"):
            self.anchors.add(found["id"])


@pytest.fixture(scope="module")
def parsed() -> dict[str, _Links]:
    pages = {}
    for path in BOOK.rglob("*.html"):
        if "_static" not in path.parts:
            parser = _Links()
            parser.feed(path.read_text(encoding="utf-8"))
            pages[path.relative_to(BOOK).as_posix()] = parser
    return pages


def _targets(page: str, links: list[str]) -> Iterator[tuple[str, str]]:
    for link in links:
        if not re.match(r"[a-z]+:", link):
            address, anchor = urldefrag(link)
            target = (BOOK / page).parent / unquote(address) if address else BOOK / page
            yield target.resolve().relative_to(BOOK.resolve()).as_posix(), unquote(anchor)


@pytest.mark.parametrize("page", PAGES)
def test_no_link_within_the_book_is_dead(parsed: dict[str, _Links], page: str) -> None:
    _follow(parsed, page)


def test_no_link_of_an_events_page_is_dead(parsed: dict[str, _Links]) -> None:
    for page in EVENTS:
        _follow(parsed, page)


def _follow(parsed: dict[str, _Links], page: str) -> None:
    for target, anchor in _targets(page, parsed[page].links):
        assert (BOOK / target).exists(), f"{page} links to {target}, which is not there"
        if anchor and target in parsed:
            assert anchor in parsed[target].anchors, f"{page} links to {target}#{anchor}, which is not there"


def test_each_figure_can_be_taken_away_as_rows_and_as_a_picture() -> None:
    folder: Path = BOOK / "_figures"
    names = {path.stem for path in folder.glob("*.svg")}
    assert names
    for name in names:
        assert (folder / f"{name}.csv").read_text(encoding="utf-8").count("\n") > 1
        assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_every_source_is_listed_once_in_the_one_bibliography(data) -> None:
    page = (BOOK / "chapters" / "sources.html").read_text(encoding="utf-8")
    listed = re.findall(r'<div class="citation" id="([^"]+)"', page)
    assert len(listed) == len(set(listed)) == len(data["sources"])


def test_every_event_has_a_page_and_stands_once_in_the_list_of_its_year(data, parsed: dict[str, _Links]) -> None:
    ids = set(data["events"]["event_id"])
    assert {Path(page).stem for page in EVENTS} == ids
    listed = []
    for page in PAGES:
        if re.fullmatch(r"chapters/register/\d{4}\.html", page):
            listed += [
                Path(target).stem for target, _ in _targets(page, parsed[page].links) if Path(target).stem in ids
            ]
    assert sorted(listed) == sorted(ids)
