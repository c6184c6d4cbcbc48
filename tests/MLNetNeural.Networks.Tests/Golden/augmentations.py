"""Changes small images as torchvision's transforms of Pillow images do, and writes them to augmentations.json.

    python3 augmentations.py > augmentations.json        (made with torchvision 0.14.1, Pillow 9.4.0, numpy 1.24.2)

Images are (height, width, 3) or (height, width), bytes in base64.
"""
import base64, json, math
import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms import functional as F

r = np.random.RandomState(7)
yy, xx = np.mgrid[0:19, 0:26]
smooth = np.stack([xx * 255 // 25, yy * 255 // 18, (xx * 7 + yy * 11) % 256], -1).astype(np.uint8)
every_hue = np.array([[[a, b, c] for c in (0, 1, 37, 128, 200, 254, 255)] for a in (0, 3, 64, 127, 191, 255) for b in (0, 2, 90, 128, 255)], np.uint8)
images = {
    "noise": r.randint(0, 256, (23, 31, 3)).astype(np.uint8),
    "smooth": smooth,
    "square": r.randint(0, 256, (16, 16, 3)).astype(np.uint8),
    "hues": every_hue,
    "gray": r.randint(0, 256, (21, 14)).astype(np.uint8),
}


def coded(a):
    return base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()


cases = []


def add(image, op, result, **how):
    a = np.asarray(result)
    cases.append({"image": image, "op": op, **how, "height": a.shape[0], "width": a.shape[1], "result": coded(a)})


for name in ("noise", "square", "gray"):
    im = Image.fromarray(images[name])
    h, w = images[name].shape[:2]
    add(name, "mirror", F.hflip(im))
    add(name, "flip", F.vflip(im))
    for mode in ("constant", "edge", "reflect", "symmetric"):
        for padding, down, right in ((4, -4, -4), (4, 4, 4), (3, -2, 1), (5, 0, -5), (6, 6, 0)) + (((13, 13, -13), (40, 35, -38)) if mode in ("constant", "edge") else ((13, 13, -13),)):
            fill = 77 if mode == "constant" else 0
            add(name, "crop", F.crop(F.pad(im, padding, fill, mode), padding + down, padding + right, h, w), padding=padding, mode=mode, fill=fill, down=down, right=right)
    for top, left, ph, pw in ((0, 0, h, w), (1, 2, h - 1, w - 2), (0, 0, h, 5), (0, 3, 4, w - 3), (5, 5, 1, 1), (3, 1, 7, 9), (2, 4, h - 5, 2), (h - 6, w - 7, 6, 7)):
        add(name, "resized_crop", F.resized_crop(im, top, left, ph, pw, [h, w], T.InterpolationMode.BILINEAR), top=top, left=left, part_height=ph, part_width=pw)
    for angle in (0, 0.3, 5, 15, 45, 89.9, 90, 135, 180, 200.5, 270, 359.99, -10, -90, -725.25):
        for filter in ("nearest", "bilinear"):
            mode = T.InterpolationMode.NEAREST if filter == "nearest" else T.InterpolationMode.BILINEAR
            add(name, "rotate", F.rotate(im, angle, mode, fill=31), angle=angle, filter=filter, fill=31)
for name in ("noise", "smooth", "hues", "gray"):
    im = Image.fromarray(images[name])
    for factor in (0, 0.13, 0.5, 0.999, 1, 1.001, 1.3, 1.9, 4):
        add(name, "brightness", F.adjust_brightness(im, factor), factor=factor)
        add(name, "contrast", F.adjust_contrast(im, factor), factor=factor)
        if name != "gray":
            add(name, "saturation", F.adjust_saturation(im, factor), factor=factor)
    for turns in (-0.5, -0.31, -0.05, 0.0, 0.004, 0.1, 0.25, 0.4, 0.5):
        if name != "gray":
            add(name, "hue", F.adjust_hue(im, turns), factor=turns)

# What torchvision makes of drawn areas and ratios: the numbers are those that it drew, and the part that they gave.
drawn = []
uniform, exp = torch.Tensor.uniform_, torch.exp


def noting(self, low, high):
    value = uniform(self, low, high)
    drawn.append(value.item())
    return value


torch.Tensor.uniform_ = noting
windows = []
for seed in range(40):
    torch.manual_seed(seed)
    size, scale, ratio = [((20, 30), (0.08, 1.0), (3 / 4, 4 / 3)), ((64, 9), (0.5, 1.0), (3 / 4, 4 / 3)), ((9, 64), (0.9, 1.0), (0.5, 2.0)), ((33, 33), (0.01, 0.02), (0.1, 10.0))][seed % 4]
    drawn.clear()
    i, j, h, w = T.RandomResizedCrop.get_params(torch.zeros(3, *size), scale, ratio)
    tries = [[drawn[k], math.exp(drawn[k + 1])] for k in range(0, len(drawn), 2)]
    fits = not (len(tries) == 10 and (i, j) == ((size[0] - h) // 2, (size[1] - w) // 2))
    windows.append({"height": size[0], "width": size[1], "ratio": ratio, "tries": tries, "central": not fits, "top": i, "left": j, "part_height": h, "part_width": w})

print(json.dumps({
    "images": {name: {"height": a.shape[0], "width": a.shape[1], "channels": 1 if a.ndim == 2 else 3, "data": coded(a)} for name, a in images.items()},
    "cases": cases,
    "windows": windows}))
