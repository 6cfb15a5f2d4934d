# SPDX-License-Identifier: Apache-2.0
"""Whatever the bytes: an upright RGB picture or one clear error, in bounded time and memory."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.imaging import opening
from sscard_desktop.imaging.opening import MAX_FILE_BYTES, open_picture, read_bounded


def picture(width: int = 96, height: int = 64) -> Image.Image:
    """Red grows to the right, green downwards, blue is constant."""
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[..., 0] = np.linspace(20, 235, width)[None, :]
    rgb[..., 1] = np.linspace(20, 235, height)[:, None]
    rgb[..., 2] = 80
    return Image.fromarray(rgb)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + b"".join(chunks) + png_chunk(b"IEND", b"")


def bmp(width: int, height: int, bits: int = 24, content: bytes = b"") -> bytes:
    return (
        b"BM" + struct.pack("<IHHI", 54 + len(content), 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, 0, 0, 2835, 2835, 0, 0) + content
    )  # fmt: skip


def tiff(entries: dict[int, tuple[int, int]], *, next_ifd: int = 0) -> bytes:
    body = struct.pack("<H", len(entries))
    for tag, (kind, value) in sorted(entries.items()):
        body += struct.pack("<HHII", tag, kind, 1, value)
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", next_ifd)


def with_dimensions(jpeg: bytes, width: int, height: int) -> bytes:
    """Return ``jpeg`` whose header lies about its size."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


JPEG = saved(picture(), "JPEG", quality=90)
PNG = saved(picture(), "PNG")
WEBP = saved(picture(), "WEBP")
GIF = saved(picture(), "GIF")
TIFF = saved(picture(), "TIFF")
BMP = saved(picture(), "BMP")
PLAIN_GREY = {258: (3, 8), 259: (3, 1), 262: (3, 1)}
BLANK_IDAT = png_chunk(b"IDAT", zlib.compress(bytes(2000)))


def with_segments(*segments: bytes) -> bytes:
    return JPEG[:2] + b"".join(segments) + JPEG[2:]


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def greedy_directory(tags: int, values: int, size: int) -> bytes:
    """Return EXIF whose every tag has its values at the same place: copied one by one they are many times the file."""
    entries = b"".join(struct.pack("<HHII", 0x9000 + tag, 3, values, 8) for tag in range(tags))
    return b"II*\0" + struct.pack("<IH", 8, tags) + entries + bytes(max(4, size - 10 - len(entries)))


def many_scans() -> bytes:
    jpeg = saved(picture(), "JPEG", progressive=True)
    at = jpeg.rindex(b"\xff\xda")
    return jpeg[:at] + jpeg[at:-2] * 5000 + b"\xff\xd9"


NOT_PICTURES = {
    "one byte": b"\x00",
    "zeros": bytes(4096),
    "noise": bytes(np.random.default_rng(1).integers(0, 256, 20_000, dtype=np.uint8)),
    "text": "这不是照片".encode() * 200,
    "html": b"<!doctype html><html><body>404</body></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>',
    "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "zip": b"PK\x03\x04" + bytes(200),
    "elf": b"\x7fELF" + bytes(200),
    "exe": b"MZ" + bytes(200),
    "mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(200),
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(200),
    "avif": b"\x00\x00\x00\x18ftypavif" + bytes(200),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "jpeg 2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(100),
    "psd": b"8BPS\x00\x01" + bytes(100),
    "ico": b"\x00\x00\x01\x00\x01\x00" + bytes(40),
    "targa": bytes([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 64, 0, 24, 0]) + bytes(64 * 64 * 3),
    "fits": b"SIMPLE  =                    T" + bytes(3000),
    "png signature only": b"\x89PNG\r\n\x1a\n",
    "jpeg start only": b"\xff\xd8",
    "jpeg start and end": b"\xff\xd8\xff\xd9",
    "jpeg start and noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8,
    "gif header only": b"GIF89a",
    "webp of nothing": b"RIFF\x04\x00\x00\x00WEBP",
    "webp noise": b"RIFF" + struct.pack("<I", 400) + b"WEBPVP8 " + bytes(range(200)) * 2,
    "bmp header only": b"BM" + bytes(12),
    "tiff without directory": b"II*\0\xff\xff\xff\x7f",
    "tiff of itself": tiff({256: (4, 64), 257: (4, 64)}, next_ifd=8),
    "png after html": b"<html>" + PNG,
}
DAMAGED = {
    **{f"jpeg cut at {share} %": JPEG[: len(JPEG) * share // 100] for share in (5, 20, 30, 40, 50, 60, 70, 80, 90, 98)},
    **{f"png cut at {share} %": PNG[: len(PNG) * share // 100] for share in (10, 25, 50, 75, 90)},
    **{f"webp cut at {share} %": WEBP[: len(WEBP) * share // 100] for share in (10, 50, 90)},
    **{f"tiff cut at {share} %": TIFF[: len(TIFF) * share // 100] for share in (10, 50, 90)},
    **{f"bmp cut at {share} %": BMP[: len(BMP) * share // 100] for share in (10, 50, 90)},
    "gif cut": GIF[: len(GIF) // 2],
    "png with a broken chunk": PNG[:60] + bytes([PNG[60] ^ 0xFF]) + PNG[61:],
    "png without pixels": png(64, 64),
    "png with garbage pixels": png(64, 64, png_chunk(b"IDAT", b"garbage" * 40)),
    "png with too few pixels": png(2000, 2000, BLANK_IDAT),
    "png whose chunk is longer than the file": PNG[:33] + struct.pack(">I", 0x7FFFFFFF) + b"IDAT" + bytes(50),
    "png of an impossible depth": png(64, 64, BLANK_IDAT, depth=7),
    "jpeg of five thousand scans": many_scans(),
    "jpeg of five thousand scans behind fill bytes": many_scans().replace(b"\xff\xda", b"\xff\xff\xda"),
    "jpeg of ten thousand empty segments": with_segments(*[segment(0xE5, b"")] * 10_000),
    "jpeg of ten thousand comments": with_segments(*[segment(0xFE, b"")] * 10_000),
    "jpeg of a megabyte of fill bytes": JPEG[:2] + b"\xff" * 1_000_000 + JPEG[2:],
    "jpeg of forty exif blocks": with_segments(*[segment(0xE1, b"Exif\0\0II*\0" + bytes(60_000))] * 40),
    "jpeg whose exif tags share their bytes": with_segments(
        segment(0xE1, b"Exif\0\0" + greedy_directory(900, 20_000, 60_000))
    ),
    "png of a hundred thousand chunks": png(64, 64, *[png_chunk(b"prVt", b"")] * 100_000, BLANK_IDAT),
    "png whose exif tags share their bytes": png(
        64, 64, png_chunk(b"eXIf", greedy_directory(900, 20_000, 60_000)), BLANK_IDAT
    ),
    "gif of a hundred thousand comments": (
        GIF[: GIF.index(b",")] + b"!\xfe\x01a\0" * 100_000 + GIF[GIF.index(b",") :]
    ),
    "gif of one comment of a hundred thousand blocks": (
        GIF[: GIF.index(b",")] + b"!\xfe" + b"\x01a" * 100_000 + b"\0" + GIF[GIF.index(b",") :]
    ),
    "webp of a hundred thousand chunks": WEBP + b"prVt\0\0\0\0" * 100_000,
    "tiff of a million strips": tiff({256: (4, 64), 257: (4, 64), **PLAIN_GREY})[:-4].replace(
        b"\x05\0", b"\x06\0", 1
    ) + struct.pack("<HHII", 273, 4, 1_000_000, 8) + bytes(4_000_000),
    "tiff of five thousand tags": b"II*\0" + greedy_directory(5_000, 1, 70_000)[4:],
    "tiff of absurd strips": tiff({256: (4, 64), 257: (4, 64), **PLAIN_GREY, 273: (4, 2**31), 279: (4, 2**31)}),
    "bmp of no bits": bmp(64, 64, bits=0, content=bytes(64 * 64 * 3)),
}  # fmt: skip
TOO_LARGE = {
    "png of 30,000 by 30,000": png(30_000, 30_000, BLANK_IDAT),
    "png 20,000 wide": png(20_000, 100, BLANK_IDAT),
    "png 20,000 high": png(100, 20_000, BLANK_IDAT),
    "png of the largest numbers": png(2**31 - 1, 2**31 - 1, BLANK_IDAT),
    "jpeg of 65,500 by 65,500": with_dimensions(JPEG, 65_500, 65_500),
    "bmp of 30,000 by 30,000": bmp(30_000, 30_000),
    "tiff of 100,000 by 100,000": tiff({256: (4, 100_000), 257: (4, 100_000), **PLAIN_GREY, 273: (4, 8), 279: (4, 8)}),
    "gif of 65,535 by 65,535": b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + bytes(3) + GIF[13:],
}  # fmt: skip
TOO_SMALL = {
    "one pixel": saved(picture(1, 1), "PNG"),
    "one pixel, jpeg": saved(picture(1, 1), "JPEG"),
    "fifteen pixels": saved(picture(15, 15), "PNG"),
    "a line": saved(picture(5000, 1), "PNG"),
    "a column": saved(picture(1, 5000), "WEBP"),
}


def test_there_are_enough_hostile_pictures() -> None:
    assert len(NOT_PICTURES) + len(DAMAGED) + len(TOO_LARGE) + len(TOO_SMALL) >= 60


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        open_picture(data)
    return caught.value.code


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert refusal(b"") == "picture.empty"


@pytest.mark.parametrize("name", NOT_PICTURES)
def test_what_isnt_a_picture_is_refused(name: str) -> None:
    wanted = {"heic": "picture.heic"}.get(name, "picture.kind_unknown")
    assert refusal(NOT_PICTURES[name]) in {wanted, "picture.damaged"}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_picture_is_never_half_read(name: str) -> None:
    assert refusal(DAMAGED[name]) in {"picture.damaged", "picture.kind_unknown"}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_too_many_pixels_are_refused_before_decoding(name: str) -> None:
    assert refusal(TOO_LARGE[name]) in {"picture.too_many_pixels", "picture.damaged", "picture.kind_unknown"}


@pytest.mark.parametrize("name", TOO_SMALL)
def test_too_few_pixels_are_refused(name: str) -> None:
    assert refusal(TOO_SMALL[name]) == "picture.too_small"


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of memory as Linux counts it")
def test_a_bomb_costs_no_memory() -> None:
    # 30,000 × 30,000 black pixels in 3 MB of deflate: 2.7 GB decoded. Each block stands alone, so it can be repeated.
    rows = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = rows.compress(bytes(90_001 * 100)) + rows.flush(zlib.Z_FULL_FLUSH)
    bomb = png(30_000, 30_000, png_chunk(b"IDAT", b"\x78\xda" + block * 300))
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sscard_desktop.imaging.opening import open_picture\n"
        "data = sys.stdin.buffer.read()\n"
        "try:\n    open_picture(data)\nexcept Exception as error:\n    print(error.code)\n"
        # Not getrusage: its peak begins with that of the process that forked this one.
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=bomb, capture_output=True, check=True, timeout=60)
    code, peak_mb = done.stdout.split()
    assert code == b"picture.too_many_pixels"
    assert int(peak_mb) < 300


def test_of_large_pictures_one_at_a_time_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_LARGE_PIXELS", 1000)
    decoding: list[int] = []
    together: list[int] = []
    decode = opening._decode

    def watched(image: Image.Image, working_pixels: int) -> opening.Rgb:
        decoding.append(1)
        together.append(len(decoding))
        time.sleep(0.01)
        rgb = decode(image, working_pixels)
        decoding.pop()
        return rgb

    monkeypatch.setattr(opening, "_decode", watched)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(open_picture, [JPEG] * 8))
    assert together == [1] * 8


def opened_or_refused(data: bytes) -> bool:
    try:
        return open_picture(data).rgb.shape[2] == 3
    except InvalidInputError as error:
        return error.code.startswith("picture.")


@given(at=st.integers(0, len(JPEG) - 1), value=st.integers(0, 255), length=st.integers(1, 40))
def test_a_garbled_jpeg_is_a_picture_or_an_error(at: int, value: int, length: int) -> None:
    garbled = JPEG[:at] + bytes([value]) * length + JPEG[at + length :]
    assert opened_or_refused(garbled)


@given(st.binary(max_size=400), st.sampled_from([JPEG[:20], PNG[:40], GIF[:13], WEBP[:30], BMP[:54], TIFF[:8], b""]))
def test_any_bytes_after_any_header_are_a_picture_or_an_error(tail: bytes, head: bytes) -> None:
    assert opened_or_refused(head + tail)


def looks_right(data: bytes, tolerance: float = 6) -> None:
    rgb = open_picture(data).rgb
    wanted = np.asarray(picture())
    assert rgb.shape == wanted.shape
    assert rgb.flags["C_CONTIGUOUS"]
    assert np.abs(rgb.astype(int) - wanted).mean() < tolerance


ORIENTED: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}


@pytest.mark.parametrize("orientation", ORIENTED)
def test_a_turned_camera_gives_an_upright_picture(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    looks_right(saved(ORIENTED[orientation](picture()), "JPEG", quality=95, exif=exif))


def test_a_broken_orientation_is_ignored() -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    looks_right(saved(picture(), "JPEG", quality=95, exif=exif))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", ORIENTED)
def test_what_a_phone_converted_stays_turned_as_it_was(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    looks_right(saved(ORIENTED[orientation](picture()), kind, exif=exif, lossless=True))


def test_a_phones_film_behind_the_photo_is_no_damage() -> None:
    # 动态照片: some seconds of film behind the JPEG's end, with the bytes of a scan's beginning in it by chance.
    looks_right(saved(picture(), "JPEG", quality=95) + b"\0\0\0\x18ftypmp42" + bytes(2000) + b"\xff\xda\x11" * 500)


def test_a_burst_of_pictures_in_one_file_is_no_damage() -> None:
    target = io.BytesIO()
    picture().save(target, "MPO", save_all=True, append_images=[picture()] * 150, quality=95)
    looks_right(target.getvalue())


def test_a_webp_that_ends_too_early_is_damaged_and_not_of_another_kind() -> None:
    assert {refusal(WEBP[: len(WEBP) * part // 16]) for part in range(1, 16)} == {"picture.damaged"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
def test_each_kind_gives_the_same_pixels(kind: str) -> None:
    looks_right(saved(picture(), kind))


def test_a_cmyk_jpeg_gives_its_colours() -> None:
    looks_right(saved(picture().convert("CMYK"), "JPEG", quality=95))


def test_sixteen_bits_of_grey_are_scaled_not_cut() -> None:
    ramp = np.tile(np.linspace(0, 65535, 96).astype(np.uint16), (64, 1))
    rgb = open_picture(saved(Image.fromarray(ramp), "PNG")).rgb
    assert rgb[0, :, 0] == pytest.approx(np.linspace(0, 255, 96), abs=2)


def test_a_float_tiff_with_nothing_but_nan_is_black() -> None:
    rgb = open_picture(saved(Image.fromarray(np.full((64, 64), np.nan, np.float32)), "TIFF")).rgb
    assert rgb.max() == 0


def test_transparency_is_laid_over_white() -> None:
    clear = picture().convert("RGBA")
    clear.putalpha(0)
    assert open_picture(saved(clear, "PNG")).rgb.min() == 255
    palette = picture().quantize(32)
    palette.info["transparency"] = palette.getpixel((0, 0))
    rgb = open_picture(saved(palette, "PNG", transparency=palette.getpixel((0, 0)))).rgb
    assert tuple(rgb[0, 0]) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "PNG"])
def test_of_several_frames_the_first_is_taken(kind: str) -> None:
    others = [Image.new("RGB", (96, 64), "red"), Image.new("RGB", (96, 64), "blue")]
    looks_right(saved(picture(), kind, save_all=True, append_images=others, lossless=True), tolerance=12)


def test_of_a_cameras_several_pictures_in_one_file_the_first_is_taken() -> None:
    target = io.BytesIO()
    picture().save(target, "MPO", save_all=True, append_images=[Image.new("RGB", picture().size, "black")], quality=95)
    opened = open_picture(target.getvalue())
    assert opened.kind == "JPEG"
    looks_right(target.getvalue())


def test_one_bit_and_grey_become_rgb() -> None:
    for mode in ("1", "L", "LA"):
        assert open_picture(saved(picture().convert(mode), "PNG")).rgb.shape == (64, 96, 3)


def test_a_colour_profile_is_applied_and_a_broken_one_ignored() -> None:
    looks_right(saved(picture(), "JPEG", quality=95, icc_profile=b"not a profile" * 20))
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    looks_right(saved(picture(), "JPEG", quality=95, icc_profile=own))


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA", "CMYK", "I;16", "F", "LAB", "YCbCr"])
def test_a_large_picture_is_reduced_whatever_its_colours(mode: str) -> None:
    large = picture(960, 640)
    if mode == "LAB":
        large = ImageCms.profileToProfile(
            large, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        ) or large  # fmt: skip
    elif mode in ("I;16", "F"):
        grey = np.asarray(large.convert("L"))
        large = Image.fromarray(grey.astype(np.uint16) * 257 if mode == "I;16" else grey.astype(np.float32) / 255)
    else:
        large = large.convert(mode)
    whole = open_picture(saved(large, "TIFF" if mode != "P" else "PNG")).rgb.mean(axis=(0, 1))
    small = open_picture(saved(large, "TIFF" if mode != "P" else "PNG"), working_pixels=6000).rgb
    assert small.shape[0] * small.shape[1] <= 6000
    assert small.mean(axis=(0, 1)) == pytest.approx(whole, abs=3)


def test_a_camera_sized_jpeg_is_reduced_while_decoding() -> None:
    opened = open_picture(saved(picture(6000, 4000), "JPEG", quality=60))
    assert (opened.stored_width, opened.stored_height) == (6000, 4000)
    assert opened.rgb.shape[0] * opened.rgb.shape[1] <= 12_000_000
    assert opened.rgb.shape[1] / opened.rgb.shape[0] == pytest.approx(1.5, abs=0.01)


def test_the_resolution_is_read() -> None:
    assert open_picture(saved(picture(), "JPEG", dpi=(350, 350))).dpi == 350
    assert open_picture(JPEG).dpi is None


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    good = tmp_path / "photo.jpg"
    good.write_bytes(JPEG)
    assert read_bounded(good) == JPEG
    with pytest.raises(InvalidInputError) as caught:
        read_bounded(tmp_path)
    assert caught.value.code == "picture.not_a_file"
    with pytest.raises(EnvironmentFailedError) as missing:
        read_bounded(tmp_path / "gone.jpg")
    assert missing.value.code == "picture.unreadable"
    with pytest.raises(InvalidInputError) as large:
        read_bounded(good, max_bytes=10)
    assert large.value.code == "picture.file_too_large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_doesnt_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    with pytest.raises(InvalidInputError) as caught:
        read_bounded(pipe)
    assert caught.value.code == "picture.not_a_file"


def test_a_file_of_more_bytes_than_allowed_is_refused() -> None:
    assert refusal(JPEG + bytes(MAX_FILE_BYTES)) == "picture.file_too_large"
