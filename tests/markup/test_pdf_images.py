"""Every image that a source may have can stand in a PDF that lasts."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from progpipe.markup.pdf_images import printable
from progpipe.publication import Resource

ORANGE = (230, 120, 30)


def resource(mode: str, kind: str, colour: object = None, **options: object) -> Resource:
    image = Image.new("RGB", (4, 2), ORANGE).convert(mode) if colour is None else Image.new(mode, (4, 2), colour)
    content = BytesIO()
    image.save(content, format=kind, **options)
    return Resource(name="bild", media_type=f"image/{kind.lower()}", content=content.getvalue(), width=4, height=2)


def read(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("L", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("RGB", "JPEG"), ("L", "JPEG"), ("RGB", "MPO")],
)
def test_a_plain_image_is_not_touched(mode: str, kind: str) -> None:
    plain = resource(mode, kind)
    assert printable(plain) == plain.content


def test_the_inks_of_a_press_become_the_colours_of_a_screen() -> None:
    made = read(printable(resource("CMYK", "JPEG", (0, 255, 255, 0), quality=100)))
    assert (made.format, made.mode) == ("JPEG", "RGB")
    red, green, blue = made.getpixel((0, 0))
    assert red > 240
    assert max(green, blue) < 15


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (256 * 128, 128), (65535, 255)])
def test_sixteen_bits_of_grey_become_eight(value: int, expected: int) -> None:
    made = read(printable(resource("I;16", "PNG", value)))
    assert (made.mode, made.getpixel((0, 0))) == ("L", expected)


def test_a_palette_keeps_its_colours_and_what_is_clear() -> None:
    assert read(printable(resource("P", "PNG"))).convert("RGB").getpixel((0, 0)) == pytest.approx(ORANGE, abs=30)
    made = read(printable(resource("P", "PNG", 0, transparency=0)))
    assert made.mode == "RGBA"
    assert made.getpixel((0, 0))[3] == 0


def test_black_and_white_stays_so() -> None:
    made = read(printable(resource("1", "PNG", 1)))
    assert (made.mode, made.getpixel((0, 0))) == ("L", 255)


def test_an_image_on_its_side_is_set_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert read(printable(resource("CMYK", "JPEG", (0, 0, 0, 0), exif=turned))).size == (2, 4)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("P", "PNG"), ("1", "PNG")])
def test_the_same_bytes_twice(mode: str, kind: str) -> None:
    image = resource(mode, kind)
    assert printable(image) == printable(image)
