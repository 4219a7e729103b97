"""The one exception that a user is meant to read, and Dutch for what the system says."""

from __future__ import annotations

import errno
import sqlite3

from corpus.model import Category

FULL = "De schijf is vol: maak plaats vrij en probeer opnieuw, er is niets verloren gegaan."

# What the system answers, as the end of a sentence: "De map X kan niet geopend worden: u hebt er geen rechten op."
_OF_SYSTEM = {
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.EACCES: "u hebt er geen rechten op",
    errno.EPERM: "het systeem laat dat niet toe",
    errno.EEXIST: "er staat al iets met die naam",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.EROFS: "op die schijf kan niet geschreven worden",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw deel van de schijf is vol",
    errno.EFBIG: "het bestand wordt te groot voor die schijf",
    errno.EIO: "de schijf geeft een fout",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppelingen verwijzen naar elkaar",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.ENFILE: "er staan te veel bestanden open",
    errno.ENOMEM: "er is te weinig geheugen",
    errno.EBUSY: "het is in gebruik",
    errno.ETXTBSY: "het is in gebruik",
    errno.EAGAIN: "het is op dit moment bezet",
    errno.EXDEV: "het staat op een andere schijf",
    errno.EINVAL: "het systeem kan met die naam of waarde niets doen",
    errno.ESTALE: "de netwerkschijf antwoordt niet meer",
    errno.EADDRINUSE: "de poort is al in gebruik",
    errno.EADDRNOTAVAIL: "deze computer heeft dat adres niet",
    errno.ECONNREFUSED: "er luistert daar niets",
    errno.ETIMEDOUT: "er kwam geen antwoord",
}
# The same for SQLite, by the low byte of its code.
_OF_SQLITE = {
    sqlite3.SQLITE_PERM: "u hebt er geen rechten op",
    sqlite3.SQLITE_BUSY: "een ander programma gebruikt haar",
    sqlite3.SQLITE_LOCKED: "een ander programma gebruikt haar",
    sqlite3.SQLITE_NOMEM: "er is te weinig geheugen",
    sqlite3.SQLITE_READONLY: "er kan niet in geschreven worden",
    sqlite3.SQLITE_IOERR: "de schijf geeft een fout",
    sqlite3.SQLITE_CORRUPT: "het bestand is beschadigd",
    sqlite3.SQLITE_FULL: "de schijf is vol",
    sqlite3.SQLITE_CANTOPEN: "het bestand kan niet geopend of gemaakt worden",
    sqlite3.SQLITE_CONSTRAINT: "een onderdeel komt er twee keer in voor",
    sqlite3.SQLITE_NOTADB: "het bestand is beschadigd of is geen catalogus",
}


class AdviesspoorError(Exception):
    """Something a user can act on: one clear Dutch sentence (`str(error)`) and a category for scripts."""

    def __init__(self, message: str, category: Category = Category.INTERNAL) -> None:
        super().__init__(message)
        self.category = category


def cause(error: BaseException) -> str:
    """What `error` of the system or of SQLite means, as a Dutch clause to put after a colon; never its own words."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return "SQLite geeft een fout" if code is None else of_sqlite(code)
    if isinstance(error, ValueError):
        return "er staan tekens in die geen tekst zijn"
    if isinstance(error, OSError) and error.errno is not None:
        return _OF_SYSTEM.get(error.errno, f"het systeem geeft fout {error.errno}")
    return "het systeem zegt niet waarom"


def of_sqlite(code: int) -> str:
    """What SQLite means by its `code`, as a Dutch clause."""
    return _OF_SQLITE.get(code & 0xFF, f"SQLite geeft fout {code}")


def disk_is_full(error: BaseException) -> bool:
    """Whether `error` is SQLite's or the system's way to say that nothing more fits."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
