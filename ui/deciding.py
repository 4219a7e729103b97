"""What a person decides on a page: done with a word about the wait, told afterwards, and with a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

import streamlit as st

from corpus.errors import AdviesspoorError
from index.review import Made, undo
from index.settings import Settings
from ui import opened
from ui.markup import html, put

VERDICTS = {
    "confirm": "Bevestigd",
    "choose": "Verbeterd",
    "reject": "Losgemaakt",
    "merge": "Samengevoegd",
    "split": "Gesplitst",
}
_LAST = "laatste-beslissing"


def decide_now(work: Callable[[], Made], then: Callable[[], None] | None = None) -> None:
    """Carry out a decision and show the page anew; `then` changes the address. An error becomes one sentence."""
    try:
        with st.spinner("De beslissing wordt toegepast en alles wordt opnieuw verbonden…"):
            made = work()
    except AdviesspoorError as error:
        opened.say(error)
        return
    st.session_state[_LAST] = made
    if then is not None:
        then()
    st.rerun()


def tell_last(settings: Settings) -> None:
    """What was decided last in this session, with the button that takes it back."""
    made: Made | None = st.session_state.get(_LAST)
    if made is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True, key="beslist"):
        put(html('<p role="status">{what}</p>', what=in_words(made)))
        if st.button("Ongedaan maken", icon=":material/undo:", key="terug"):
            _take_back(settings, made)
        if st.button("Sluiten", key="beslist-sluiten"):
            del st.session_state[_LAST]
            st.rerun()


def _take_back(settings: Settings, made: Made) -> None:
    st.session_state.pop(_LAST, None)
    try:
        with st.spinner("De beslissing wordt teruggenomen en alles wordt opnieuw verbonden…"):
            undo(settings, made.id)
    except AdviesspoorError as error:
        opened.say(error)
        return
    st.rerun()


def undo_button(settings: Settings, made: Made) -> None:
    """The button beside a decision in a list that takes it back."""
    if st.button("Ongedaan maken", icon=":material/undo:", key=f"terug-{made.id}"):
        _take_back(settings, made)


def in_words(made: Made) -> str:
    """A decision in one line of Dutch."""
    about = f"“{made.words}”" if made.words else "het document"
    if made.kind == "action":
        about = f"actie {made.number} in {about}"
    elif made.kind == "note":
        about = f"voetnoot {made.number} na {about}"
    elif made.kind == "plan":
        about = f"het plan {about}"
    where = f" in {PurePath(made.file).name}" if made.file else ""
    to = f" → {made.label}" if made.label and made.verdict != "reject" else ""
    return f"{VERDICTS[made.verdict]}: {about}{where}{to}"
