"""torchvision's transforms of Pillow images of 256 x 256, one after the other on one thread. Prints name and microseconds an image."""
import time

import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T

torch.set_num_threads(1)
torch.manual_seed(1)
r = np.random.RandomState(1)
images = [Image.fromarray(r.randint(0, 256, (256, 256, 3)).astype(np.uint8)) for _ in range(32)]
tensors = [T.ToTensor()(image) for image in images]
bilinear = T.InterpolationMode.BILINEAR
for name, transform in [
    ("RandomHorizontalFlip(1)", T.RandomHorizontalFlip(1)),
    ("RandomVerticalFlip(1)", T.RandomVerticalFlip(1)),
    ("RandomCrop", T.RandomCrop(256, padding=16)),
    ("RandomResizedCrop", T.RandomResizedCrop(256)),
    ("RandomRotation", T.RandomRotation(15)),
    ("RandomRotation,bilinear", T.RandomRotation(15, bilinear)),
    ("ColorJitter(brightness)", T.ColorJitter(0.2)),
    ("ColorJitter(contrast)", T.ColorJitter(contrast=0.2)),
    ("ColorJitter(saturation)", T.ColorJitter(saturation=0.2)),
    ("ColorJitter(hue)", T.ColorJitter(hue=0.1)),
    ("RandomErasing(1)", T.RandomErasing(1)),  # of tensors alone
]:
    rows = tensors if name.startswith("RandomErasing") else images
    transform(rows[0])
    start = time.perf_counter()
    for row in rows:
        transform(row)
    print(name, f"{(time.perf_counter() - start) / len(rows) * 1e6:.1f}", flush=True)
