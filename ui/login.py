"""Who may look: nobody has to log in unless the server's secrets.toml has an [auth] section (OpenID Connect)."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.markup import html, put


def admitted() -> bool:
    """Whether this visitor may go on; if not, the screen says how."""
    if not _asked():
        return True
    if not st.user.is_logged_in:
        _say("Meld u aan om in de adviezen te zoeken.")
        st.button("Aanmelden", type="primary", icon=":material/login:", key="aanmelden", on_click=st.login)
        return False
    email = str(st.user.get("email") or "")
    if not welcome(email, _guests()):
        _say(f"U bent aangemeld als {email or 'iemand zonder e-mailadres'}, en die heeft hier geen toegang.")
        st.button("Afmelden", icon=":material/logout:", key="afmelden", on_click=st.logout)
        return False
    return True


def way_out() -> None:
    """The button to log out, for who is logged in."""
    if _asked():
        with st.sidebar:
            st.button("Afmelden", icon=":material/logout:", key="afmelden", on_click=st.logout)


def welcome(email: str, guests: Sequence[str]) -> bool:
    """Whether `email` is one of `guests`: addresses, or a domain ("@example.org"); without guests everybody is."""
    address = email.casefold()
    return not guests or any(
        address.endswith(guest.casefold()) if guest.startswith("@") else address == guest.casefold() for guest in guests
    )


def _say(sentence: str) -> None:
    put(
        html(
            '<div class="as-welkom"><h1 class="as-titel">Adviesspoor</h1><p>{sentence}</p></div>',
            sentence=sentence,
        )
    )


def _asked() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no secrets.toml at all
        return False


def _guests() -> list[str]:
    return [str(guest) for guest in st.secrets.get("adviesspoor", {}).get("toegelaten", ())]
