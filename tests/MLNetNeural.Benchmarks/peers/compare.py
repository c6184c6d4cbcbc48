"""
The peer's side of the command `compare`: one job of PyTorch, torchvision or Pillow. Prints a line about itself, then does a round for
every line `round SECONDS` of standard input and prints its figures, both as JSON. It ends with standard input.
"""
import argparse
import copy
import ctypes
import json
import os
import resource
import statistics
import sys
import time

import torch


def bytes_at_peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def blas():
    """File and kernels of the OpenBLAS in use; the file alone of another BLAS."""
    with open("/proc/self/maps") as maps:
        files = sorted({line.split()[-1] for line in maps if "blas" in line and ".so" in line})
    for file in files:
        if "openblas" in os.path.realpath(file):
            library = ctypes.CDLL(file)
            name = getattr(library, "openblas_get_corename", None)
            if name is not None:
                name.restype = ctypes.c_char_p
                return f"{os.path.realpath(file)} ({name().decode()})"
            return os.path.realpath(file)
    return os.path.realpath(files[0]) if files else "unknown"


def repeated(action, seconds, least=3):
    """Median seconds of an action over a round."""
    times, start = [], time.perf_counter()
    while len(times) < least or time.perf_counter() - start < seconds:
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def network(sizes, dropout=0.0):
    layers = []
    for l in range(len(sizes) - 2):
        layers += [torch.nn.Linear(sizes[l], sizes[l + 1]), torch.nn.ReLU()] + ([torch.nn.Dropout(dropout)] if dropout else [])
    return torch.nn.Sequential(*layers, torch.nn.Linear(sizes[-2], sizes[-1]))


class About:
    """Nothing but the line about itself."""

    def __init__(self, arguments):
        pass


class Steps:
    """Training steps on batches that are there already. Of the two ways to clear gradients the faster one is taken."""

    def __init__(self, arguments):
        torch.manual_seed(0)
        sizes, batch = [int(size) for size in arguments.sizes.split("-")], arguments.batch
        self.model = network(sizes, arguments.dropout)
        parameters = self.model.parameters()
        # A small rate keeps the numbers finite; it does not change the work.
        self.optimizer = torch.optim.Adam(parameters, lr=1e-6) if arguments.optimizer == "adam" else torch.optim.SGD(parameters, lr=1e-6, momentum=0.9)
        self.batches = [(torch.randn(batch, sizes[0]), torch.randint(0, sizes[-1], (batch,))) for _ in range(3)]
        self.loss = torch.nn.CrossEntropyLoss()
        self.count = 0
        times = {}
        for self.set_to_none in (False, True, False, True):
            times.setdefault(self.set_to_none, []).append(repeated(self.step, arguments.trial))
        self.set_to_none = min(times, key=lambda choice: min(times[choice]))
        self.setting = f"zero_grad(set_to_none={self.set_to_none})"

    def step(self):
        x, y = self.batches[self.count % len(self.batches)]
        self.count += 1
        self.optimizer.zero_grad(set_to_none=self.set_to_none)
        loss = self.loss(self.model(x), y)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def round(self, seconds):
        return {"seconds": repeated(self.step, seconds)}


class Cubic:
    """The cubic regression of cubic.py, a whole training a round."""

    def __init__(self, arguments):
        torch.manual_seed(0)
        self.x = torch.rand(1000, 1) * 30 - 15
        self.y = self.x**3 + 3 * self.x**2 + 3 + torch.randn(1000, 1)
        self.epochs = arguments.epochs
        self.round(0)

    def round(self, seconds):
        """All epochs, or as many as fit where the round is limited; the seconds are those of all."""
        model = network([1, 32, 64, 16, 1])
        optimizer = torch.optim.SGD(model.parameters(), lr=2e-4)
        criterion = torch.nn.L1Loss()
        done, start = 0, time.perf_counter()
        limit = float("inf") if seconds >= WHOLE else max(seconds, 0.3)
        while done < self.epochs and time.perf_counter() - start < limit:
            loss = criterion(model(self.x), self.y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss.item()
            done += 1
        return {"seconds": (time.perf_counter() - start) * self.epochs / done}


class Decode:
    """Decoding images and resizing them to 256 by 256 with Pillow, one after the other; by the clock and by processor time, of one image."""

    def __init__(self, arguments):
        with open(arguments.folder) as files:
            self.files = files.read().splitlines()

    def round(self, seconds):
        from PIL import Image
        clock, processor = time.perf_counter(), time.process_time()
        for file in self.files:
            Image.open(file).convert("RGB").resize((256, 256), Image.BILINEAR)
        count = len(self.files)
        return {"seconds": (time.perf_counter() - clock) / count, "processor": (time.process_time() - processor) / count}


class Weather:
    """Network 3 of the weather recipe, with torchvision's ImageFolder and the DataLoader: two epochs, scaled to all of them."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.setting = f"DataLoader with {arguments.workers} workers"

    def round(self, seconds):
        import torchvision
        from torchvision import transforms
        torch.manual_seed(0)
        start = time.perf_counter()
        tail = [transforms.ToTensor(), transforms.Normalize((0.5,) * 3, (0.5,) * 3)]
        flipped, plain = (
            torchvision.datasets.ImageFolder(self.arguments.folder, transforms.Compose([transforms.Resize((256, 256))] + flip + tail))
            for flip in ([transforms.RandomHorizontalFlip()], []))
        order = torch.randperm(len(plain)).tolist()
        count = int(0.8 * len(order))
        training, validation = (
            torch.utils.data.DataLoader(torch.utils.data.Subset(data, rows), batch_size=64, shuffle=shuffle, num_workers=self.arguments.workers)
            for data, rows, shuffle in ((flipped, order[:count], True), (plain, order[count:], False)))
        model = torch.nn.Sequential(torch.nn.Flatten(), network([196608, 128, 64, 32, 4], 0.5))
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        criterion = torch.nn.CrossEntropyLoss()
        best, state, ends = -1, None, []
        for _ in range(2):
            model.train()
            for x, y in training:
                optimizer.zero_grad()
                loss = criterion(model(x), y)
                loss.backward()
                optimizer.step()
            model.eval()
            right = 0
            with torch.no_grad():
                for x, y in validation:
                    right += int((model(x).argmax(1) == y).sum())
            if right > best:
                best, state = right, copy.deepcopy(model.state_dict())
            ends.append(time.perf_counter())
        first, second = ends[0] - start, ends[1] - ends[0]
        return {"seconds": first + (self.arguments.epochs - 1) * second, "peak": bytes_at_peak(), "epochs": [first, second]}


class Inference:
    """Probabilities and classes of many rows, in batches of the size that is the fastest."""

    def __init__(self, arguments):
        torch.manual_seed(0)
        sizes = [int(size) for size in arguments.sizes.split("-")]
        self.model = network(sizes).eval()
        self.rows = torch.rand(arguments.rows, sizes[0])
        times = {}
        for _ in range(2):
            for batch in (64, 256, 1024, 4096):
                times.setdefault(batch, []).append(self.score(batch, 8192))
        self.batch = min(times, key=lambda batch: min(times[batch]))
        self.setting = f"batches of {self.batch}"

    def score(self, batch, rows):
        start = time.perf_counter()
        with torch.no_grad():
            for x in self.rows[:rows].split(batch):
                scores = torch.softmax(self.model(x), 1)
                scores.argmax(1)
        return time.perf_counter() - start

    def round(self, seconds):
        return {"seconds": self.score(self.batch, len(self.rows))}


class Single:
    """One row after the other: the median seconds of a call."""

    def __init__(self, arguments):
        torch.manual_seed(0)
        sizes = [int(size) for size in arguments.sizes.split("-")]
        self.model = network(sizes).eval()
        self.rows = torch.rand(1000, sizes[0])
        self.count = 0

    def call(self):
        self.count += 1
        with torch.no_grad():
            torch.softmax(self.model(self.rows[self.count % 1000]), 0).argmax().item()

    def round(self, seconds):
        return {"seconds": repeated(self.call, seconds)}


JOBS = {"about": About, "steps": Steps, "cubic": Cubic, "decode": Decode, "weather": Weather, "inference": Inference, "single": Single}

# A round of that length and above is a whole run, where a job has runs.
WHOLE = 60

parser = argparse.ArgumentParser()
parser.add_argument("job", choices=JOBS)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--trial", type=float, default=0.3, help="seconds of each trial of a setting")
parser.add_argument("--sizes", help="inputs, units of the layers: 784-10")
parser.add_argument("--batch", type=int)
parser.add_argument("--dropout", type=float, default=0.0)
parser.add_argument("--optimizer", choices=["sgd", "adam"], default="sgd")
parser.add_argument("--folder", help="images, one folder a class; or a file with the names of images")
parser.add_argument("--rows", type=int)
parser.add_argument("--epochs", type=int)
parser.add_argument("--workers", type=int, default=0)
arguments = parser.parse_args()

torch.set_num_threads(arguments.threads)
torch.ones(64, 64) @ torch.ones(64, 64)  # now the BLAS is there
job = JOBS[arguments.job](arguments)
print(json.dumps({
    "version": f"PyTorch {torch.__version__}", "blas": blas(), "threads": torch.get_num_threads(), "setting": getattr(job, "setting", "")}), flush=True)
for line in sys.stdin:
    words = line.split()
    if words[:1] == ["round"]:
        print(json.dumps(job.round(float(words[1]))), flush=True)
