"""PDFs that are damaged, hostile or absurd, made byte by byte: one function a way to be bad.

`FILES` names each with its maker, `make` writes them. None is larger than a few megabytes on disk; what they ask for
when read may be gigabytes.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "De raad vraagt dat scholen genoeg tijd krijgen om de nieuwe regels in te voeren.",
    "Hij vindt dat leraren daarbij begeleiding verdienen en dat het overleg vroeg begint.",
    "Het advies steunt op gesprekken met directies, ouders en leerlingen van vele scholen.",
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def shown(lines: Sequence[str] = LINES) -> bytes:
    """A content stream that writes `lines` down the page."""
    text = b"".join(b"(%s) Tj 0 -16 Td " % line.encode("cp1252") for line in lines)
    return b"BT /F1 11 Tf 72 720 Td " + text + b"ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """A stream object whose data is deflated, `times` over."""
    filters = b"/FlateDecode " * times
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s] %s" % (filters, entries))


def endless(start: bytes, piece: bytes, times: int) -> bytes:
    """Deflated data of `start` and then `piece` so many times over, without deflating it so many times."""
    squeeze = zlib.compressobj(9)
    first = squeeze.compress(start) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(piece) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return first + again * times + squeeze.flush()


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, of which 1 is the catalogue, with a right cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), dict[int, int]()
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, at)
    return bytes(out)


def one_page(
    content: bytes, *, box: bytes = b"0 0 595 842", more: Mapping[int, bytes] | None = None, resources: bytes = b"",
    trailer: bytes = b"", font: bytes = FONT,
) -> bytes:  # fmt: skip
    """A file with one page: objects 1 to 5 are taken, `content` is a whole stream object."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> >>" % (box, resources),
        4: content,
        5: font,
    }
    return pdf({**objects, **(more or {})}, trailer)


def many_pages(contents: Sequence[bytes], more: Mapping[int, bytes] | None = None, resources: bytes = b"") -> bytes:
    """A file with a page a content; `more` objects have numbers of 10000 and above."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: FONT}
    kids = []
    for k, content in enumerate(contents):
        kids.append(b"%d 0 R" % (10 + 2 * k))
        objects[10 + 2 * k] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (11 + 2 * k, resources)
        )
        objects[11 + 2 * k] = content
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf({**dict(sorted(objects.items())), **(more or {})})


def good() -> bytes:
    return one_page(stream(shown()))


# --- cut, garbled, empty ----------------------------------------------------------------------------------------------


def cut_off() -> bytes:
    whole = many_pages([packed(shown())] * 6)
    return whole[: len(whole) * 6 // 10]


def without_its_end() -> bytes:
    """Three pages, of which the second has lost what it shows; neither page tree nor table is left."""
    whole = many_pages([stream(shown(LINES[k:] + LINES[:k])) for k in range(3)])
    second = re.search(rb"13 0 obj.*?endobj\n", whole, re.S)
    assert second is not None
    whole = whole[: second.start()] + whole[second.end() :]
    tree = whole.index(b"/Type /Pages")
    return (whole[: tree - 12] + whole[whole.index(b"endobj", tree) + 7 : whole.index(b"xref\n")]) + b"99 0 obj\n<< /Ty"


def _packed_objects(data: bytes) -> bytes:
    """A file of 1.5, cut off: all objects but the contents stand in an object stream."""
    return (
        b"%PDF-1.5\n4 0 obj\n" + stream(shown()) + b"\nendobj\n9 0 obj\n" + data + b"\nendobj\n10 0 obj\n<< /Type /XR"
    )


def cut_off_with_packed_objects() -> bytes:
    bodies = (
        (1, b"<< /Type /Catalog /Pages 2 0 R >>"),
        (
            2,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> >>",
        ),
        (3, b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"),
        (5, FONT),
    )
    head, body = b"", b""
    for number, text in bodies:
        head += b"%d %d " % (number, len(body))
        body += text + b"\n"
    return _packed_objects(packed(head + body, b"/Type /ObjStm /N 4 /First %d" % len(head)))


def cut_off_with_packed_objects_that_inflate() -> bytes:
    bomb = endless(b"3 0 7 40 ", b" " * (1 << 20), 400)
    return _packed_objects(stream(bomb, b"/Type /ObjStm /N 2 /First 9 /Filter /FlateDecode"))


def cut_off_and_locked() -> bytes:
    whole = locked_for_change_only()
    return whole[: whole.index(b"xref\n0 ")]


def only_the_head() -> bytes:
    return good()[:60]


def wrong_xref() -> bytes:
    at = good().rindex(b"startxref")
    return good()[:at] + b"startxref\n123456789\n%%EOF\n"


def shifted_xref() -> bytes:
    head, tail = good().split(b"xref\n", 1)
    rows = tail.replace(b"00000 n", b"00007 n")
    return head + b"% een regel die alles verschuift\n" * 3 + b"xref\n" + rows


def xref_loop() -> bytes:
    at = good().rindex(b"startxref\n") + len(b"startxref\n")
    place = good()[at:].split(b"\n")[0]
    return good().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + place)


def noise_after_the_head() -> bytes:
    return b"%PDF-1.7\n" + bytes((k * 7919 + k // 251) % 256 for k in range(200_000))


def no_pages() -> bytes:
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


def no_page_tree() -> bytes:
    return pdf({1: b"<< /Type /Catalog >>"})


def stream_cut_short() -> bytes:
    data = zlib.compress(shown(LINES * 20))
    return one_page(stream(data[: len(data) // 2], b"/Filter /FlateDecode"))


def garbled_stream() -> bytes:
    return one_page(stream(b"dit is geen deflate" * 50, b"/Filter /FlateDecode"))


# --- loops and claims -------------------------------------------------------------------------------------------------


def page_tree_loop() -> bytes:
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(shown()),
            5: FONT,
        }
    )


def page_tree_of_what_is_no_page() -> bytes:
    """One page, and beside it what it shows, its font, the catalogue, nothing, and what pdfium opens but once."""
    return good().replace(b"/Kids [3 0 R] /Count 1 ", b"/Kids [3 0 R 4 0 R 5 0 R 1 0 R null 12 (x) [3 0 R]] /Count 8 ")


def deep_page_tree() -> bytes:
    depth = 3000
    objects = {1: b"<< /Type /Catalog /Pages 10 0 R >>", 3: stream(shown()), 4: FONT}
    for k in range(10, 10 + depth):
        objects[k] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (k + 1)
    objects[10 + depth] = (
        b"<< /Type /Page /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return pdf(objects)


def a_hundred_thousand_pages_claimed() -> bytes:
    return good().replace(b"/Count 1 ", b"/Count 100000 ")


def a_hundred_thousand_times_the_same_page() -> bytes:
    whole = good().replace(b"/Kids [3 0 R] /Count 1 ", b"/Kids [%s] /Count 100000 " % (b"3 0 R " * 100_000))
    return whole[: whole.rindex(b"startxref")] + b"startxref\n0\n%%EOF\n"


def a_hundred_thousand_objects() -> bytes:
    return one_page(stream(shown()), more={k: b"<< /A %d 0 R >>" % (k + 1) for k in range(6, 100_006)})


def form_in_itself() -> bytes:
    form = stream(shown() + b" /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                  b"/Resources << /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >>")  # fmt: skip
    return one_page(stream(b"/X Do"), more={6: form}, resources=b"/XObject << /X 6 0 R >>")


def form_that_doubles_itself() -> bytes:
    """A form that draws itself twice, through another whose contents are packed: two times two, forty deep."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources "
    return one_page(
        stream(b"/X Do"),
        more={
            6: packed(shown() + b" /Y Do /Y Do", form + b"8 0 R"),
            7: stream(b"q /X Do Q", form + b"<< /XObject << /X 6 0 R >> >>"),
            8: b"<< /XObject << /X 6 0 R /Y 7 0 R >> /Font << /F1 5 0 R >> >>",
        },
        resources=b"/XObject << /X 6 0 R >>",
    )


def contents_that_are_the_page() -> bytes:
    return good().replace(b"/Contents 4 0 R", b"/Contents 3 0 R")


# --- bombs ------------------------------------------------------------------------------------------------------------


def nested_forms() -> bytes:
    """Nine forms that each draw the next ten times: a thousand million drawings."""
    more = {}
    for k in range(6, 15):
        inner = b"/X Do " * 10 if k < 14 else shown()
        to = b"/XObject << /X %d 0 R >>" % (k + 1) if k < 14 else b""
        more[k] = stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                         b"/Resources << %s /Font << /F1 5 0 R >> >>" % to)  # fmt: skip
    return one_page(stream(b"/X Do " * 10), more=more, resources=b"/XObject << /X 6 0 R >>")


def page_that_inflates() -> bytes:
    """A page of four thousand million spaces."""
    data = zlib.compress(endless(b"", b" " * (1 << 20), 4000), 9)
    return one_page(stream(data, b"/Filter [/FlateDecode /FlateDecode]"))


def page_of_endless_text() -> bytes:
    """A page that writes one word fifty million times."""
    data = endless(b"BT /F1 1 Tf 10 10 Td ", b"(woord) Tj " * 100_000, 500)
    return one_page(stream(data, b"/Filter /FlateDecode"))


def one_bomb_among_pages() -> bytes:
    """Five pages, of which the third inflates without end."""
    bomb = page_of_endless_text()
    at = bomb.index(b"<< /Length")
    content = bomb[at : bomb.index(b"\nendobj", at)]
    plain = stream(shown())
    return many_pages([plain, plain, content, plain, plain])


def huge_image(side: int = 20_000) -> bytes:
    """A scan of `side` by `side` pixels, all white, on an A4 page."""
    data = endless(b"", b"\xff" * side * 3, side)
    image = stream(data, b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
                   b"/BitsPerComponent 8 /Filter /FlateDecode" % (side, side))  # fmt: skip
    return one_page(stream(b"595 0 0 842 0 0 cm /I Do"), more={6: image}, resources=b"/XObject << /I 6 0 R >>")


def image_that_lies_about_its_size() -> bytes:
    image = packed(b"\xff" * 1000, b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 "
                   b"/ColorSpace /DeviceRGB /BitsPerComponent 8")  # fmt: skip
    return one_page(stream(b"595 0 0 842 0 0 cm /I Do"), more={6: image}, resources=b"/XObject << /I 6 0 R >>")


def page_a_kilometre_wide() -> bytes:
    return one_page(stream(shown()), box=b"0 0 2834646 2834646")


def scan_on_a_page_a_kilometre_wide() -> bytes:
    image = packed(b"\xff" * 10_000, b"/Type /XObject /Subtype /Image /Width 100 /Height 100 "
                   b"/ColorSpace /DeviceGray /BitsPerComponent 8")  # fmt: skip
    return one_page(stream(b"2834646 0 0 2834646 0 0 cm /I Do"), more={6: image}, box=b"0 0 2834646 2834646",
                    resources=b"/XObject << /I 6 0 R >>")  # fmt: skip


def page_without_size() -> bytes:
    return one_page(stream(shown()), box=b"0 0 0 0")


def page_of_nan() -> bytes:
    return one_page(stream(shown()), box=b"nan inf -1e40 1e40")


def twenty_thousand_rectangles() -> bytes:
    places = ((k * 37 % 380, k * 53 % 700) for k in range(20_000))
    drawn = b"".join(b"%d %d 200 100 re S " % place for place in places)
    return one_page(packed(drawn + shown()))


def a_million_letters() -> bytes:
    return one_page(packed(shown(LINES * 4000)))


# --- text that cannot be read -----------------------------------------------------------------------------------------


def empty_page() -> bytes:
    return one_page(stream(b""))


def font_without_map() -> bytes:
    """Letters numbered as they come, that have no Unicode and are drawn as blocks: nobody can read them."""
    numbers = {
        c: n
        for n, c in enumerate(sorted({c for line in LINES for c in line}, key=lambda c: ord(c) * 37 % 101), start=33)
    }
    names = b"".join(b"/g%d " % n for n in range(33, 33 + len(numbers)))
    letters = {20 + n: stream(b"600 0 d0 50 0 500 700 re f") for n in numbers.values()}
    procs = b"".join(b"/g%d %d 0 R " % (n, 20 + n) for n in numbers.values())
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 800] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 33 "
        b"/LastChar %d /Widths [%s] /Encoding << /Type /Encoding /Differences [33 %s] >> /CharProcs << %s >> >>"
        % (32 + len(numbers), b"600 " * len(numbers), names, procs)
    )
    codes = (b"<%s> Tj 0 -16 Td " % bytes(numbers[c] for c in line).hex().encode() for line in LINES)
    return one_page(stream(b"BT /F1 11 Tf 72 720 Td " + b"".join(codes) + b"ET"), more=letters, font=font)


def letters_without_names() -> bytes:
    """Letters that anyone can see, in a font that does not say which they are: only OCR can read them."""
    pdfmetrics.registerFont(TTFont("Naamloos", "Vera.ttf", asciiReadable=False))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.setFont("Naamloos", 11)
    for k, line in enumerate(LINES * 4):
        canvas.drawString(60, 760 - 22 * k, line)
    canvas.save()
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), out.getvalue())


def lone_surrogates() -> bytes:
    """Half a pair in the title and in the letters of the font's own map."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <65> <D83D> endbfchar "
        b"1 beginbfrange <41> <5A> <0041> endbfrange endcmap end end"
    )
    font = FONT[:-2] + b"/ToUnicode 6 0 R >>"
    title = b"<FEFF0041D83D00420043>"
    return one_page(
        stream(shown()), more={6: stream(cmap), 7: b"<< /Title %s >>" % title}, font=font, trailer=b"/Info 7 0 R"
    )


def font_without_box() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Nooit /FirstChar 32 /LastChar 126 /Widths [%s] "
        b"/Encoding /WinAnsiEncoding /FontDescriptor << /Type /FontDescriptor /FontName /Nooit /Flags 32 "
        b"/FontBBox [null null] /ItalicAngle 0 /Ascent 0 /Descent 0 /StemV 80 >> >>" % (b"500 " * 95)
    )
    grid = b"".join(b"%d %d 120 30 re S " % (72 + 120 * (k % 3), 300 + 30 * (k // 3)) for k in range(12))
    return one_page(stream(grid + shown()), font=font)


# --- encrypted --------------------------------------------------------------------------------------------------------


def _encrypted(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword=owner, strength=128))
    for k, line in enumerate(LINES):
        canvas.drawString(72, 720 - 16 * k, line)
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    return _encrypted("geheim", "meester")


def locked_for_change_only() -> bytes:
    return _encrypted("", "meester")


def unknown_encryption() -> bytes:
    return good().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Eigen /V 9 >>")


FILES: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        good, cut_off, without_its_end, cut_off_with_packed_objects, cut_off_with_packed_objects_that_inflate,
        cut_off_and_locked, only_the_head, wrong_xref, shifted_xref, xref_loop, noise_after_the_head, no_pages,
        no_page_tree, stream_cut_short, garbled_stream, page_tree_loop,
        page_tree_of_what_is_no_page, deep_page_tree,
        a_hundred_thousand_pages_claimed,
        a_hundred_thousand_times_the_same_page, a_hundred_thousand_objects, form_in_itself, form_that_doubles_itself,
        contents_that_are_the_page,
        nested_forms, page_that_inflates, page_of_endless_text, one_bomb_among_pages, huge_image,
        image_that_lies_about_its_size, page_a_kilometre_wide, scan_on_a_page_a_kilometre_wide, page_without_size,
        page_of_nan, twenty_thousand_rectangles, a_million_letters, empty_page, font_without_map,
        letters_without_names, lone_surrogates,
        font_without_box, locked, locked_for_change_only, unknown_encryption,
    )
}  # fmt: skip


def make(folder: Path) -> list[Path]:
    """Write every file to `folder` under its name and say where."""
    paths = []
    for name, maker in FILES.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(maker())
        paths.append(path)
    return paths
