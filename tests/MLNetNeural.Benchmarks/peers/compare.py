"""
The peer's side of the command `compare`: one job of PyTorch, torchvision or Pillow. Prints a line about itself, then does a round for
every line `round SECONDS` of standard input and prints its figures, both as JSON. It ends with standard input.
"""
import argparse
import ctypes
import json
import os
import resource
import statistics
import sys
import time

import torch


def megabytes_at_peak():
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


JOBS = {"about": About, "steps": Steps}


parser = argparse.ArgumentParser()
parser.add_argument("job", choices=JOBS)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--trial", type=float, default=0.3, help="seconds of each trial of a setting")
parser.add_argument("--sizes", help="inputs, units of the layers: 784-10")
parser.add_argument("--batch", type=int)
parser.add_argument("--dropout", type=float, default=0.0)
parser.add_argument("--optimizer", choices=["sgd", "adam"], default="sgd")
parser.add_argument("--folder", help="pictures, one folder a class")
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
