"""Every word a reader sees comes from the catalogue, and the catalogue is what the code says."""

import ast
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.texts import FOLDER, SOURCE_LANGUAGE, _, catalogue, language, ngettext
from dashboard.texts.update import messages, rendered

HOUSE = Path(dashboard.__file__).parent
CATALOGUES = [path.stem for path in sorted(FOLDER.glob("*.po"))]
PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")


def texts_of(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.parametrize("code", CATALOGUES)
def test_the_catalogue_is_up_to_date_with_the_code(code: str):
    before = (FOLDER / f"{code}.po").read_bytes()
    assert rendered(code, before) == before, "run `make texts`"


def test_every_message_of_the_code_has_english_words():
    english = catalogue(SOURCE_LANGUAGE)
    found = {key: english.get(key if len(key) > 1 else key[0]) for key in messages()}
    assert [key for key, message in found.items() if message is None or not message.string] == []


@pytest.mark.parametrize("code", CATALOGUES)
def test_the_words_hold_the_same_placeholders_as_the_message(code: str):
    wrong = [
        message.id
        for message in catalogue(code)
        if message.id and message.string
        for words in texts_of(message.string)
        if set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(texts_of(message.id)[-1]))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CATALOGUES)
def test_every_placeholder_has_a_name_and_every_brace_its_other(code: str):
    for message in catalogue(code):
        for text in texts_of(message.id):
            assert "{}" not in text
            text.format(**dict.fromkeys(PLACEHOLDER.findall(text), "x"))


def test_a_message_the_catalogue_lacks_stands_for_itself():
    assert _("no such message, at all") == "no such message, at all"


@pytest.mark.parametrize(("number", "said"), [(0, "many"), (1, "one"), (2, "many"), (21, "many")])
def test_english_has_one_and_many(number: int, said: str):
    assert ngettext("one", "many", number) == said


def test_pages_are_english_first():
    assert language() == SOURCE_LANGUAGE


# No words outside the catalogue

SPEAKING = {  # calls whose text a reader sees
    "title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success", "write", "text",
    "button", "selectbox", "radio", "multiselect", "expander", "download_button", "text_input", "checkbox", "toggle",
    "tabs", "link_button", "metric", "segmented_control", "pills", "slider", "number_input", "popover",
}  # fmt: skip
NAMED = {"label", "placeholder", "help", "body", "title", "subtitle", "description", "how_to_read", "source", "empty"}
FILLED = {"Content", "Page", "page_link"}
MARKUP = re.compile(r":material/\w+:|:\w+\[|&nbsp;")
CODE_FILES = sorted([*(HOUSE / "layout").glob("*.py"), *(HOUSE / "charts").glob("*.py"), HOUSE / "app.py"])


def has_words(node: ast.expr) -> bool:
    """Whether an expression writes letters of its own; what stands inside `_()` or `{}` does not count."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(re.search(r"[^\W\d_]{2}", MARKUP.sub("", node.value)))
    if isinstance(node, ast.JoinedStr):
        return any(has_words(value) for value in node.values)
    if isinstance(node, ast.BinOp):
        return has_words(node.left) or has_words(node.right)
    if isinstance(node, ast.IfExp):
        return has_words(node.body) or has_words(node.orelse)
    if isinstance(node, ast.List | ast.Tuple):
        return any(has_words(value) for value in node.elts)
    return False


def spoken(source: str) -> list[str]:
    """The literals with words of their own in calls that speak to the reader, each with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        method = isinstance(node.func, ast.Attribute)
        name = node.func.attr if method else getattr(node.func, "id", "")
        first = node.args[:1] if method and name in SPEAKING else []
        named = [k.value for k in node.keywords if k.arg in NAMED and (first or name in SPEAKING | FILLED)]
        found += [f"line {n.lineno}: {ast.unparse(n)}" for n in (*first, *named) if has_words(n)]
    return found


@pytest.mark.parametrize("path", CODE_FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_words_for_the_reader_stand_outside_the_catalogue(path: Path):
    assert spoken(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        'st.title("Hello")',
        'st.caption(f"{count} rows")',
        'st.button(label="Clear")',
        'left.selectbox("From", years)',
        'st.markdown("**" + "Bold words" + "**")',
        'Content(title="China leads")',
        'st.info("yes" if ok else _("no"))',
    ],
)
def test_the_check_sees_words_in_code(line: str):
    assert spoken(line) != []


@pytest.mark.parametrize(
    "line",
    [
        'st.title(_("Hello"))',
        'st.caption(f"**{word}** {meaning}")',
        'st.markdown(":material/warning: " + warning)',
        'st.button(_("Clear"), shortcut="Escape")',
        'frame["label"].title()',
        'st.markdown("  \\n".join(facts))',
    ],
)
def test_the_check_lets_markup_and_catalogued_words_pass(line: str):
    assert spoken(line) == []
