"""The figure contract: what it adds, what it refuses, and that it is the same at every run."""

import importlib
import inspect
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconfliction import charts
from deconfliction.charts import renderer, theme
from deconfliction.charts.figure import figure, source_line
from deconfliction.charts.stacking import levels
from deconfliction.charts.table import Table


def _chart(colour: str = theme.INK) -> alt.Chart:
    return alt.Chart(pd.DataFrame({"x": [0.1 + 0.2, 1], "y": [1, 2]})).mark_point(color=colour).encode(x="x:Q", y="y:Q")


@pytest.fixture
def parts(data) -> dict:
    return {
        "name": "a-figure",
        "caption": "A finding.",
        "description": "Two points.",
        "table": pd.DataFrame({"What": ["one", "two"], "event_id": ["2015-10-20-memorandum-signed", pd.NA]}),
        "sources": data["sources"]["source_id"].head(2),
        "data": data,
    }


def test_a_figure_is_a_spec_a_drawing_and_a_description_and_no_html(parts) -> None:
    bundle = figure(_chart(), **parts)._repr_mimebundle_()
    assert set(bundle) == {renderer.SPEC_TYPE, "image/svg+xml", "text/plain"}
    assert bundle["text/plain"] == bundle[renderer.SPEC_TYPE]["description"] == "Two points."
    assert bundle["image/svg+xml"].startswith("<svg")


def test_the_same_chart_gives_the_same_bytes(parts) -> None:
    first, second = (figure(_chart(), **parts)._repr_mimebundle_() for _ in range(2))
    assert first == second


def test_floats_are_rounded_before_they_are_stored(parts) -> None:
    spec = figure(_chart(), **parts).spec
    (rows,) = spec["datasets"].values()
    assert rows[0]["x"] == 0.3


@pytest.mark.parametrize("name", ["A Figure", "", "figure_1"])
def test_a_name_that_is_not_a_slug_is_refused(parts, name: str) -> None:
    with pytest.raises(ValueError, match="lower-case words joined by hyphens"):
        figure(_chart(), **{**parts, "name": name})


@pytest.mark.parametrize("what", ["caption", "description"])
def test_an_empty_text_is_refused(parts, what: str) -> None:
    with pytest.raises(ValueError, match=f"the {what} is empty"):
        figure(_chart(), **{**parts, what: " "})


def test_an_empty_selection_is_said_in_the_figures_place(parts) -> None:
    parts["table"] = parts["table"].head(0)
    parts["caption"] = "How near did they come? Two miles."
    shown = figure(_chart(), **parts)
    assert "“How near did they come?” Nothing is drawn" in shown.text()
    assert shown.text().replace("“", "").split("?")[0] in shown._repr_mimebundle_()["text/html"]
    assert not hasattr(shown, "spec")


def _drawing() -> list:
    """Every function of the package that draws rows: the first thing that it takes is the rows."""
    found = []
    for path in sorted(Path(charts.__file__).parent.glob("*.py")):
        module = importlib.import_module(f"deconfliction.charts.{path.stem}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                notes = inspect.get_annotations(inspect.unwrap(function))
                takes, gives = next(iter(notes.values()), None), str(notes.get("return"))
                if "DataFrame" in str(takes) and "Chart" in gives:
                    found.append(function)
    return found


def test_there_are_charts_to_ask() -> None:
    assert len(_drawing()) >= 20


@pytest.mark.parametrize("draw", _drawing(), ids=lambda draw: draw.__name__)
def test_a_chart_of_nothing_is_a_chart_without_a_mark(draw) -> None:
    takes = next(iter(inspect.signature(draw).parameters.values()))
    rows = {} if "dict" in str(takes.annotation) else pd.DataFrame()
    rest = [None] * (sum(p.kind is not p.KEYWORD_ONLY and p.default is p.empty for p in _parameters(draw)) - 1)
    spec = draw(rows, *rest).to_dict()
    assert not any(values for values in spec.get("datasets", {}).values())


def _parameters(draw) -> list[inspect.Parameter]:
    return list(inspect.signature(draw).parameters.values())


def test_a_colour_that_is_not_of_the_theme_is_refused_by_its_name(parts) -> None:
    with pytest.raises(ValueError, match="#123456 are not colours of the theme"):
        figure(_chart("#123456"), **parts)


def test_the_source_line_counts_rows_and_pages_and_names_the_publishers(data) -> None:
    ids = data["sources"]["source_id"].head(3)
    line = source_line(pd.concat([ids, ids.head(1)]), data, "accounts")
    assert line.startswith("4 accounts on 3 pages: ")
    assert data["sources"]["publisher"].iloc[0] in line


def test_any_altair_chart_in_a_notebook_is_shown_without_html() -> None:
    assert alt.renderers.active == "deconfliction"
    assert "text/html" not in renderer.bundle(_chart().to_dict())


def _luminance(colour: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("token", ["ink", "muted", "us", "ru", "third", "dispute"])
def test_text_and_data_colours_stand_at_least_four_and_a_half_to_one_against_the_page(token: str, scheme: int) -> None:
    assert _contrast(theme.TOKENS[token][scheme], theme.TOKENS["paper"][scheme]) >= 4.5


def test_a_table_has_a_caption_and_header_cells_with_a_scope() -> None:
    html = Table(pd.DataFrame({"A": ["<b>"], "B": [pd.NA]}), "What it says").html()
    assert "<caption>What it says</caption>" in html
    assert html.count('scope="col"') == 2
    assert 'scope="row">&lt;b&gt;' in html


def test_marks_that_would_meet_take_different_levels_of_their_lane_and_others_do_not() -> None:
    lanes = pd.Series(["a", "a", "a", "b"])
    left, right = pd.Series([0.0, 5.0, 30.0, 1.0]), pd.Series([10.0, 15.0, 40.0, 11.0])
    assert levels(lanes, left, right).tolist() == [0, 1, 0, 0]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 100), st.floats(1, 30)), min_size=1, max_size=12))
def test_no_two_marks_of_a_lane_overlap_on_one_level(marks: list[tuple[str, float, float]]) -> None:
    frame = pd.DataFrame(marks, columns=["lane", "left", "width"])
    frame["right"] = frame["left"] + frame["width"]
    frame["level"] = levels(frame["lane"], frame["left"], frame["right"])
    for _, group in frame.sort_values("left").groupby(["lane", "level"]):
        assert (group["left"].iloc[1:].to_numpy() >= group["right"].iloc[:-1].to_numpy()).all()
