"""Draws small JPEGs of many kinds, and writes them with the pixels that Pillow's convert("RGB") gives to jpegs.json.

    python3 jpegs.py > jpegs.json        (made with Pillow 9.4.0, and cjpeg and libjpeg-turbo 2.1.5)
"""
import base64, io, json, subprocess, tempfile
from PIL import Image

SIZES = [(1, 1), (1, 9), (5, 3), (16, 16), (33, 18)]

# Scans as cjpeg -scans takes them: one for each component, and a progressive file that was given up after the first scan.
ONE_BY_ONE = "0; 1; 2;"
FIRST_ONLY = "0,1,2: 0-0, 0, 0;"

KINDS = {
    "4:4:4": ["-sample", "1x1"],
    "4:2:2": ["-sample", "2x1"],
    "4:2:0": ["-sample", "2x2"],
    "4:4:0": ["-sample", "1x2"],
    "4:1:1": ["-sample", "4x1"],
    "uneven sampling": ["-sample", "2x2,1x2,2x1"],
    "gray": ["-grayscale"],
    "rgb": ["-rgb"],
    "progressive": ["-progressive"],
    "progressive gray": ["-progressive", "-grayscale"],
    "restart markers": ["-restart", "1B", "-sample", "2x1"],
    "optimized tables": ["-optimize"],
    "arithmetic": ["-arithmetic"],
    "one by one": ["-scans", ONE_BY_ONE],
    "unfinished progressive": ["-scans", FIRST_ONLY],
}


def drawn(width, height):
    """Smooth colours, a hard edge and a line."""
    im = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            im.putpixel((x, y), (255, 240, 10) if x == y + 2 else (x * 7, y * 13, 200 if 2 * x < width else 40))
    return im


def cjpeg(im, options):
    with tempfile.NamedTemporaryFile("w") as scans:
        if "-scans" in options:
            scans.write(options[-1])
            scans.flush()
            options = ["-scans", scans.name]
        ppm = io.BytesIO()
        im.save(ppm, "PPM")
        return subprocess.run(["cjpeg", "-quality", "90", *options], input=ppm.getvalue(), capture_output=True, check=True).stdout


def cmyk(im):
    out = io.BytesIO()
    im.convert("CMYK").save(out, "JPEG", quality=90)
    return out.getvalue()


def first_pixel(file):
    """Declares the size 1 x 1: all else of the block is still there, and its mean is another colour."""
    size = file.index(b"\xff\xc0") + 5
    return file[:size] + b"\0\1\0\1" + file[size + 4:]


pictures = []
for width, height in SIZES:
    im = drawn(width, height)
    files = {kind: cjpeg(im, options) for kind, options in KINDS.items()}
    files["cmyk"] = cmyk(im)
    if (width, height) == (5, 3):
        files["first pixel"] = first_pixel(files["4:4:4"])
    for kind, data in files.items():
        decoded = Image.open(io.BytesIO(data)).convert("RGB")
        pictures.append({"kind": kind, "width": decoded.width, "height": decoded.height, "file": base64.b64encode(data).decode(),
                         "rgb": base64.b64encode(decoded.tobytes()).decode()})
print(json.dumps({"about": "see jpegs.py", "pictures": pictures}, indent=0))
