"""Draws small images in many formats, and writes them with the pixels that Pillow's convert("RGB") gives to formats.json.

    python3 formats.py > formats.json        (made with Pillow 9.4.0 and libjpeg-turbo 2.1.5)
"""
import base64, io, json, struct, zlib
from PIL import Image, ImageCms, PngImagePlugin

W, H = 24, 18


def drawn():
    """Smooth colors, a hard edge and a line."""
    im = Image.new("RGB", (W, H))
    for y in range(H):
        for x in range(W):
            im.putpixel((x, y), (255, 240, 10) if x == y else (x * 10, y * 14, 200 if x < W // 2 else 40))
    return im


def encoded(im, kind, **how):
    out = io.BytesIO()
    im.save(out, kind, **how)
    return out.getvalue()


def png16(channels):
    """16 bits a channel, which Pillow cannot write in color; a reader keeps the high byte."""
    color = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    rows = b""
    for y in range(H):
        rows += b"\0" + b"".join(struct.pack(">H", (x * 2500 + y * 601 + c * 9001) % 65536) for x in range(W) for c in range(channels))

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, 16, color, 0, 0, 0)) + \
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def high_bytes(channels):
    values = [[((x * 2500 + y * 601 + c * 9001) % 65536) >> 8 for c in range(channels)] for y in range(H) for x in range(W)]
    return bytes(b for v in values for b in (v[:3] if channels >= 3 else [v[0]] * 3))


def foreign_profile():
    """The profile of sRGB with the places of red and blue exchanged: whoever applies it sees other colors."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {bytes(profile[i:i + 4]): i for i in range(132, 132 + 12 * struct.unpack(">I", profile[128:132])[0], 12)}
    red, blue = at[b"rXYZ"], at[b"bXYZ"]
    profile[red + 4:red + 12], profile[blue + 4:blue + 12] = profile[blue + 4:blue + 12], profile[red + 4:red + 12]
    return bytes(profile)


def with_gamma(im):
    info = PngImagePlugin.PngInfo()
    info.add(b"gAMA", struct.pack(">I", 100000))
    return encoded(im, "PNG", pnginfo=info)


im = drawn()
alpha = im.copy()
alpha.putalpha(Image.linear_gradient("L").resize((W, H)))
palette = im.quantize(17)
files = {
    "rgb.png": encoded(im, "PNG"),
    "alpha.png": encoded(alpha, "PNG"),
    "gray.png": encoded(im.convert("L"), "PNG"),
    "gray_alpha.png": encoded(alpha.convert("LA"), "PNG"),
    "palette.png": encoded(palette, "PNG"),
    "palette_transparent.png": encoded(palette, "PNG", transparency=3),
    "one_bit.png": encoded(im.convert("1"), "PNG"),
    "gray_16_bit.png": png16(1),
    "gray_alpha_16_bit.png": png16(2),
    "rgb_16_bit.png": png16(3),
    "alpha_16_bit.png": png16(4),
    "baseline.jpg": encoded(im, "JPEG", quality=90),
    "no_subsampling.jpg": encoded(im, "JPEG", quality=90, subsampling=0),
    "progressive.jpg": encoded(im, "JPEG", quality=90, progressive=True),
    "gray.jpg": encoded(im.convert("L"), "JPEG", quality=90),
    "cmyk.jpg": encoded(im.convert("CMYK"), "JPEG", quality=90),
    "first_frame.gif": encoded(palette, "GIF", save_all=True, append_images=[palette.transpose(Image.ROTATE_180)]),
    "interlaced.gif": encoded(palette, "GIF", interlace=1),
    "rgb.bmp": encoded(im, "BMP"),
    "palette.bmp": encoded(palette, "BMP"),
    "one_bit.bmp": encoded(im.convert("1"), "BMP"),
    "rgb.tif": encoded(im, "TIFF"),
    "four_bit_palette.png": encoded(im.quantize(13), "PNG"),
    "foreign_profile.png": encoded(im, "PNG", icc_profile=foreign_profile()),
    "gamma.png": with_gamma(im),
    "foreign_profile.jpg": encoded(im, "JPEG", quality=90, icc_profile=foreign_profile()),
    "lossy.webp": encoded(im, "WEBP", quality=90),
    "lossless.webp": encoded(im, "WEBP", lossless=True),
    "alpha.webp": encoded(alpha, "WEBP", lossless=True, exact=True),
    "lossy_alpha.webp": encoded(alpha, "WEBP", quality=90),
}
files["a_png_named.jpg"] = files["rgb.png"]
files["a_gif_named.png"] = files["first_frame.gif"]

images = []
for name, data in files.items():
    rgb = Image.open(io.BytesIO(data)).convert("RGB").tobytes()
    if name.startswith("gray") and "16_bit" in name:
        rgb = high_bytes(1)  # Pillow clips to 255 instead, or cannot read it
    if name == "alpha_16_bit.png":
        assert rgb == high_bytes(4)
    if name == "rgb_16_bit.png":
        assert rgb == high_bytes(3)
    images.append({"name": name, "width": W, "height": H, "file": base64.b64encode(data).decode(), "rgb": base64.b64encode(rgb).decode()})
print(json.dumps({"about": "see formats.py", "images": images}, indent=0))
