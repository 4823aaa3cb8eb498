"""Each page without a browser, on the small release: what it says for any link, and when there is no release."""

import ast
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import filtering
from dashboard import release as releases
from dashboard.selection import Choice

APP = Path(dashboard.__file__).parent / "app.py"
WITHIN = 60  # seconds until a run that hangs is given up

# What a page is called with: the app's own frame needs a browser's path to reach any page but the first.
PAGES = [
    node.elts[1].value
    for node in ast.walk(ast.parse(APP.read_text()))
    if isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[1], ast.Constant)
]
EVERYTHING = {
    "partner": ["VNM", "IND"],
    "from": "2010",
    "to": "2020",
    "flow": "export",
    "measure": "share",
    "asia": "wide",
    "basis": "mirror",
}


@pytest.fixture(autouse=True)
def _small_release(small_datasets: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(releases, "DATASETS", small_datasets)


def app(**query) -> AppTest:
    """The app at its first page, after one run."""
    at = AppTest.from_file(str(APP), default_timeout=WITHIN)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def page(name: str, choice: Choice) -> AppTest:
    """One page alone, after one run."""

    def script(name, choice):
        import importlib

        from dashboard import release

        importlib.import_module(f"dashboard.layout.{name}").show(release.current(), choice)

    return AppTest.from_function(script, default_timeout=WITHIN, kwargs={"name": name, "choice": choice}).run()


def said(at: AppTest) -> str:
    return " ".join(info.value for info in at.info)


def specs(at: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def test_the_app_has_its_pages():
    assert {"explore", "partner", "data"} <= set(PAGES)


def test_the_front_page_opens_without_a_choice():
    at = app()
    assert not at.exception
    assert len(at.title) == 1
    assert said(at) == ""


def test_the_widgets_show_what_a_link_says():
    at = app(**EVERYTHING)
    assert not at.exception
    assert at.multiselect(key="partner").value == ["VNM", "IND"]
    assert (at.selectbox(key="from").value, at.selectbox(key="to").value) == (2010, 2020)
    assert at.radio(key="flow").value == "export"
    assert [at.selectbox(key=key).value for key in ("measure", "asia", "basis")] == ["share", "wide", "mirror"]


def test_the_desk_shows_its_five_charts():
    assert len(page("explore", Choice()).get("vega_lite_chart")) >= 5


@pytest.mark.parametrize("measure", ["turnover", "change", "share", "gdp_russia", "gdp_partner"])
@pytest.mark.parametrize("basis", ["preferred", "reported", "mirror"])
def test_the_desk_opens_for_every_measure_on_every_basis(measure: str, basis: str):
    assert not page("explore", Choice(measure=measure, basis=basis)).exception


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"partner": ["XXX"]}, "XXX"),
        ({"from": "1066"}, "1066"),
        ({"from": "2020", "to": "2010"}, "2010 to 2020"),
        ({"flow": "sideways"}, "sideways"),
        ({"measure": "love"}, "love"),
        ({"colour": "red"}, "colour"),
        ({"release": "of-last-year"}, "of-last-year"),
    ],
)
def test_a_bad_link_opens_and_says_what_was_ignored(query: dict, named: str):
    at = app(**query)
    assert not at.exception
    assert named in said(at)
    assert len(at.title) == 1


def test_a_partner_without_data_says_so_in_place_of_its_charts():
    at = page("explore", Choice(("BTN",)))
    assert not at.exception
    assert said(at).count("Bhutan") >= 2  # its trade and its visits


def test_charts_carry_no_data_of_their_own_and_a_description():
    for chart in page("explore", Choice()).get("vega_lite_chart"):
        spec = json.loads(chart.proto.spec)
        assert "values" not in json.dumps(spec.get("data", {}))
        assert chart.proto.alt if hasattr(chart.proto, "alt") else spec.get("description")


def test_a_widget_that_changes_writes_the_link():
    at = app(partner=["VNM"])
    at.radio(key="flow").set_value("export").run()
    assert not at.exception
    assert {key: at.query_params[key] for key in ("partner", "flow")} == {"partner": "VNM", "flow": "export"}
    assert at.radio(key="flow").value == "export"


def test_back_pressed_while_a_run_is_under_way_wins_over_a_widget_that_still_shows_the_view_left_behind():
    at = app(partner=["IND"])
    at.query_params["partner"] = ["CHN", "IND"]  # where Back led to
    at.radio(key="flow").set_value("import").run()  # what the page, not yet redrawn, sends along
    assert at.multiselect(key="partner").value == ["CHN", "IND"]
    assert at.radio(key="flow").value == "turnover"


def test_years_set_the_wrong_way_round_by_widgets_are_put_right():
    at = app(to="2010")
    at.selectbox(key="from").set_value(2015).run()
    assert not at.exception
    assert (at.selectbox(key="from").value, at.selectbox(key="to").value) == (2010, 2015)


def test_two_equal_years_set_by_widgets_leave_a_page_that_works():
    at = app(to="2015")
    at.selectbox(key="from").set_value(2015).run()
    assert not at.exception


def test_clear_drops_the_partners_and_keeps_the_flow():
    at = app(partner=["VNM"], flow="export")
    next(button for button in at.button if button.label == "Clear").click().run()
    assert not at.exception
    assert at.multiselect(key="partner").value == []
    assert at.radio(key="flow").value == "export"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice(("VNM", "IND"), 2010, 2020, "export", "share", "wide", "mirror"),
        Choice(("BTN",)),
        Choice(("CHN", "IND", "JPN", "VNM", "PRK", "KAZ", "TUR", "BTN")),
        Choice(first=2023, last=2024),
    ],
    ids=["no choice", "everything", "without data", "as many as there are", "after the break"],
)
def test_each_page_stands_for_any_choice(name: str, choice: Choice):
    at = page(name, choice)
    assert not at.exception
    assert len(at.title) == 1


def test_the_partner_page_without_a_choice_shows_the_first_of_the_ranking_and_says_so():
    at = page("partner", Choice())
    assert at.title[0].value == "China"
    assert any("No partner is chosen" in caption.value for caption in at.caption)


def test_the_partner_page_puts_two_side_by_side_and_says_that_more_were_chosen():
    at = page("partner", Choice(("IND", "VNM", "JPN")))
    assert at.title[0].value == "India and Vietnam"
    assert any("3" in caption.value for caption in at.caption)


@pytest.mark.parametrize("section", ["tables", "methods", "sources", "missing", "ages", "glossary", "places"])
def test_each_section_of_the_data_page_opens(section: str):
    assert not page("data", Choice(section=section)).exception


@pytest.mark.parametrize("table", ["trade_annual", "visits", "places", "coverage", "events", "headline_trade"])
def test_each_table_opens_on_the_data_page_for_chosen_partners_and_years(table: str):
    at = page("data", Choice(("VNM",), 2010, 2020, table=table))
    assert not at.exception


# No release


def test_without_a_release_there_is_one_clear_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(releases, "DATASETS", tmp_path)
    at = app(partner=["VNM"])
    assert not at.exception
    assert len(at.title) == 1
    assert len(at.error) == 1
    assert "etl build" in " ".join(m.value for m in at.markdown)
    assert not at.get("vega_lite_chart")


@pytest.mark.parametrize("broken", ["visits.csv", "datapackage.json", "release.json"])
def test_a_broken_release_is_one_clear_page_that_names_the_file(
    small_release_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
):
    folder = Path(shutil.copytree(small_release_dir, tmp_path / "releases" / "r"))
    (folder / broken).write_text("{")
    (tmp_path / "release").symlink_to(folder)
    monkeypatch.setattr(releases, "DATASETS", tmp_path)
    at = app()
    assert not at.exception
    assert broken in at.error[0].value


# The table under a figure and on the data page


TRADE = pd.DataFrame(
    {
        "partner": ["VNM", "VNM", "IND", "IND"],
        "year": [2010, 2020, 2010, 2020],
        "source": ["fcs", "imf_imts", "fcs", "Fcs and (more)"],
        "value_usd": [1.0, 2.0, 3.0, None],
    }
)


def kept(choice: Choice, text: str = "", table: pd.DataFrame = TRADE) -> list[int]:
    """The positions of the rows that stay."""
    rows = filtering.filtered(table.assign(n=range(len(table))), choice, text)
    assert list(rows.index) == list(range(len(rows)))
    return list(rows["n"])


def test_without_a_choice_all_rows_stay():
    assert kept(Choice()) == [0, 1, 2, 3]


def test_rows_of_the_chosen_partners_stay():
    assert kept(Choice(("IND",))) == [2, 3]


@pytest.mark.parametrize(
    ("first", "last", "rows"), [(2010, 2010, [0, 2]), (2011, None, [1, 3]), (None, 2019, [0, 2]), (2011, 2019, [])]
)
def test_rows_of_the_chosen_years_stay_both_ends_included(first: int | None, last: int | None, rows: list[int]):
    assert kept(Choice(first=first, last=last)) == rows


@pytest.mark.parametrize(
    ("text", "rows"), [("imf", [1]), ("FCS", [0, 2, 3]), ("(more)", [3]), ("vnm", [0, 1]), ("nothing", []), ("2.*", [])]
)
def test_rows_that_hold_the_words_stay_whatever_the_case_and_no_sign_is_special(text: str, rows: list[int]):
    assert kept(Choice(), text) == rows


def test_partners_years_and_words_work_together():
    assert kept(Choice(("IND",), 2015, None), "fcs") == [3]


@pytest.mark.parametrize("column", ["month", "start", "date", "period", "session_year"])
def test_a_year_is_found_in_any_column_of_time(column: str):
    table = pd.DataFrame(
        {column: ["2010-05", "2020-01", "FY2015-16"] if column != "session_year" else [2010, 2020, 2015]}
    )
    assert kept(Choice(first=2014, last=2019), table=table) == [2]


@pytest.mark.parametrize("column", ["partner", "iso3", "destination"])
def test_a_partner_is_found_in_any_column_of_places(column: str):
    assert kept(Choice(("VNM",)), table=pd.DataFrame({column: ["IND", "VNM"]})) == [1]


def test_a_table_without_places_or_years_is_not_filtered_by_them():
    assert kept(Choice(("VNM",), 2010, 2011), table=pd.DataFrame({"word": ["a", "b"]})) == [0, 1]
