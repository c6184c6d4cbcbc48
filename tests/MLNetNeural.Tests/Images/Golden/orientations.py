"""Draws a small image in the eight EXIF orientations, and writes the files with the pixels of Pillow's ImageOps.exif_transpose,
as they are and resized to 10 x 7, to orientations.json.

    python3 orientations.py > orientations.json        (made with Pillow 9.4.0 and libjpeg-turbo 2.1.5)
"""
import base64, io, json
from PIL import Image, ImageOps

W, H, ORIENTATION = 24, 18, 0x0112


def drawn():
    """No two corners and no two sides are alike."""
    im = Image.new("RGB", (W, H))
    for y in range(H):
        for x in range(W):
            im.putpixel((x, y), (x * 10, y * 14, 250 if x < 6 and y < 6 else 60))
    return im


def text(im):
    return base64.b64encode(im.tobytes()).decode()


images = []
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    file = io.BytesIO()
    drawn().save(file, "JPEG", quality=95, exif=exif)
    stored = Image.open(io.BytesIO(file.getvalue()))
    turned = ImageOps.exif_transpose(stored).convert("RGB")
    images.append({
        "orientation": orientation,
        "file": base64.b64encode(file.getvalue()).decode(),
        "width": turned.width,
        "height": turned.height,
        "stored": text(stored.convert("RGB")),
        "turned": text(turned),
        "resized": text(turned.resize((10, 7), Image.BILINEAR)),
    })
print(json.dumps({"about": "see orientations.py", "images": images}, indent=0))
