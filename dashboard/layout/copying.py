"""Texts to copy, each in a box under its name with a button; and what a reader may want to know about them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

import streamlit as st

from dashboard.texts import _


@dataclass(frozen=True)
class Copied:
    """One text to copy.

    Attributes:
        label: its name, which the button says too.
        text: what is copied, as it is shown.
        note: a sentence under it.
        asked: an address to ask for once the text is copied, so that the page it names is kept from then on.
    """

    label: str
    text: str
    note: str = ""
    asked: str = ""


def show_copied(texts: Sequence[Copied], key: str) -> None:
    """The texts one under the other; `key` tells the uses on a page apart."""
    words = {
        "copy": _("Copy"),
        "copied": _("Copied"),
        "denied": _("Not allowed here: select the text to copy it."),
        "not_kept": _("Copied, but its page could not be kept: reload this page and copy again."),
    }
    _TEXTS(data={"texts": [asdict(one) for one in texts], "words": words}, key=f"texts-{key}")


# Only `textContent` and attributes are set: no text can become markup.
_JS: Final = """
    function part(tag, text, className) {
        const made = document.createElement(tag);
        made.textContent = text;
        if (className) made.className = className;
        return made;
    }
    async function isKept(address) {
        try { return !address || (await fetch(address)).ok; }
        catch { return false; }
    }
    async function copy(one, words, said) {
        try { await navigator.clipboard.writeText(one.text); }
        catch { said.textContent = words.denied; return; }
        said.textContent = (await isKept(one.asked)) ? words.copied : words.not_kept;
    }
    function box(one, words) {
        const made = part("section", ""), head = part("div", "", "head");
        const button = part("button", words.copy), said = part("span", "", "said"), text = part("pre", one.text);
        button.type = "button";
        button.ariaLabel = `${words.copy}: ${one.label}`;
        button.onclick = () => copy(one, words, said);
        said.role = "status";
        text.tabIndex = 0;  // a long one scrolls, by keyboard too
        text.ariaLabel = one.label;
        head.append(part("strong", one.label), said, button);
        made.append(head, text);
        if (one.note) made.append(part("p", one.note));
        return made;
    }
    export default function ({ parentElement, data }) {
        const place = parentElement.querySelector(".texts"), shown = JSON.stringify(data);
        if (place.shown === shown) return;  // a rerun leaves the focus where it is
        place.shown = shown;
        place.replaceChildren(...data.texts.map((one) => box(one, data.words)));
    }
"""
_CSS: Final = """
    section { margin-bottom: 0.9rem; color: var(--st-text-color); font-size: 0.94rem; }
    .head { display: flex; align-items: center; gap: 0.6rem; margin-bottom: 0.25rem; }
    .said { margin-left: auto; font-size: 0.85rem; }
    button { min-height: 2.2rem; padding: 0 0.75rem; cursor: pointer; font: inherit; color: inherit;
             background: var(--st-background-color); border: 1px solid var(--st-border-color);
             border-radius: var(--st-base-radius); }
    button:focus-visible, pre:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
    pre { margin: 0; padding: 0.5rem; max-height: 9rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
          font-family: var(--st-code-font); font-size: 0.82rem; background: var(--st-secondary-background-color);
          border-radius: var(--st-base-radius); }
    p { margin: 0.25rem 0 0; font-size: 0.85rem; }
    @media (pointer: coarse) { button { min-height: 44px; } }
"""
_TEXTS: Final = st.components.v2.component("texts", html='<div class="texts"></div>', css=_CSS, js=_JS)
